"""What holds for every kind of figure: its axes, its silence, its words, its bytes."""

import warnings

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from cs_toolkit import figures
from cs_toolkit.errors import InputError
from cs_toolkit.figures.drawing import drawings
from cs_toolkit.figures.style import styled

from .examples import EXAMPLES

HOSTILE = [
    "a $\\frac{1}{0}$ and _{x}^", "<script>alert(1)</script>", "华东区 客户", "线\x00\n\t行", "🙂" * 9,
    "مرحبا", "=cmd|' /C calc'!A0", "x" * 500, "", "100% of {braces} & \\backslash",
]  # fmt: skip
every_figure = pytest.mark.parametrize("draw", EXAMPLES, ids=[draw.__name__ for draw in EXAMPLES])


@pytest.fixture(autouse=True)
def _no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def example(draw):
    frame, choices = EXAMPLES[draw]
    return frame.copy(), dict(choices)


def numeric(frame: pd.DataFrame) -> list[str]:
    """The columns that are values, not the places of rows."""
    places = ("age", "days", "score", "hour", "decile", "time", "still_here")
    floats = frame.select_dtypes("number").columns
    return [name for name in floats if name not in places]


def words_on(ax) -> str:
    """All that is written on a sheet once it is laid out, tick labels included."""
    with styled():
        ax.get_figure().draw_without_rendering()
    return " ".join(text.get_text() for text in ax.findobj(lambda one: hasattr(one, "get_text")))


def test_there_is_an_example_of_every_figure_that_the_package_offers():
    others = {
        "alt_text",
        "canvas",
        "describe",
        "picture",
        "sheet",
        "show",
        "small_multiples",
        "use_style",
    }
    assert {draw.__name__ for draw in EXAMPLES} == set(figures.__all__) - others


@every_figure
def test_the_given_axes_is_returned_and_no_other_is_made(draw):
    frame, choices = example(draw)
    sheet = Figure(figsize=(7, 4), layout="constrained")
    ax = sheet.subplots()
    assert draw(frame, ax, **choices) is ax
    assert sheet.axes == [ax]


@every_figure
def test_without_an_axes_it_draws_on_a_sheet_of_the_report_s_width(draw):
    frame, choices = example(draw)
    assert draw(frame, **choices).get_figure().get_figwidth() == figures.style.WIDTH


@every_figure
def test_the_frame_is_left_as_it_was(draw):
    frame, choices = example(draw)
    before = frame.copy()
    draw(frame, **choices)
    pd.testing.assert_frame_equal(frame, before)


@every_figure
def test_the_picture_has_the_same_bytes_twice(draw):
    frame, choices = example(draw)
    first, second = (figures.picture(draw(frame, **choices)).png for _ in range(2))
    assert first == second
    assert b"matplotlib" not in first[:2000].lower()


@every_figure
def test_an_empty_frame_says_what_is_missing(draw):
    frame, choices = example(draw)
    ax = draw(frame.head(0), **choices)
    assert "no data for" in words_on(ax)
    assert figures.alt_text(ax).endswith("no data.")


@every_figure
def test_a_frame_without_a_single_number_says_so_too(draw):
    frame, choices = example(draw)
    frame[numeric(frame)] = np.nan
    assert "no data for" in words_on(draw(frame, **choices))


@every_figure
def test_one_row_makes_a_figure(draw):
    frame, choices = example(draw)
    frame = frame[frame.get("dimension", "plan") == "plan"] if draw is figures.segments else frame
    assert "no data for" not in words_on(draw(frame.head(1), **choices))


@every_figure
@pytest.mark.parametrize("factor", [1e12, -1e12, 0.0])
def test_huge_negative_and_zero_values_are_drawn_without_a_warning(draw, factor):
    frame, choices = example(draw)
    frame[numeric(frame)] *= factor
    assert words_on(draw(frame, **choices))


@every_figure
def test_infinite_values_are_drawn_as_missing(draw):
    frame, choices = example(draw)
    frame.loc[frame.index[-1], numeric(frame)] = np.inf
    assert words_on(draw(frame, **choices))


NAMED = {
    figures.variants: "variant", figures.segments: "segment", figures.cohorts: "cohort",
    figures.funnel: "step", figures.relations: "relation", figures.mix_and_rate: "segment",
    figures.contributions: "indicator", figures.themes: "theme", figures.terms: "term",
}  # fmt: skip


@pytest.mark.parametrize("draw", NAMED, ids=[draw.__name__ for draw in NAMED])
def test_hostile_names_are_drawn_as_they_are_written(draw):
    frame, choices = example(draw)
    several = pd.concat([frame.iloc[[1]]] * len(HOSTILE), ignore_index=True)
    several[NAMED[draw]] = HOSTILE
    if draw is figures.variants:
        choices["highlight"] = HOSTILE
    ax = draw(several, **choices)
    drawn = words_on(ax)
    assert "$\\frac{1}{0}$" in drawn
    assert "<script>" in drawn.lower()
    assert "\x00" not in drawn


@every_figure
def test_a_hostile_title_is_drawn_as_it_is_written(draw):
    frame, choices = example(draw)
    ax = draw(frame, **choices, title="costs $5 or $6_x 华")
    assert "costs $5 or $6_x" in words_on(ax)


@every_figure
def test_a_missing_column_is_named_with_the_figure(draw):
    frame, choices = example(draw)
    with pytest.raises(InputError, match=f"figure {draw.__name__} needs a column"):
        draw(frame.rename(columns=lambda name: f"x{name}"), **choices)


@every_figure
def test_the_words_and_the_numbers_come_from_the_frame(draw):
    frame, choices = example(draw)
    ax = draw(frame, **choices, title="As it stands")
    assert figures.alt_text(ax).startswith("As it stands. ")
    assert any(digit in figures.alt_text(ax) for digit in "123456789")
    (drawing,) = drawings(ax)
    assert len(drawing.frame) > 0


@every_figure
def test_no_line_is_without_a_point_for_the_layout_would_look_for_it_in_the_corner(draw):
    frame, choices = example(draw)
    for rows in (frame, frame.assign(status="in_progress"), frame.assign(status="small_sample")):
        for line in draw(rows, **choices).lines:
            assert np.isfinite(np.asarray(line.get_xydata(), dtype=float)).all(axis=1).any()


@every_figure
def test_no_setting_of_matplotlib_is_changed(draw):
    before = dict(mpl.rcParams)
    frame, choices = example(draw)
    draw(frame, **choices)
    assert dict(mpl.rcParams) == before


def test_nothing_is_left_open_in_pyplot():
    from matplotlib import pyplot

    frame, choices = example(figures.trend)
    figures.show(figures.trend(frame, **choices))
    assert pyplot.get_fignums() == []
    _, ax = pyplot.subplots()
    figures.show(figures.trend(frame, ax, **choices))
    assert pyplot.get_fignums() == []

"""Period labels, units on axes, alt text, the table beside a figure, colours, lettering."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from cs_toolkit import figures
from cs_toolkit.figures import lettering, palette, units
from cs_toolkit.figures.drawing import Drawing, drawings
from cs_toolkit.figures.showing import numbers_of
from cs_toolkit.figures.style import styled
from cs_toolkit.formatting import numbers

from .examples import EXAMPLES, MONTHS, tidy


def labels_below(periods) -> list[str]:
    ax = figures.trend(tidy(periods, np.arange(len(periods))))
    return [" ".join(one.get_text().split()) for one in ax.get_xticklabels()]


@pytest.mark.parametrize(
    ("periods", "labels"),
    [
        (["2025-12", "2026-01", "2026-02"], ["Dec 2025", "Jan 2026", "Feb"]),
        (["2025-Q4", "2026-Q1", "2026-Q2"], ["Q4 2025", "Q1 2026", "Q2"]),
        (["2025-W52", "2026-W01"], ["W52 2025", "W01 2026"]),
        (
            ["2025-12", *(f"2026-0{month}" for month in range(1, 7))],
            ["Dec", "Jan 2026", "Feb", "Mar", "Apr", "May", "Jun"],
        ),
        (["2024", "2025"], ["2024", "2025"]),
        (["2026-13", "so far"], ["2026-13", "so far"]),
    ],
)
def test_periods_are_labelled_with_the_year_where_it_changes(periods, labels):
    assert labels_below(periods) == labels


def test_five_years_of_months_are_labelled_by_their_januaries():
    assert labels_below(MONTHS) == [f"Jan {year}" for year in range(2022, 2027)]


def test_weeks_are_labelled_sparsely_and_the_last_one_always():
    weeks = [f"2026-W{week:02d}" for week in range(1, 53)]
    labels = labels_below(weeks)
    assert len(labels) <= 13 and labels[-1] == "W52"


@pytest.mark.parametrize(
    ("unit", "values", "labels"),
    [
        ("percent", [0, 0.025, 0.05], ["0%", "2.5%", "5%"]),
        ("money", [0, 500_000, 1_000_000], ["€0", "€0.5M", "€1M"]),
        ("money", [-500, 0, 500], ["−€500", "€0", "€500"]),
        ("seconds", [0, 1800, 3600, 7200], ["0", "0.5 h", "1 h", "2 h"]),
        ("count", [0, 1000, 2000], ["0", "1k", "2k"]),
        ("count", [0, 500, 1000], ["0", "500", "1,000"]),
        ("points", [-50, 0, 50], ["−50", "0", "50"]),
        ("months", [0, 6, 12], ["0 months", "6 months", "12 months"]),
    ],
)
def test_ticks_are_written_in_their_unit(unit, values, labels):
    formatter = units.UnitFormatter(unit, "EUR" if unit == "money" else "")
    assert formatter.format_ticks(values) == labels


@given(st.sampled_from(numbers.UNITS), st.floats(allow_nan=False))
def test_no_two_ticks_of_an_axis_read_alike(unit, start):
    if not np.isfinite(start) or abs(start) > 1e9:
        start = 0.0
    ticks = round(start) + np.arange(5.0)
    labels = units.UnitFormatter(unit).format_ticks(ticks)
    assert len(set(labels)) == 5


@pytest.mark.parametrize("longest", [50, 600, 5400, 86400, 9e5])
def test_durations_have_ticks_at_round_numbers(longest):
    scale = numbers.duration_scale(longest)
    ticks = units.DurationLocator(6).tick_values(0, longest) / scale.size
    np.testing.assert_allclose(ticks * 2, np.round(ticks * 2), atol=1e-9)
    assert 2 < len(ticks) <= 9


def test_a_dashed_currency_is_no_formula():
    ax = figures.trend(tidy(MONTHS[:2], [1e6, 2e6], unit="money"), currency="USD", title="$a$ $b$")
    with styled():
        ax.get_figure().draw_without_rendering()
    assert all(one.get_text().startswith("$") for one in ax.get_yticklabels())
    assert not any(one.get_parse_math() for one in ax.get_xticklabels())


def test_alt_text_has_the_last_the_highest_and_the_lowest_value():
    ax = figures.trend(tidy(MONTHS[:3], [0.91, 0.99, 0.95]), title="Retention")
    assert figures.alt_text(ax) == (
        "Retention. Last 95.0% (2022-03), highest 99.0% (2022-02), lowest 91.0% (2022-01)."
    )


def test_few_rows_without_an_order_in_time_are_listed():
    frame = pd.DataFrame({"segment": ["a", ""], "value": [0.5, np.nan]})
    words = figures.describe(frame, {"value": "percent"}, by=["segment"], title="Share")
    assert words == "Share. A: 50.0%; (none): no data."


def test_of_many_series_the_first_are_reported_and_the_others_counted():
    frame = pd.concat([tidy(MONTHS[:2], [n, n], segment=f"s{n}") for n in range(9)])
    words = figures.describe(frame, {"value": "percent"}, by=["segment", "period"])
    assert "S5: last" in words and "S6" not in words and words.endswith("And 3 more.")


@pytest.mark.parametrize("draw", EXAMPLES, ids=[draw.__name__ for draw in EXAMPLES])
def test_the_table_beside_a_figure_is_rounded_text_without_an_address(draw):
    frame, choices = EXAMPLES[draw]
    (drawing,) = drawings(draw(frame, **choices))
    shown = numbers_of(drawing)
    assert " at 0x" not in repr(shown) and " at 0x" not in shown.html
    assert not pd.Series(repr(shown).split()).str.fullmatch(r"-?\d+\.\d{5,}").any()
    assert "<details>" in shown.html


def test_the_table_keeps_what_differs_and_is_in_words():
    (drawing,) = drawings(figures.trend(tidy(MONTHS[:2], [0.91234, 0.95])))
    assert repr(numbers_of(drawing)).split("\n") == [
        " period value   n   low  high",
        "2022-01 91.2% 120 89.2% 93.2%",
        "2022-02 95.0% 120 93.0% 97.0%",
    ]


def test_the_table_escapes_what_comes_from_the_data():
    frame = pd.DataFrame({"step": ["<script>x</script>", "b"], "entered": [2.0, 1]})
    (drawing,) = drawings(figures.funnel(frame))
    assert "<script>" not in numbers_of(drawing).html


def test_showing_puts_the_picture_with_its_words_and_the_numbers_into_the_cell(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    assert figures.show(figures.trend(tidy(MONTHS[:2], [0.9, 0.8]))) is None
    picture, numbers = shown
    data, told = picture._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert told["image/png"]["alt"].startswith("Net revenue retention. Last 80.0%")
    assert "80.0%" in numbers.html


def test_words_of_one_s_own_replace_the_made_ones(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    figures.show(figures.trend(tidy(MONTHS[:2], [0.9, 0.8])), "It falls.", numbers=False)
    assert [picture.alt for picture in shown] == ["It falls."]


def test_an_axes_from_elsewhere_gets_the_look():
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    figures.trend(tidy(MONTHS[:2], [0.9, 0.8]), ax)
    assert not ax.spines["top"].get_visible() and not ax.spines["left"].get_visible()
    assert palette.PAPER in (ax.get_facecolor(), palette.PAPER) and to_rgb(
        ax.get_facecolor()
    ) == to_rgb(palette.PAPER)


def luminance(colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


@pytest.mark.parametrize(
    "colour", [palette.INK, palette.MUTED, palette.BLUE, palette.VERMILION, palette.GREEN]
)
def test_what_is_written_in_a_colour_can_be_read_on_paper(colour):
    contrast = (luminance(palette.PAPER) + 0.05) / (luminance(colour) + 0.05)
    assert contrast >= 4.5 if colour in (palette.INK, palette.MUTED) else contrast >= 3.9


@pytest.mark.parametrize("share", np.linspace(0, 1, 21))
def test_a_number_on_a_heat_map_s_cell_can_be_read(share):
    cell = palette.SHARES(share)
    dark, light = sorted([luminance(cell), luminance(palette.ink_on(cell))])
    assert (light + 0.05) / (dark + 0.05) >= 4.0


def test_a_name_is_cut_with_an_ellipsis_and_a_missing_glyph_is_a_box():
    assert lettering.shortened("abcdefgh", 5) == "abcd…"
    assert lettering.drawable("\U000e0100") in ("", "□")
    assert lettering.drawable("a\u202eb") == "a b"


def test_a_label_speaks_the_metric_s_own_name():
    ax = figures.trend(tidy(MONTHS[:2], [1, 2], metric="net_promoter_score", unit="points"))
    assert ax.get_label() == "Net promoter score"
    ax = figures.trend(tidy(MONTHS[:2], [1, 2], metric="starting_mrr", variant="measure"))
    assert ax.get_label() == "Starting MRR"
    ax = figures.trend(tidy(MONTHS[:2], [1, 2], variant="trailing_12_months"))
    assert ax.get_label() == "Net revenue retention (trailing 12 months)"


def test_the_numbers_of_a_figure_say_what_they_need_where_none_is_there():
    """A table of numbers that are all lacking is a sentence, which has markup too."""
    frame = pd.DataFrame({"period": ["2026-10"], "calls": [float("nan")]})
    frame.attrs["not_available"] = {"calls": "not available: needs table calls"}
    drawing = Drawing(frame, {"calls": "count"}, "", "calls", "Calls")
    assert "needs table calls" in numbers_of(drawing).html

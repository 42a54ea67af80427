"""What is drawn is what the frame holds: points, bars, cells and steps, value by value."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from cs_toolkit import figures
from cs_toolkit.errors import InputError

from .examples import EXAMPLES, MEASURES, MONTHS, TRIANGLE, by_segment, tidy


def line(ax, label: str) -> np.ndarray:
    (found,) = [one for one in ax.lines if one.get_label() == label]
    return np.asarray(found.get_ydata(), dtype=float)


def bars(ax, label: str | None = None) -> list[tuple[float, float]]:
    """Start and length of each bar, in the direction in which it grows."""
    sets = [one for one in ax.containers if label is None or one.get_label() == label]
    (found,) = sets
    upright = found.orientation == "vertical"
    return [
        (bar.get_y(), bar.get_height()) if upright else (bar.get_x(), bar.get_width())
        for bar in found
    ]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.one_of(st.just(np.nan), st.floats(-1e9, 1e9)), min_size=1, max_size=60).filter(
        lambda values: np.isfinite(values).any()
    )
)
def test_a_trend_goes_through_its_values_and_is_broken_where_one_is_missing(values):
    ax = figures.trend(tidy(MONTHS[: len(values)], values, unit="score"))
    np.testing.assert_array_equal(line(ax, "value"), values)


def test_the_period_in_progress_is_hollow_and_reached_by_a_dashed_line():
    frame = tidy(MONTHS[:3], [1.0, 2.0, 3.0], status=["ok", "ok", "in_progress"])
    ax = figures.trend(frame)
    np.testing.assert_array_equal(line(ax, "value"), [1, 2, np.nan])
    dashed = [one for one in ax.lines if one.get_linestyle() == "--"]
    assert [list(one.get_ydata()) for one in dashed] == [[2.0, 3.0]]
    hollow = [one for one in ax.lines if one.get_markerfacecolor() == figures.palette.PAPER]
    assert [list(one.get_ydata()) for one in hollow] == [[3.0]]
    assert "in progress" in figures.alt_text(ax)


def test_a_small_sample_is_a_cross():
    ax = figures.trend(tidy(MONTHS[:3], [1.0, 2.0, 3.0], status=["ok", "small_sample", "ok"]))
    crosses = [one for one in ax.lines if one.get_marker() == "x"]
    assert [list(one.get_ydata()) for one in crosses] == [[2.0]]


def test_the_target_is_a_line_across():
    ax = figures.trend(tidy(MONTHS[:2], [0.9, 0.8]), target=0.85)
    assert [0.85, 0.85] in [list(one.get_ydata()) for one in ax.lines]
    assert "Target 85.0%" in figures.alt_text(ax)


def test_a_range_that_is_aimed_at_is_two_lines():
    ax = figures.trend(tidy(MONTHS[:2], [0.9, 0.8]), target=(0.7, 0.95))
    across = [list(one.get_ydata()) for one in ax.lines]
    assert [0.7, 0.7] in across and [0.95, 0.95] in across
    assert "Target 70.0% to 95.0%" in figures.alt_text(ax)


def test_an_interval_without_end_does_not_flatten_its_line():
    wide = tidy(MONTHS[:3], [4.0, 12.0, 5.0], low=[2.0, 4.0, 3.0], high=[9.0, 1700.0, 9.0])
    ax = figures.trend(wide)
    low, high = ax.get_ylim()
    assert 0 < low < 2 and 12 < high < 60
    assert "wider than the paper" in "".join(one.get_text() for one in ax.figure.findobj(Text))
    usual = figures.trend(wide.assign(high=[9.0, 17.0, 9.0]))
    assert "wider than the paper" not in "".join(
        one.get_text() for one in usual.figure.findobj(Text)
    )


def test_a_trend_of_two_series_is_refused():
    frame = pd.concat([tidy(MONTHS[:2], [1, 2]), tidy(MONTHS[:2], [3, 4], variant="net")])
    with pytest.raises(
        InputError, match=r"trend draws one row for each period; .* 4 rows .*variants"
    ):
        figures.trend(frame)


def test_two_units_on_one_axis_are_refused():
    with pytest.raises(InputError, match="shows one unit, and the frame has 2: percent, money"):
        figures.trend(tidy(MONTHS[:2], [1, 2], unit=["percent", "money"]))


def test_each_variant_is_a_line_with_its_name():
    frame, _ = EXAMPLES[figures.variants]
    ax = figures.variants(frame)
    np.testing.assert_array_equal(line(ax, "Default"), [0.1, 0.2, 0.3])
    np.testing.assert_array_equal(line(ax, "Net"), [0.1, 0.2, 0.3])


def test_a_value_without_neighbours_is_a_point_and_named_with_its_period():
    months = 18  # a line of so many has no marks of its own
    lonely = np.full(months, np.nan)
    lonely[4], lonely[8:10] = 7.0, 8.0
    whole = tidy(MONTHS[:months], np.arange(months, dtype=float))
    ax = figures.variants(pd.concat([whole, tidy(MONTHS[:months], lonely, variant="net")]))
    assert [list(one.get_xdata()) for one in ax.lines if one.get_marker() == "o"] == [[4]]
    named = {one.get_text() for one in ax.texts}
    assert f"Net 800.0%\nin {MONTHS[9]}" in named


def test_a_tie_starts_at_the_label_s_edge():
    parts = [tidy(MONTHS[:2], [0.1, end], variant=f"to {end}") for end in (0.9, 0.11, 0.1)]
    ax = figures.variants(pd.concat(parts))
    ties = [one for one in ax.texts if getattr(one, "arrow_patch", None)]
    assert ties and all(one._arrow_relpos == (0, 0.5) for one in ties)


def test_of_many_lines_the_highest_and_the_lowest_are_named():
    parts = [tidy(MONTHS[:2], [0, n], segment=f"s{n}", dimension="plan") for n in range(12)]
    ax = figures.variants(pd.concat(parts), by="segment")
    named = {one.get_text().split()[0] for one in ax.texts}
    assert {"s0", "s11"} <= named and "s5" not in named


def test_segments_stand_from_the_highest_to_the_lowest_and_the_total_is_a_line():
    ax = figures.segments(by_segment(["a", "b", "c"], [0.02, 0.07, np.nan]))
    assert [one.get_text() for one in ax.get_yticklabels()] == ["b", "a"]  # c has no data
    (dots,) = [one for one in ax.lines if one.get_label() == "value"]
    np.testing.assert_array_equal(dots.get_xdata(), [0.07, 0.02])
    (total,) = [one for one in ax.lines if one.get_label() == "total"]
    assert list(total.get_xdata()) == [0.05, 0.05]


def test_of_many_segments_the_largest_are_drawn_and_the_others_are_one():
    rows = by_segment([f"s{n}" for n in range(200)], np.linspace(0, 1, 200))
    rows["n"] = [400.0, *range(1, 201)]
    ax = figures.segments(rows)
    names = [one.get_text() for one in ax.get_yticklabels()]
    assert len(names) == 20 and names[-1] == "other (181)"
    assert names[:2] == ["s199", "s198"]  # what weighs most, not what is most extreme
    n, value = np.arange(1, 182), np.linspace(0, 1, 200)[:181]
    (dots,) = [one for one in ax.lines if one.get_label() == "value"]
    assert dots.get_xdata()[-1] == pytest.approx(n @ value / n.sum())


def test_many_segments_that_cannot_be_pooled_are_counted():
    rows = by_segment([f"s{n}" for n in range(90)], np.arange(90.0)).assign(unit="money")
    ax = figures.segments(rows)
    assert len(ax.get_yticklabels()) == 19
    assert "71 smaller segments are not drawn" in " ".join(
        one.get_text() for one in ax.findobj(lambda one: hasattr(one, "get_text"))
    )


def test_a_bridge_leads_from_start_to_end():
    ax = figures.bridge(MEASURES.iloc[[2]])
    starts, lengths = np.array(bars(ax)).T
    np.testing.assert_allclose(lengths, [1090, 0, 5, 10, -15, 0, -90, 1000])
    np.testing.assert_allclose(starts + lengths, [1090, 1090, 1095, 1105, 1090, 1090, 1000, 1000])


def test_a_bridge_that_does_not_close_shows_its_gap():
    ax = figures.bridge(MEASURES.head(1).assign(ending_mrr=2000.0))
    starts, lengths = np.array(bars(ax)).T
    assert starts[-2] + lengths[-2] == 1130 and lengths[-1] == 2000


def test_a_bridge_of_several_rows_is_refused():
    with pytest.raises(InputError, match="3 rows; keep one row, or use movements"):
        figures.bridge(MEASURES)


def test_lines_that_are_always_zero_are_left_out_if_they_may_go_either_way():
    ax = figures.movements(MEASURES.head(2))
    labels = [one.get_label() for one in ax.containers]
    assert labels == ["New", "Reactivation", "Expansion", "Contraction", "Churned"]


def test_movements_stack_gains_above_zero_and_losses_below():
    ax = figures.movements(MEASURES)
    np.testing.assert_allclose(bars(ax, "New"), [(0, 200), (0, 50), (0, 0)])
    np.testing.assert_allclose(bars(ax, "Reactivation"), [(200, 10), (50, 0), (0, 5)])
    np.testing.assert_allclose(bars(ax, "Contraction"), [(0, -40), (0, -10), (0, -15)])
    np.testing.assert_allclose(bars(ax, "Churned"), [(-40, -70), (-10, -100), (-15, 0)])
    np.testing.assert_allclose(bars(ax, "Exchange rates")[2], (-15, -90))
    np.testing.assert_allclose(line(ax, "Net"), [130, -40, -90])


def test_the_future_of_a_cohort_is_empty_and_a_zero_is_not():
    frame = TRIANGLE.copy()
    frame.loc[1, "value"] = 0.0
    cells = figures.cohorts(frame).collections[0].get_array()
    assert cells.shape == (5, 4)
    assert cells[0, 1] == 0 and not cells.mask[0, 1]
    np.testing.assert_array_equal(cells.mask.sum(axis=1), [0, 1, 2, 3, 0])
    np.testing.assert_allclose(cells[-1], 0.9 ** np.arange(4))


def test_each_known_share_of_a_cohort_is_printed():
    frame = TRIANGLE.query("cohort != 'all cohorts'")
    ax = figures.cohorts(frame)
    printed = [one.get_text() for one in ax.texts if one.get_text().endswith("%")]
    assert printed == [f"{100 * 0.9**age:.0f}%" for c in range(4) for age in range(4 - c)]


def test_survival_goes_down_in_steps_with_a_tick_where_customers_are_still_here():
    ax = figures.survival(EXAMPLES[figures.survival][0], medians=2.0)
    np.testing.assert_array_equal(line(ax, "staying"), [1.0, 0.8, 0.5, 0.4])
    (ticks,) = [one for one in ax.lines if one.get_marker() == "|"]
    assert list(ticks.get_xdata()) == [1, 3]
    assert "median 2 months" in figures.alt_text(ax)


def test_a_funnel_has_the_counts_and_says_what_lies_between():
    ax = figures.funnel(EXAMPLES[figures.funnel][0])
    assert [length for _, length in bars(ax, "entered")] == [1000, 200, 50]
    written = [one.get_text() for one in ax.texts]
    assert "↓ 25.0% · 150 dropped off · after 12.0 days" in written


def test_scores_have_the_colours_of_what_they_count_as():
    ax = figures.scores(pd.DataFrame({"score": [6, 7, 9, 10], "answers": [3.0, 4, 5, 6]}))
    assert bars(ax, "Detractors") == [(0, 3)]
    assert bars(ax, "Passives") == [(0, 4)]
    assert bars(ax, "Promoters") == [(0, 5), (0, 6)]


def test_a_top_box_takes_two_boxes():
    frame = pd.DataFrame({"score": [1, 2, 3, 4, 5], "answers": [1.0, 2, 3, 4, 5]})
    ax = figures.scores(frame, boxes={"1–3": (1, 2, 3), "4–5": (4, 5)}, shares={"4–5": 0.6})
    assert bars(ax, "4–5 60.0%") == [(0, 4), (0, 5)]


def test_answers_straddle_zero_with_their_middle_level():
    ax = figures.answers(EXAMPLES[figures.answers][0])
    np.testing.assert_allclose(bars(ax, "Passives"), [(-0.15, 0.3), (-0.2, 0.4)])
    np.testing.assert_allclose(bars(ax, "Detractors"), [(-0.35, 0.2), (-0.3, 0.1)])
    np.testing.assert_allclose(bars(ax, "Promoters"), [(0.15, 0.5), (0.2, 0.5)])


@pytest.mark.parametrize("log", [False, True])
def test_every_value_of_a_histogram_stands_in_one_bar(log):
    values = np.array([0.0, 1e-9, 30, 45, 3600, 1e7])
    frame = pd.DataFrame({"value": values, "count": [1.0, 2, 3, 4, 5, 6]})
    ax = figures.histogram(frame, log=log)
    assert sum(bar.get_height() for bar in ax.patches) == 21


def test_forecasts_have_a_fan_and_keep_to_their_periods():
    ax = figures.forecast(EXAMPLES[figures.forecast][0], unit="count")
    np.testing.assert_array_equal(line(ax, "Actual"), [100, 110, 120])
    np.testing.assert_array_equal(line(ax, "Back test"), [118])
    (fan,) = [one for one in ax.lines if one.get_label() == "Forecast"]
    np.testing.assert_array_equal(fan.get_xdata(), [3, 4])


def test_an_unknown_kind_of_forecast_is_refused_with_the_known_ones():
    frame = EXAMPLES[figures.forecast][0].replace("back_test", "backtest")
    with pytest.raises(InputError, match=r"'backtest'; did you mean \"back_test\""):
        figures.forecast(frame)


def test_a_correlation_whose_interval_holds_zero_is_grey():
    ax = figures.relations(EXAMPLES[figures.relations][0])
    dots = [one for one in ax.lines if one.get_marker() == "o"]
    assert [list(one.get_xdata()) for one in dots] == [[0.3], [-0.1]]
    assert dots[0].get_color() == figures.palette.SERIES[0]
    assert dots[1].get_color() == figures.palette.MUTED


def test_mix_and_rate_are_two_bars_each():
    ax = figures.mix_and_rate(EXAMPLES[figures.mix_and_rate][0])
    assert [length for _, length in bars(ax, "its own rate")] == [0.03, 0.0]
    assert [length for _, length in bars(ax, "its share (mix)")] == [0.01, -0.02]


def test_lift_has_a_bar_for_each_tenth():
    frame, choices = EXAMPLES[figures.lift]
    lengths = [length for _, length in bars(figures.lift(frame, **choices))]
    np.testing.assert_allclose(lengths, frame["rate"])


def test_an_indicator_without_data_says_so():
    ax = figures.contributions(EXAMPLES[figures.contributions][0])
    np.testing.assert_array_equal([length for _, length in bars(ax, "given")], [24, 8, np.nan])
    assert [one.get_text() for one in ax.texts][:3] == ["24.0 of 30", "8.0 of 20", "no data"]


def test_themes_stand_by_kind_and_then_by_how_often_they_are_mentioned():
    frame = pd.DataFrame(
        {
            "theme": ["a", "b", "c", "d"], "kind": ["stop", "continue", "stop", "start"],
            "mentions": [1.0, 2, 3, 4],
        }
    )  # fmt: skip
    ax = figures.themes(frame)
    assert [one.get_text() for one in ax.get_yticklabels()] == ["b", "d", "c", "a"]


def test_terms_stand_on_the_side_that_says_them_more():
    ax = figures.terms(EXAMPLES[figures.terms][0])
    assert [one.get_text() for one in ax.get_yticklabels()] == ["love", "slow"]
    offsets = ax.collections[-1].get_offsets()
    np.testing.assert_allclose(offsets, [(2.0, 0), (-1.2, 1)])


def test_the_week_starts_as_the_company_s_does_and_a_missing_hour_is_not_zero():
    frame = pd.DataFrame({"weekday": ["sunday", "monday"], "hour": [9, 10], "value": [0.0, 5]})
    ax = figures.calendar(frame, week_start="sunday")
    assert ax.get_yticklabels()[0].get_text() == "Sunday"
    cells = ax.collections[0].get_array()
    assert cells[0, 9] == 0 and cells[1, 10] == 5
    assert cells.mask.sum() == 7 * 24 - 2


def test_small_multiples_draw_each_segment_on_an_axes_of_its_own():
    parts = [tidy(MONTHS[:3], [n, n + 1, n], segment=f"s{n}", dimension="plan") for n in range(3)]
    sheet = figures.small_multiples(pd.concat(parts), figures.trend)
    drawn = [ax for ax in sheet.axes if ax.axison]
    assert [ax.get_label() for ax in drawn] == ["s0", "s1", "s2"]
    assert [list(line(ax, "value")) for ax in drawn] == [[0, 1, 0], [1, 2, 1], [2, 3, 2]]
    assert len({ax.get_ylim() for ax in drawn}) == 1
    assert figures.alt_text(sheet).count("Last") == 3


def test_more_panels_than_fit_are_counted_below():
    parts = [tidy(MONTHS[:1], [n], segment=f"s{n}", dimension="plan") for n in range(26)]
    sheet = figures.small_multiples(pd.concat(parts), figures.trend, columns=4)
    assert len(sheet.axes) == 24
    assert sheet.get_supxlabel() == "2 more are not drawn"


def test_small_multiples_of_nothing_say_so():
    sheet = figures.small_multiples(tidy([], []), figures.trend)
    assert figures.alt_text(sheet) == "This figure by segment: no data."


def test_the_names_of_times_do_not_run_into_one_another():
    ax = figures.histogram(pd.DataFrame({"value": np.geomspace(1, 4e7, 200)}), log=True)
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert len(boxes) > 5
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


def test_each_number_of_a_heat_map_can_be_read_on_its_colour():
    frame = pd.DataFrame({"cohort": "2026-01", "age": range(21), "value": np.linspace(0, 1, 21)})
    ax = figures.cohorts(frame)
    fills = ax.collections[0].get_facecolors()
    assert len(ax.texts) >= 21
    for words, fill in zip(ax.texts, fills, strict=False):
        assert contrast(words.get_color(), fill) >= 4, words.get_text()


def contrast(one, other) -> float:
    """The contrast ratio of two colours (WCAG 2)."""

    def luminance(colour) -> float:
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
        ]
        return float(np.dot([0.2126, 0.7152, 0.0722], linear))

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_the_numbers_of_several_pictures_on_a_sheet_are_made_distinct(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    one = by_segment(["team", "starter"], [0.1, 0.2])
    frame = pd.concat([one, one.assign(metric="response_rate")])
    figures.show(figures.small_multiples(frame, figures.segments, by="metric", title="Two"))
    told = [numbers._repr_html_() for numbers in shown[1:]]
    assert "The numbers of this figure: Response rate" in told[1]
    assert len({html.partition("</summary>")[0] for html in told}) == 2
    shown.clear()
    figures.show(figures.segments(one))
    assert "<summary>The numbers of this figure</summary>" in shown[1]._repr_html_()


def test_a_single_row_without_a_unit_shows_its_numbers(capsys):
    alone = pd.DataFrame({"segment": ["pro"], "mix": [0.0], "rate": [0.02], "change": [0.02]})
    figures.show(figures.mix_and_rate(alone))
    assert "+2.0" in capsys.readouterr().out

"""The revenue forecast: back-tested by hand, honest where nothing beats "as last month"."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.holtwinters import Holt

from cs_toolkit.errors import InputError
from cs_toolkit.models.forecast import mrr_forecast
from cs_toolkit.models.forecast_methods import METHODS, _damped
from tests.real_data import real_data


def history(values, start="2022-01") -> pd.Series:
    return pd.Series(values, index=pd.period_range(start, periods=len(values), freq="M"))


def growing(months=36, seed=1):
    rng = np.random.default_rng(seed)
    return history(1000 * 1.03 ** np.arange(months) + rng.normal(0, 15, months))


def wandering(months=40, seed=2):
    return history(10_000 + np.random.default_rng(seed).normal(0, 100, months).cumsum())


@pytest.mark.parametrize("name", METHODS)
def test_each_method_goes_on_with_a_level_series(name):
    assert METHODS[name](np.ones(20), [12, 20], 4).tolist() == np.ones((2, 4)).tolist()


def test_methods_by_hand():
    rising = np.array([1.0, 2.0, 3.0, 4.0])
    assert METHODS["naive"](rising, [3, 4], 2).tolist() == [[3, 3], [4, 4]]
    assert METHODS["drift"](rising, [3, 4], 2).tolist() == [[4, 5], [5, 6]]


SERIES = {"growing": growing(24), "wandering": wandering(24), "a line": history(np.arange(1, 21))}


@pytest.mark.parametrize("name", SERIES)
def test_theta_is_that_of_statsmodels(name):
    values = SERIES[name].to_numpy() / SERIES[name].mean()
    known = [8, 15, len(values)]
    for ours, count in zip(METHODS["theta"](values, known, 6), known, strict=True):
        fitted = ThetaModel(values[:count], period=1, deseasonalize=False).fit()
        assert ours == pytest.approx(fitted.forecast(6).to_numpy(), abs=1e-5)


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.filterwarnings("ignore::statsmodels.tools.sm_exceptions.ConvergenceWarning")
def test_the_damped_trend_is_that_of_statsmodels(name):
    """Its search stops early at times, at a fit that is worse: then ours is another one."""
    values = SERIES[name].to_numpy() / SERIES[name].mean()
    same = 0
    known = [10, 17, len(values)]
    for ours, count in zip(METHODS["damped_trend"](values, known, 6), known, strict=True):
        fitted = Holt(values[:count], damped_trend=True, initialization_method="estimated").fit()
        theirs = fitted.params
        point = np.array([[[
            theirs["smoothing_level"], theirs["smoothing_trend"] / theirs["smoothing_level"],
            theirs["damping_trend"],
        ]]])  # fmt: skip
        with_theirs = _damped(values, np.array([count]), *np.moveaxis(point, -1, 0))[0]
        assert with_theirs <= fitted.sse + 1e-9, "the best beginnings follow from least squares"
        same += ours == pytest.approx(fitted.forecast(6), abs=1e-4)
    assert same


def test_each_beginning_is_fitted_as_if_it_were_the_whole():
    values = wandering(30).to_numpy() / 10_000
    for method in METHODS.values():
        together = method(values, [9, 20, 30], 4)
        alone = [method(values[:count], [count], 4)[0] for count in (9, 20, 30)]
        assert together == pytest.approx(np.array(alone), abs=1e-12)


def test_the_naive_error_by_hand():
    """Rising by 10 a month, "as last month" misses by 10, 20, 30 at distances 1, 2, 3."""
    forecast = mrr_forecast(history(np.arange(1, 25) * 10.0), months=3)
    backtest = forecast.backtest.set_index("method")
    origins = 24 - 8
    by_distance = {1: origins, 2: origins - 1, 3: origins - 2}
    expected = sum(10 * d * n for d, n in by_distance.items()) / sum(by_distance.values())
    assert backtest.loc["naive", "mean_absolute_error"] == pytest.approx(expected)
    assert backtest.loc["naive", "forecasts"] == sum(by_distance.values())
    assert backtest.loc["drift", "mean_absolute_error"] == pytest.approx(0, abs=1e-9)
    assert forecast.months["forecast"].tolist() == pytest.approx([250, 260, 270], abs=0.01)


def test_a_trend_is_found_and_beats_last_month():
    forecast = mrr_forecast(growing(), months=6)
    best = forecast.backtest.set_index("method").loc[forecast.method]
    assert forecast.method != "naive"
    assert best["against_naive"] < 0.5
    assert "0." in forecast.sentence and "times that of" in forecast.sentence
    truth = 1000 * 1.03 ** np.arange(36, 42)
    assert forecast.months["low"].lt(truth).all() and forecast.months["high"].gt(truth).all()
    assert forecast.months["month"].tolist()[:2] == ["2025-01", "2025-02"]


def test_a_random_walk_is_not_predicted():
    series = wandering()
    forecast = mrr_forecast(series)
    assert forecast.method == "naive"
    assert forecast.months["forecast"].tolist() == pytest.approx([series.iloc[-1]] * 6)
    assert forecast.sentence.startswith("No method was clearly better")


def test_a_short_history_says_what_it_needs():
    forecast = mrr_forecast(growing(13), months=3)
    assert forecast.note == "not available: needs at least 14 months, there are 13"
    assert forecast.months.empty and forecast.sentence == forecast.note
    assert not mrr_forecast(growing(14), months=3).note
    assert mrr_forecast(growing(22), months=12).note.startswith("not available: needs at least 23")


def test_a_level_or_empty_company():
    level = mrr_forecast(history([500.0] * 30))
    assert level.method == "naive"
    assert (level.months[["forecast", "low", "high"]] == 500).all().all()
    assert mrr_forecast(history([0.0] * 30)).note.startswith("not available: there is no revenue")


@pytest.mark.parametrize(
    ("series", "months", "said"),
    [
        (growing().drop(pd.Period("2023-05", "M")), 6, r"1 months are missing \(first 2023-05\)"),
        (pd.concat([growing(), growing().tail(1)]), 6, "2024-12 is there more than once"),
        (history([1.0, None] * 15), 6, "mrr: 15 of 30 rows hold no finite number"),
        (history([1.0, -1.0] * 15), 6, "mrr: 15 of 30 rows are below 0"),
        (growing(), 2, "months = 2 must be a whole number from 3 to 12"),
        ([1, 2, 3], 3, "must be a pandas Series"),
    ],
)
def test_bad_input_is_reported(series, months, said):
    with pytest.raises(InputError, match=said):
        mrr_forecast(series, months=months)


def test_months_in_any_form_and_order():
    series = growing(20)
    expected = mrr_forecast(series).months
    as_text = series.set_axis(series.index.astype(str))
    at_start = series.set_axis(series.index.to_timestamp())
    shuffled = as_text.sample(frac=1, random_state=4)
    for form in (as_text, at_start, shuffled):
        pd.testing.assert_frame_equal(mrr_forecast(form).months, expected)


@settings(max_examples=4, deadline=None)
@given(
    st.lists(st.integers(0, 10_000), min_size=14, max_size=30), st.sampled_from([2.0**-7, 2.0**9])
)
def test_another_currency_scales_the_money_only(values, rate):
    ours = mrr_forecast(history(values), months=3)
    theirs = mrr_forecast(history(np.array(values) * rate), months=3)
    assert ours.method == theirs.method
    for column in ("forecast", "low", "high"):
        assert theirs.months[column].tolist() == (ours.months[column] * rate).tolist()
    assert (ours.months["low"] <= ours.months["forecast"]).all()
    assert (ours.months["forecast"] <= ours.months["high"]).all()
    assert (ours.months[["low", "forecast"]] >= 0).all().all()
    width = ours.months["high"] - ours.months["forecast"]
    assert (width.diff().dropna() >= -1e-6).all(), "further ahead is never surer"


def test_intervals_cover_what_came():
    """Over random walks with nothing to learn, about 95% of the next months lie inside."""
    inside = []
    for seed in range(24):
        series = wandering(18, seed + 100)
        forecast = mrr_forecast(series.iloc[:-3], months=3)
        came = series.iloc[-3:].to_numpy()
        inside += ((forecast.months["low"] <= came) & (came <= forecast.months["high"])).tolist()
    assert 0.85 <= np.mean(inside) <= 0.99


def test_growing_faster_than_the_past_widens_the_interval():
    """Misses of a month when the company was a tenth as large count ten times."""
    noise = np.random.default_rng(6).normal(1, 0.02, 40)
    grown = history(100 * 1.06 ** np.arange(40) * noise)
    forecast = mrr_forecast(grown, months=3)
    reach = (forecast.months["high"] - forecast.months["forecast"]).iloc[0]
    assert 0.02 < reach / grown.iloc[-1] < 0.15


def test_ravenstack_the_last_half_year_held_out():
    """Learned from 18 months of the public sample, the six that follow lie within the interval."""
    table = pd.read_csv(
        real_data("ravenstack/ravenstack_subscriptions.csv"),
        parse_dates=["start_date", "end_date"],
    )
    months = pd.period_range("2023-01", "2024-12", freq="M")
    mrr = [
        table.loc[
            (table["start_date"] <= month.end_time)
            & ~(table["end_date"] <= month.end_time),
            "mrr_amount",
        ].sum()
        for month in months
    ]  # fmt: skip
    series = pd.Series(mrr, index=months, dtype=float)
    forecast = mrr_forecast(series.iloc[:18], months=6)
    came = series.iloc[18:].to_numpy()
    assert forecast.method == "damped_trend"
    missed = np.abs(forecast.months["forecast"] - came).mean()
    assert missed < np.abs(series.iloc[17] - came).mean() / 2, "half the naive error at most"

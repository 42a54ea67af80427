"""The models through the door: what they are given, and that their parts add up to the metrics."""

import numpy as np
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import estimates
from cs_toolkit.errors import InputError
from tests.by_hand import company, subscriptions, table, value


@pytest.fixture(scope="module")
def sample():
    return cs.open("data/sample/company.toml")


@pytest.fixture(scope="module")
def firm():
    """Two regions; churn within each stays, and the mix moves towards the one that churns more."""
    rows = [
        *((f"n{n}", f"n{n}", "2025-01-01", None, 10) for n in range(16)),
        *((f"s{n}", f"s{n}", "2025-01-01", "2026-02-10", 10) for n in range(2)),
        *((f"t{n}", f"t{n}", "2025-01-01", "2026-03-10", 10) for n in range(4)),
        *((f"u{n}", f"u{n}", "2026-02-05", None, 10) for n in range(4)),
    ]
    regions = table(
        "customer_id region", *((row[1], "north" if row[1][0] == "n" else "south") for row in rows)
    )
    plans = [("pro" if n % 2 else "basic") for n in range(len(rows))]
    subscribed = subscriptions(*rows).assign(plan=plans)
    return company(subscriptions=subscribed, customers=regions)


def test_mix_and_rate_add_up_to_the_change_of_churn(firm):
    periods = ("2026-02", "2026-03")
    found = estimates.mix_and_rate(firm, "customer_churn_rate", periods, "region")
    before, after = (value(firm, one, "customer_churn_rate") for one in periods)
    assert (found.before, found.after) == (before, after) == (2 / 22, 4 / 24)
    assert found.mix + found.rate == pytest.approx(found.change, abs=1e-15)
    rates = found.segments.set_index("segment")[["rate_before", "rate_after"]]
    assert rates.loc["north"].tolist() == [0, 0]
    assert rates.loc["south"].tolist() == [2 / 6, 4 / 8]


@pytest.mark.parametrize("metric", sorted(estimates.RATIOS))
def test_every_ratio_can_be_split_on_the_sample(sample, metric):
    by = "channel" if metric == "conversion_rate" else "region"
    found = estimates.mix_and_rate(sample, metric, ("2026-06", "2026-09"), by)
    assert found.after == pytest.approx(value(sample, "2026-09", metric), abs=1e-12)
    assert found.mix + found.rate == pytest.approx(found.change, abs=1e-12)


def test_a_split_whose_segments_overlap_is_not_available():
    both = subscriptions(
        ("1", "ann", "2025-01-01", None, 10, "x"), ("2", "ann", "2025-01-01", None, 10, "y"),
        more="plan",
    )  # fmt: skip
    found = estimates.mix_and_rate(
        company(subscriptions=both), "customer_churn_rate", ("2026-02", "2026-03"), "plan"
    )
    assert found.segments.empty
    assert "a customer counts in several of its segments" in found.note


def test_money_that_is_no_whole_number_of_billionths_is_split():
    """Three thirds of 10 a month, each rounded, are less than the whole."""
    thirds = subscriptions(
        *((n, n, "2025-01-01", None, 10 / 3, plan) for n, plan in zip("abc", "xyz", strict=True)),
        more="plan",
    )
    found = estimates.mix_and_rate(
        company(subscriptions=thirds), "net_revenue_retention", ("2026-02", "2026-03"), "plan"
    )
    assert (found.before, found.after, found.note) == (1, 1, "")
    assert found.segments["segment"].tolist() == ["x", "y", "z"]


def test_a_plan_that_somebody_moved_into_has_no_rate_to_change():
    moved = subscriptions(
        ("1", "ann", "2025-01-01", "2026-03-10", 10, "x"), ("2", "ann", "2026-03-10", None, 30, "y"),
        ("3", "bob", "2025-01-01", None, 10, "x"), more="plan",
    )  # fmt: skip
    found = estimates.mix_and_rate(
        company(subscriptions=moved), "expansion_rate", ("2026-02", "2026-03"), "plan"
    )
    assert found.segments.empty and "somebody moved into it" in found.note


@pytest.mark.parametrize("metric", sorted({*estimates.RATIOS} - {"conversion_rate"}))
def test_a_dimension_of_one_value_is_split_into_that_one(metric):
    alone = subscriptions(
        *((n, n, "2025-01-01", "2026-03-02" if n == "a" else None, 10, "pro") for n in "abc"),
        more="plan",
    )
    found = estimates.mix_and_rate(
        company(subscriptions=alone), metric, ("2026-02", "2026-03"), "plan"
    )
    assert found.mix in (0, pytest.approx(0)) or found.note


def test_what_is_no_ratio_names_the_nearest(firm):
    with pytest.raises(InputError, match='did you mean "customer_churn_rate"'):
        estimates.mix_and_rate(firm, "customer_churn", ("2026-02", "2026-03"), "region")


def test_the_observed_lifespan_is_the_area_under_the_curve(sample):
    curve = estimates.survival(sample, "2026-10")
    observed = value(sample, "2026-10", "lifespan", "observed")
    assert observed == pytest.approx(curve.lifespan()[0], rel=1e-12)
    found = estimates.lifespans(sample, "2026-10").set_index("variant")
    for variant in ("default", "observed", "mean_of_leavers"):
        metric = value(sample, "2026-10", "lifespan", variant)
        assert found.loc[variant, "lifespan"] == pytest.approx(metric, rel=1e-12)
    assert found.loc["mean_of_leavers", "bias"] < found.loc["observed", "bias"] < 0


def test_survival_reads_nothing_after_the_close(sample):
    earlier, later = (estimates.survival(sample, one) for one in ("2025-10", "2026-10"))
    assert earlier.customers < later.customers
    assert earlier.horizon < later.horizon


def test_predicted_value_and_repeat_probability_are_those_of_the_metrics(sample):
    found = estimates.predicted_value(sample, "2026-10")
    repeat = value(sample, "2026-10", "repeat_purchase_probability")
    assert found.customers["repeat"].mean() == pytest.approx(repeat, rel=1e-9)
    assert found.customers["predicted_value"].ge(0).all()
    error = estimates.predicted_value_error(sample, "2026-10")
    assert set(error["guess"]) == {"model", "own_pace", "same_for_all"}
    assert estimates.repeat_purchases(sample, "2026-10").days_ahead == 184


def test_contracts_lose_fewer_of_those_who_have_stayed_long(sample):
    fit = estimates.contract_renewal(sample, "2026-10")
    rates = fit.renewal_rate([1, 12, 24])
    assert (np.diff(rates) > 0).all()
    assert fit.lost == sample.measures("2026-10", family="value", by=())["leavers"].item()


def test_the_forecast_starts_where_the_months_end(sample):
    found = estimates.forecast(sample, "2026-10", months=3)
    assert found.months["month"].tolist() == ["2026-11", "2026-12", "2027-01"]
    assert (found.months["low"] <= found.months["forecast"]).all()
    earlier = estimates.forecast(sample, "2026-07", months=3)
    assert earlier.months["month"].iloc[0] == "2026-08"


def test_relations_compare_customers_and_at_last_periods(sample):
    found = estimates.relations(sample, "2025-11..2026-10", lag=1)
    assert found["over"].tolist()[-2:] == ["periods", "periods"]
    pairs = set(zip(found["first"], found["second"], strict=True))
    assert ("recommendation", "stayed") in pairs
    assert ("average_resolution_time", "first_contact_resolution") in pairs
    assert ("customer_referral_rate", "customer_acquisition_cost") in pairs
    assert found["p_adjusted"].dropna().ge(found["p_value"].dropna()).all()


def test_likely_converters_are_open_trials_only(sample):
    found = estimates.converters(sample, "2026-10")
    assert found.note == "" or found.ranking.empty
    open_ones = sample.detail("acquisition/trials", sample.periods("2026-10"))
    unpaid = set(open_ones[open_ones["paid_at"].isna()]["account_id"])
    assert set(found.ranking["trial_id"]) <= unpaid
    # only customers have an id there, so their usage would give them away
    assert "early_events" not in set(found.features["feature"])

"""Where tables are missing, or too young, an estimate says so and gives no number."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import estimates
from cs_toolkit.models.sbg import held_out_contracts

FRAMES = (
    estimates.lifespans, estimates.contract_renewal_error, estimates.predicted_value_error,
)  # fmt: skip
RESULTS = (
    estimates.contract_renewal, estimates.predicted_value, estimates.repeat_purchases,
    estimates.forecast, estimates.converters, estimates.survival,
)  # fmt: skip


@pytest.fixture(scope="module")
def without():
    tickets = pd.DataFrame({"ticket_id": [1], "opened_at": ["2026-10-02"]})
    return cs.open({"tickets": tickets}, as_of="2026-11-01")


@pytest.mark.parametrize("estimate", FRAMES, ids=lambda one: one.__name__)
def test_a_frame_is_empty_and_says_what_it_needs(without, estimate):
    frame = estimate(without, "2026-10")
    assert frame.empty
    assert all("needs table" in why for why in frame.attrs["not_available"].values())


@pytest.mark.parametrize("estimate", RESULTS, ids=lambda one: one.__name__)
def test_a_result_has_a_note(without, estimate):
    assert estimate(without, "2026-10").note.startswith("not available: ")


def test_survival_by_segment_has_no_curves(without):
    found = estimates.survival_by_segment(without, "2026-10", "plan")
    assert found.curves == {}
    assert "needs table subscriptions" in found.log_rank.sentence


def test_an_empty_curve_has_neither_median_nor_lifespan(without):
    curve = estimates.survival(without, "2026-10")
    assert np.isnan(curve.median)
    assert "needs table subscriptions" in curve.curve.attrs["not_available"]["staying"]


def test_purchases_that_are_all_too_young_teach_nothing():
    orders = pd.DataFrame(
        {"order_id": [1], "customer_id": ["a"], "ordered_at": ["2026-10-02"], "amount": [5.0]}
    )
    company = cs.open({"orders": orders}, as_of="2026-11-01")
    why = estimates.predicted_value_error(company, "2026-10").attrs["not_available"]["guess"]
    assert why == "not available: needs purchases before 2026-05-01 to learn from"


def test_a_contract_that_was_begun_and_left_at_once_was_paid_for_a_month():
    subscriptions = pd.DataFrame(
        {"subscription_id": range(60), "customer_id": range(60), "mrr": 10,
         "starts_on": "2026-01-01",
         "ends_on": ["2026-01-03"] * 20 + ["2026-03-01"] * 20 + ["2026-08-01"] * 5 + [None] * 15}
    )  # fmt: skip
    company = cs.open({"subscriptions": subscriptions}, as_of="2026-11-01")
    assert not np.isnan(estimates.contract_renewal(company, "2026-10").alpha)
    found = estimates.contract_renewal_error(company, "2026-10", months=6).set_index("guess")
    # of the 20 who paid at the end of April 15 are left
    assert found["customers"].eq(20).all()
    assert found["actual_staying"].eq(15).all()
    assert found.loc["all_stay", "brier"] == 0.25


def test_looking_back_changes_nothing_that_is_reported_later():
    subscriptions = pd.DataFrame(
        {"subscription_id": range(30), "customer_id": range(30), "mrr": 10,
         "starts_on": "2026-01-01", "ends_on": ["2026-09-01"] * 10 + [None] * 20}
    )  # fmt: skip
    frames = {"subscriptions": subscriptions}
    looked_back = cs.open(frames, as_of="2026-11-01")
    estimates.contract_renewal_error(looked_back, "2026-10")
    told = estimates.lifespans(looked_back, "2026-10")
    pd.testing.assert_frame_equal(
        told, estimates.lifespans(cs.open(frames, as_of="2026-11-01"), "2026-10")
    )
    why = estimates.contract_renewal_error(looked_back, "2026-05").attrs["not_available"]["guess"]
    assert why == "not available: nobody had paid by 6 months before"


def test_held_out_contracts_by_hand():
    found = held_out_contracts([1, 1, 2, 2], [1, 0, 0, 0], [0, 1, 1, 0], ahead=2).set_index("guess")
    # one lost in six renewals: a chance of (5/6)² for each of the three who were there
    chance = 25 / 36
    assert found.loc["constant_churn", "predicted_staying"] == pytest.approx(3 * chance)
    assert found.loc["constant_churn", "brier"] == pytest.approx(
        (2 * (1 - chance) ** 2 + chance**2) / 3
    )
    assert np.isnan(found.loc["model", "predicted_staying"])  # too few to learn from
    assert found["actual_staying"].tolist() == [2, 2, 2]

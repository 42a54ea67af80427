"""MRR that is cancelled but runs, that trials promise, that nobody decided to take away."""

import pytest

from tests.by_hand import company, row, subscriptions, table, value


def test_what_is_cancelled_and_still_runs_is_not_committed():
    firm = company(
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", None, 100, None),
            ("2", "bob", "2026-01-01", "2026-06-01", 50, "2026-03-31"),
            ("3", "cat", "2026-01-01", "2026-06-01", 20, "2026-04-01"),
            ("4", "dan", "2026-01-01", "2026-03-10", 5, "2026-02-01"),
            more="cancelled_on",
        )
    )
    assert value(firm, "2026-03", "mrr") == 170
    assert value(firm, "2026-03", "committed_mrr") == 120
    assert value(firm, "2026-03", "committed_mrr", "cancelled") == 50
    unknown = company(subscriptions=subscriptions(("1", "ann", "2026-01-01", None, 100)))
    assert "cancelled_on" in row(unknown, "2026-03", "committed_mrr")["note"]


def test_trials_promise_their_price():
    firm = company(
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", None, 100, "active", None, None),
            ("2", "bob", "2026-03-20", "2026-04-03", 50, "trial", 20, "percent"),
            ("3", "cat", "2026-03-01", "2026-03-15", 70, "trial", None, None),
            more="status discount discount_kind",
        )
    )
    assert value(firm, "2026-03", "trial_mrr") == 40
    assert value(firm, "2026-03", "mrr") == 100
    assert value(firm, "2026-05", "trial_mrr") == 0


@pytest.mark.parametrize(
    ("kind", "reason", "voluntary", "involuntary"),
    [
        ("failed_payment", None, 0, 0.25), (None, "Payment failed", 0, 0.25),
        (None, "expired card", 0, 0.25), ("cancelled_subscription", None, 0.25, 0),
        (None, "too expensive", 0.25, 0), (None, None, 0.25, 0),
    ],
)  # fmt: skip
def test_a_failed_payment_is_nobodys_decision(kind, reason, voluntary, involuntary):
    firm = company(
        subscriptions=table(
            "subscription_id customer_id starts_on ends_on mrr end_kind end_reason",
            ("1", "ann", "2026-01-01", "2026-03-10", 25, kind, reason),
            ("2", "bob", "2026-01-01", "2026-02-10", 25, "closed_account", "moved"),
            ("3", "cat", "2026-01-01", None, 75, None, None),
        )
    )
    assert value(firm, "2026-03", "mrr_churn_rate") == 0.25
    assert value(firm, "2026-03", "mrr_churn_rate", "voluntary") == voluntary
    assert value(firm, "2026-03", "mrr_churn_rate", "involuntary") == involuntary


@pytest.mark.parametrize(
    ("rows", "cancelled"),
    [
        # another id from the same day on; two become one; a day later; the new one ends as well
        ([("a", "2026-01-01", "2026-03-10", 50), ("b", "2026-03-10", None, 60)], 0),
        (
            [
                ("a", "2026-01-01", "2026-03-10", 50), ("c", "2026-01-01", "2026-03-10", 10),
                ("b", "2026-03-10", None, 60),
            ],
            10,
        ),
        ([("a", "2026-01-01", "2026-03-10", 50), ("b", "2026-03-11", None, 60)], 50),
        (
            [("a", "2026-01-01", "2026-03-10", 50), ("b", "2026-03-10", "2026-03-20", 60)],
            50,
        ),
        (
            [
                ("a", "2026-01-01", "2026-03-10", 50), ("b", "2026-03-10", "2026-03-20", 60),
                ("c", "2026-03-20", None, 70),
            ],
            0,
        ),
    ],
)  # fmt: skip
def test_an_exchange_on_the_same_day_cancels_no_contract(rows, cancelled):
    frame = subscriptions(*((name, "ann", *rest) for name, *rest in rows))
    assert value(
        company(subscriptions=frame), "2026-03", "mrr_churn_rate", "by_contract"
    ) == cancelled / sum(fee for _, start, _, fee in rows if start == "2026-01-01")


@pytest.mark.parametrize(("interval", "price"), [("year", 1_200), ("quarter", 300), ("month", 100)])
@pytest.mark.parametrize(
    ("until", "months"),
    [("2026-01-01", ["2025-03", "2025-12"]), ("2025-04-01", []), (None, ["2025-03", "2026-03"])],
)
def test_one_discount_is_one_whatever_the_price_is_billed_for(interval, price, until, months):
    """Half price for ten months reduces MRR, half price for 31 days does not."""
    firm = company(
        subscriptions=table(
            "subscription_id customer_id starts_on amount interval discount discount_kind "
            "discount_ends_on",
            ("1", "ann", "2025-03-01", price, interval, 50, "percent", until),
        )
    )
    asked = firm.periods("2025-03..2026-03")
    found = firm.measures(asked, family="revenue", by=()).set_index("period")["ending_mrr"]
    reduced = found[found == 50].index
    assert [reduced[0], reduced[-1]] == months if months else reduced.empty
    assert set(found) <= {50, 100}


def test_a_contract_that_moves_to_another_plan_is_cancelled_in_neither():
    frame = subscriptions(
        ("1", "ann", "2026-01-01", "2026-03-10", 50, "starter"),
        ("1", "ann", "2026-03-10", None, 80, "team"),
        ("2", "ann", "2026-01-01", "2026-03-20", 30, "starter"),
        ("3", "bob", "2026-01-01", None, 20, "team"),
        more="plan",
    )
    found = company(subscriptions=frame).measures("2026-03", family="revenue", by="plan")
    cancelled = found.set_index("segment")["cancelled_contract_mrr"]
    assert cancelled.to_dict() == {"": 30, "starter": 30, "team": 0}


def test_a_change_of_price_does_not_make_the_rest_of_a_discount_a_one_off():
    """Half price from January to 20 March; from 10 March on it is the half of a higher price."""
    frame = subscriptions(
        ("1", "ann", "2026-01-01", "2026-03-10", 50, 50, "percent", "2026-03-20"),
        ("1", "ann", "2026-03-10", None, 80, 50, "percent", "2026-03-20"),
        more="discount discount_kind discount_ends_on",
    )
    firm = company(subscriptions=frame)
    assert [value(firm, day, "mrr") for day in ("2026-02", "2026-03-15", "2026-03")] == [25, 40, 80]

"""Usage, adoption and silence are shares of those who are customers today."""

import pytest

import cs_toolkit as cs
from tests.by_hand import company, measures, subscriptions, table, value
from tests.retention.test_forms_of_churn import SAMPLE

USERS = table(
    "user_id customer_id", ("a1", "ann"), ("a2", "ann"), ("b1", "bob"), ("b2", "bob"), ("x", None)
)
EVENTS = table(
    "user_id customer_id occurred_at",
    ("a1", "ann", "2026-03-05"), ("b1", "bob", "2026-01-05"), ("b2", "bob", "2026-03-02"),
)  # fmt: skip
ANN_STAYS = subscriptions(
    ("1", "ann", "2026-01-01", None, 10), ("2", "bob", "2026-01-01", "2026-03-03", 10)
)


def test_users_of_accounts_that_left_are_neither_above_nor_below():
    """Of ann's two users and the one without an account, one was active and one has adopted."""
    firm = company(users=USERS, usage_events=EVENTS, subscriptions=ANN_STAYS)
    assert value(firm, "2026-02", "product_usage_rate") == 0
    assert value(firm, "2026-02", "product_adoption_rate") == 1 / 5
    assert value(firm, "2026-03", "product_usage_rate") == 1 / 3
    assert value(firm, "2026-03", "product_adoption_rate") == 1 / 3
    assert measures(firm, "2026-03", "engagement")["active_users"] == 2


def test_without_subscriptions_an_account_that_is_closed_has_left():
    accounts = table("customer_id closed_on", ("ann", None), ("bob", "2026-03-03"))
    firm = company(users=USERS, usage_events=EVENTS, customers=accounts)
    assert value(firm, "2026-03", "product_usage_rate") == 1 / 3


def test_inactive_customers_are_todays():
    firm = company(
        policies={"inactive_after_days": 30},
        usage_events=EVENTS,
        subscriptions=ANN_STAYS,
        customers=table("customer_id", ("ann",), ("bob",), ("never",)),
    )
    assert value(firm, "2026-03", "inactive_customer_rate") == 0
    found = measures(firm, "2026-03", "retention")
    assert found[["known_customers", "inactive_customers"]].tolist() == [1, 0]


def test_the_sample_counts_its_payers():
    firm = cs.open(SAMPLE)
    rows = firm.metrics("2026-10", family=["retention", "engagement"], by=())
    found = rows.set_index(["metric", "variant"])["value"]
    assert found[("product_usage_rate", "default")] == pytest.approx(0.51, abs=0.01)
    payers = found[("ending_customers", "measure")]
    assert found[("known_customers", "measure")] == payers

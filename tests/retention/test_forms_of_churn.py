"""In which form and for what reason customers left."""

import pytest

from tests.by_hand import company, row, subscriptions, value


@pytest.fixture(scope="module")
def firm():
    return company(
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", "2026-03-02", 10, "cancelled_subscription", "price"),
            ("2", "bob", "2026-01-01", "2026-03-31", 20, "closed_account", None),
            # the last one that ended says how the customer was lost
            ("3", "cat", "2026-01-01", "2026-03-02", 30, "cancelled_subscription", "price"),
            ("4", "cat", "2026-01-01", "2026-03-09", 40, "lost_contract", "rival"),
            # losing one of two is no loss of the customer
            ("5", "dan", "2026-01-01", "2026-03-09", 50, "cancelled_subscription", "price"),
            ("6", "dan", "2026-01-01", None, 60, None, None),
            more="end_kind end_reason",
        )
    )


def test_the_forms_add_up_to_churn(firm):
    assert value(firm, "2026-03", "customer_churn_rate") == 3 / 4
    forms = ("by_cancellation", "by_closure", "by_lost_contract")
    assert [value(firm, "2026-03", "customer_churn_rate", form) for form in forms] == [1 / 4] * 3


def test_reasons_with_what_was_lost(firm):
    found = firm.detail("retention/churn_reasons", firm.periods("2026-03"))
    rows = found[["form", "reason", "lost_customers", "lost_mrr"]].to_records(index=False).tolist()
    assert rows == [
        ("cancelled_subscription", "price", 1, 10.0),
        ("closed_account", "(none)", 1, 20.0),
        ("lost_contract", "rival", 1, 70.0),
    ]


def test_nobody_is_at_risk_of_a_reason(firm):
    """Of the customers with a reason to leave all have left: that is no churn rate of 100%."""
    found = firm.metrics("2026-03", family=["retention", "revenue"], by="end_reason")
    assert found[found["dimension"] == "end_reason"].empty
    told = firm.detail("retention/churn_reasons", "2026-03", by="end_reason")
    assert told.empty
    assert "cannot be split" in told.attrs["not_available"]["lost_customers"]


def test_a_form_that_nobody_recorded_is_not_0():
    plain = company(subscriptions=subscriptions(("1", "ann", "2026-01-01", "2026-03-02", 10)))
    found = row(plain, "2026-03", "customer_churn_rate", "by_closure")
    assert found["note"] == "not available: needs table subscriptions with column end_kind"

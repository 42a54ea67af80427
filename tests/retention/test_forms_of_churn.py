"""In which form and for what reason customers left."""

from pathlib import Path

import pytest

import cs_toolkit as cs
from tests.by_hand import company, row, subscriptions, table, value


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


SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "company.toml"
PAUSES = "status status_since end_kind end_reason"
FORMS = [
    "by_cancellation",
    "by_closure",
    "by_lost_contract",
    "by_pause",
    "by_failed_payment",
    "without_form",
]


def forms_and_churn(firm, period="2026-03", by=(), segment=""):
    rows = firm.metrics(period, family="retention", by=by)
    rows = rows[(rows["metric"] == "customer_churn_rate") & (rows["segment"] == segment)]
    return rows.set_index("variant")["value"]


def test_a_pause_and_a_failed_payment_are_forms_and_all_forms_add_up():
    firm = company(
        policies={"past_due": "excluded", "past_due_days": 5},
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", "2026-03-05", 10, "active", None, None, None),
            ("1", "ann", "2026-03-05", None, 10, "paused", None, None, None),
            ("2", "bob", "2026-01-01", None, 10, "paused", "2026-03-10", None, None),
            ("3", "cat", "2026-01-01", None, 10, "past_due", "2026-03-10", None, None),
            ("4", "dan", "2026-01-01", "2026-03-20", 10, "active", None,
             "cancelled_subscription", "Payment failed"),
            ("5", "eve", "2026-01-01", "2026-03-20", 10, "active", None, None, "price"),
            # paused first, and cancelled before the close
            ("6", "fay", "2026-01-01", "2026-03-05", 10, "active", None, None, None),
            ("6", "fay", "2026-03-05", "2026-03-25", 10, "paused", None, "closed_account", "rival"),
            ("7", "gus", "2026-01-01", None, 10, "active", None, None, None),
            more=PAUSES,
        ),
    )  # fmt: skip
    found = forms_and_churn(firm)
    assert found["default"] == 6 / 7
    assert found[FORMS].round(9).tolist() == [round(one / 7, 9) for one in (1, 1, 0, 2, 1, 1)]
    assert found["involuntary"] == pytest.approx(2 / 7)
    assert found["voluntary"] == pytest.approx(4 / 7)
    reasons = firm.detail("retention/churn_reasons", "2026-03")
    assert reasons["lost_customers"].sum() == 6


@pytest.mark.parametrize("within", ["excluded", "included"])
def test_forms_add_up_under_every_policy(within):
    firm = company(
        policies={"within_period": within, "reactivation_gap": "any"},
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", "2026-03-05", 10, "closed_account"),
            ("2", "bob", "2026-03-05", "2026-03-10", 10, "lost_contract"),
            ("3", "cat", "2026-01-01", "2026-02-10", 10, None),
            ("4", "cat", "2026-03-10", "2026-03-12", 10, "cancelled_subscription"),
            ("5", "dan", "2026-01-01", "2026-03-05", 10, None),
            ("6", "dan", "2026-03-20", None, 10, None),
            *((name, name, "2026-01-01", None, 10, None) for name in ("eve", "fay")),
            more="end_kind",
        ),
    )
    found = forms_and_churn(firm)
    assert found[FORMS].sum() == pytest.approx(found["default"])
    assert found[["voluntary", "involuntary"]].sum() == pytest.approx(found["default"])


def test_forms_add_up_in_the_sample():
    firm = cs.open(SAMPLE)
    rows = firm.metrics("2026-01..2026-10", family="retention", by="plan")
    rows = rows[rows["metric"] == "customer_churn_rate"]
    wide = rows.pivot(index=["period", "dimension", "segment"], columns="variant", values="value")
    assert wide[FORMS].sum(axis=1).tolist() == pytest.approx(wide["default"].fillna(0).tolist())
    october = wide.loc[("2026-10", "total", "")]
    assert october["by_pause"] == pytest.approx(0.75 * october["default"])


def test_the_last_twelve_months_and_the_last_thirty_days():
    firm = company(
        subscriptions=subscriptions(
            ("1", "ann", "2025-01-01", None, 10), ("2", "bob", "2025-01-01", "2026-03-20", 20),
            ("3", "cat", "2025-01-01", "2026-03-01", 30), ("4", "dan", "2025-01-01", None, 40),
            ("5", "eve", "2026-01-01", "2026-03-15", 50),
        )
    )  # fmt: skip
    found = forms_and_churn(firm)
    assert found["trailing_12_months"] == 2 / 4  # bob and cat, of the four of March 2025
    assert found["rolling_30_days"] == 2 / 4  # since 2 March: bob and eve, of all but cat


def test_gross_retention_of_the_last_twelve_months_takes_no_growth():
    firm = company(
        subscriptions=subscriptions(
            ("1", "ann", "2025-01-01", "2026-01-01", 10), ("1b", "ann", "2026-01-01", None, 50),
            ("2", "bob", "2025-01-01", "2026-01-01", 40), ("2b", "bob", "2026-01-01", None, 25),
            ("3", "cat", "2025-01-01", "2025-09-01", 50), ("4", "dan", "2025-09-01", None, 70),
        )
    )  # fmt: skip
    assert (
        value(firm, "2026-03", "gross_revenue_retention", "trailing_12_months") == (10 + 25) / 100
    )
    assert value(firm, "2026-03", "net_revenue_retention", "trailing_12_months") == (50 + 25) / 100


def test_who_paid_in_a_plan_between_two_others_was_served_in_it():
    """Ann goes from basic over team to business within a year: a customer of all three."""
    moves = [
        ("1", "ann", "2024-06-01", "2025-03-01", 10, "basic"),
        ("1", "ann", "2025-03-01", "2025-09-01", 20, "team"),
        ("1", "ann", "2025-09-01", None, 30, "business"),
        ("2", "bob", "2024-06-01", None, 20, "team"),
        ("3", "eve", "2025-02-01", "2025-05-01", 20, "team"),  # came and left within the year
    ]
    firm = company(
        subscriptions=subscriptions(*moves, more="plan"),
        leads=table("lead_id created_at referrer_customer_id", ("1", "2025-04-01", "ann")),
    )
    served = firm.measures("2025", family="retention", by="plan").set_index("segment")
    assert served["served_customers"].to_dict() == {"": 3, "basic": 1, "business": 1, "team": 3}
    referred = firm.metrics("2025", metric="customer_referral_rate", by="plan")
    assert referred.set_index("segment")["value"].to_dict() == {
        "": 1 / 3, "basic": 1.0, "business": 1.0, "team": pytest.approx(1 / 3),
    }  # fmt: skip

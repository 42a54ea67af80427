"""What is added up over time adds up over any periods: the months of a quarter, the days of a month."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.company.request import FAMILIES
from tests.by_hand import company, measures, table
from tests.engines.odd_rows import odd_tables

MONEY = [
    "total_revenue", "billed_revenue", "new_sale_revenue", "repeat_sale_revenue",
    "subscription_revenue", "add_on_revenue", "usage_charges", "purchase_revenue",
    "earned_revenue", "retention_spend", "acquisition_spend", "support_spend", "sales_spend",
    "marketing_spend",
]  # fmt: skip
# sums of events and of what happened to cohorts that start in the period
EVENTS = [
    "service_fee_revenue", "late_fee_revenue", "interest_revenue", "other_revenue", "value_due",
    "value_renewed", "value_renewed_capped", "contracts_due", "contracts_renewed",
    "operating_cash_flow", "investments", "referral_spend", "unreferred_acquisition_spend",
    "account_management_spend", "programmes_spend", "surveys_spend", "cs_team_spend",
    "training_spend", "customer_marketing_spend", "professional_services_spend",
    "leads", "leads_converted", "qualified_leads", "cohort_leads", "cohort_leads_converted",
    "signups", "signups_activated", "signups_paying", "customer_invitations",
    "company_invitations", "new_customers", "new_mrr", "sessions", "session_seconds", "requests",
    "response_seconds", "downtime_seconds", "scheduled_seconds", "defects_opened",
    "active_user_days", "promoters", "passives", "detractors", "responses", "surveys_sent", "surveys_with_closed_window",
    "satisfied", "satisfaction_responses", "effort_responses", "issues", "resolved_issues",
    "resolution_seconds", "first_response_seconds", "offered_calls", "answered_calls",
    "abandoned_calls", "handled_calls", "talk_seconds", "wait_seconds", "complaints_opened",
    "issues_with_closed_window", "issues_resolved_at_first_contact",
]  # fmt: skip


def differences(of, parts: str, whole: str, names: list[str], families: list[str]) -> dict:
    """The measures whose parts do not come to the whole, with both sums."""
    frame = of.measures([*of.periods(parts), *of.periods(whole)], family=families, by=())
    frame = frame.set_index("period")
    total = frame.loc[[whole]].iloc[0]
    sums = frame.drop(index=whole).sum()
    return {
        name: (sums[name], total[name])
        for name in names
        if sums[name] != pytest.approx(total[name], rel=1e-12, abs=1e-6)
    }


def test_foreign_fees_of_a_quarter_are_the_sum_of_its_months():
    """100 USD a month at 1, from March on at 0.5: 100 + 100 + 50, and not 150."""
    firm = cs.open(
        {
            "subscriptions": table(
                "subscription_id customer_id starts_on mrr currency",
                ("1", "ann", "2026-01-01", 100, "USD"),
            ),
            "fx_rates": table(
                "day currency rate", ("2026-01-01", "USD", 1.0), ("2026-03-01", "USD", 0.5)
            ),
        },
        currency="EUR",
        as_of="2026-06-01",
    )
    months = firm.measures("2026-01..2026-03", family="revenue", by=())["total_revenue"]
    assert months.tolist() == [100, 100, 50]
    assert measures(firm, "2026-Q1", "revenue")["total_revenue"] == 250


def test_months_of_odd_rows_come_to_their_quarter():
    firm = cs.open(
        odd_tables(), as_of="2026-05-10T12:00:00", time_zone="Europe/Paris", currency="EUR"
    )
    families = [name for name in FAMILIES if name not in ("health", "feedback")]
    assert differences(firm, "2026-01..2026-03", "2026-Q1", [*MONEY, *EVENTS], families) == {}


days = st.integers(0, 360).map(lambda n: date(2025, 1, 5) + timedelta(days=n))
cents = st.integers(1, 5_000_000).map(lambda n: n / 100)
currencies = st.sampled_from(["EUR", "USD", "JPY"])
rates = st.lists(st.tuples(days, st.sampled_from(["USD", "JPY"]), st.floats(0.005, 3)), max_size=8)
fees = st.tuples(days, st.none() | st.integers(1, 200), cents, currencies)
charges = st.tuples(days, cents, currencies, st.sampled_from([None, "add_on", "usage"]))
costs = st.tuples(days, cents, currencies, st.sampled_from(["sales", "support"]))


@settings(max_examples=5, deadline=None)
@given(
    st.lists(fees, min_size=1, max_size=6), st.lists(charges, min_size=1, max_size=6),
    st.lists(costs, min_size=1, max_size=6), rates,
    st.sampled_from(["excluded", "trailing_3_months"]),
)  # fmt: skip
def test_money_in_any_currencies_adds_up(subscribed, charged, spent, known, usage):
    known = {("2025-01-01", "USD"): 0.9, ("2025-01-01", "JPY"): 0.006} | {
        (str(day), currency): rate for day, currency, rate in known
    }
    firm = company(
        as_of="2026-01-01",
        policies={"usage": usage},
        subscriptions=table(
            "subscription_id customer_id starts_on ends_on mrr currency",
            *(
                (n, n % 3, start, days and start + timedelta(days=days), fee, currency)
                for n, (start, days, fee, currency) in enumerate(subscribed)
            ),
        ),
        orders=table(
            "order_id customer_id ordered_at amount currency revenue_type",
            *((n, n % 3, *row) for n, row in enumerate(charged)),
        ),
        spend=table("spent_on amount currency category", *spent),
        fx_rates=pd.DataFrame(
            [(*key, rate) for key, rate in known.items()], columns=["day", "currency", "rate"]
        ),
    )
    families = ["revenue", "retention", "value"]
    assert differences(firm, "2025-01..2025-12", "2025", MONEY, families) == {}
    assert differences(firm, "2025-Q1..2025-Q4", "2025", MONEY, families) == {}

"""Measures agree where periods meet: a longer one is the sum of its parts, and begins as they begin."""

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import cs_toolkit as cs

AS_OF = "2027-01-01"
# what is counted or added over time, what a period begins with, and what it ends with
SUMS = ("total_revenue", "billed_revenue", "resolved_issues")
FAMILIES = ["revenue", "retention", "support"]
FISCAL = {"fiscal_year_start": "february"}
RETAIL = {"retail_calendar": {"weeks": "4-5-4", "year_ends": "saturday nearest january 31"}}
# a longer period, and the ways to write its parts
MADE_OF = [
    ({}, "2026-H1", ["2026-Q1..2026-Q2", "2026-01..2026-06"]),
    ({}, "2026", ["2026-H1..2026-H2", "2026-Q1..2026-Q4"]),
    ({}, "2026-02", ["2026-02-01..2026-02-11|2026-02-12|2026-02-13..2026-02-28"]),
    ({}, "2026-W10", ["2026-03-02|2026-03-03..2026-03-08"]),
    ({}, "2026-01-01..2026-06-30", ["2026-H1", "2026-01..2026-06"]),
    ({}, "ytd", ["2026"]),
    (FISCAL, "FY2027-Q1", ["2026-02..2026-04"]),
    (FISCAL, "FY2027", ["FY2027-Q1..FY2027-Q4", "FY2027-H1..FY2027-H2", "2026-02..2027-01"]),
    (RETAIL, "FY2027-Q1", ["FY2027-P01..FY2027-P03", "FY2027-W01..FY2027-W13"]),
    (RETAIL, "FY2027-H1", ["FY2027-Q1..FY2027-Q2", "FY2027-P01..FY2027-P06"]),
]
SUBSCRIPTIONS = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.integers(0, 520),
        st.one_of(st.none(), st.integers(1, 400)),
        st.sampled_from([10, 25, 40.5]),
        st.sampled_from(["EUR", "USD"]),
    ),
    min_size=1,
    max_size=8,
)
DAYS = st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 700)), min_size=1, max_size=8)
START = pd.Timestamp("2025-06-01")


def tables(subscriptions, days) -> dict[str, pd.DataFrame]:
    rows = [
        (n, who, START + pd.Timedelta(days=at), at if last is None else at + last, last, fee, money)
        for n, (who, at, last, fee, money) in enumerate(subscriptions)
    ]
    paid = pd.DataFrame(
        rows,
        columns=["subscription_id", "customer_id", "starts_on", "end", "last", "mrr", "currency"],
    )
    ends = START + pd.to_timedelta(paid["end"], unit="D")
    paid["ends_on"] = ends.where(paid["last"].notna())
    moments = [START + pd.Timedelta(days=at, hours=9) for _, at in days]
    who = [one for one, _ in days]
    return {
        "subscriptions": paid.drop(columns=["end", "last"]),
        "fx_rates": pd.DataFrame(
            {
                "day": ["2025-01-01"],
                "currency": "USD",
                "rate": [0.5],
            }
        ),
        "tickets": pd.DataFrame(
            {
                "ticket_id": range(len(days)),
                "customer_id": who,
                "opened_at": moments,
                "resolved_at": [moment + pd.Timedelta(hours=40) for moment in moments],
            }
        ),
        "orders": pd.DataFrame(
            {
                "order_id": range(len(days)),
                "customer_id": who,
                "ordered_at": moments,
                "amount": [n + 0.25 for n in range(len(days))],
                "currency": "EUR",
            }
        ),
    }


def opened(subscriptions, days, calendar):
    return cs.open(
        tables(subscriptions, days), as_of=AS_OF, time_zone="UTC", currency="EUR", **calendar
    )


# without shrinking, which would ask the kit a thousand times
@settings(max_examples=3, phases=[Phase.generate])
@given(SUBSCRIPTIONS, DAYS, st.sampled_from(MADE_OF))
def test_a_longer_period_is_made_of_its_parts(subscriptions, days, made_of):
    calendar, whole, ways = made_of
    company = opened(subscriptions, days, calendar)
    one = [company.period(whole)]
    long = company.measures(one, FAMILIES, by=()).iloc[0]
    for way in ways:
        parts = [period for text in way.split("|") for period in company.periods(text)]
        assert (parts[0].starts_at, parts[-1].ends_at) == (one[0].starts_at, one[0].ends_at)
        short = company.measures(parts, FAMILIES, by=())
        for name in ("mrr", "customers"):
            starting, ending = short[f"starting_{name}"], short[f"ending_{name}"]
            assert long[f"starting_{name}"] == starting.iloc[0]
            assert long[f"ending_{name}"] == ending.iloc[-1]
            assert starting.iloc[1:].tolist() == ending.iloc[:-1].tolist()
        for name in SUMS:
            # where all rows lie ahead, neither the whole nor its parts have a value
            added = short[name].sum(min_count=1)
            assert long[name] == pytest.approx(added, abs=1e-4, nan_ok=True), name
        checks = company.reconcile([*parts, *one])
        assert checks["holds"].all(), checks[~checks["holds"]]


def test_a_range_of_days_is_the_period_of_the_same_days():
    company = opened([("a", 0, None, 10, "EUR"), ("b", 130, 90, 25, "USD")], [("a", 500)], {})
    month = company.metrics("2026-10", family=FAMILIES, by=()).drop(columns="period")
    days = company.metrics("2026-10-01..2026-10-31", family=FAMILIES, by=())
    different = month.compare(days.drop(columns="period"))
    # benchmarks and targets are stated for months
    assert set(different.columns.get_level_values(0)) <= {"verdict", "note", "status"}

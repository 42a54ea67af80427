"""What must hold for any subscriptions: identities, and what may not change a number."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs

FAMILIES = ["revenue", "retention"]
MONTHS = "2025-01..2025-12"
FIRST = date(2024, 11, 1)

spans = st.builds(
    lambda customer, start, length, cents, plan: {
        "customer_id": f"c{customer}",
        "starts_on": FIRST + timedelta(days=start),
        "ends_on": None if length is None else FIRST + timedelta(days=start + length),
        "mrr": cents / 100,
        "plan": plan,
    },
    st.integers(0, 5),
    st.integers(0, 420),
    st.none() | st.integers(1, 200),
    st.integers(0, 99_999),
    st.sampled_from(["basic", "pro", None]),
)
companies = st.lists(spans, min_size=1, max_size=12).map(
    lambda rows: pd.DataFrame(rows).assign(subscription_id=[f"s{i}" for i in range(len(rows))])
)
few = settings(max_examples=6, deadline=None)


def opened(frame: pd.DataFrame, as_of="2026-01-01"):
    return cs.open({"subscriptions": frame}, as_of=as_of)


def periods_of(company, text: str):
    """The periods as they are: a small company may have no rows at all in some of them."""
    return company.periods(text)


@few
@given(companies)
def test_every_identity_closes_in_every_grain(frame):
    company = opened(frame)
    for text in (MONTHS, "2025-Q1..2025-Q4", "2025-W02..2025-W20", "2025"):
        found = company.reconcile(periods_of(company, text))
        assert len(found) > 0
        assert found[~found["holds"]].empty


@few
@given(companies)
def test_rates_keep_their_bounds(frame):
    company = opened(frame)
    table = company.metrics(periods_of(company, MONTHS), family=FAMILIES, by=())
    gross = cs.pick(table, "gross_revenue_retention")["value"]
    net = cs.pick(table, "net_revenue_retention")["value"]
    churn = cs.pick(table, "customer_churn_rate")["value"]
    kept = cs.pick(table, "customer_retention_rate")["value"]
    assert (gross.dropna() <= 1 + 1e-9).all()
    assert (gross.dropna() <= net.dropna() + 1e-9).all()
    assert (churn + kept).dropna().tolist() == pytest.approx([1.0] * churn.notna().sum())


@few
@given(companies, st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter(frame, random):
    company = opened(frame)
    order = list(range(len(frame)))
    random.shuffle(order)
    renamed = frame.assign(customer_id="z" + frame["customer_id"]).iloc[order]
    asked = periods_of(company, MONTHS)
    pd.testing.assert_frame_equal(
        opened(renamed).measures(asked, FAMILIES, by="plan"),
        company.measures(asked, FAMILIES, by="plan"),
    )


@few
@given(companies)
def test_two_equal_halves_are_the_whole(frame):
    halved = frame.assign(mrr=(frame["mrr"] * 50).round() / 100)  # of an even number of cents
    doubled = halved.assign(mrr=halved["mrr"] * 2)
    other = halved.assign(subscription_id=halved["subscription_id"] + "b")
    company = opened(doubled)
    asked = periods_of(company, MONTHS)
    pd.testing.assert_frame_equal(
        opened(pd.concat([halved, other])).measures(asked, FAMILIES, by=()),
        company.measures(asked, FAMILIES, by=()),
        atol=1e-5,  # a part of a month is rounded to a millionth for each subscription
    )


@few
@given(companies, companies)
def test_rows_of_the_future_do_not_change_the_past(frame, later):
    shift = pd.to_timedelta("800D")
    ahead = later.assign(
        subscription_id="f" + later["subscription_id"],
        starts_on=pd.to_datetime(later["starts_on"]) + shift,
        ends_on=pd.to_datetime(later["ends_on"]) + shift,
    )
    now = frame.assign(
        starts_on=pd.to_datetime(frame["starts_on"]), ends_on=pd.to_datetime(frame["ends_on"])
    )
    company = opened(now)
    asked = periods_of(company, MONTHS)
    pd.testing.assert_frame_equal(
        opened(pd.concat([now, ahead], ignore_index=True)).measures(asked, FAMILIES, by=()),
        company.measures(asked, FAMILIES, by=()),
    )


@few
@given(companies)
def test_months_add_up_to_their_year(frame):
    company = opened(frame)
    months = company.measures(periods_of(company, MONTHS), "revenue", by=())
    year = company.measures(periods_of(company, "2025"), "revenue", by=()).iloc[0]
    assert months["starting_mrr"].iloc[0] == year["starting_mrr"]
    assert months["ending_mrr"].iloc[-1] == year["ending_mrr"]
    assert months["total_revenue"].sum() == pytest.approx(year["total_revenue"], abs=1e-4)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "month", "expected"),
    [
        ("2025-03-01", None, "2025-03", "new_mrr"),  # starts on the 1st: new in its own month
        (
            "2025-01-15",
            "2025-03-01",
            "2025-03",
            "churned_mrr",
        ),  # ends on the 1st: in the month it opens
        ("2025-01-15", "2025-03-31", "2025-03", "churned_mrr"),
        ("2025-01-15", "2025-04-01", "2025-03", None),  # still there at March's last moment
    ],
)
def test_the_boundary_day(starts_on, ends_on, month, expected):
    rows = [
        {"subscription_id": "s", "customer_id": "c", "starts_on": starts_on, "ends_on": ends_on, "mrr": 5.0},
        {"subscription_id": "t", "customer_id": "d", "starts_on": "2025-01-01", "ends_on": None, "mrr": 1.0},
    ]  # fmt: skip
    found = opened(pd.DataFrame(rows)).measures(month, "revenue", by=()).iloc[0]
    moved = {name for name in ("new_mrr", "churned_mrr", "reactivation_mrr") if found[name]}
    assert moved == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("interval", "count", "amount", "monthly"),
    [
        ("year", None, 1200, 100.0), ("quarter", None, 300, 100.0), ("month", None, 100, 100.0),
        ("week", None, 30, 130.0), ("day", None, 12, 365.0), ("month", 6, 600, 100.0),
    ],
)  # fmt: skip
def test_every_interval_comes_to_a_month(interval, count, amount, monthly):
    row = {
        "subscription_id": "s", "customer_id": "c", "starts_on": "2025-01-01", "amount": amount,
        "interval": interval, "interval_count": count,
    }  # fmt: skip
    found = opened(pd.DataFrame([row])).measures("2025-01", "revenue", by=())
    assert found["ending_mrr"].tolist() == [monthly]

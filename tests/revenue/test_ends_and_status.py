"""When a row of a subscription ends: last days, statuses with and without a date, overlaps, late renewals."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.by_hand import company, measures, subscriptions, table, value
from tests.engines.laid_out import into_postgres


def mrr(of, *months: str) -> list[float]:
    """MRR at the end of some months."""
    frame = of.measures([f"2026-{month}" for month in months], family="revenue", by=())
    return frame["ending_mrr"].tolist()


def firm(*rows, more="", as_of="2026-10-01", **policies):
    return company(as_of, policies, subscriptions=subscriptions(*rows, more=more))


CONTRACTS = table(
    "contract customer start finish yearly",
    ("C1", "ada", "2024-01-01", "2024-12-31", 1200),
    ("C2", "ada", "2025-01-01", "2025-12-31 23:59:59", 1500),
    ("C3", "ada", "2026-01-01", "2026-12-31", 1500),
)
MAPPED = {
    "subscription_id": "contract", "customer_id": "customer", "starts_on": "start",
    "mrr": "yearly / 12",
}  # fmt: skip


def _mapped(**columns):
    mapping = {"subscriptions": {"from": "contracts", "columns": MAPPED | columns}}
    return cs.open({"contracts": CONTRACTS}, as_of="2026-10-01", tables=mapping)


def test_a_last_day_of_service_makes_no_gap_before_the_next_contract():
    of = _mapped(last_day="finish")
    assert value(of, "2025-12", "arr") == 1500
    assert value(of, "2025-12", "net_revenue_retention") == 1
    assert value(of, "2026-01", "customer_churn_rate") == 0
    assert measures(of, "2026-01", "revenue")["reactivation_mrr"] == 0


def test_a_column_called_ends_on_may_hold_last_days():
    rows = subscriptions(("1", "ann", "2026-01-01", "2026-03-31", 10))
    given = {"subscriptions": rows}
    mapping = {"subscriptions": {"columns": {"last_day": "ends_on"}}}
    assert mrr(cs.open(given, as_of="2026-10-01"), "02", "03") == [10, 0]
    assert mrr(cs.open(given, as_of="2026-10-01", tables=mapping), "03", "04") == [10, 0]
    end = measures(cs.open(given, as_of="2026-10-01", tables=mapping), "2026-03", "revenue")
    assert end["total_revenue"] == 10


def test_a_last_day_beside_another_end_is_refused():
    wrong = firm(("1", "ann", "2026-01-01", "2026-03-31", 10, "2026-03-31"), more="last_day")
    with pytest.raises(InputError, match="last_day, the last day of service, is not before"):
        mrr(wrong, "03")


@pytest.mark.parametrize("status", ["cancelled", "expired", "unpaid"])
def test_a_status_that_ends_a_row_needs_a_date(status):
    dated = ("1", "ann", "2026-01-10", None, 70, status, "2026-03-20")
    assert mrr(firm(dated, more="status cancelled_on"), "02", "03") == [70, 0]
    assert mrr(firm(dated, more="status status_since"), "02", "03") == [70, 0]
    with pytest.raises(InputError, match=r"no date says when.*in 1 row.*decide in the company"):
        mrr(firm(("1", "ann", "2026-01-10", None, 70, status), more="status"), "02")


def test_what_the_message_proposes_for_a_status_without_a_date_can_be_read():
    rows = subscriptions(
        ("1", "ann", "2026-01-10", None, 70, "cancelled"), ("2", "bob", "2026-01-10", None, 5, None),
        more="status",
    )  # fmt: skip
    ended = "status in ('cancelled', 'expired', 'unpaid')"
    for setting, expected in (
        ({"where": "coalesce(status, '') not in ('cancelled', 'expired', 'unpaid')"}, [5, 5]),
        ({"columns": {"status_since": f"case when {ended} then '2026-06-30' end"}}, [75, 5]),
    ):
        of = cs.open({"subscriptions": rows}, as_of="2026-10-01", tables={"subscriptions": setting})
        assert mrr(of, "05", "06") == expected


def test_a_cancellation_that_is_not_known_yet_is_no_missing_date():
    later = ("1", "ann", "2026-01-10", None, 70, "cancelled", "2026-03-20")
    assert mrr(firm(later, more="status cancelled_on", as_of="2026-03-01"), "02") == [70]


def test_a_customer_who_cancelled_before_the_start_never_paid():
    never = ("1", "ann", "2026-03-10", None, 70, "cancelled", "2026-03-01")
    assert mrr(firm(never, more="status cancelled_on"), "03") == [0]


@pytest.mark.parametrize(("status", "policy"), [("past_due", "past_due"), ("paused", "paused")])
def test_a_status_of_today_does_not_rewrite_the_past(status, policy):
    row = ("1", "ann", "2026-01-10", None, 50, status)
    of = firm(row, more="status", **{policy: "excluded"})
    # it pays nothing at the last known moment, and paid before as far as is known
    assert mrr(of, "01", "08", "09") == [50, 50, 0]
    # an annual contract that still runs is no other case
    running = (*row[:3], "2027-01-10", *row[4:])
    assert mrr(firm(running, more="status", **{policy: "excluded"}), "08", "09") == [50, 0]


def test_a_status_with_a_date_counts_from_there():
    paused = ("1", "ann", "2026-01-10", None, 50, "paused", "2026-05-20")
    assert mrr(firm(paused, more="status status_since"), "04", "05", "06") == [50, 0, 0]


def test_the_status_of_one_of_several_periods_is_that_of_the_period():
    rows = (
        ("1", "ann", "2026-01-10", "2026-03-10", 50, "active"),
        ("1", "ann", "2026-03-10", "2026-05-10", 50, "paused"),
        ("1", "ann", "2026-05-10", None, 50, "active"),
    )
    assert mrr(firm(*rows, more="status"), "02", "03", "04", "05") == [50, 0, 0, 50]


OVERLAP = (("1", "ann", "2026-01-10", "2026-06-01", 100), ("1", "ann", "2026-03-10", None, 150))


def test_overlapping_rows_of_one_subscription_add_up_or_replace_each_other():
    assert mrr(firm(*OVERLAP), "02", "03", "06") == [100, 250, 150]
    assert mrr(firm(*OVERLAP, overlapping_rows="replaced"), "02", "03", "06") == [100, 150, 150]


LATE = (("1", "ann", "2025-03-01", "2026-03-01", 100), ("2", "ann", "2026-04-30", None, 120))


def test_a_late_renewal_is_no_churn_where_the_rule_says_so():
    names = ["churned_mrr", "reactivation_mrr", "expansion_mrr", "ending_mrr"]
    months = ["2026-03", "2026-04"]
    lost = firm(*LATE).measures(months, family="revenue", by=())
    assert lost[names].values.tolist() == [[100, 0, 0, 0], [0, 120, 0, 120]]
    renewed = firm(*LATE, late_renewal_days=60).measures(months, family="revenue", by=())
    assert renewed[names].values.tolist() == [[0, 0, 0, 100], [0, 0, 20, 120]]
    too_late = firm(*LATE, late_renewal_days=59).measures(months, family="revenue", by=())
    pd.testing.assert_frame_equal(too_late, lost)
    # beside the rule that every break counts, a late renewal is still none
    beside = firm(*LATE, late_renewal_days=60, reactivation_gap="any")
    pd.testing.assert_frame_equal(beside.measures(months, family="revenue", by=()), renewed)


def test_a_price_per_unit_is_multiplied_by_the_quantity():
    rows = table(
        "subscription_id customer_id starts_on amount interval quantity",
        ("1", "ann", "2026-01-01", 10, "month", 5), ("2", "bob", "2026-01-01", 240, "year", 2),
        ("3", "cat", "2026-01-01", 7, "month", None),
    )  # fmt: skip
    assert mrr(company("2026-10-01", subscriptions=rows), "02") == [50 + 40 + 7]


@pytest.mark.postgres
def test_postgres_agrees_on_ends_and_statuses(postgres_url):
    rows = subscriptions(
        *((*row, *(None,) * 5) for row in (*OVERLAP, *((f"l{row[0]}", "eve", *row[2:]) for row in LATE))),
        ("p", "bob", "2026-01-10", None, 50, "paused", None, None, None, None),
        ("q", "cat", "2026-01-10", None, 70, "cancelled", "2026-03-20", None, None, None),
        ("r", "dan", "2026-01-10", None, 8, "unpaid", None, "2026-04-20", None, None),
        ("u", "fay", "2026-01-10", None, 9, "active", None, None, "2026-05-31", None),
        ("v", "gus", "2026-01-10", None, None, None, None, None, None, 3),
        more="status cancelled_on status_since last_day quantity",
    )  # fmt: skip
    rows = rows.assign(amount=[None] * 8 + [4.0], interval="month")
    policies = {"overlapping_rows": "replaced", "late_renewal_days": 60, "past_due": "excluded"}
    settings = {"as_of": "2026-10-01", "policies": policies}
    here = cs.open({"subscriptions": rows}, **settings)
    there = cs.open(into_postgres(postgres_url, {"subscriptions": rows}), **settings)
    expected = here.measures("2026-01..2026-09", family="revenue", by=())
    assert expected["ending_mrr"].tolist()[-1] == 150 + 120 + 12
    pd.testing.assert_frame_equal(
        there.measures("2026-01..2026-09", family="revenue", by=()), expected
    )

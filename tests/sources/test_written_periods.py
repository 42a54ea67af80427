"""Periods, survey names and statuses as companies write them: read where they are clear, else refused."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.by_hand import company, measures, table, value
from tests.engines.laid_out import into_postgres

OCTOBER = (
    "2026-10", "2026-10-01", "20261001", "202610", "2026/10", "10/2026", "10.2026", "2026-10-01 00:00:00",
    "Oct 2026", "October 2026", "2026-oct", 202610, 20261001, pd.Timestamp("2026-10-01"), 202610.0,
)  # fmt: skip


# a company that has nothing but totals of periods has no days, and so no span
DATED = table("customer_id signed_up_on", ("ann", "2025-01-01"), ("bob", "2026-12-30"))


def firm(as_of="2027-01-01", **tables):
    return company(as_of, customers=DATED, **tables)


def _cash(period):
    return table(
        "period operating_cash_flow investments working_capital",
        (period, 100, 30, 5),
        ("2026-09", 1, 0, 5),
    )


@pytest.mark.parametrize("written", OCTOBER)
def test_a_month_in_another_form_is_read(written):
    one = pd.DataFrame({"period": [written], "visitors": [40]})
    of = firm(visits=one)
    assert measures(of, "2026-10", "acquisition")["visitors"] == 40


@pytest.mark.parametrize(
    ("written", "asked"),
    [("2026Q3", "2026-Q3"), ("q3 2026", "2026-Q3"), ("2026w41", "2026-W41"), (2026, "2026")],
)
def test_other_periods_in_another_form_are_read(written, asked):
    one = pd.DataFrame({"period": [written], "visitors": [40]})
    of = firm(visits=one)
    assert measures(of, asked, "acquisition")["visitors"] == 40


def test_cash_and_campaigns_are_read_alike():
    assert value(firm(cash_flows=_cash("10/2026")), "2026-10", "net_cash") == 70
    campaigns = table("campaign period contacts responses", ("spring", 20261001, 50, 5))
    of = firm(campaigns=campaigns)
    assert value(of, "2026-10", "marketing_response_rate") == 0.1


@pytest.mark.parametrize("unclear", ["last month", "01/10/2026", "2026-13", "10"])
def test_what_names_no_period_is_refused(unclear):
    with pytest.raises(InputError, match=r"column period: not a period such as 2026-10.*in 1 row"):
        measures(firm(cash_flows=_cash(unclear)), "2026-10", "value")


def test_survey_names_are_matched_without_case():
    answers = table(
        "response_id survey score responded_at",
        ("1", "NPS", 10, "2026-10-05"), ("2", "nps", 9, "2026-10-06"), ("3", " Nps ", 3, "2026-10-07"),
        ("4", "VISIT", 5, "2026-10-07"),
    )  # fmt: skip
    settings = {"as_of": "2026-11-01", "surveys": {"Visit": {"kind": "csat"}, "NPS": {"scale": [1, 10]}}}  # fmt: skip
    of = cs.open({"survey_responses": answers}, **settings)
    assert of.check().set_aside == ()
    assert measures(of, "2026-10", "satisfaction")["responses"] == 3
    assert value(of, "2026-10", "customer_satisfaction") == 1
    with pytest.raises(InputError, match="are one survey"):
        cs.open({"survey_responses": answers}, surveys={"nps": {}, "NPS": {}})


ORDERS = table(
    "order_id customer_id ordered_at amount status",
    ("1", "ann", "2026-10-05", 10, "paid"), ("2", "ann", "2026-10-06", 20, "Void"),
    ("3", "ann", "2026-10-07", 40, "open"), ("4", "bob", "2026-10-08", 80, " DRAFT"),
    ("5", "bob", "2026-10-09", 160, "refunded"), ("6", "bob", "2026-10-10", 320, "canceled"),
    ("7", "bob", "2026-10-11", 640, None), ("8", "bob", "2026-10-11", 1280, "failed"),
)  # fmt: skip


def test_orders_that_are_no_revenue_are_named_and_not_counted():
    of = company("2026-11-01", orders=ORDERS)
    assert measures(of, "2026-10", "revenue")["billed_revenue"] == 650
    assert {(one.why, one.rows) for one in of.check().set_aside} == {
        (f"status {status}: no revenue", 1)
        for status in ("void", "open", "draft", "refunded", "canceled", "failed")
    }


@pytest.mark.postgres
def test_postgres_reads_the_same(postgres_url):
    tables = {
        "customers": DATED,
        "orders": ORDERS,
        "visits": pd.DataFrame(
            {"period": [str(one) for one in OCTOBER], "visitors": range(1, len(OCTOBER) + 1)}
        ),
        "survey_responses": table("response_id survey score responded_at", ("1", "NPS", 10, "2026-10-05")),
    }  # fmt: skip
    there = cs.open(into_postgres(postgres_url, tables), as_of="2026-11-01")
    here = cs.open(tables, as_of="2026-11-01")
    families = ["revenue", "acquisition", "satisfaction"]
    expected = here.measures("2026-10", family=families, by=())
    assert expected["visitors"].item() == sum(range(1, len(OCTOBER) + 1))
    pd.testing.assert_frame_equal(there.measures("2026-10", family=families, by=()), expected)
    assert there.check().set_aside == here.check().set_aside

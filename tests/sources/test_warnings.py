"""Warnings: the numbers come out, and what looks wrong is named with rows, reason and the line to write."""

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.tables.warnings import TRAPS
from tests.by_hand import company, measures, subscriptions, table
from tests.engines.laid_out import into_postgres

RATES = table("day currency rate", ("2026-01-01", "USD", 0.9), ("2026-03-01", "USD", 0.9))


def firm(*rows, more="", as_of="2026-10-01", policies=None, **tables):
    return company(as_of, policies, subscriptions=subscriptions(*rows, more=more), **tables)


def zoned(tickets: pd.DataFrame, zone: str = "Europe/Berlin"):
    """A company whose clocks are put forward in March."""
    frames = {"subscriptions": subscriptions(PLAIN), "tickets": tickets}
    return cs.open(frames, time_zone=zone, as_of="2026-10-01")


def listed(around: dict):
    """A company whose subscriptions are the answer of an interface, with something around the rows."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    rows = [{"subscription_id": "1", "customer_id": "a", "starts_on": "2026-01-01", "mrr": 10}]
    (folder / "subscriptions.json").write_text(json.dumps({**around, "data": rows}))
    return cs.open(folder, as_of="2026-10-01")


def names(of) -> set[str]:
    return {one.name for one in of.data_warnings}


def orders(columns: str, *rows):
    return table(f"order_id customer_id ordered_at {columns}", *rows)


PLAIN = ("1", "ann", "2026-01-01", None, 10)
NEXT = ("2", "ann", "2026-04-01", None, 10)
WRONG = {
    "last_day_as_end": [
        lambda: firm(("1", "ann", "2026-01-01", "2026-03-31", 10), NEXT),
        lambda: firm(("1", "ann", "2025-01-01", "2025-12-31", 10), ("2", "ann", "2026-01-01", "2026-12-31", 10)),
        lambda: firm(("1", "ann", "2026-01-10", "2026-03-31 23:59:59", 10), NEXT),
        lambda: firm(("1", "ann", "2026-01-10", "2026-03-31T23:59:59", 10), ("3", "bob", *PLAIN[2:])),
        lambda: firm(("1", "ann", "2025-01-01", "2025-12-31", 10), ("2", "bob", "2025-07-01", "2026-06-30", 10)),
    ],
    "gap_of_a_day": [lambda: firm(("1", "ann", "2026-01-10", "2026-03-14", 10), ("2", "ann", "2026-03-15", None, 20))],
    "never_in_service": [lambda: firm(PLAIN, ("2", "bob", "2026-03-01", "2026-03-01", 10))],
    "overlapping_rows": [
        lambda: firm(("1", "ann", "2026-01-01", None, 10), ("1", "ann", "2026-04-01", None, 20)),
        lambda: firm(("1", "ann", "2026-01-01", "2026-06-01", 10), ("1", "ann", "2026-04-01", None, 20)),
    ],
    "subscription_of_two_customers": [
        lambda: firm(("1", "ann", "2026-01-01", "2026-04-01", 10), ("1", "bob", "2026-04-01", None, 10))
    ],
    "status_without_date": [
        lambda: firm((*PLAIN, "paused"), more="status"),
        lambda: firm((*PLAIN, "past_due"), more="status", policies={"past_due": "excluded"}),
    ],
    "quantity_by_name": [
        lambda: company("2026-10-01", subscriptions=table(
            "subscription_id customer_id starts_on amount interval quantity", ("1", "ann", "2026-01-01", 10, "month", 5)))
    ],
    "quantity_beside_mrr": [lambda: firm((*PLAIN, 5), more="quantity")],
    "price_per_seat": [lambda: firm((*PLAIN, 5), ("2", "bob", "2026-02-01", None, 10, 9), more="seats")],
    "ended_at_zero": [
        lambda: firm(PLAIN, ("2", "bob", "2026-01-01", "2026-03-01", 0)),
        lambda: firm(PLAIN, ("2", "bob", "2026-01-01", "2026-03-01", 0), ("3", "cat", "2026-01-01", None, 0)),
    ],
    "unknown_order_status": [lambda: company("2026-10-01", orders=orders("amount status", ("1", "ann", "2026-03-01", 5, "on-hold")))],
    "old_rate": [
        lambda: firm((*PLAIN, "USD"), more="currency", fx_rates=RATES),
        lambda: company("2026-10-01", fx_rates=RATES, orders=orders("amount currency", ("0", "ann", "2026-04-01", 5, "EUR"), ("1", "ann", "2026-09-01", 5, "USD"), ("2", "ann", "2026-09-01", 5, "EUR"))),
    ],
    "other_currency": [lambda: firm((*PLAIN, "USD"), more="currency", fx_rates=RATES)],
    "currency_in_name": [
        lambda: cs.open({"subscriptions": subscriptions(PLAIN).rename(columns={"mrr": "mrr_usd"})}, as_of="2026-10-01",
                        tables={"subscriptions": {"columns": {"mrr": "mrr_usd"}}})
    ],
    "unit_price_of_orders": [
        lambda: cs.open({"orders": orders("unit_price quantity", ("1", "ann", "2026-03-01", 5, 3))}, as_of="2026-10-01",
                        tables={"orders": {"columns": {"amount": "unit_price"}}})
    ],
    "near_column": [
        *(lambda name=name: company("2026-10-01", subscriptions=subscriptions(PLAIN).drop(columns="ends_on").assign(**{name: None}))
          for name in ("end_date", "end_on", "Ends On", "ends_on\u200b", "\ufeffends_on", "ends_on ", "endsOn", "ended_on")),
        *(lambda name=name: firm((*PLAIN, "x"), more=name) for name in ("curency", "state", "discounts", "currency_code")),
        lambda: company("2026-10-01", orders=orders("amount is_returned", ("1", "ann", "2026-03-01", 5, True))),
        *(lambda name=name: company("2026-10-01", subscriptions=subscriptions(PLAIN).drop(columns="ends_on").assign(**{name: None}))
          for name in ("enddate", "until", "Enddatum", "结束日期", "ends_on\u00a0", "ENDS-ON")),
        # another language, another word: the values say what it is
        lambda: company("2026-10-01", subscriptions=subscriptions(PLAIN).drop(columns="ends_on").assign(laeuft_aus="2026-03-01")),
        lambda: firm((*PLAIN, "USD"), ("2", "bob", *PLAIN[2:], "EUR"), more="geld"),
        lambda: firm((*PLAIN, "expired"), ("2", "bob", *PLAIN[2:], "ok"), more="lage"),
        lambda: company("2026-10-01", orders=orders("amount kind", ("1", "ann", "2026-03-01", 5, "sale"), ("2", "ann", "2026-03-02", 5, "Refund"))),
    ],
    "flag_not_read": [
        *(lambda name=name, says=says: company("2026-10-01", subscriptions=subscriptions(PLAIN).drop(columns="ends_on").assign(**{name: says}))
          for name, says in (("is_active", False), ("active", "0"), ("cancelled", "yes"), ("Is Cancelled", True), ("paused", 1))),
        *(lambda name=name: firm((*PLAIN, "true"), ("2", "bob", *PLAIN[2:], "false"), more=name) for name in ("deleted", "is_test", "was_removed")),
        *(lambda name=name, says=says: company("2026-10-01", orders=orders(f"amount {name}", ("1", "ann", "2026-03-01", 5, says)))
          for name, says in (("refund", "Y"), ("paid", "f"), ("voided", "1"), ("livemode", "False"), ("credit_note", True))),
        lambda: company("2026-10-01", tickets=table("ticket_id opened_at is_spam", ("1", "2026-03-01", "yes"))),
    ],
    "shortened_ids": [
        lambda: firm(PLAIN, ("2", "1.23457E+11", "2026-02-01", None, 10)),
        lambda: firm(PLAIN, ("1e+18", "bob", "2026-02-01", None, 10)),
        lambda: firm(PLAIN, usage_events=table("user_id occurred_at", ("4E+05", "2026-02-01"))),
    ],
    "missing_as_id": [
        *(lambda word=word: firm(PLAIN, ("2", word, "2026-02-01", None, 10)) for word in ("null", "N/A", "None", "undefined")),
        lambda: firm(PLAIN, usage_events=table("user_id occurred_at", ("NaN", "2026-02-01"), ("nan", "2026-02-02"))),
    ],
    "ids_alike": [
        *(lambda one=one, other=other: firm(("1", one, *PLAIN[2:]), ("2", other, *PLAIN[2:]))
          for one, other in (("007", "7"), ("7.0", "7"), ("Acme", "ACME"), ("Ann1@x.org", "ann1@x.org"), ("07", "7.0"))),
        lambda: firm(("1", "007", *PLAIN[2:]), customers=table("customer_id plan", ("7", "pro"))),
        lambda: firm(PLAIN, usage_events=table("user_id occurred_at", ("Bo@x.org", "2026-02-01"), ("bo@x.org", "2026-02-02"))),
    ],
    "discount_as_fraction": [lambda: firm((*PLAIN, 0.15, "percent"), ("2", "bob", *PLAIN[2:], 0.2, "percent"), more="discount discount_kind")],
    "rate_of_own_currency": [lambda: firm((*PLAIN, "EUR"), more="currency", fx_rates=table("day currency rate", ("2026-01-01", "EUR", 1.1)))],
    "inverse_rate": [
        lambda code=code, rate=rate: firm((*PLAIN, code), more="currency", fx_rates=table("day currency rate", ("2026-01-01", code, rate)))
        for code, rate in (("JPY", 150), ("INR", 83))
    ],
    "zero_date": [
        lambda: firm(("1", "ann", "1970-01-01", None, 10), NEXT),
        lambda: company("2026-10-01", orders=orders("amount", ("1", "ann", "1900-01-01", 5))),
    ],
    "scale_not_used": [
        lambda survey=survey, most=most: company("2026-10-01", survey_responses=table("response_id survey score responded_at", *((str(n), survey, 1 + n % most, "2026-03-01") for n in range(30))))
        for survey, most in (("nps", 5), ("ces", 5), ("csat", 3))
    ],
    "day_without_schedule": [lambda: company("2026-10-01", service_levels=table("day downtime_seconds scheduled_seconds", ("2026-03-01", 60, None), ("2026-03-02", 0, 86400)))],
    "skipped_hour": [
        lambda: zoned(table("ticket_id opened_at", ("1", "2026-03-29 02:30:00"), ("2", "2026-03-29 01:59:59"))),
        lambda: zoned(table("ticket_id opened_at resolved_at", ("1", "2026-03-28", "2026-03-29T02:00:00"))),
        lambda: zoned(table("ticket_id opened_at", ("1", pd.Timestamp("2026-03-29 02:30")))),
        lambda: zoned(table("ticket_id opened_at", ("1", "2026-03-08 02:30:00")), "America/New_York"),
    ],
    "fractional_score": [
        lambda: company("2026-10-01", subscriptions=subscriptions(PLAIN), survey_responses=table(
            "response_id survey score responded_at", ("1", "nps", 6.5, "2026-03-01"), ("2", "nps", 9, "2026-03-01")))
    ],
    "page_of_a_list": [
        lambda around=around: listed(around)
        for around in ({"has_more": True}, {"meta": {"pagination": {"has_more": True}}}, {"next_page": "https://x"},
                       {"paging": {"next": {"after": "100"}}}, {"pages": {"next": "https://x"}}, {"next_offset": "[1]"})
    ],
    "movement_kind": [
        lambda kind=kind, change=change: company("2026-10-01", mrr_movements=table(
            "customer_id moved_on change kind", ("ann", "2026-01-01", 10, "new_biz"), ("ann", "2026-02-01", change, kind)))
        for kind, change in (("new_biz", 5), ("Churn", -4))
    ],
    "trial_unknown": [
        lambda: company("2026-10-01", subscriptions=table(
            "subscription_id customer_id starts_on amount interval", ("sub_1", "cus_1", "2026-01-01", 10, "month")))
    ],
    "total_row": [
        lambda: firm(PLAIN, ("2", "Total ", "2026-01-01", None, 10)),
        lambda: firm(*((str(n), str(n), "2026-01-01", None, n + 1) for n in range(9)), ("9", "?", "2026-01-01", None, 45)),
        lambda: company("2026-10-01", orders=orders("amount", ("1", "ann", "2026-03-01", 5), ("Summe", "-", "2026-03-01", 5))),
        lambda: company("2026-10-01", spend=table("spent_on category amount channel", ("2026-03-01", "sales", 5, "web"), ("2026-03-01", "sales", 5, "Grand total"))),
    ],
    "far_dates": [
        *(lambda day=day: firm(*((str(n), str(n), "2026-01-01", None, 1) for n in range(4)), ("9", "ann", day, None, 10))
          for day in ("0206-03-01", "1970-01-01", "1900-01-01", "2006-03-01")),
        lambda: firm(PLAIN, ("2", "bob", "2026-01-01", "2206-03-05", 10)),
        # four dates of this year and one of 2206: the row is not read, the time counts as empty
        lambda: firm(PLAIN, orders=orders("amount", *((str(n), "ann", f"2026-0{n}-01", 5) for n in range(1, 5)), ("5", "ann", "2206-05-01", 5))),
        lambda: firm(PLAIN, tickets=table("ticket_id opened_at resolved_at", ("1", "2026-03-01", "2026-03-02"), ("2", "2026-03-01", "2206-03-02"))),
        lambda: firm(PLAIN, ("2", "bob", "2206-03-05", None, 10)),
    ],
}  # fmt: skip
CASES = [(name, case) for name, cases in WRONG.items() for case in range(len(cases))]


def test_every_trap_has_a_case():
    assert set(WRONG) == set(TRAPS)


@pytest.mark.parametrize(("name", "case"), CASES)
def test_the_numbers_come_out_with_a_warning(name, case):
    of = WRONG[name][case]()
    found = [one for one in of.data_warnings if one.name == name]
    assert found, of.data_warnings
    assert found[0].rows >= 1
    assert found[0].reason
    assert found[0].fix
    assert f"[accept] {name} =" in str(found[0])
    of.measures("2026-05", family="revenue", by=())


@pytest.mark.postgres
def test_postgres_warns_alike(postgres_url):
    rows = [
        (*PLAIN[:1], "ann", "2026-01-01", "2026-03-31", 10, None, None, None), (*NEXT, "paused", "USD", 3),
        ("1", "bob", "2026-02-01", None, 5, None, None, None), ("4", "cat", "0206-02-01", "2026-03-01", 0, None, None, 4),
        ("5", "dan", "2026-03-01", "2026-03-01", 5, None, None, 2), ("6", "eve", "2026-03-10", "2026-04-14", 5, None, None, 2),
        ("9", "007", "2026-04-15", None, 5, None, None, 7), ("10", "7.0", "2026-04-15", None, 5, None, None, 7),
        ("11", "1.2E+11", "2026-04-15", None, 5, None, None, 7), ("12", "N/A", "2026-04-15", None, 5, None, None, 7),
        ("7", "eve", "2026-04-15", None, 5, None, None, 7), ("8", "fay", "2206-03-05", None, 5, None, None, None),
    ]  # fmt: skip
    tables = {
        "subscriptions": subscriptions(*rows, more="status currency seats"), "fx_rates": RATES,
        "orders": orders("amount status state", ("1", "ann", "2026-03-01", 5, "on-hold", "x")),
    }  # fmt: skip
    tables["tickets"] = table(
        "ticket_id opened_at", ("1", "2026-03-29 02:30:00"), ("2", "2026-03-29T02:30:00Z")
    )
    given = {"as_of": "2026-10-01", "time_zone": "Europe/Berlin"}
    here = cs.open(tables, **given)
    there = cs.open(into_postgres(postgres_url, tables), **given)
    assert len(here.data_warnings) >= 12
    assert there.data_warnings == here.data_warnings


def test_what_is_right_is_not_warned_of():
    of = firm(
        ("1", "ann", "2025-01-01", "2026-01-01", 10), ("1", "ann", "2026-01-01", None, 12),
        ("2", "bob", "2026-01-10", "2026-03-14", 10), ("3", "cat", "2026-01-31", "9999-12-31", 5),
        ("4", "dan", "2016-01-31", None, 5),
    )  # fmt: skip
    assert of.data_warnings == ()
    assert of.warnings.empty
    of = firm(
        # codes that differ in case alone, a zero within, a word that is a name
        ("1", "0015g00A", *PLAIN[2:], 15, "percent"), ("2", "0015g00a", *PLAIN[2:], 1, "percent"),
        ("3", "70", *PLAIN[2:], None, None), ("4", "7", *PLAIN[2:], None, None),
        ("5", "Nulla", *PLAIN[2:], None, None), ("E+5", "E+5", *PLAIN[2:], None, None),
        more="discount discount_kind",
        fx_rates=table("day currency rate", ("2026-01-01", "EUR", 1), ("2026-01-01", "JPY", 0.006)),
        survey_responses=table(
            "response_id survey score responded_at",
            *((str(n), "nps", 7 if n == 3 else 2, "2026-03-01") for n in range(40)),
            *((f"c{n}", "csat", 1, "2026-03-01") for n in range(29)),  # few answers may all be bad
        ),
    )  # fmt: skip
    assert of.data_warnings == ()


def test_the_last_page_and_a_whole_list_are_not_warned_of():
    for around in ({"has_more": False}, {"next_page": None}, {"object": "list", "url": "/v1"}, {}):
        assert listed(around).data_warnings == ()
    rows = (
        ("ann", "2026-01-01", 10, "new_biz"),
        ("ann", "2026-02-01", -10, "churn"),
        ("ann", "2026-03-01", 5, "reactivation"),
    )
    whole = company("2026-10-01", mrr_movements=table("customer_id moved_on change kind", *rows))
    assert whole.data_warnings == ()


def test_times_that_a_clock_showed_are_not_warned_of():
    tickets = table(
        "ticket_id opened_at",
        ("1", "2026-03-29 01:30:00"), ("2", "2026-03-29 03:00:00"), ("3", "2026-10-25 02:30:00"),
        ("4", "2026-03-29T02:30:00+01:00"), ("5", "2026-03-29"), ("6", "2026-03-28 02:30:00"),
    )  # fmt: skip
    assert zoned(tickets).data_warnings == ()
    assert (
        zoned(table("ticket_id opened_at", ("1", "2026-03-29 02:30:00")), "UTC").data_warnings == ()
    )


ORDERS = ("1", "ann", "2026-03-01", 5), ("2", "ann", "2026-03-02", 7)


@pytest.mark.parametrize(
    ("name", "says"),
    [("is_test", ("yes", "no")), ("deleted", (1, 0)), ("voided", (True, False)), ("is void", ("T", None)),
     ("paid", ("false", "true")), ("captured", (False, True)), ("refund", ("Y", "N")), ("failed", (1.0, None)),
     ("livemode", (0, 1)), ("credit_note", (True, None)), ("kind", ("Refund", "sale"))],
)  # fmt: skip
def test_the_line_that_is_proposed_for_what_does_not_count_works(name, says):
    import tomllib

    rows = orders("amount", *ORDERS).assign(
        **{name: pd.Series(says, dtype=object if None in says else None)}
    )
    (warning,) = cs.open({"orders": rows}, as_of="2026-10-01").data_warnings
    assert warning.rows >= 1
    line = tomllib.loads(warning.fix.removeprefix("[tables.orders] "))
    of = cs.open({"orders": rows}, as_of="2026-10-01", tables={"orders": line})
    assert of.data_warnings == ()
    assert of.check().problems == ()


@pytest.mark.parametrize(
    ("name", "says"), [("is_active", ("0", "1")), ("cancelled", (True, False))]
)
def test_what_has_ended_by_a_flag_needs_its_day(name, says):
    import tomllib

    rows = (
        subscriptions(PLAIN, ("2", "bob", *PLAIN[2:]))
        .drop(columns="ends_on")
        .assign(**{name: says})
    )
    (warning,) = cs.open({"subscriptions": rows}, as_of="2026-10-01").data_warnings
    line = tomllib.loads(warning.fix.removeprefix("[tables.subscriptions] "))
    of = cs.open({"subscriptions": rows}, as_of="2026-10-01", tables={"subscriptions": line})
    (problem,) = of.check().problems
    assert (problem.column, problem.rows) == ("ends_on", 1)


def test_flags_that_are_read_or_say_nothing_of_these_rows_are_not_warned_of():
    orders_of = lambda *rows, **more: cs.open(  # noqa: E731
        {"orders": orders("amount status is_test paid", *rows)}, as_of="2026-10-01", **more
    )
    fine = ("1", "ann", "2026-03-01", 5, "paid", "no", "yes")
    assert orders_of(fine).data_warnings == ()
    tables = {"orders": {"where": "is_test = 'no'"}}
    assert (
        orders_of(
            fine, ("2", "ann", "2026-03-01", 5, "paid", "yes", "no"), tables=tables
        ).data_warnings
        == ()
    )
    of = firm(
        (*PLAIN, "EUR", "x"),
        ("2", "bob", "2026-02-01", "2026-03-01", 10, "EUR", "2026-01-01"),
        more="money seen",
    )
    assert of.data_warnings == ()


def test_a_warning_in_a_frame():
    (row,) = WRONG["never_in_service"][0]().warnings.to_dict("records")
    assert row["name"] == "never_in_service"
    assert row["rows"] == 1
    assert (
        row["examples"]
        == "subscription_id 2, customer_id bob, starts_on 2026-03-01, ends_on 2026-03-01"
    )
    assert row["accepted"] == ""


def test_a_warning_is_accepted_by_name():
    given = {"subscriptions": subscriptions(PLAIN, ("2", "bob", "2026-03-01", "2026-03-01", 10))}
    of = cs.open(given, as_of="2026-10-01", accept={"never_in_service": "free days"})
    assert of.warnings["accepted"].tolist() == ["free days"]
    with pytest.raises(
        InputError, match='has no warning "never_in_servic": did you mean "never_in_service"'
    ):
        cs.open(given, accept={"never_in_servic": True})
    with pytest.raises(InputError, match="must be the reason in quotes, or true"):
        cs.open(given, accept={"never_in_service": False})


def test_the_proposed_last_day_closes_the_gap():
    given = {"subscriptions": subscriptions(("1", "ann", "2026-01-01", "2026-03-31", 10), NEXT)}
    mapping = {"subscriptions": {"columns": {"last_day": "ends_on"}}}
    of = cs.open(given, as_of="2026-10-01", tables=mapping)
    assert of.data_warnings == ()
    assert measures(of, "2026-04", "revenue")[["starting_mrr", "churned_mrr"]].tolist() == [10, 0]


@pytest.mark.parametrize(
    "name",
    ["Ends On", "ends_on\u200b", "end date", "endsOn", "expires", "Termination Date", "churned_at"],
)
def test_the_proposed_mapping_of_a_near_column_is_read(name):
    import tomllib

    rows = subscriptions(("1", "ann", "2026-01-01", "2026-03-01", 10)).rename(
        columns={"ends_on": name}
    )
    (warning,) = cs.open({"subscriptions": rows}, as_of="2026-10-01").data_warnings
    columns = tomllib.loads(warning.fix.replace("[tables.subscriptions] ", ""))["columns"]
    of = cs.open(
        {"subscriptions": rows}, as_of="2026-10-01", tables={"subscriptions": {"columns": columns}}
    )
    assert of.data_warnings == ()
    assert measures(of, "2026-03", "revenue")["churned_mrr"] == 10
    assert measures(of, "2026-02", "revenue")["ending_mrr"] == 10


def test_one_date_far_before_all_others_does_not_span_the_data():
    of = WRONG["far_dates"][0]()
    assert of.tables.first == pd.Timestamp("2026-01-01")
    assert [one.name for one in of.history("2026-03")] == ["2026-01", "2026-02", "2026-03"]


def test_rows_dated_ahead_are_counted():
    of = firm(PLAIN, ("2", "bob", "2027-01-01", None, 10), ("3", "cat", "2206-01-01", None, 10))
    (aside,) = of.check().set_aside
    assert (aside.table, aside.rows) == ("subscriptions", 2)
    assert "dated after the last known moment, 2026-10-01" in aside.why


def _run(*arguments):
    return subprocess.run(
        [sys.executable, "-c", "from cs_toolkit.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_every_command_says_it(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,customer_id,starts_on,mrr,state\n1,ann,2026-01-01,10,active\n"
        "1,ann,2026-03-01,20,cancelled\n"
    )
    (tmp_path / "survey_responses.csv").write_text(
        "response_id,survey,score,responded_at\n1,visit,3,2026-02-01\n"
    )
    file = tmp_path / "company.toml"
    file.write_text('as_of = "2026-10-01"\n')
    # an answer speaks of the tables that it stands on: that of all families of all of them
    done = _run("metrics", "2026-05", "--data", str(file))
    assert done.returncode == 0, done.stderr
    for expected in (
        "warning overlapping_rows: table subscriptions, column subscription_id",
        '[tables.subscriptions] columns = { status = "state" }',
        "set aside: 1 row of survey_responses, survey that is not declared",
    ):
        assert expected in done.stderr
    assert "warning" not in done.stdout
    shown = _run("check", "--data", str(file))
    assert (
        "further columns of subscriptions, which are dimensions only: state (active, cancelled)"
        in shown.stdout
    )
    assert "warning overlapping_rows" in shown.stdout
    file.write_text(
        'as_of = "2026-10-01"\n[accept]\noverlapping_rows = "seats are bought one by one"\n'
    )
    done = _run("rows", "mrr", "2026-05", "--data", str(file))
    assert "overlapping_rows" not in done.stderr
    assert "near_column" in done.stderr
    assert (
        "accepted overlapping_rows: seats are bought one by one"
        in _run("check", "--data", str(file)).stdout
    )


def test_times_are_shown_by_the_companys_clocks():
    tickets = table("ticket_id opened_at first_replied_at resolved_at",
                    ("1", "2026-10-01T02:00:00", "2026-10-01T03:00:00", "2026-10-01T04:00:00"))  # fmt: skip
    of = cs.open({"tickets": tickets}, as_of="2026-11-01", time_zone="Asia/Kolkata")
    shown = of.rows("average_resolution_time", "2026-10").iloc[0]
    assert str(shown["opened_at"]) == "2026-10-01 02:00:00"
    assert str(shown["resolved_at"]) == "2026-10-01 04:00:00"
    tickets = tickets.assign(first_replied_at="2026-10-01T01:00:00")
    wrong = cs.open({"tickets": tickets}, as_of="2026-11-01", time_zone="Asia/Kolkata")
    with pytest.raises(
        InputError, match=r"opened_at 2026-10-01 02:00:00, first_replied_at 2026-10-01 01:00"
    ):
        wrong.metrics("2026-10", family="support", by=())


def test_the_documentation_names_every_warning():
    page = Path(__file__).parents[2] / "docs" / "company_file.md"
    told = page.read_text(encoding="utf-8")
    assert [name for name in TRAPS if f"`{name}`" not in told] == []


def test_a_required_column_with_a_sign_that_nobody_sees_is_proposed():
    rows = subscriptions(PLAIN).rename(columns={"starts_on": "starts_on\u200b"})
    with pytest.raises(InputError, match=r'starts_on = "\\"starts_on\\u200b\\""'):
        company("2026-10-01", subscriptions=rows).check()


def test_amounts_in_one_other_currency_without_rates_may_be_the_companys():
    of = firm((*PLAIN, "USD"), ("2", "bob", "2026-01-01", None, 5, "USD"), more="currency")
    with pytest.raises(InputError, match=r'as all amounts are in USD, write currency = "USD"'):
        of.measures("2026-05", family="revenue", by=())

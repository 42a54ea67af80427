"""Words and rows that a vendor's export has and a made-up one easily lacks: none gives another number."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.cures import cures_of
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.drafting.recipes.apply import sections_of
from cs_toolkit.errors import InputError
from cs_toolkit.tables.warnings.warning import DataWarning
from tests.recipes.test_recipes import EXPORTS


def _put(path: Path, rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _query(folder: Path, text: str) -> list:
    (folder / "company.toml").write_text(draft_company_file(str(folder)), encoding="utf-8")
    return cs.open(folder / "company.toml", as_of="2026-11-30").query(text).iloc[:, 0].tolist()


def test_what_ended_in_its_trial_was_never_paid(tmp_path):
    shared = {"Customer ID": "c", "Interval": "month", "Amount": 10, "Quantity": 1, "Currency": "usd"}  # fmt: skip
    days = {"Start (UTC)": "2026-05-01 00:00", "Trial End (UTC)": "2026-05-15 00:00"}
    _put(
        tmp_path / "subscriptions.csv",
        [
            {"id": "a", **shared, **days, "Status": "canceled", "Ended At (UTC)": "2026-05-07 00:00"},
            {"id": "b", **shared, **days, "Status": "active", "Ended At (UTC)": ""},
        ],
    )  # fmt: skip
    days = _query(tmp_path, "select strftime(starts_on, '%d') from subscriptions order by 1")
    assert days == ["07", "15"]


@pytest.mark.parametrize(
    ("good", "bad"), [("Good", "Bad"), ("Good with comment", "Bad with comment")]
)
def test_a_rating_with_a_comment_is_a_rating_and_a_deleted_ticket_no_ticket(tmp_path, good, bad):
    row = {"Id": 1, "Requester": "r", "Created at": "2026-10-01 10:00", "Solved at": "2026-10-02 10:00", "Status": "Closed"}  # fmt: skip
    _put(
        tmp_path / "view.csv",
        [
            {**row, "Satisfaction Score": good},
            {**row, "Id": 2, "Satisfaction Score": bad},
            {**row, "Id": 3, "Status": "Deleted", "Satisfaction Score": "Not Offered"},
        ],
    )
    assert _query(tmp_path, "select score from survey_responses order by 1") == [0, 1]
    company = cs.open(tmp_path / "company.toml", as_of="2026-11-30")
    assert company.query("select count(*) as n from tickets")["n"].tolist() == [2]


@pytest.mark.parametrize("ends", [("0", "10"), ("Not at all likely - 0", "Extremely likely - 10")])
def test_the_words_at_the_ends_of_a_scale_are_answers(tmp_path, ends):
    asked = "How likely is it that you would recommend Acme to a friend?"
    row = {"Collector ID": 1, "End Date": "10/14/2026 10:00:00 AM", "Email Address": ""}
    _put(
        tmp_path / "answers.csv",
        [{"Respondent ID": k, **row, asked: text} for k, text in enumerate((*ends, "7"))],
    )
    assert _query(tmp_path, "select score from survey_responses order by 1") == [0, 7, 10]


@pytest.mark.parametrize(
    ("won", "lost", "kind"),
    [
        ("Closed Won", "Closed Lost - Price", "Renewal"),
        ("closed won", "closed lost", "Existing Business - renewal"),
    ],
)
def test_an_opportunity_is_lost_whatever_for(tmp_path, won, lost, kind):
    row = {"Account Name": "A", "Type": kind, "Amount": 5, "Close Date": "10/14/2026", "Created Date": "09/01/2026"}  # fmt: skip
    stages = enumerate((won, lost, "Proposal"))
    _put(
        tmp_path / "report.csv", [{"Opportunity ID": f"o{k}", **row, "Stage": s} for k, s in stages]
    )
    assert _query(tmp_path, "select outcome from deals order by deal_id") == ["won", "lost", "open"]
    company = cs.open(tmp_path / "company.toml", as_of="2026-11-30")
    found = company.query("select outcome from renewals order by contract_id")["outcome"].tolist()
    assert found == ["renewed", "lost", "open"]


@pytest.mark.parametrize(
    ("won", "lost"),
    [("Closed - Won", "Closed - Lost"), ("Won", "Lost"), ("closedwon", "closedlost")],
)
def test_a_deal_is_won_in_other_words(tmp_path, won, lost):
    row = {"Deal Name": "d", "Close Date": "2026-10-14", "Amount": 5, "Create Date": "2026-09-01"}
    _put(
        tmp_path / "deals.csv",
        [{"Record ID": k, **row, "Deal Stage": s} for k, s in enumerate((won, lost, "Wonder"))],
    )
    assert _query(tmp_path, "select outcome from deals order by deal_id") == ["won", "lost", "open"]
    company = cs.open(tmp_path / "company.toml", as_of="2026-11-30")
    assert company.query("select count(*) as n from conversions")["n"].tolist() == [1]


@pytest.mark.parametrize("unit", [1, 1000])
def test_mixpanels_time_is_in_seconds_or_thousandths(tmp_path, unit):
    event = {"event": "open", "properties": {"time": 1790000000 * unit, "distinct_id": "u"}}
    (tmp_path / "export.jsonl").write_text("\n".join([json.dumps(event)] * 2), encoding="utf-8")
    assert _query(tmp_path, "select distinct year(occurred_at) from usage_events") == [2026]


def test_a_plan_that_nobody_has_any_more_was_paid_by_the_length_of_its_term(tmp_path):
    row = {
        "subscriptions.id": "s", "subscriptions.status": "Cancelled", "subscriptions.plan_id": "old",
        "subscriptions.plan_unit_price": 1200, "subscriptions.currency_code": "USD",
        "subscriptions.current_term_start": "10-Oct-2025 00:00",
        "subscriptions.current_term_end": "10-Oct-2026 00:00",
        "subscriptions.activated_at": "10-Oct-2025 00:00",
        "subscriptions.cancelled_at": "10-Oct-2026 00:00", "subscriptions.mrr": 0, "customers.id": "c",
    }  # fmt: skip
    _put(tmp_path / "Subscriptions.csv", [row])
    assert [float(x) for x in _query(tmp_path, "select mrr from subscriptions")] == [100]


def test_a_subscription_without_its_price_is_refused_not_dropped(tmp_path):
    start = {"customer_id": "c", "status": "active", "start_date": "2026-05-01", "trial_end": "", "billing_cycle_anchor": ""}  # fmt: skip
    _put(tmp_path / "subscription.csv", [{"id": "s1", **start}, {"id": "s2", **start}])
    _put(
        tmp_path / "subscription_item.csv",
        [{"id": f"i{k}", "subscription_id": f"s{k}", "plan_id": f"p{k}"} for k in (1, 2)],
    )
    price = {"id": "p1", "unit_amount": 900, "recurring_interval": "month", "currency": "usd"}
    _put(tmp_path / "price.csv", [price])
    with pytest.raises(InputError, match="neither mrr nor amount"):
        _query(tmp_path, "select 1")
        cs.open(tmp_path / "company.toml", as_of="2026-11-30").metrics("2026-10", family="revenue", by=())  # fmt: skip


def test_the_banks_rates_need_no_line(tmp_path):
    codes = {"USD": 1.25, "JPY": 160, "GBP": 0.8, "CHF": 0.9, "SEK": 11, "PLN": 4}
    _put(tmp_path / "eurofxref-hist.csv", [{"Date": "2026-01-02", **codes}])
    rows = [
        {"subscription_id": code, "customer_id": code, "starts_on": "2026-02-01", "mrr": 10, "currency": code}
        for code in ("EUR", "USD")
    ]  # fmt: skip
    _put(tmp_path / "subscriptions.csv", rows)
    rate = _query(tmp_path, "select rate from fx_rates where currency = 'USD'")
    assert [float(one) for one in rate] == [0.8]


def test_a_line_with_a_gap_is_no_cure():
    fix = "map them: interval = \"case … when '…' then 'day' … end\""
    found = DataWarning("x", "subscriptions", "interval", "says", 1, (), fix)
    assert cures_of([found]) == []


WAREHOUSE = ["id", "amount_due", "amount_paid", "attempt_count", "created", "currency", "customer_id", "paid", "status", "tax", "total"]  # fmt: skip
DASHBOARD = ["id", "Customer ID", "Amount Due", "Amount Paid", "Tax", "Total", "Currency", "Status", "Date (UTC)", "Paid At (UTC)"]  # fmt: skip
SUBSCRIPTIONS = ["id", "Customer ID", "Interval", "Amount", "Status", "Created (UTC)", "Ended At (UTC)"]  # fmt: skip
CUSTOMERS = ["id", "email", "created", "delinquent"]


@pytest.mark.parametrize(
    ("columns", "beside", "recipe"),
    [
        (WAREHOUSE, {}, "stripe_tables"),
        (WAREHOUSE, {"customer": CUSTOMERS}, "stripe_tables"),
        ([one.upper() for one in WAREHOUSE], {"customer": CUSTOMERS}, "stripe_tables"),
        (DASHBOARD, {}, "stripe_dashboard"),
        (DASHBOARD, {"subscriptions": SUBSCRIPTIONS}, "stripe_dashboard"),
        # written with underscores, its neighbours say whose it is
        (
            [one.lower().replace(" ", "_") for one in DASHBOARD],
            {"subscriptions": SUBSCRIPTIONS},
            "stripe_dashboard",
        ),
    ],
)
def test_an_invoice_is_in_cents_in_a_warehouse_alone(columns, beside, recipe):
    files = {"invoices": columns, **beside}
    sections, known = sections_of(files, {name: f"'{name}.csv'" for name in files})
    assert known["invoices"].name == recipe
    (orders,) = (one for one in sections if one.table == "orders")
    assert ("100" in orders.columns["amount"]) == (recipe == "stripe_tables")


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the exports in ../shared are not here")
def test_the_same_invoices_are_the_same_revenue_from_a_dashboard_and_a_warehouse(tmp_path):
    found = []
    for name in ("01_stripe_csv", "01b_stripe_fivetran"):
        folder = shutil.copytree(EXPORTS / name, tmp_path / name)
        draft = draft_company_file(str(folder))
        (folder / "company.toml").write_text(draft, encoding="utf-8")
        company = cs.open(folder / "company.toml")
        found.append(
            company.query("select currency, sum(amount) as n from orders group by 1 order by 1")
        )
    assert found[0].values.tolist() == found[1].values.tolist()
    assert found[0]["n"].sum() > 1_000

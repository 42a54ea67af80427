"""What real exports do to a number without breaking a rule: in the shapes of known systems each is warned of."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import cs_toolkit as cs
from cs_toolkit.company import Company
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.drafting.recipes.demo import write_demo
from cs_toolkit.errors import InputError

Row = dict[str, str]
ENDS = ("Canceled At (UTC)", "Ended At (UTC)")


def _of(system: str, folder: Path, change: Callable[[list[Row]], list[Row]]) -> Company:
    """The company of a made-up export some of whose rows are changed, by its draft alone."""
    (path,) = write_demo(system, folder)
    with path.open(encoding="utf-8", newline="") as file:
        rows = change(list(csv.DictReader(file)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (folder / "company.toml").write_text(draft_company_file(str(folder)), encoding="utf-8")
    return cs.open(folder, as_of="2026-11-30")


def _last_day(rows: list[Row]) -> list[Row]:
    """Contracts until the last second of a year, each followed by the next."""
    ended, renewed = dict(rows[0]), dict(rows[0])
    ended |= {"Status": "canceled", "Start (UTC)": "2025-01-01 00:00:00"}
    ended |= dict.fromkeys(ENDS, "2025-12-31 23:59:59")
    renewed |= {"id": "sub_next", "Start (UTC)": "2026-01-01 00:00:00"}
    return [ended, renewed, *rows[1:]]


def _never(rows: list[Row]) -> list[Row]:
    return [{**rows[0], **dict.fromkeys(ENDS, rows[0]["Start (UTC)"])}, *rows[1:]]


def _twice(rows: list[Row]) -> list[Row]:
    return [*rows, {**rows[0], "Start (UTC)": "2026-03-01 09:30", "Amount": "500.00"}]


def _at_two(rows: list[Row]) -> list[Row]:
    return [*rows, {**rows[0], "Customer ID": "cus_other", "Start (UTC)": "2026-03-01 09:30"}]


def _paused(rows: list[Row]) -> list[Row]:
    return [{**rows[0], "Status": "paused"}, *rows[1:]]


def _no_trial(rows: list[Row]) -> list[Row]:
    return [{name: text for name, text in row.items() if "Trial" not in name} for row in rows]


def _total(rows: list[Row]) -> list[Row]:
    return [*rows, {**rows[0], "id": "Total", "Customer ID": "Total"}]


def _far(rows: list[Row]) -> list[Row]:
    return [{**rows[0], "Start (UTC)": "0206-03-01 09:30"}, *rows[1:]]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("last_day_as_end", _last_day), ("never_in_service", _never), ("overlapping_rows", _twice),
        ("subscription_of_two_customers", _at_two), ("status_without_date", _paused),
        ("trial_unknown", _no_trial), ("total_row", _total), ("far_dates", _far),
    ],
)  # fmt: skip
def test_an_export_of_stripe_warns(tmp_path, name, change):
    company = _of("stripe", tmp_path, change)
    assert name in {one.name for one in company.data_warnings}


def test_an_end_that_no_date_says_is_refused_with_the_choice(tmp_path):
    company = _of(
        "stripe", tmp_path,
        lambda rows: [{**rows[0], "Status": "canceled", **dict.fromkeys(ENDS, "")}, *rows[1:]],
    )  # fmt: skip
    with pytest.raises(
        InputError, match=r"1 row \(subscription_id sub_0001.*decide in the company file"
    ):
        company.measures("2026-10", family="revenue", by=())


def test_rates_that_are_old_and_a_currency_of_another_file_are_warned_of(tmp_path):
    company = _of("stripe", tmp_path, lambda rows: [{**rows[0], "Currency": "eur"}, *rows[1:]])
    (tmp_path / "fx_rates.csv").write_text("day,currency,rate\n2024-01-01,EUR,1.1\n")
    company = cs.open(tmp_path, as_of="2026-11-30")
    assert "old_rate" in {one.name for one in company.data_warnings}
    path = tmp_path / "company.toml"
    path.write_text(path.read_text().replace('currency = "USD"', 'currency = "EUR"', 1))
    (tmp_path / "fx_rates.csv").write_text("day,currency,rate\n2024-01-01,USD,0.9\n")
    assert cs.open(tmp_path, as_of="2026-11-30").data_warnings


def test_what_an_ended_subscription_paid_is_its_price_and_not_the_zero_of_today(tmp_path):
    company = _of("chargebee", tmp_path, lambda rows: rows)
    paid = company.query(
        "select count(*) as n from subscriptions where ends_on is not null and coalesce(mrr, amount) = 0"
    )
    assert paid["n"].tolist() == [0]
    assert "ended_at_zero" not in {one.name for one in company.data_warnings}

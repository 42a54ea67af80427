"""Made-up exports in the shapes of known systems: to try the path before having one's own.

Nothing is drawn at random: the same rows come out each time, so that tests know the truth.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from ...errors import InputError, did_you_mean
from .demo_contracts import LAST, Rows, contracts
from .demo_more import MORE, nested


def _stripe() -> Iterator[tuple[str, Rows]]:
    yield "subscriptions.csv", [
        {
            "id": f"sub_{one.number:04}", "Customer ID": f"cus_{one.number:04}",
            "Customer Email": f"ann{one.number}@example.com", "Plan": f"plan_{one.price}",
            "Product": "Kit", "Quantity": one.units, "Currency": "usd",
            "Interval": "year" if one.yearly else "month", "Amount": f"{one.fee}.00",
            "Status": "canceled" if one.ends and one.ends <= LAST else "active",
            "Created (UTC)": f"{one.starts} 09:30", "Start (UTC)": f"{one.starts} 09:30",
            "Current Period End (UTC)": "2026-11-05 09:30", "Trial End (UTC)": "",
            "Canceled At (UTC)": _minute(one.ends), "Ended At (UTC)": _minute(one.ends),
        }
        for one in contracts()
    ]  # fmt: skip


def _minute(day: date | None) -> str:
    return f"{day} 09:30" if day else ""


def _recurly() -> Iterator[tuple[str, Rows]]:
    yield "subscriptions_export.csv", [
        {
            "uuid": f"u{one.number:04}", "account_code": f"A{one.number:04}",
            "state": "expired" if one.ends else "active", "plan_code": f"plan_{one.price}",
            "quantity": one.units, "currency": "USD", "unit_amount": f"{one.fee}.00",
            "interval_unit": "months", "interval_length": 12 if one.yearly else 1,
            "activated_at": f"{one.starts} 09:30:00 UTC", "trial_ends_at": "",
            "canceled_at": f"{one.ends} 09:30:00 UTC" if one.ends else "",
            "expires_at": f"{one.ends} 09:30:00 UTC" if one.ends else "",
        }
        for one in contracts()
    ]  # fmt: skip


def _chargebee() -> Iterator[tuple[str, Rows]]:
    def written(day: date | None) -> str:
        return (
            datetime(day.year, day.month, day.day, 9, 30).strftime("%d-%b-%Y %H:%M") if day else ""
        )

    yield "Subscriptions.csv", [
        {
            "subscriptions.id": f"s{one.number:04}", "customers.id": f"c{one.number:04}",
            "subscriptions.status": "Cancelled" if one.ends else "Active",
            "subscriptions.plan_id": f"plan_{one.price}{'_year' if one.yearly else ''}",
            "subscriptions.plan_quantity": one.units, "subscriptions.plan_unit_price": f"{one.fee}.00",
            "subscriptions.currency_code": "USD",
            "subscriptions.started_at": written(one.starts),
            "subscriptions.activated_at": written(one.starts),
            "subscriptions.cancelled_at": written(one.ends),
            "subscriptions.mrr": "0.00" if one.ends else f"{one.price * one.units}.00",
        }
        for one in contracts()
    ]  # fmt: skip


def _chartmogul() -> Iterator[tuple[str, Rows]]:
    moves = [(one.starts, one, one.price * one.units * 100, "new_biz") for one in contracts()]
    moves += [(one.ends, one, 0, "churn") for one in contracts() if one.ends]
    yield "mrr_movements.csv", [
        {
            "DATE": f"{day}T09:30:00Z", "MRR_MOVEMENT": level or -one.price * one.units * 100,
            "MRR": level, "MOVEMENT_TYPE": kind, "CURRENCY_CODE": "USD",
            "CUSTOMER_EXTERNAL_ID": f"cus_{one.number:04}",
            "SUBSCRIPTION_EXTERNAL_ID": f"sub_{one.number:04}", "RANK": rank,
        }
        for rank, (day, one, level, kind) in enumerate(sorted(moves, key=lambda move: move[0]))
    ]  # fmt: skip


def _delighted() -> Iterator[tuple[str, Rows]]:
    # of each ten answers of a day of October: five promote, two detract; NPS 30
    scores = (10, 9, 9, 10, 9, 8, 7, 8, 3, 6)
    yield "delighted_responses.csv", [
        {
            "Response ID": 7000 + number, "Score": scores[number % 10], "Survey Type": "NPS",
            "Comment": "", "Person Email": f"ann{number}@example.com",
            "Survey Sent At (UTC)": f"2026-10-{1 + number % 20:02} 08:00:00",
            "Response Received At (UTC)": f"2026-10-{2 + number % 20:02} 08:00:00",
        }
        for number in range(40)
    ]  # fmt: skip


def _zendesk() -> Iterator[tuple[str, Rows]]:
    yield "tickets.csv", [
        {
            "Id": 4000 + number, "Requester": f"Ann {number}", "Requester id": 100 + number % 9,
            "Status": "Open" if number % 10 == 9 else "Solved", "Via": "Mail", "Replies": 2,
            "Created at": f"2026-10-{1 + number % 20:02} 08:00",
            "Solved at": "" if number % 10 == 9 else f"2026-10-{2 + number % 20:02} 08:00",
            "Satisfaction Score": ("Good", "Bad", "Offered", "Not Offered")[number % 4],
            "Reopens": 0, "First reply time in minutes": 60,
        }
        for number in range(40)
    ]  # fmt: skip


def _shopify() -> Iterator[tuple[str, Rows]]:
    for_each: Rows = []
    for number in range(60):
        order = {
            "Name": f"#{1001 + number}", "Email": f"ann{number % 25}@example.com",
            "Financial Status": "voided" if number % 15 == 14 else "paid", "Currency": "USD",
            "Total": f"{20 + number}.00", "Lineitem quantity": 1, "Lineitem name": "Kit",
            "Created at": f"2026-10-{1 + number % 28:02} 12:00:00 -0400", "Id": 555000 + number,
            "Cancelled at": "",
        }  # fmt: skip
        for_each.append(order)
        if number % 3 == 0:  # a second item of the order, in a row without a total
            further = dict.fromkeys(order, "")
            kept = ("Name", "Email", "Created at")
            for_each.append(further | {key: order[key] for key in kept} | {"Lineitem quantity": 2})
    yield "orders_export_1.csv", for_each


def _segment() -> Iterator[tuple[str, Rows]]:
    yield "tracks.csv", [
        {
            "id": f"m{number}", "anonymous_id": f"a{number % 12}", "event": "login",
            "timestamp": f"2026-10-{1 + number % 31:02} 10:00:00.000+00:00",
            "user_id": f"u{number % 12}",
        }
        for number in range(120)
    ]  # fmt: skip


DEMOS: dict[str, Callable[[], Iterable[tuple[str, Rows]]]] = {
    "stripe": _stripe, "recurly": _recurly, "chargebee": _chargebee, "chartmogul": _chartmogul,
    "delighted": _delighted, "zendesk": _zendesk, "shopify": _shopify, "segment": _segment,
    **MORE,
}  # fmt: skip


def write_demo(system: str, folder: Path) -> list[Path]:
    """Write a system's made-up export into a folder; raises InputError where a file is there."""
    if system not in DEMOS:
        raise InputError(f'there is no demo "{system}": {did_you_mean(system, DEMOS)}')
    made = list(DEMOS[system]())
    for name, _ in made:
        if (folder / name).exists():
            raise InputError(f"{folder / name} is there already: name another folder with --out")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in made:
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            if name.endswith(".json"):
                json.dump({"data": [nested(row) for row in rows]}, file)
                continue
            if name.endswith(".jsonl"):
                file.writelines(json.dumps(nested(row)) + "\n" for row in rows)
                continue
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return [folder / name for name, _ in made]

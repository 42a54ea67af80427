"""Made-up exports of billing systems: contracts."""

from collections.abc import Iterator
from datetime import date, datetime

from .demo_contracts import LAST, Rows, contracts


def stripe() -> Iterator[tuple[str, Rows]]:
    """The files of stripe, each with its rows."""
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


def recurly() -> Iterator[tuple[str, Rows]]:
    """The files of recurly, each with its rows."""
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


def chargebee() -> Iterator[tuple[str, Rows]]:
    """The files of chargebee, each with its rows."""

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


def chartmogul() -> Iterator[tuple[str, Rows]]:
    """The files of chartmogul, each with its rows."""
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


def paddle() -> Iterator[tuple[str, Rows]]:
    """The files of paddle, each with its rows."""
    yield "subscriptions.json", [
        {
            "id": f"sub_{one.number:04}", "customer_id": f"ctm_{one.number:04}",
            "status": "canceled" if one.ends and one.ends <= LAST else "active",
            "currency_code": "USD", "created_at": f"{one.starts}T09:30:00Z",
            "started_at": f"{one.starts}T09:30:00Z", "first_billed_at": f"{one.starts}T09:30:00Z",
            "paused_at": None, "canceled_at": f"{one.ends}T09:30:00Z" if one.ends else None,
            "billing_cycle.interval": "year" if one.yearly else "month", "billing_cycle.frequency": 1,
            "items.quantity": one.units, "items.price.id": f"pri_{one.price}",
            "items.price.name": f"plan {one.price}", "items.price.product_id": "pro_1",
            "items.price.unit_price.amount": str(one.fee * 100),
            "items.price.unit_price.currency_code": "USD",
        }
        for one in contracts()
    ]  # fmt: skip

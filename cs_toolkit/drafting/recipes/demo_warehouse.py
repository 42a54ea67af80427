"""Made-up exports in the shapes in which a warehouse or an interface has a system's tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from .demo_contracts import LAST, Rows, contracts

PRICE_HEADINGS = (
    "id",
    "active",
    "currency",
    "recurring_interval",
    "recurring_interval_count",
    "type",
)


def _moment(day: date | None) -> str:
    return f"{day} 09:30:00" if day else ""


def _seconds(day: date | None) -> int | None:
    return (
        int(datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC).timestamp()) if day else None
    )


def stripe_tables() -> Iterator[tuple[str, Rows]]:
    """The tables of Stripe as Fivetran lays them, each with its rows: history rows, amounts in cents."""
    kinds = {(one.price, one.yearly): one.fee * 100 for one in contracts()}
    yield "price.csv", [
        {
            **dict(zip(PRICE_HEADINGS, (_price(price, yearly), "TRUE", "usd", "year" if yearly else "month",
                                        1, "recurring"), strict=True)),
            "product_id": "prod_1", "unit_amount": cents,
        }
        for (price, yearly), cents in kinds.items()
    ]  # fmt: skip
    yield "subscription_item.csv", [
        {
            "id": f"si_{one.number:04}", "plan_id": _price(one.price, one.yearly),
            "quantity": one.units, "subscription_id": f"sub_{one.number:04}",
            "created": _moment(one.starts),
        }
        for one in contracts()
    ]  # fmt: skip
    yield "subscription_history.csv", [
        {
            "id": f"sub_{one.number:04}", "_fivetran_active": str(living).upper(),
            "customer_id": f"cus_{one.number:04}", "created": _moment(one.starts),
            "start_date": _moment(one.starts), "trial_end": "", "current_period_end": "2026-11-05 09:30:00",
            "canceled_at": _moment(one.ends) if living else "",
            "ended_at": _moment(one.ends) if living else "",
            "status": "canceled" if living and one.ends and one.ends <= LAST else "active",
        }
        for one in contracts()
        for living in (False, True)
    ]  # fmt: skip
    yield "invoice.csv", [
        {
            "id": f"in_{one.number:04}", "customer_id": f"cus_{one.number:04}", "currency": "usd",
            "created": _moment(one.starts), "amount_due": one.fee * one.units * 100,
            "amount_paid": one.fee * one.units * 100, "attempt_count": 1, "status": "paid", "tax": 0,
            "subscription_id": f"sub_{one.number:04}", "total": one.fee * one.units * 100,
        }
        for one in contracts()
    ]  # fmt: skip


def _price(price: int, yearly: bool) -> str:
    return f"price_{price}{'_year' if yearly else ''}"


def stripe_api() -> Iterator[tuple[str, Rows]]:
    """The answer of Stripe's interface: subscriptions, each with a list of its items."""
    yield "subscriptions.json", [
        {
            "id": f"sub_{one.number:04}", "object": "subscription", "customer": f"cus_{one.number:04}",
            "created": _seconds(one.starts), "start_date": _seconds(one.starts), "trial_end": None,
            "canceled_at": _seconds(one.ends), "ended_at": _seconds(one.ends),
            "status": "canceled" if one.ends and one.ends <= LAST else "active",
            "items.data.id": f"si_{one.number:04}", "items.data.quantity": one.units,
            "items.data.price.id": _price(one.price, one.yearly),
            "items.data.price.unit_amount": one.fee * 100, "items.data.price.currency": "usd",
            "items.data.price.recurring.interval": "year" if one.yearly else "month",
            "items.data.price.recurring.interval_count": 1,
        }
        for one in contracts()
    ]  # fmt: skip


def zendesk_tables() -> Iterator[tuple[str, Rows]]:
    """The tables of Zendesk as Fivetran lays them, each with its rows."""
    yield "user.csv", [
        {
            "id": number, "name": f"Ann {number}", "email": f"ann{number}@example.com",
            "role": "agent" if number == 500 else "end-user", "time_zone": "Berlin",
        }
        for number in (*range(100, 109), 500)
    ]  # fmt: skip
    yield "ticket.csv", [
        {
            "id": 4000 + number, "requester_id": 100 + number % 9, "submitter_id": 100 + number % 9,
            "assignee_id": 500, "created_at": f"2026-10-{1 + number % 20:02} 08:00:00",
            "updated_at": f"2026-10-{2 + number % 20:02} 08:00:00",
            "status": "open" if number % 10 == 9 else "solved", "via_channel": "email",
        }
        for number in range(40)
    ]  # fmt: skip
    yield "ticket_comment.csv", [
        {
            "id": 2 * number + reply, "ticket_id": 4000 + number, "public": "TRUE",
            "user_id": 500 if reply else 100 + number % 9, "body": "Hello",
            "created": f"2026-10-{1 + number % 20:02} {8 + reply:02}:00:00",
        }
        for number in range(40)
        for reply in (0, 1)
    ]  # fmt: skip
    yield "satisfaction_rating.csv", [
        {
            "id": 9000 + number, "ticket_id": 4000 + number, "requester_id": 100 + number % 9,
            "score": ("good", "bad", "offered")[number % 3],
            "created_at": f"2026-10-{2 + number % 20:02} 08:00:00",
            "updated_at": f"2026-10-{2 + number % 20:02} 09:00:00", "comment": "",
        }
        for number in range(40)
    ]  # fmt: skip


def intercom() -> Iterator[tuple[str, Rows]]:
    """The tables of Intercom as Fivetran lays them, each with its rows."""
    yield "conversation_history.csv", [
        {
            "id": 600 + number, "created_at": f"2026-10-{1 + number % 20:02} 08:00:00",
            "updated_at": f"2026-10-{1 + number % 20 + closed:02} 08:00:00",
            "state": "closed" if closed else "open", "source_type": "conversation",
            "source_author_id": f"u{number % 9}",
            "conversation_rating_value": 5 if closed and number % 2 else "",
        }
        for number in range(40)
        for closed in (0, 1)
    ]  # fmt: skip
    yield "conversation_part_history.csv", [
        {
            "id": 2 * number + last, "conversation_id": 600 + number, "author_type": "admin",
            "part_type": "close" if last else "comment", "body": "Hello",
            "created_at": f"2026-10-{1 + number % 20 + last:02} {8 if last else 9:02}:00:00",
        }
        for number in range(40)
        for last in (0, 1)
    ]  # fmt: skip

"""Odd rows of how subscriptions end, what stands behind a price, and what is charged by use."""

import pandas as pd

_COLUMNS = [
    "subscription_id", "customer_id", "starts_on", "ends_on", "last_day", "mrr", "amount",
    "interval", "interval_count", "quantity", "seats", "product", "plan", "status", "status_since",
    "cancelled_on", "end_kind", "end_reason", "discount", "discount_kind", "discount_ends_on",
    "currency",
]  # fmt: skip


def _row(subscription: str, customer: str, starts_on: str, **more: object) -> dict[str, object]:
    return {
        "subscription_id": subscription,
        "customer_id": customer,
        "starts_on": starts_on,
        **more,
    }


def odd_endings() -> pd.DataFrame:
    """Last days, statuses with a day and without, overlaps, late renewals, thirds of a price, growth."""
    rows = [
        # a last day with a renewal on the next one, then one that comes two days late
        _row("e01", "i", "2025-10-01", last_day="2025-12-31", amount=10.0, interval="month", quantity=3.0, seats=3.0, product="desk", plan="basic"),
        _row("e01", "i", "2026-01-01", last_day="2026-03-31", amount=10.0, interval="month", quantity=4.0, seats=4.0, product="desk", plan="basic"),
        _row("e01", "i", "2026-04-03", amount=36.5, interval="quarter", quantity=4.0, product="desk", plan="pro"),
        # statuses that end, with the day in one column or another
        _row("e02", "j", "2025-10-15", mrr=21.0, status="cancelled", cancelled_on="2026-03-10", end_kind="cancelled_subscription", end_reason="price", plan="basic"),
        _row("e03", "k", "2025-11-01", amount=1000.0, interval="year", interval_count=7, status="expired", status_since="2026-02-28", end_kind="lost_contract", plan="pro"),
        _row("e04", "l", "2025-12-01", ends_on="2026-12-01", mrr=17.0, status="unpaid", status_since="2026-04-10", end_reason="Card expired", plan=""),
        _row("e05", "m", "2025-10-20", mrr=45.0, status="paused", status_since="2026-03-15", end_kind=None, product="desk", plan="pro"),
        _row("e06", "n", "2025-12-10", mrr=8.333333, status="past_due", status_since="2026-04-20", discount=12.5, discount_kind="percent", discount_ends_on="2026-02-15", plan="basic"),
        # one id with two open rows, a scheduled end, a trial that is paid later
        _row("e07", "n", "2026-01-01", mrr=5.0, product="desk", seats=2.0, plan="basic"),
        _row("e07", "n", "2026-03-01", mrr=7.0, product="desk", seats=2.0, plan="basic"),
        _row("e08", "o", "2026-03-20", ends_on="2026-04-19", mrr=30.0, status="trial", plan="pro"),
        _row("e08", "o", "2026-04-19", amount=7.77, interval="week", interval_count=2, quantity=2.5, plan="pro"),
        _row("e09", "p", "2025-10-01", ends_on="2026-06-30", mrr=60.0, cancelled_on="2026-03-12", end_reason="non payment", seats=10.0, plan="pro"),
        # left and came back: in the month, after weeks, never again as the account was closed
        _row("e10", "q", "2026-01-05", ends_on="2026-03-07", mrr=14.0, product="desk", plan="basic"),
        _row("e11", "q", "2026-03-21", mrr=14.0, product="desk", plan="basic"),
        _row("e12", "r", "2025-10-03", ends_on="2026-02-03", mrr=19.0, end_kind="failed_payment", plan="basic"),
        _row("e13", "r", "2026-04-29", mrr=22.0, plan="basic"),
        _row("e14", "s", "2025-10-03", ends_on="2026-04-02", mrr=31.0, plan="pro", currency="USD"),
        # a year before, for those who look back that far
        _row("e23", "w", "2025-01-10", ends_on="2026-03-20", amount=100.0, interval="year", seats=1.0, product="desk", plan="basic"),
        _row("e24", "y", "2025-01-31", mrr=33.333333, product="desk", plan="pro", discount=3.333333, discount_kind="amount"),
        # growth: more seats, a higher plan, a further product, a price rise, and a start to come
        _row("e15", "t", "2025-10-01", ends_on="2026-03-01", mrr=10.0, seats=2.0, product="desk", plan="basic"),
        _row("e16", "t", "2026-03-01", ends_on="2026-04-01", mrr=16.0, seats=3.0, product="desk", plan="basic"),
        _row("e17", "t", "2026-04-01", mrr=24.0, seats=3.0, product="desk", plan="pro"),
        _row("e18", "t", "2026-04-15", mrr=2.5, product="phone", plan="basic"),
        _row("e19", "u", "2025-10-01", ends_on="2026-03-15", mrr=10.0, product="desk", plan="basic"),
        _row("e20", "u", "2026-03-15", mrr=11.1, product="desk", plan="basic"),
        _row("e21", "u", "2026-07-01", mrr=3.0, product="phone", plan="basic"),
        _row("e22", "v", "2026-02-14", ends_on="2026-02-14", mrr=6.0, plan="pro"),
    ]  # fmt: skip
    return pd.DataFrame(rows).reindex(columns=_COLUMNS)


def odd_use() -> pd.DataFrame:
    """Charges by use month by month, of a subscriber and of one without, and orders that are no revenue."""
    rows = [
        ("w01", "a", "2025-12-31T23:30:00Z", 4.0, None, "usage", None), ("w02", "a", "2026-01-31", 6.5, "USD", "usage", "paid"),
        ("w03", "a", "2026-03-31T21:59:59Z", 3.333333, None, "usage", "Paid"), ("w04", "x", "2026-01-10", 12.0, None, "usage", None),
        ("w05", "x", "2026-02-28", 1.0, None, "usage", "void"), ("w06", "x", "2026-03-02", 9.0, None, "usage", " VOID "),
        ("w07", "x", "2026-04-30T22:00:00Z", 30.0, None, "usage", "strange"), ("w08", "b", "2026-03-30", 80.0, None, "new_sale", "refunded"),
        ("w09", "d", "2026-03-30", 81.0, None, "service_fee", "Completed"), ("w10", "f", "2026-04-02", 82.0, "USD", "interest", "draft"),
    ]  # fmt: skip
    columns = [
        "order_id", "customer_id", "ordered_at", "amount", "currency", "revenue_type", "status",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)

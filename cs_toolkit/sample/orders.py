"""What customers are charged and what they buy besides: the table of orders."""

import numpy as np

from .clock import DAY, HOUR
from .columns import Columns, numbered, pick, rows, stacked
from .ledger import INTEREST, LATE_FEE, NEW_SALE, OTHER, REPEAT_SALE, REVENUE_TYPES
from .population import CURRENCIES, Customers
from .state import Living


def purchases(living: Living, rng: np.random.Generator) -> Columns:
    """All charges, and what customers buy besides: scanners, tax filings; some is sent back."""
    customers, clock, charges = living.customers, living.clock, living.ledger.charges()
    served_from, served_to = living.served_from, living.served_to
    serving = served_to > served_from
    place, month = np.nonzero(serving & (rng.random(serving.shape) < 0.07))
    span = served_to[place, month] - served_from[place, month]
    day = served_from[place, month] + (rng.random(len(place)) * span).astype(np.int64)
    first = np.ones(len(place), dtype=bool)
    first[1:] = place[1:] != place[:-1]
    cents = (rng.lognormal(4.6, 0.5, len(place)) * 100).round().astype(np.int64)
    drawn = rng.random(len(place))
    kind = np.select([first, drawn < 0.82], [NEW_SALE, REPEAT_SALE], OTHER)
    bought = {
        "owner": place, "currency": customers.currency[place], "day": day, "cents": cents,
        "revenue_type": kind, "is_upsell": ~first & (rng.random(len(place)) < 0.12),
        "is_return": np.zeros(len(place), dtype=bool),
    }  # fmt: skip
    back = np.flatnonzero((rng.random(len(place)) < 0.06) & (day + 12 < clock.end))
    returned = {name: values[back] for name, values in bought.items()}
    returned["day"] = returned["day"] + rng.integers(2, 12, len(back))
    returned["cents"] = -returned["cents"]
    returned["is_return"] = np.ones(len(back), dtype=bool)
    returned["is_upsell"] = np.zeros(len(back), dtype=bool)
    late = rows(charges, charges["revenue_type"] == LATE_FEE)
    overdue = rows(late, rng.random(len(late["owner"])) < 0.4)
    overdue["revenue_type"] = np.full_like(overdue["revenue_type"], INTEREST)
    overdue["day"] = overdue["day"] + 20
    overdue["cents"] = rng.integers(90, 900, len(overdue["cents"]))
    together = stacked([charges, bought, returned, overdue])
    together = rows(together, together["day"] < clock.end)
    return rows(together, np.argsort(together["day"], kind="stable"))


def order_columns(
    charges: Columns, customers: Customers, first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``orders``: one row per purchase or charge."""
    count = len(charges["day"])
    bought = charges["revenue_type"] >= OTHER
    # charges are written in the morning, purchases over the day
    second = np.where(bought, rng.integers(8 * HOUR, 21 * HOUR, count), 6 * HOUR)
    return {
        "order_id": numbered("O", first_number + np.arange(count), 7),
        "customer_id": customers.ids(charges["owner"]),
        "ordered_at": charges["day"] * DAY + second,
        "amount": charges["cents"],
        "currency": pick(CURRENCIES, charges["currency"]),
        "revenue_type": pick(REVENUE_TYPES, charges["revenue_type"]),
        "is_upsell": charges["is_upsell"],
        "is_return": charges["is_return"],
    }

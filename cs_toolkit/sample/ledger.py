"""What customers are charged for their subscriptions, and the contracts that fall due."""

from typing import TYPE_CHECKING

import numpy as np

from .clock import DAY, HOUR, NEVER
from .columns import Columns, numbered, pick, rows, stacked
from .population import CURRENCIES, Customers

if TYPE_CHECKING:
    from .life import Living

REVENUE_TYPES = (
    "subscription", "add_on", "service_fee", "late_fee", "interest", "other", "new_sale",
    "repeat_sale",
)  # fmt: skip
SUBSCRIPTION, ADD_ON, SERVICE_FEE, LATE_FEE, INTEREST, OTHER, NEW_SALE, REPEAT_SALE = range(8)
OUTCOMES = ("renewed", "lost", "open")
RENEWED, LOST, OPEN = range(3)


class Ledger:
    """Charges and due contracts as they come up; places are places in the chunk."""

    def __init__(self):
        self._charges: list[Columns] = []
        self._renewals: list[Columns] = []

    def charge(self, owner, currency, day, cents, revenue_type: int, upsell=False) -> None:
        """One charge for each of these owners."""
        self._charges.append(
            {
                "owner": owner,
                "currency": currency,
                "day": day,
                "cents": np.asarray(cents),
                "revenue_type": np.full(len(owner), revenue_type),
                "is_upsell": np.broadcast_to(upsell, np.shape(owner)),
                "is_return": np.zeros(len(owner), dtype=bool),
            }
        )

    def fall_due(self, owner, subscription, day, outcome, before, after) -> None:
        """One contract of each of these owners falls due."""
        self._renewals.append(
            {
                "owner": owner,
                "subscription": subscription,
                "day": day,
                "outcome": np.broadcast_to(outcome, np.shape(owner)),
                "before": before,
                "after": after,
            }
        )

    def charges(self) -> Columns:
        """Every charge so far."""
        return stacked(self._charges)

    def renewal_columns(self, customers: Customers) -> dict[str, object]:
        """The table ``renewals``: one row per contract falling due."""
        due = stacked(self._renewals)
        return {
            "contract_id": numbered("S", due["subscription"], 8),
            "customer_id": customers.ids(due["owner"]),
            "due_on": due["day"],
            "outcome": pick(OUTCOMES, due["outcome"]),
            "value_before": due["before"],
            "value_after": np.where(due["outcome"] == RENEWED, due["after"], NEVER),
        }


def purchases(living: "Living", rng: np.random.Generator) -> Columns:
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

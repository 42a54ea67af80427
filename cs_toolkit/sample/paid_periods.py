"""Subscriptions as paid periods: each change closes one row and opens the next."""

import numpy as np

from .clock import NEVER
from .columns import Columns, numbered, pick, rows, stacked
from .population import CURRENCIES, PLANS, Customers

STATUSES = ("active", "trial", "paused", "past_due")
ACTIVE, TRIAL, PAUSED, PAST_DUE = range(4)
# name, count of it, months per charge, price against twelve months at the monthly price
TERMS = (
    ("month", 1, 1, 1.0),
    ("month", 3, 3, 0.97),
    ("quarter", 1, 3, 0.97),
    ("year", 1, 12, 0.85),
    ("week", 1, 1, 1.0),
    ("day", 1, 1, 1.0),
)
TERM_SHARES = (0.62, 0.04, 0.06, 0.25, 0.02, 0.01)
MONTHS_PER_CHARGE = np.array([term[2] for term in TERMS])
_PER_AMOUNT = np.array([1, 3, 3, 12, 12 / 52, 12 / 365])
_REBATE = np.array([term[3] for term in TERMS])
DISCOUNTS = (None, "percent", "percent", "amount", "percent")
NO_DISCOUNT, WELCOME, FOREVER, FIVE_OFF, FREE = range(5)
_DISCOUNT_VALUE = np.array([NEVER, 2000, 1000, 500, 10_000])
REASONS = (
    "price", "missing_feature", "competitor", "support", "business_closed", "payment_failed",
    "changed_mind", "trial_expired", "merged",
)  # fmt: skip
KINDS = ("cancelled_subscription", "closed_account", "lost_contract")
_FIELDS = (
    "owner", "subscription", "starts", "monthly", "plan", "seats", "status", "term", "discount",
    "discount_ends", "legacy", "currency",
)  # fmt: skip


class Product:
    """What each customer has of one product now, and every paid period that is over."""

    def __init__(self, name: str, place: int, customers: Customers) -> None:
        self.name = name
        count = len(customers)
        self.open = np.zeros(count, dtype=bool)
        self.now = {field: np.zeros(count, dtype=np.int64) for field in _FIELDS}
        self.now["owner"][:] = np.arange(count)
        self.now["currency"][:] = customers.currency
        # room for 50 subscriptions of each product in a customer's life
        self._next = customers.number * 200 + place * 50
        self._over: list[Columns] = []

    def start(self, which: np.ndarray, day: np.ndarray, **fields: np.ndarray | int) -> None:
        """A new subscription for the customers at these places."""
        self._next[which] += 1
        self._open(which, day, subscription=self._next[which], **fields)

    def resume(self, which: np.ndarray, day: np.ndarray, **fields: np.ndarray | int) -> None:
        """The subscription that was over goes on: the first paid day after a trial."""
        self._open(which, day, **fields)

    def change(self, which: np.ndarray, day: np.ndarray, **fields: np.ndarray | int) -> None:
        """The same subscription on other terms from this day."""
        self._close(which, day)
        self._open(which, day, **fields)

    def end(
        self,
        which: np.ndarray,
        day: np.ndarray,
        cancelled: np.ndarray | int,
        reason: np.ndarray | int,
        kind: np.ndarray | int,
    ) -> None:
        """The last day without service ahead: the subscription is over."""
        self._close(which, day, cancelled=cancelled, reason=reason, kind=kind)

    def _open(self, which: np.ndarray, day: np.ndarray, **fields: np.ndarray | int) -> None:
        for field, value in (fields | {"starts": day}).items():
            self.now[field][which] = value
        self.open[which] = True
        expired = self.now["discount_ends"][which] <= day
        self.now["discount"][which] = np.where(expired, NO_DISCOUNT, self.now["discount"][which])

    def _close(
        self,
        which: np.ndarray,
        day: np.ndarray | int,
        cancelled: np.ndarray | int = NEVER,
        reason: np.ndarray | int = -1,
        kind: np.ndarray | int = -1,
    ) -> None:
        ending = {"ends": day, "cancelled": cancelled, "reason": reason, "kind": kind}
        self._over.append(
            {field: values[which] for field, values in self.now.items()}
            | {name: np.broadcast_to(value, np.shape(which)) for name, value in ending.items()}
        )
        self.open[which] = False

    def periods(self) -> Columns:
        """Every paid period, those that go on included."""
        self._close(np.flatnonzero(self.open), NEVER)
        periods = stacked(self._over)
        return rows(periods, np.lexsort((periods["starts"], periods["subscription"])))

    def monthly(self, day: np.ndarray) -> np.ndarray:
        """What each customer pays a month in cents, discounts taken off; paused pays nothing."""
        now = self.now
        price = now["monthly"] * _REBATE[now["term"]]
        discount = np.where(now["discount_ends"] > day, now["discount"], NO_DISCOUNT)
        share = np.array([0, 0.2, 0.1, 0, 1.0])[discount]
        price = price * (1 - share) - np.where(discount == FIVE_OFF, 500, 0)
        pays = self.open & (now["status"] != PAUSED) & (now["status"] != TRIAL)
        return np.where(pays, np.maximum(price, 0), 0).round().astype(np.int64)


def subscription_columns(product: Product, customers: Customers) -> dict[str, object]:
    """The table ``subscriptions``: one row per paid period of one product."""
    periods = product.periods()
    term = periods["term"]
    amount = (periods["monthly"] * _REBATE[term] * _PER_AMOUNT[term]).round().astype(np.int64)
    # the founders' first contracts were brought over as monthly figures, without an invoice
    legacy = periods["legacy"] == 1
    discounted = periods["discount"] != NO_DISCOUNT
    ends = periods["discount_ends"]
    return {
        "subscription_id": numbered("S", periods["subscription"], 8),
        "customer_id": customers.ids(periods["owner"]),
        "starts_on": periods["starts"],
        "ends_on": periods["ends"],
        "mrr": np.where(legacy, periods["monthly"] * _REBATE[term], NEVER).astype(np.int64),
        "amount": np.where(legacy, NEVER, amount),
        "interval": pick([name for name, *_ in TERMS], np.where(legacy, -1, term)),
        "interval_count": np.where(legacy, np.nan, np.array([t[1] for t in TERMS])[term]),
        "currency": pick(CURRENCIES, periods["currency"]),
        "product": pick([product.name], np.zeros(len(term))),
        "plan": pick(PLANS, periods["plan"]),
        "seats": periods["seats"],
        "status": pick(STATUSES, periods["status"]),
        "discount": np.where(discounted, _DISCOUNT_VALUE[periods["discount"]], NEVER),
        "discount_kind": pick(["", *DISCOUNTS[1:]], np.where(discounted, periods["discount"], -1)),
        "discount_ends_on": np.where(discounted, ends, NEVER),
        "cancelled_on": periods["cancelled"],
        "end_reason": pick(REASONS, periods["reason"]),
        "end_kind": pick(KINDS, periods["kind"]),
    }

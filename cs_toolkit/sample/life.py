"""The customers' lives month by month: who starts, has more or less, pauses, leaves, comes back.

Everything that happens to a customer in a month happens on its billing day, and only one thing.
"""

import numpy as np

from .arrivals import come_back, start_paying, try_out
from .billing import announce_renewals, bill, settle_renewals
from .clock import NEVER, Clock
from .columns import Columns, stacked
from .decisions import Decisions, decide
from .ledger import Ledger
from .paid_periods import (
    ACTIVE,
    MONTHS_PER_CHARGE,
    PAUSED,
    REASONS,
    TERM_SHARES,
    Product,
)
from .population import LIST_PRICE, Customers
from .story import Fact

MAIN_PRODUCT = "bookkeeping"
# name, chance to start and to end in a month, share of the main price
SIDE_PRODUCTS = (("payroll", 0.012, 0.025, 0.30), ("bookkeeping", 0.0025, 0.03, 0.60))
CLOSED_ACCOUNT, LOST_CONTRACT = 1, 2


class Living:
    """A chunk of customers and what becomes of them; ``step`` takes everybody through one month.

    Matrices have a row per customer and a column per month. A customer has service from
    ``served_from`` to ``served_to`` (days) where the latter lies behind; ``monthly`` is what it
    pays at the month's end, in cents.
    """

    def __init__(self, customers: Customers, clock: Clock, story: dict[str, Fact], rng):
        count, shape = len(customers), (len(customers), clock.months)
        self.customers, self.clock, self.story, self.rng = customers, clock, story, rng
        self.main = Product(MAIN_PRODUCT, 0, customers)
        self.sides = [Product(side[0], 1 + at, customers) for at, side in enumerate(SIDE_PRODUCTS)]
        self.ledger = Ledger()
        self.merges: list[Columns] = []
        paid = customers.first_paid_day
        within = np.where(paid < clock.end, paid, 0)
        self.first_month = np.where(paid < clock.end, clock.month_of(within), NEVER)
        self.billing_day = clock.day_of_month(within)
        self.term = rng.choice(len(TERM_SHARES), count, p=TERM_SHARES)
        self.plan, self.seats = customers.plan.copy(), customers.seats.copy()
        self.new_prices = np.zeros(count, dtype=bool)
        self.since = np.full(count, NEVER)  # the month in which the running contract began
        self.pause_left = np.zeros(count, dtype=np.int64)
        self.left_month, self.left_day = np.full(count, NEVER), np.full(count, NEVER)
        self.closed_on = np.full(count, NEVER)
        self.merged = np.zeros(count, dtype=bool)
        self.served_from, self.served_to = np.full(shape, NEVER), np.full(shape, -1)
        self.monthly = np.zeros(shape, dtype=np.int64)

    def price(self, which: np.ndarray) -> np.ndarray:
        """Cents a month at list price."""
        raised = self.story["price_rise"].effects["price"]
        per_seat = LIST_PRICE[self.plan] * np.where(self.new_prices, raised, 1.0)
        return (per_seat * self.seats).round().astype(np.int64)[which]

    def day(self, month: int) -> np.ndarray:
        """Everybody's billing day in a month."""
        return self.clock.month_start[month] + self.billing_day - 1

    def step(self, month: int) -> None:
        """One month: those who are there decide, then others start or come back."""
        running = self.main.open.copy()
        chosen = decide(self, month, running)
        before = self.main.monthly(self.day(month)) * MONTHS_PER_CHARGE[self.term]
        self._leave(month, chosen)
        if month == self.clock.months:  # beyond the last month only notices already given count
            return
        self._merge(month, chosen)
        self._alter(month, chosen)
        self._sides(month, chosen)
        settle_renewals(self, month, chosen, before)
        start_paying(self, month)
        come_back(self, month, chosen.leaves)
        bill(self, month, chosen)
        self._record(month, running, chosen)

    def _leave(self, month: int, chosen: Decisions) -> None:
        which = np.flatnonzero(chosen.leaves)
        day, reason = self.day(month)[which], chosen.reason[which]
        closed = (reason == REASONS.index("business_closed")) | (self.rng.random(len(which)) < 0.15)
        contract = MONTHS_PER_CHARGE[self.term[which]] > 1
        kind = np.where(closed, CLOSED_ACCOUNT, np.where(contract, LOST_CONTRACT, 0))
        for product in (self.main, *self.sides):
            there = product.open[which]
            product.end(
                which[there], day[there], chosen.cancelled[which][there], reason[there], kind[there]
            )
        self.left_month[which], self.left_day[which] = month, day
        self.closed_on[which] = np.where(closed, day, NEVER)

    def _merge(self, month: int, chosen: Decisions) -> None:
        """A customer is bought by another: its subscription goes on under the other's name."""
        hosts = np.flatnonzero(chosen.steady & ~self.merged & ~chosen.merges)
        which = np.flatnonzero(chosen.merges & (len(hosts) > 0))
        if not len(which):
            return
        host, day = self.rng.choice(hosts, len(which)), self.day(month)[which]
        self.main.end(which, day, NEVER, REASONS.index("merged"), -1)
        self.main.start(which, day, owner=host, legacy=0, monthly=self.price(which))
        self.since[which], self.merged[which] = month, True
        self.merges.append({"from": which, "to": host, "day": day})

    def _alter(self, month: int, chosen: Decisions) -> None:
        now = self.main.now
        differs = (
            (chosen.plan != now["plan"]) | (chosen.seats != now["seats"])
            | (chosen.status != now["status"]) | chosen.repriced
        )  # fmt: skip
        which = np.flatnonzero(differs & chosen.steady & ~chosen.merges)
        self.plan[which], self.seats[which] = chosen.plan[which], chosen.seats[which]
        self.new_prices[which] = chosen.new_prices[which]
        self.pause_left = chosen.pause_left
        self.main.change(
            which, self.day(month)[which], plan=self.plan[which], seats=self.seats[which],
            status=chosen.status[which], monthly=self.price(which), legacy=0,
        )  # fmt: skip

    def _sides(self, month: int, chosen: Decisions) -> None:
        """Further products: they come beside the main one and end with it or before."""
        now, day = self.main.now, self.day(month)
        may = chosen.steady & self.main.open & (now["status"] == ACTIVE)
        for product, (_, starts, ends, share) in zip(self.sides, SIDE_PRODUCTS, strict=True):
            drawn = self.rng.random(len(may))
            over = np.flatnonzero(product.open & chosen.steady & (drawn < ends))
            new = np.flatnonzero(~product.open & may & (drawn > 1 - starts))
            product.end(over, day[over], day[over], REASONS.index("missing_feature"), 0)
            product.start(
                new, day[new], owner=now["owner"][new], plan=now["plan"][new],
                seats=now["seats"][new], term=0, status=ACTIVE, discount_ends=NEVER,
                monthly=(self.price(new) * share).round().astype(np.int64),
            )  # fmt: skip

    def merge_columns(self) -> dict[str, object]:
        """The table ``customer_merges``: one row per customer that another one took over."""
        none = {name: np.zeros(0, dtype=np.int64) for name in ("from", "to", "day")}
        merges = stacked([none, *self.merges])
        return {
            "from_customer_id": self.customers.ids(merges["from"]),
            "to_customer_id": self.customers.ids(merges["to"]),
            "merged_on": merges["day"],
        }

    def _record(self, month: int, running: np.ndarray, chosen: Decisions) -> None:
        start, end = self.clock.month_start[month], self.clock.month_start[month + 1]
        there = self.main.open | chosen.leaves | (self.left_month == month)
        began = np.where(running, start, self.main.now["starts"])
        until = np.where(self.main.open, end, self.left_day)
        resting = self.main.open & (self.main.now["status"] == PAUSED)
        until = np.where(resting, np.where(chosen.pause_left > 0, self.day(month), start), until)
        self.served_from[there, month] = np.minimum(self.served_from[there, month], began[there])
        self.served_to[there, month] = until[there]
        self.monthly[:, month] = sum(
            product.monthly(np.full(len(there), end)) for product in (self.main, *self.sides)
        )


def live(customers: Customers, clock: Clock, story: dict[str, Fact], rng) -> Living:
    """Take a chunk of customers through all months."""
    living = Living(customers, clock, story, rng)
    try_out(living)
    for month in range(clock.months + 1):
        living.step(month)
    announce_renewals(living)
    return living

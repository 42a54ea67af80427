"""What is known of a chunk of customers while their months go by."""

import numpy as np

from .clock import NEVER, Clock
from .columns import Columns, stacked
from .ledger import Ledger
from .paid_periods import TERM_SHARES, Product
from .population import LIST_PRICE, Customers
from .scenario import Fact

MAIN_PRODUCT = "bookkeeping"
# name, chance to start and to end in a month, share of the main price
SIDE_PRODUCTS = (("payroll", 0.012, 0.025, 0.30), ("bookkeeping", 0.0025, 0.03, 0.60))


class Living:
    """A chunk of customers and what has become of them so far.

    Matrices have a row per customer and a column per month. A customer has service from
    ``served_from`` to ``served_to`` (days) where the latter lies behind; ``monthly`` is what it
    pays at the month's end, in cents.
    """

    def __init__(
        self, customers: Customers, clock: Clock, story: dict[str, Fact], rng: np.random.Generator
    ) -> None:
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

    def merge_columns(self) -> dict[str, object]:
        """The table ``customer_merges``: one row per customer that another one took over."""
        none = {name: np.zeros(0, dtype=np.int64) for name in ("from", "to", "day")}
        merges = stacked([none, *self.merges])
        return {
            "from_customer_id": self.customers.ids(merges["from"]),
            "to_customer_id": self.customers.ids(merges["to"]),
            "merged_on": merges["day"],
        }

"""The customers' lives month by month: who starts, has more or less, pauses, leaves, comes back.

Everything that happens to a customer in a month happens on its billing day, and only one thing.
"""

import numpy as np

from .arrivals import come_back, start_paying, try_out
from .billing import announce_renewals, bill, settle_renewals
from .clock import NEVER, Clock
from .decisions import Decisions, decide
from .paid_periods import ACTIVE, MONTHS_PER_CHARGE, PAUSED, REASONS
from .population import Customers
from .scenario import Fact
from .state import SIDE_PRODUCTS, Living

CLOSED_ACCOUNT, LOST_CONTRACT = 1, 2


def live(
    customers: Customers, clock: Clock, story: dict[str, Fact], rng: np.random.Generator
) -> Living:
    """Take a chunk of customers through all months."""
    living = Living(customers, clock, story, rng)
    try_out(living)
    for month in range(clock.months + 1):
        _one_month(living, month)
    announce_renewals(living)
    return living


def _one_month(living: Living, month: int) -> None:
    """One month: those who are there decide, then others start or come back."""
    running = living.main.open.copy()
    chosen = decide(living, month, running)
    before = living.main.monthly(living.day(month)) * MONTHS_PER_CHARGE[living.term]
    _leave(living, month, chosen)
    if month == living.clock.months:  # beyond the last month only notices already given count
        return
    _merge(living, month, chosen)
    _alter(living, month, chosen)
    _sides(living, month, chosen)
    settle_renewals(living, month, chosen, before)
    start_paying(living, month)
    come_back(living, month, chosen.leaves)
    bill(living, month, chosen)
    _record(living, month, running, chosen)


def _leave(living: Living, month: int, chosen: Decisions) -> None:
    which = np.flatnonzero(chosen.leaves)
    day, reason = living.day(month)[which], chosen.reason[which]
    closed = (reason == REASONS.index("business_closed")) | (living.rng.random(len(which)) < 0.15)
    contract = MONTHS_PER_CHARGE[living.term[which]] > 1
    kind = np.where(closed, CLOSED_ACCOUNT, np.where(contract, LOST_CONTRACT, 0))
    for product in (living.main, *living.sides):
        there = product.open[which]
        product.end(
            which[there], day[there], chosen.cancelled[which][there], reason[there], kind[there]
        )
    living.left_month[which], living.left_day[which] = month, day
    living.closed_on[which] = np.where(closed, day, NEVER)


def _merge(living: Living, month: int, chosen: Decisions) -> None:
    """A customer is bought by another: its subscription goes on under the other's name."""
    hosts = np.flatnonzero(chosen.steady & ~living.merged & ~chosen.merges)
    which = np.flatnonzero(chosen.merges & (len(hosts) > 0))
    if not len(which):
        return
    host, day = living.rng.choice(hosts, len(which)), living.day(month)[which]
    living.main.end(which, day, NEVER, REASONS.index("merged"), -1)
    living.main.start(which, day, owner=host, legacy=0, monthly=living.price(which))
    living.since[which], living.merged[which] = month, True
    living.merges.append({"from": which, "to": host, "day": day})


def _alter(living: Living, month: int, chosen: Decisions) -> None:
    now = living.main.now
    differs = (
        (chosen.plan != now["plan"]) | (chosen.seats != now["seats"])
        | (chosen.status != now["status"]) | chosen.repriced
    )  # fmt: skip
    which = np.flatnonzero(differs & chosen.steady & ~chosen.merges)
    living.plan[which], living.seats[which] = chosen.plan[which], chosen.seats[which]
    living.new_prices[which] = chosen.new_prices[which]
    living.pause_left = chosen.pause_left
    living.main.change(
        which, living.day(month)[which], plan=living.plan[which], seats=living.seats[which],
        status=chosen.status[which], monthly=living.price(which), legacy=0,
    )  # fmt: skip


def _sides(living: Living, month: int, chosen: Decisions) -> None:
    """Further products: they come beside the main one and end with it or before."""
    now, day = living.main.now, living.day(month)
    may = chosen.steady & living.main.open & (now["status"] == ACTIVE)
    for product, (_, starts, ends, share) in zip(living.sides, SIDE_PRODUCTS, strict=True):
        drawn = living.rng.random(len(may))
        over = np.flatnonzero(product.open & chosen.steady & (drawn < ends))
        new = np.flatnonzero(~product.open & may & (drawn > 1 - starts))
        product.end(over, day[over], day[over], REASONS.index("missing_feature"), 0)
        product.start(
            new, day[new], owner=now["owner"][new], plan=now["plan"][new],
            seats=now["seats"][new], term=0, status=ACTIVE, discount_ends=NEVER,
            monthly=(living.price(new) * share).round().astype(np.int64),
        )  # fmt: skip


def _record(living: Living, month: int, running: np.ndarray, chosen: Decisions) -> None:
    start, end = living.clock.month_start[month], living.clock.month_start[month + 1]
    there = living.main.open | chosen.leaves | (living.left_month == month)
    began = np.where(running, start, living.main.now["starts"])
    until = np.where(living.main.open, end, living.left_day)
    resting = living.main.open & (living.main.now["status"] == PAUSED)
    until = np.where(resting, np.where(chosen.pause_left > 0, living.day(month), start), until)
    living.served_from[there, month] = np.minimum(living.served_from[there, month], began[there])
    living.served_to[there, month] = until[there]
    living.monthly[:, month] = sum(
        product.monthly(np.full(len(there), end)) for product in (living.main, *living.sides)
    )

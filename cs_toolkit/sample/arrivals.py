"""How customers begin: their trial, their first paid day, and coming back after leaving."""

import numpy as np

from .clock import NEVER
from .paid_periods import (
    ACTIVE,
    FIVE_OFF,
    FOREVER,
    FREE,
    MONTHS_PER_CHARGE,
    NO_DISCOUNT,
    REASONS,
    TRIAL,
    WELCOME,
)
from .population import TRIAL_DAYS
from .state import Living

_HASTY, _RETURNS, _TALKED_ROUND = 0.06, 0.022, 0.05
_DISCOUNT_MONTHS = np.array([0, 3, 0, 6, 0])


def try_out(living: Living) -> None:
    """Everybody but the founders tries first; some never pay."""
    customers, clock = living.customers, living.clock
    which = np.flatnonzero(~customers.founder)
    signup, paid = customers.signup_day[which], customers.first_paid_day[which]
    ends = np.where(paid == NEVER, signup + TRIAL_DAYS, paid)
    living.main.start(
        which, signup, status=TRIAL, term=0, monthly=living.price(which),
        plan=living.plan[which], seats=living.seats[which], discount_ends=NEVER,
    )  # fmt: skip
    lost = (paid == NEVER) & (ends < clock.end)
    living.main.end(which[lost], ends[lost], ends[lost], REASONS.index("trial_expired"), 0)
    living.main.end(which[~lost], ends[~lost], NEVER, -1, -1)
    month = clock.month_of(signup)
    for at in (month, month + 1):
        inside = (at < clock.months) & (ends > clock.month_start[at])
        row, column = which[inside], at[inside]
        living.served_from[row, column] = np.maximum(signup, clock.month_start[at])[inside]
        living.served_to[row, column] = np.minimum(ends, clock.month_start[at + 1])[inside]


def start_paying(living: Living, month: int) -> None:
    """Those whose first paid day lies in this month; some think better of it within the month."""
    which = np.flatnonzero(living.first_month == month)
    price_rise = living.clock.number_of(living.story["price_rise"].begins)
    living.new_prices[which] = month >= price_rise
    day = living.day(month)
    _begin(living, which, month, day[which], first=True)
    early = (living.billing_day[which] <= 14) & (living.term[which] == 0)
    hasty = which[early & (living.rng.random(len(which)) < _HASTY)]
    last = day[hasty] + living.rng.integers(4, 13, len(hasty))
    living.main.end(hasty, last, last - 2, REASONS.index("changed_mind"), 0)
    living.left_month[hasty], living.left_day[hasty] = month, last


def come_back(living: Living, month: int, leaves: np.ndarray) -> None:
    """Some return after two months or more, and a few are talked round within the month."""
    count = len(living.customers)
    may = (living.closed_on == NEVER) & ~living.merged & ~living.main.open
    mood = living.customers.mood[:, month]
    later = may & (living.left_month <= month - 2) & (mood > -0.5)
    later &= living.rng.random(count) < _RETURNS
    soon = may & leaves & (living.billing_day <= 14) & (living.rng.random(count) < _TALKED_ROUND)
    which = np.flatnonzero(later | soon)
    living.term[which] = 0
    living.new_prices[which] |= month >= living.clock.number_of(living.story["price_rise"].begins)
    _begin(living, which, month, (living.day(month) + np.where(soon, 12, 0))[which], first=False)


def _begin(living: Living, which: np.ndarray, month: int, day: np.ndarray, *, first: bool) -> None:
    drawn = living.rng.random(len(which))
    legacy = living.customers.founder[which] & first
    discount = np.select(
        [legacy, drawn < 0.16, drawn < 0.20, (drawn < 0.26) & (living.term[which] == 0),
         drawn > 0.988],
        [NO_DISCOUNT, WELCOME, FOREVER, FIVE_OFF, FREE], NO_DISCOUNT,
    )  # fmt: skip
    months = _DISCOUNT_MONTHS[discount]
    ends = living.clock.month_start[month + months] + living.billing_day[which] - 1
    fields = {
        "plan": living.plan[which], "seats": living.seats[which], "term": living.term[which],
        "monthly": living.price(which), "status": np.full(len(which), ACTIVE),
        "discount": discount, "discount_ends": np.where(months > 0, ends, NEVER),
        "legacy": legacy.astype(int), "owner": which,
    }  # fmt: skip
    tried = ~living.customers.founder[which] & first
    for chosen, begin in ((tried, living.main.resume), (~tried, living.main.start)):
        part = {name: values[chosen] for name, values in fields.items()}
        begin(which[chosen], day[chosen], **part)
    # the founders' contracts were running when they were brought over: their years end all over
    elapsed = living.rng.integers(0, MONTHS_PER_CHARGE[living.term[which]])
    living.since[which] = month - np.where(legacy, elapsed, 0)
    living.left_month[which], living.left_day[which] = NEVER, NEVER

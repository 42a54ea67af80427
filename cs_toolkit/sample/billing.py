"""What a month's lives mean in money: charges for subscriptions, fees, contracts that fall due."""

import numpy as np

from .decisions import Decisions
from .ledger import ADD_ON, LATE_FEE, LOST, OPEN, RENEWED, SERVICE_FEE, SUBSCRIPTION
from .paid_periods import MONTHS_PER_CHARGE, PAST_DUE
from .state import Living

_SET_UP_FEE, _FEE_FOR_DELAY = 15_000, 1_200
_UNDECIDED, _UNDECIDED_MONTHS = 0.12, 2
_MONTHS_ANNOUNCED = 3
_BIG_PLAN = 2


def bill(living: Living, month: int, chosen: Decisions) -> None:
    """Everybody's charges of a month, on the billing day or the first day of a subscription."""
    now, day = living.main.now, living.day(month)
    per_charge = MONTHS_PER_CHARGE[living.term]
    begun = (living.since == month) & (now["starts"] >= living.clock.month_start[month])
    cents = living.main.monthly(day) * per_charge
    due = living.main.open & (begun | ((month - living.since) % per_charge == 0)) & (cents > 0)
    which = np.flatnonzero(due)
    when = np.where(begun, np.maximum(now["starts"], day), day)[which]
    living.ledger.charge(
        now["owner"][which], now["currency"][which], when, cents[which], SUBSCRIPTION,
        chosen.more[which],
    )  # fmt: skip
    for product in living.sides:
        amount = product.monthly(day)
        pays = np.flatnonzero(amount > 0)
        living.ledger.charge(
            product.now["owner"][pays], product.now["currency"][pays], day[pays], amount[pays],
            SUBSCRIPTION if product.name == living.main.name else ADD_ON,
            product.now["starts"][pays] == day[pays],
        )  # fmt: skip
    big = np.flatnonzero((living.first_month == month) & (living.plan == _BIG_PLAN))
    late = np.flatnonzero(living.main.open & (now["status"] == PAST_DUE))
    for who, fee, kind in ((big, _SET_UP_FEE, SERVICE_FEE), (late, _FEE_FOR_DELAY, LATE_FEE)):
        living.ledger.charge(
            now["owner"][who], now["currency"][who], day[who], np.full(len(who), fee), kind
        )


def settle_renewals(living: Living, month: int, chosen: Decisions, before: np.ndarray) -> None:
    """Contracts that fall due in a month; of the last ones some are still being talked about."""
    which = np.flatnonzero(chosen.due & (MONTHS_PER_CHARGE[living.term] > 1))
    recent = month >= living.clock.months - _UNDECIDED_MONTHS
    undecided = recent & (living.rng.random(len(which)) < _UNDECIDED)
    outcome = np.where(chosen.leaves[which], LOST, np.where(undecided, OPEN, RENEWED))
    after = living.main.monthly(living.day(month)) * MONTHS_PER_CHARGE[living.term]
    _fall_due(living, which, month, outcome, before, after)


def announce_renewals(living: Living) -> None:
    """Contracts that fall due in the months behind the last one: open."""
    per_charge = MONTHS_PER_CHARGE[living.term]
    value = living.main.monthly(living.day(living.clock.months)) * per_charge
    for month in range(living.clock.months, living.clock.months + _MONTHS_ANNOUNCED):
        due = living.main.open & (per_charge > 1) & ((month - living.since) % per_charge == 0)
        _fall_due(living, np.flatnonzero(due), month, OPEN, value, value)


def _fall_due(
    living: Living,
    which: np.ndarray,
    month: int,
    outcome: np.ndarray | int,
    before: np.ndarray,
    after: np.ndarray,
) -> None:
    now, day = living.main.now, living.day(month)
    living.ledger.fall_due(
        now["owner"][which], now["subscription"][which], day[which], outcome,
        before[which], after[which],
    )  # fmt: skip

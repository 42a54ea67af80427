"""What running customers decide on their billing day: to leave, to pause, to have more or less."""

from dataclasses import dataclass

import numpy as np

from .clock import NEVER
from .paid_periods import ACTIVE, MONTHS_PER_CHARGE, PAST_DUE, PAUSED, REASONS
from .state import Living

# log odds of leaving in a month, for a content customer of the middle plan
_LEAVES = -5.3
_BY_PLAN = np.array([0.35, 0.0, -0.5])
_EARLY, _EARLY_MONTHS = 0.4, 3
_MONTHLY_CHANCES = {"seats_up": 0.035, "seats_down": 0.010, "plan_up": 0.010, "plan_down": 0.005}
_PAUSES, _PAYMENT_FAILS, _NEVER_PAYS_AGAIN, _MERGES = 0.006, 0.009, 0.35, 0.0016
_USUAL_REASONS = (0.16, 0.20, 0.20, 0.18, 0.16, 0.0, 0.10)
_DEAR_REASONS = (0.62, 0.08, 0.16, 0.06, 0.04, 0.0, 0.04)


@dataclass
class Decisions:
    """One month's decisions, an array over all customers each; ``steady`` ones stay customers."""

    leaves: np.ndarray
    cancelled: np.ndarray
    reason: np.ndarray
    due: np.ndarray
    steady: np.ndarray
    merges: np.ndarray
    status: np.ndarray
    pause_left: np.ndarray
    plan: np.ndarray
    seats: np.ndarray
    new_prices: np.ndarray
    repriced: np.ndarray
    more: np.ndarray


def decide(living: Living, month: int, running: np.ndarray) -> Decisions:
    """What everybody decides in a month, given how content they were in the month before."""
    rng, count = living.rng, len(running)
    status = living.main.now["status"].copy()
    per_charge = MONTHS_PER_CHARGE[living.term]
    age = np.where(running, month - living.since, 0)
    due = running & (age % per_charge == 0)
    active = running & (status == ACTIVE)
    price = living.story["price_rise"]
    dear = living.clock.number_of(price.begins) <= month <= living.clock.number_of(
        price.ends
    )  # fmt: skip
    mood = living.customers.mood[:, max(month - 1, 0)]

    leaving = active & due & (rng.random(count) < _chance_to_leave(living, month, mood, dear))
    failing = running & (status == PAST_DUE) & (rng.random(count) < _NEVER_PAYS_AGAIN)
    leaves = leaving | failing
    reason = rng.choice(len(_USUAL_REASONS), count, p=_DEAR_REASONS if dear else _USUAL_REASONS)
    day = living.day(month)
    notice = rng.integers(0, 28, count)
    cancelled = np.maximum(living.main.now["starts"], day - notice)
    if month == living.clock.months:  # only those who have already given notice
        leaves &= cancelled < living.clock.end

    steady = running & ~leaves
    content = steady & active
    pause_left = np.where(status == PAUSED, living.pause_left - 1, 0)
    status[steady & (((status == PAUSED) & (pause_left <= 0)) | (status == PAST_DUE))] = ACTIVE
    drawn = rng.random(count)
    pausing = content & (living.term == 0) & (drawn < _PAUSES)
    status[pausing] = PAUSED
    pause_left[pausing] = rng.integers(1, 4, pausing.sum())
    status[content & (drawn > 1 - _PAYMENT_FAILS)] = PAST_DUE

    repriced = (
        content & due & ~living.new_prices
        & (month >= living.clock.number_of(price.begins))
    )  # fmt: skip
    plan, seats, more = _sizes(living, content & (status == ACTIVE), mood, dear)
    return Decisions(
        leaves=leaves,
        cancelled=np.where(failing, day, cancelled),
        reason=np.where(failing, REASONS.index("payment_failed"), reason),
        due=due,
        steady=steady,
        merges=content & (rng.random(count) < _MERGES) & ~living.merged,
        status=status,
        pause_left=pause_left,
        plan=plan,
        seats=seats,
        new_prices=living.new_prices | repriced,
        repriced=repriced,
        more=more,
    )


def _chance_to_leave(living: Living, month: int, mood: np.ndarray, dear: bool) -> np.ndarray:
    """The chance at a due date; a year's contract gathers the doubts of several months."""
    story = living.story
    odds = (
        _LEAVES
        + np.log(story["harder_region"].effects["churn_odds"]) * living.customers.in_north_america
        + np.log(story["telling_signs"].effects["churn_odds_per_mood"]) * mood
        + _BY_PLAN[living.plan]
        + _EARLY * (month - np.where(living.since == NEVER, month, living.since) < _EARLY_MONTHS)
        + np.log(story["price_rise"].effects["churn_odds"]) * dear
    )
    monthly = 1 / (1 + np.exp(-odds))
    return 1 - (1 - monthly) ** (1 + 0.35 * (MONTHS_PER_CHARGE[living.term] - 1))


def _sizes(
    living: Living, free: np.ndarray, mood: np.ndarray, dear: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """New plans and seats of those who are free to change, and who has more than before."""
    rng, chance = living.rng, _MONTHLY_CHANCES
    plan, seats = living.plan.copy(), living.seats.copy()
    drawn = rng.random((4, len(plan)))
    cuts = living.story["price_rise"].effects["seat_cuts"] if dear else 1.0
    content = np.exp(0.3 * mood)
    up = free & (drawn[0] < chance["seats_up"] * content)
    down = free & ~up & (drawn[1] < chance["seats_down"] * cuts / content)
    seats[up] += 1 + rng.poisson(0.15 * seats[up])
    seats[down] = np.maximum(1, seats[down] - 1 - rng.poisson(0.2 * seats[down]))
    calm = free & ~up & ~down
    higher = calm & (plan < 2) & (drawn[2] < chance["plan_up"] * content)
    lower = calm & (plan > 0) & (drawn[3] < chance["plan_down"] * cuts / content)
    plan[higher] += 1
    plan[lower & ~higher] -= 1
    return plan, seats, up | higher

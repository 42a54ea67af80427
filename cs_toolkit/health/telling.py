"""Does the score tell who leaves? All past scores held against what came after."""

from dataclasses import dataclass

import pandas as pd

from ..models.health_backtest import HealthBacktest, health_backtest
from ..models.score_weights import WeightSensitivity, weight_sensitivity
from ..models.weight_comparison import WeightComparison, compare_weights
from ..periods import Period, parse_periods
from .afterwards import with_outcome
from .asking import indicator_values
from .scores import indicators
from .scoring import HealthScores, score_customers

MONTHS_AHEAD = 3


@dataclass(frozen=True)
class Past:
    """The scores at every month's close so far: the scores, and when each was given."""

    scores: HealthScores
    table: pd.DataFrame


def past_scores(company, periods=None) -> Past:
    """Scores at the close of every full month of the data, each from what lies before it.

    ``periods`` names others, such as "2026-09" where outcomes are known of one moment only.
    """
    periods = full_months(company) if periods is None else company.periods(periods)
    chosen = indicators(company)
    values = indicator_values(company.runner, periods, chosen)
    scores = score_customers(values, chosen, company.settings.health)
    closes = {period.name: pd.Timestamp(period.closes_at) for period in periods}
    table = scores.customers.assign(as_of=scores.customers["period"].map(closes))
    return Past(scores, table)


def full_months(company) -> list[Period]:
    """Every month that has ended, from the first with data on."""
    first = company.tables.first
    last = company.period("last")
    if first is None or first >= last.ends_at:
        return []
    return parse_periods(f"{first:%Y-%m}..{last.name}", as_of=company.as_of)


def does_it_tell(
    company, past: Past, *, outcome: str = "churn", months_ahead: int = MONTHS_AHEAD
) -> HealthBacktest | str:
    """The past scores against who left, renewed or grew within so many months; or why not."""
    held, why = with_outcome(company, past.table, outcome, months_ahead)
    if why:
        return why
    return health_backtest(
        held[held["score"].notna()], known_until=company.as_of, months_ahead=months_ahead,
        outcome=outcome,
    )  # fmt: skip


def weights_held_out(
    company, past: Past, *, months_ahead: int = MONTHS_AHEAD, held_out: str = "dates"
) -> WeightComparison | str:
    """Weights learned on one part of the past, beside the chosen and equal ones, on the other."""
    held, why = with_outcome(
        company, pd.concat([past.table, past.scores.components], axis=1), "churn", months_ahead
    )
    if why:
        return why
    return compare_weights(
        held, past.scores.weights, known_until=company.as_of, months_ahead=months_ahead,
        held_out=held_out,
    )  # fmt: skip


def ranking_under_other_weights(scores: HealthScores) -> WeightSensitivity:
    """Whether the ranking of customers of one period hangs on the exact weights."""
    scored = scores.customers["score"].notna()
    return weight_sensitivity(scores.components[scored], scores.weights)

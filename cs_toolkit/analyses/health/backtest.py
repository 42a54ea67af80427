"""Does the score predict who leaves? All past scores compared with what came after."""

from dataclasses import dataclass, replace

import pandas as pd

from ...calendar.period_text import parse_periods
from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...models.discrimination import Difference
from ...models.health_backtest import OUTCOMES, HealthBacktest, health_backtest
from ...models.score_weights import weight_sensitivity
from ...models.weight_comparison import WeightComparison, compare_weights
from .indicator_values import indicator_values
from .outcomes import with_outcome
from .scores import indicators
from .scoring import HealthScores, score_customers

MONTHS_AHEAD = 3


@dataclass(frozen=True)
class Past:
    """The scores at every month's close so far: the scores, and when each was given."""

    scores: HealthScores
    table: pd.DataFrame


@answered_once
def past_scores(company: CompanyData, periods: str | None = None) -> Past:
    """Scores at the close of every full month of the data, each from what lies before it.

    ``periods`` names others, such as "2026-09" where outcomes are known of one moment only.
    """
    asked = full_months(company) if periods is None else company.periods(periods)
    chosen = indicators(company)
    values = indicator_values(company.runner, asked, chosen)
    scores = score_customers(values, chosen, company.settings.health)
    closes = {period.name: pd.Timestamp(period.closes_at) for period in asked}
    table = scores.customers.assign(as_of=scores.customers["period"].map(closes))
    return Past(scores, table)


def full_months(company: CompanyData) -> list[Period]:
    """Every month that has ended, from the first with data on."""
    first = company.span[0]
    last = company.period("last")
    if first is None or first >= last.ends_at:
        return []
    return parse_periods(f"{first:%Y-%m}..{last.name}", as_of=company.as_of)


@answered_once
def does_it_tell(
    company: CompanyData, past: Past, *, outcome: str = "churn", months_ahead: int = MONTHS_AHEAD
) -> HealthBacktest:
    """The past scores against who left, renewed or grew within so many months.

    Where a table is missing, or too little has happened, there are no figures and ``sentence``
    says why.
    """
    held, why = with_outcome(company, past.table, outcome, months_ahead)
    found = health_backtest(
        held[held["score"].notna()], known_until=company.as_of, months_ahead=months_ahead,
        outcome=outcome,
    )  # fmt: skip
    return replace(found, overall=replace(found.overall, note=why)) if why else found


@answered_once
def what_it_tells(
    company: CompanyData, past: Past, months_ahead: int = MONTHS_AHEAD
) -> pd.DataFrame:
    """One row per outcome: the AUC with its interval, the customers, and the answer in words."""
    rows = []
    for outcome in OUTCOMES:
        found = does_it_tell(company, past, outcome=outcome, months_ahead=months_ahead)
        shown = found.overall
        rows.append((outcome, shown.auc, shown.low, shown.high, shown.customers, found.sentence))
    return pd.DataFrame(rows, columns=["outcome", "auc", "low", "high", "customers", "answer"])


@answered_once
def weights_held_out(
    company: CompanyData, past: Past, *, months_ahead: int = MONTHS_AHEAD, held_out: str = "dates"
) -> WeightComparison:
    """Weights learned on one part of the past, beside the chosen and equal ones, on the other.

    Its ``sentence`` says whether learning pays, or why nobody knows.
    """
    table = pd.concat([past.table, past.scores.components], axis=1)
    held, why = with_outcome(company, table, "churn", months_ahead)
    if not why and not past.scores.indicators:
        why = "not available: there are no indicators"
    if why:
        nothing = Difference(*(float("nan"),) * 3)
        return WeightComparison(pd.DataFrame(), pd.DataFrame(), nothing, nothing, held_out, why)
    return compare_weights(
        held, past.scores.weights, known_until=company.as_of, months_ahead=months_ahead,
        held_out=held_out,
    )  # fmt: skip


def ranking_under_other_weights(scores: HealthScores) -> pd.DataFrame:
    """One row per indicator: how well the ranking without it agrees with the chosen one.

    ``agreement`` is Kendall's tau, 1 for the same order; the first row is the median over weights
    drawn around the chosen ones. Empty with fewer than two scored customers.
    """
    scored = scores.customers["score"].notna()
    if scored.sum() < 2:
        return pd.DataFrame(columns=["ranking", "weight", "agreement"])
    found = weight_sensitivity(scores.components[scored], scores.weights)
    without = found.without.rename(columns={"indicator": "ranking"})
    without["ranking"] = "without " + without["ranking"].str.replace("_", " ")
    drawn = pd.DataFrame(
        {"ranking": ["weights drawn around the chosen ones"], "weight": [float("nan")],
         "agreement": [found.agreement]}
    )  # fmt: skip
    return pd.concat([drawn, without], ignore_index=True)

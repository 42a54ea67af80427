"""From indicators to scores: components, contributions, coverage and class of each customer."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...config.health.indicator import Indicator
from ...config.health.settings import HealthSettings
from ...metrics.health.weighted_score import health_class, weighted_parts, weighted_score
from .normalising import components

KEYS = ["period", "customer_id"]


@dataclass(frozen=True)
class HealthScores:
    """One row per period and customer, in the same order in all frames.

    ``customers``: period, customer_id, monthly_revenue, score (0 to 100), coverage (share of the
    weight that is known), health_class. By indicator: ``values`` as they are, ``components`` from
    0 to 1, ``contributions`` in points, which add up to the score, and ``possible``, the points
    that the indicator could give this customer.
    """

    indicators: tuple[Indicator, ...]
    customers: pd.DataFrame
    values: pd.DataFrame
    components: pd.DataFrame
    contributions: pd.DataFrame
    possible: pd.DataFrame

    @property
    def weights(self) -> dict[str, float]:
        """The indicators' weights, which sum to 1."""
        return shares({one.name: one.weight for one in self.indicators})

    def of(self, period: str) -> "HealthScores":
        """The rows of one period."""
        rows = self.customers["period"] == period
        parts = (self.customers, self.values, self.components, self.contributions, self.possible)
        return HealthScores(self.indicators, *(part[rows] for part in parts))


def shares(weights: dict[str, float]) -> dict[str, float]:
    """Weights scaled to a sum of 1."""
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def score_customers(
    values: pd.DataFrame, indicators: Iterable[Indicator], settings: HealthSettings
) -> HealthScores:
    """Scores from the indicators' values; customers are compared within their own period only.

    ``values`` has one row per period and customer: period, customer_id, monthly_revenue, and one
    column per indicator. A missing indicator lowers the coverage, and the others' weights are
    scaled up. Without any there is no score.
    """
    indicators = tuple(indicators)
    names = [one.name for one in indicators]
    values = values.reset_index(drop=True)
    parts = compared(values, indicators, settings.component_bands)
    customers = values[[*KEYS, "monthly_revenue"]].copy()
    weights = {one.name: one.weight for one in indicators}
    if weights and len(values):
        score, coverage = weighted_score(dict(parts.items()), weights)
        given = weighted_parts(dict(parts.items()), weights)
        possible = weighted_parts({n: _known(parts[n]) for n in names}, weights)
    else:
        score, coverage, given, possible = np.nan, 0.0, {}, {}
    customers["score"], customers["coverage"] = 100 * np.asarray(score), coverage
    customers["health_class"] = [
        health_class(score, poor_up_to=settings.poor_up_to, average_up_to=settings.average_up_to)
        for score in customers["score"]
    ]
    given, possible = (
        100 * pd.DataFrame(one, index=values.index, columns=names, dtype=float).where(parts.notna())
        for one in (given, possible)
    )
    return HealthScores(indicators, customers, values[names], parts, given, possible)


def compared(values: pd.DataFrame, indicators: Iterable[Indicator], bands: int = 0) -> pd.DataFrame:
    """The indicators' components, customers being compared with those of their own period."""
    parts = pd.DataFrame(index=values.index, columns=[one.name for one in indicators], dtype=float)
    for _, group in values.groupby("period", sort=False):
        for one in indicators:
            parts.loc[group.index, one.name] = components(group[one.name], one, bands)
    return parts


def _known(component: pd.Series) -> pd.Series:
    """1 where the component is known: what it could give at best."""
    return component.where(component.isna(), 1.0)

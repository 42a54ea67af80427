"""A company's health scores, made once for each period and kept with the report's numbers."""

import pandas as pd

from ...calendar.periods import Period
from ...config.health.catalogue import CATALOGUE
from ...config.health.indicator import Indicator
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...metrics.health.weighted_score import weighted_score
from .indicator_values import (
    indicator_values,
    indicators_by_default,
    measure_file_for,
    surveys_answered,
    window_of,
)
from .scoring import HealthScores, compared, score_customers

KEPT_VALUES = "health/indicator_values"
KEPT_SURVEYS = "health/surveys"
KEPT_SCORES = "health/customer_scores"


def indicators(company: CompanyData) -> tuple[Indicator, ...]:
    """The indicators of the company's score: declared, or the kit's own that its tables allow."""
    declared = company.settings.health.indicators
    if declared:
        return declared
    kept = company.kept_parts(KEPT_SURVEYS, lambda: {"answered": surveys_answered(company.runner)})
    return indicators_by_default(*company.known_tables, kept["answered"]["kind"].tolist())


@answered_once
def health_scores(company: CompanyData, periods: object) -> HealthScores:
    """Every customer's score at the close of each period, from what lies before it."""
    chosen = indicators(company)
    return score_customers(indicator_inputs(company, periods), chosen, company.settings.health)


def scored(company: CompanyData, periods: object) -> pd.DataFrame:
    """One row per period and customer: score, coverage, health_class, and usage_score.

    The last is the variant of frequency, breadth and depth of use, 0 to 100.
    """

    def make(lacking: list[Period]) -> pd.DataFrame:
        scores = health_scores(company, lacking)
        return scores.customers.assign(usage_score=usage_scores(company, lacking))

    return company.kept(KEPT_SCORES, periods, make)


def usage_scores(company: CompanyData, periods: object) -> pd.Series:
    """How much, by how many and how deep the product is used, 0 to 100, weighed as declared."""
    values, weights = indicator_inputs(company, periods), company.settings.health.usage
    rules = [CATALOGUE[name] for name in weights]
    parts = compared(values, rules)
    score, _ = weighted_score(dict(parts.items()), weights)
    return 100 * pd.Series(score, values.index, dtype=float)


def indicator_inputs(company: CompanyData, periods: object) -> pd.DataFrame:
    """The values of every indicator that some score needs."""
    asked = {one.name: one for one in indicators(company)}
    usage = {name: CATALOGUE[name] for name in company.settings.health.usage}
    wanted = list((usage | asked).values())
    kept = company.kept(
        KEPT_VALUES, periods, lambda lacking: indicator_values(company.runner, lacking, wanted)
    )
    return kept.sort_values(["period", "customer_id"], ignore_index=True)


@answered_once
def indicator_statements(company: CompanyData, period: Period) -> dict[str, str]:
    """The SQL of the indicators, in the engine's own dialect: "health/indicator" → statement."""
    filled, rows = company.known_tables
    found = {}
    for one in indicators(company):
        measure_file = measure_file_for(one)
        if not measure_file.missing(filled, rows):
            window = window_of(period, one.days)
            found[f"health/{one.name}"] = company.runner.statement(measure_file.text, [window])
    return found

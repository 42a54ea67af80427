"""Frequency, breadth and depth of use, and the score that they make: S16's health of an account."""

import pandas as pd

from ...calendar.periods import Period
from ...config.health.catalogue import CATALOGUE
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from .scores import indicator_inputs, usage_scores
from .scoring import compared, shares

COLUMNS = ["part", "says", "weight", "mean", "median", "points"]
SAYS = {
    "time_in_product": "frequency: seconds in the product in the last 30 days",
    "usage_frequency": "frequency: days with use in the last 30",
    "usage_breadth": "breadth: share of the account's users who used it",
    "usage_depth": "depth: share of the features in use that the account used",
    "usage_growth": "growth of use against the 30 days before",
}


@answered_once
def usage_parts(company: CompanyData, period: Period) -> pd.DataFrame:
    """One row per customer, the lowest score first: each part as it is, and ``usage_score``, 0 to 100."""
    values = indicator_inputs(company, [period])
    parts = [name for name in company.settings.health.usage if name in values]
    rows = values[["customer_id", *parts]].assign(usage_score=usage_scores(company, [period]))
    rows = rows.dropna(subset="usage_score")
    return rows.sort_values(["usage_score", "customer_id"], ignore_index=True)


@answered_once
def usage_parts_in_sum(company: CompanyData, period: Period) -> pd.DataFrame:
    """One row per part: its weight, its mean and median over customers, and its mean points.

    The points add up to the mean score where every customer has every part.
    """
    values = indicator_inputs(company, [period])
    weights = shares(dict(company.settings.health.usage))
    parts = [name for name in weights if name in values]
    if not parts or values[parts].isna().all(axis=None):
        return pd.DataFrame(columns=COLUMNS)
    components = compared(values, [CATALOGUE[name] for name in parts])
    return pd.DataFrame(
        {
            "part": parts,
            "says": [SAYS.get(name, name) for name in parts],
            "weight": [weights[name] for name in parts],
            "mean": values[parts].astype(float).mean().to_numpy(),
            "median": values[parts].astype(float).median().to_numpy(),
            "points": [100 * weights[name] * components[name].mean() for name in parts],
        }
    )

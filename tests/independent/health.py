"""Health scores of declared indicators and the customer health index, from the words of the rules."""

import numpy as np
import pandas as pd

from .recurring import DAY, paid_on
from .tables import Company, Figures, Span, per

# what the company file of the test declares, word by word as the functions below read it
DECLARED = """
[health.indicators.relationship]
weight = 2
low = 1
high = 10
[health.indicators.payment_reliability]
weight = 1
target = 0.95
[health.indicators.training]
weight = 1
edges = [0.5, 0.8]
scores = [0, 0.5, 1]
[health.indicators.issues]
weight = 1.5
from = "tickets"
value = "count(*)"
better = "lower"
low = 0
high = 4
absent = 0
"""
WEIGHTS = {"relationship": 2, "payment_reliability": 1, "training": 1, "issues": 1.5}
YEAR, QUARTER = pd.Timedelta(days=365), pd.Timedelta(days=90)
INDEX_DAYS = 92


def health_figures(company: Company, span: Span) -> Figures:
    """The total of all customers: of each the known parts, their weights scaled up."""
    last = span.after - DAY
    payers = sorted(paid_on(company, last, last)["customer_id"].unique())
    parts = pd.DataFrame(
        {
            "relationship": ((_latest(company, span, "relationship") - 1) / 9).clip(0, 1),
            "payment_reliability": (_latest(company, span, "payment_reliability") / 0.95).clip(
                0, 1
            ),
            "training": _latest(company, span, "training").map(_of_training),
        }
    ).reindex(payers)
    parts["issues"] = 1 - (_issues(company, span).reindex(payers, fill_value=0) / 4).clip(0, 1)
    weights = pd.Series(WEIGHTS)
    known = parts.notna() @ weights
    score = 100 * (parts.fillna(0) @ weights) / known
    found = {
        ("customer_health_score", "default"): score.mean(),
        ("scored_customers", "measure"): len(score),
        ("health_score_sum", "measure"): score.sum(),
        ("health_coverage_sum", "measure"): (known / weights.sum()).sum(),
        ("poor_health_customers", "measure"): (score <= 50).sum(),
        ("average_health_customers", "measure"): ((score > 50) & (score <= 75)).sum(),
        ("good_health_customers", "measure"): (score > 75).sum(),
    }
    return {(*name, ""): value for name, value in (found | _index(company, span)).items()}


def _latest(company: Company, span: Span, name: str) -> pd.Series:
    rows = company.health_inputs
    rows = rows[(rows["indicator"] == name) & rows["customer_id"].notna()]
    rows = rows[(rows["as_of"] >= span.after - YEAR) & (rows["as_of"] < span.after)]
    return rows.sort_values("as_of").groupby("customer_id")["value"].last()


def _of_training(value: float) -> float:
    return 0.0 if value <= 0.5 else 0.5 if value <= 0.8 else 1.0


def _issues(company: Company, span: Span) -> pd.Series:
    opened = company.tickets
    opened = opened[opened["merged_into"].isna()] if "merged_into" in opened else opened
    closes = span.after.tz_localize(opened["opened_at"].dt.tz)
    opens = (span.after - QUARTER).tz_localize(opened["opened_at"].dt.tz)
    inside = (opened["opened_at"] >= opens) & (opened["opened_at"] < closes)
    return opened[inside].groupby("customer_id").size()


def _index(company: Company, span: Span) -> dict[tuple[str, str], float]:
    """The company's own KPIs: 1 + 99 × their place between 0 and 1, else between what was seen so far."""
    rows = company.health_inputs
    rows = rows[rows["stage"].notna() & (rows["as_of"] < span.after)]
    seen = rows.groupby("indicator")["value"].agg(["min", "max"])
    own = rows[rows["customer_id"].isna()].sort_values("as_of")
    last = own.groupby(["stage", "indicator"]).last().reset_index()
    last = last[span.after - last["as_of"] <= pd.Timedelta(days=INDEX_DAYS)]
    ends = seen.loc[last["indicator"]]
    shares = ((ends["min"] >= 0) & (ends["max"] <= 1)).to_numpy()
    low = np.where(shares, 0.0, ends["min"])
    high = np.where(shares, 1.0, ends["max"])
    last["score"] = 1 + 99 * ((last["value"] - low) / (high - low)).clip(0, 1)
    stages = last.groupby("stage")["score"].mean()
    return {
        ("stage_score_sum", "measure"): stages.sum(),
        ("known_stages", "measure"): len(stages),
        ("customer_health_index", "default"): per(stages.sum(), len(stages)),
    }

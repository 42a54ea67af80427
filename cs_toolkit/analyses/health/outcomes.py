"""What came after each score: who left, who renewed, who grew. Scores never read this."""

from datetime import timedelta
from pathlib import Path

import pandas as pd

from ...measures.company_data import CompanyData
from ...measures.measure_file import read_measure_file
from ...models.outcomes import next_event

FOLDER = Path(__file__).parent


def with_outcome(
    company: CompanyData, scores: pd.DataFrame, outcome: str, months_ahead: int
) -> tuple[pd.DataFrame, str]:
    """The scores that an outcome can be compared with, with ``happened_on``; or why there are none.

    ``scores`` has period, customer_id, as_of, monthly_revenue and further columns. For renewal they
    are those with a contract due within ``months_ahead``, for growth all that paid something.
    """
    if outcome == "growth":
        if scores["monthly_revenue"].notna().any():
            return _grown(scores), ""
        return scores.head(0).assign(happened_on=pd.NaT), "not available: nobody paid when scored"
    measure_file = read_measure_file(FOLDER / ("left.sql" if outcome == "churn" else "due.sql"))
    why = measure_file.missing(*company.known_tables)
    if why:
        return scores.head(0).assign(happened_on=pd.NaT), why
    events = company.runner.query(measure_file.text, [company.period("last")])
    if outcome == "churn":
        return next_event(scores, events), ""
    return _renewed(scores, events, months_ahead), ""


def _renewed(scores: pd.DataFrame, due: pd.DataFrame, months_ahead: int) -> pd.DataFrame:
    """Those with a contract due in the window; happened where the first one due was renewed."""
    falling = next_event(scores, due.rename(columns={"due_on": "happened_on"}))
    until = falling["as_of"] + pd.DateOffset(months=months_ahead)
    falling = falling[falling["happened_on"] < until]
    renewed = due.set_index(["customer_id", "due_on"])["renewed"]
    was = renewed.reindex(pd.MultiIndex.from_frame(falling[["customer_id", "happened_on"]]))
    return falling.assign(
        happened_on=falling["happened_on"].where(was.to_numpy() == 1)
    ).reset_index(drop=True)


def _grown(scores: pd.DataFrame) -> pd.DataFrame:
    """Growth: a higher monthly fee at the next moment of scoring than at the one before it."""
    paying = scores[scores["monthly_revenue"].notna()].sort_values(["customer_id", "as_of"])
    before = paying.groupby("customer_id")["monthly_revenue"].shift()
    grew = paying[paying["monthly_revenue"] > before]
    # it came between the two moments: before the one at which it is seen
    events = grew[["customer_id"]].assign(happened_on=grew["as_of"] - timedelta(days=1))
    return next_event(scores[scores["monthly_revenue"].notna()], events)

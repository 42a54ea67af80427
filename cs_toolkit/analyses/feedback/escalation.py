"""The comments of a period that should be answered now, with what is known of their customers."""

from collections.abc import Sequence

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.period_relations import utc
from ...measures.shared_answers import answered_once
from ...models.escalation import escalation_list
from ..health.scores import scored
from .classification import classified_comments, names_to_hide

KEPT = "feedback/to_answer"
WHOSE = ["comment_key", "said_at", "channel", "customer_id", "ticket_id"]


@answered_once
def comments_to_answer(company: CompanyData, period: Period) -> pd.DataFrame:
    """One row per negative comment of the period that nobody answered, the most urgent first.

    Columns: rank, urgency (0 to 1), comment (without personal data), reason, leaving, and whose it
    is. What the customer pays, and its health, are those of the period's close.
    """
    found = company.kept(KEPT, [period], lambda lacking: _listed(company, lacking))
    return found.drop(columns="period")


def urgent_comments(company: CompanyData, periods: object) -> pd.DataFrame:
    """One row per period and comment whose urgency reaches the declared border."""
    found = company.kept(KEPT, periods, lambda lacking: _listed(company, lacking))
    urgent = found["urgency"] >= company.settings.feedback.urgent_from
    return found.loc[urgent, ["period", "comment_key", "urgency", "reason"]]


def _listed(company: CompanyData, periods: Sequence[Period]) -> pd.DataFrame:
    health = scored(company, periods)
    parts = [
        _of_period(company, period, health[health["period"] == period.name]) for period in periods
    ]
    return pd.concat(parts, ignore_index=True)


def _of_period(company: CompanyData, period: Period, health: pd.DataFrame) -> pd.DataFrame:
    comments = classified_comments(company)
    comments = comments[within(comments["said_at"], company, period)]
    closes = utc(period.closes_at, company.settings.time_zone)
    known = health.set_index("customer_id")
    table = pd.DataFrame(
        {
            "comment": comments["text"], "label": comments["label"],
            "score": comments["sentiment"], "intensity": comments["intensity"],
            "language": comments["detected_language"],
            "value": comments["customer_id"].map(known["monthly_revenue"]),
            "health": comments["customer_id"].map(known["score"]),
            "answered": (comments["answered_at"] < closes).astype(bool),
            **{name: comments[name] for name in WHOSE},
        }
    )  # fmt: skip
    found = escalation_list(table, names=names_to_hide(company)).assign(period=period.name)
    found = found.rename(columns={"value": "monthly_revenue", "health": "health_score"})
    shown = ["period", "rank", "urgency", "comment", "reason", "leaving", *WHOSE]
    return found[[*shown, "monthly_revenue", "health_score"]]


def within(moments: pd.Series, company: CompanyData, period: Period) -> pd.Series:
    """Which moments, in UTC, lie within a period as far as it is known."""
    zone = company.settings.time_zone
    starts, closes = (utc(one, zone) for one in (period.starts_at, period.closes_at))
    return (moments >= starts) & (moments < closes)

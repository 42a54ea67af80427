"""What the issues that nobody rated would have been rated: learned from those that were."""

from pathlib import Path

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.measure_file import MeasureFile, read_measure_file
from ...measures.period_relations import utc
from ...measures.shared_answers import answered_once
from ...metrics.status import MODEL_REFUSED, Reason
from ...models.conversation import conversation_features, key_moments
from ...models.predicted_satisfaction import predict_satisfaction
from .classification import with_times
from .escalation import within

FOLDER = Path(__file__).parent
KEPT = "feedback/ratings"
EMPTY = {
    "tickets": ["ticket_id", "probability", "satisfied"],
    "in_danger": [
        "ticket_id", "probability", "satisfied", "customer_id", "opened_at", "category", "channel",
    ],
    "weights": ["feature", "weight", "missing"],
    "calibration": ["group", "rows", "predicted", "observed", "low", "high"],
    "moments": ["ticket_id", "sent_at", "moment", "change"],
}  # fmt: skip


@answered_once
def predicted(company: CompanyData) -> dict[str, pd.DataFrame]:
    """The prediction, made once for a company: frames by name.

    ``tickets``: one row per issue without a rating: ticket_id, probability, satisfied. ``in_danger``:
    the open ones of them that are predicted negative, the worst first. ``about``: what it was
    learned from and how well it does. ``weights`` of the features, ``calibration`` on later
    ratings, and the ``moments`` at which a customer's mood turned.
    """
    return company.kept_parts(KEPT, lambda: _predict(company))


def predicted_tickets(company: CompanyData) -> pd.DataFrame:
    """The chance of a satisfied rating of each issue that nobody rated."""
    return predicted(company)["tickets"]


@answered_once
def tickets_in_danger(company: CompanyData, count: int = 10) -> pd.DataFrame:
    """The open issues that are predicted to end badly, the worst first: whom a manager should see."""
    return predicted(company)["in_danger"].head(count)


@answered_once
def turning_points(company: CompanyData, period: Period) -> pd.DataFrame:
    """The messages of a period at which a customer's mood turned, the worst turn first.

    Columns: ticket_id, sent_at, moment ("turns bad" or "turns good"), change.
    """
    moments = predicted(company)["moments"]
    found = moments[within(moments["sent_at"], company, period)]
    return found.sort_values(["change", "ticket_id", "sent_at"], ignore_index=True)


def why_no_predictions(company: CompanyData) -> Reason | None:
    """Why no rating is predicted; None where some are."""
    found = predicted(company)
    if len(found["tickets"]):
        return None
    says = found["about"]["says"].iloc[0]
    words = says[says.index("not available") :].rstrip(".") if "not available" in says else ""
    return Reason(words, MODEL_REFUSED) if words else None


def _predict(company: CompanyData) -> dict[str, pd.DataFrame]:
    why = _measure_file("conversations").missing(*company.known_tables)
    if why:
        return _parts(f"What unanswered tickets would say is {why}.")
    tickets, messages = _rows(company, "conversations"), _rows(company, "messages")
    found = predict_satisfaction(
        conversation_features(
            tickets, messages, as_of=utc(company.as_of, company.settings.time_zone)
        ),
        tickets["satisfied"].astype("boolean"), tickets["opened_at"],
        answered_at=tickets["answered_at"].fillna(tickets["opened_at"]),
        is_open=tickets["resolved_at"].isna(), customers=tickets["customer_id"],
    )  # fmt: skip
    whose = tickets[["ticket_id", "customer_id", "opened_at", "category", "channel"]]
    return _parts(
        found.sentence, tickets=found.tickets, weights=found.weights,
        in_danger=found.open_negative.merge(whose, on="ticket_id", how="left"),
        calibration=found.calibration, moments=key_moments(messages),
    )  # fmt: skip


def _parts(says: str, **frames: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """All frames, those that are not there as empty ones."""
    about = pd.DataFrame({"about": ["predicted satisfaction"], "says": [says]})
    return {
        **{name: pd.DataFrame(columns=columns) for name, columns in EMPTY.items()},
        **frames, "about": about,
    }  # fmt: skip


def _rows(company: CompanyData, name: str) -> pd.DataFrame:
    """The rows of a statement, in an order of their own."""
    found = with_times(company.runner.query(_measure_file(name).text))
    return found.sort_values(list(found.columns[:2]), kind="stable", ignore_index=True)


def _measure_file(name: str) -> MeasureFile:
    return read_measure_file(FOLDER / f"{name}.sql")

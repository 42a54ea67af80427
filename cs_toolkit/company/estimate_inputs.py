"""What the estimate beside a measure file may ask for by name, and what it may be refused for."""

from collections.abc import Callable, Iterable, Mapping

from ..analyses import feedback
from ..analyses.health import scores as health
from ..calendar.periods import Period
from ..measures import MeasureFile
from ..measures.company_data import CompanyData
from ..metrics.status import Reason

Periods = Iterable[Period]

# name → what is made once of a whole company; any other name is a policy's
MADE: Mapping[str, Callable[[CompanyData, Periods], object]] = {
    "health_scores": health.scored,
    "health_index_settings": lambda company, periods: company.settings.health.index,
    "classified_comments": lambda company, periods: feedback.classified_comments(company),
    "urgent_comments": lambda company, periods: feedback.urgent_comments(company, periods),
    "predicted_tickets": lambda company, periods: feedback.predicted_tickets(company),
}

# measure file → why the model that it rests on has no answer; each loads its models
REFUSED: Mapping[str, Callable[[CompanyData], Reason | None]] = {
    "feedback/sentiment": lambda company: feedback.why_no_labels(company),
    "feedback/conversations": lambda company: feedback.why_no_predictions(company),
}


def inputs_of(company: CompanyData, periods: Periods) -> Callable[[str], object]:
    """Name → what an estimate asks for: what is made for the company, or a policy's value."""

    def input_of(name: str) -> object:
        if name in MADE:
            return MADE[name](company, periods)
        return company.settings.policies[name].value

    return input_of


def why_refused(company: CompanyData, measure_file: MeasureFile) -> Reason | None:
    """Why a model that a measure file rests on has no answer; None where it has one."""
    why = REFUSED.get(measure_file.name)
    return why(company) if why else None

"""The metrics that lead the first page: chosen by the company, or by what it has."""

from collections.abc import Iterable, Sequence

from ..errors import InputError, did_you_mean
from ..metrics import ALIASES

# What two of the articles would look at first.
LEAD_SETS = {
    "s17": ("customer_satisfaction", "net_promoter_score", "customer_retention_rate"),
    "s16": (
        "customer_churn_rate", "net_promoter_score", "arpu", "mrr", "customer_retention_rate",
    ),
}  # fmt: skip
# Are we growing, who leaves, are they happy: the first of each line that a company has
LEADS = (
    ("mrr", "billed_revenue"), ("net_revenue_retention",),
    ("customer_churn_rate", "repeat_purchase_rate"), ("net_promoter_score",), ("customer_satisfaction",),
)  # fmt: skip
# and where these are few, what else says how a company is doing
FURTHER_LEADS = (
    "average_resolution_time", "first_contact_resolution", "mau", "conversion_rate",
    "customer_effort_score", "customer_health_score", "sentiment",
)  # fmt: skip
FEWEST_LEADS = 3


def lead_metrics(known: Iterable[str], lead: str | Sequence[str] = ()) -> list[str]:
    """The metrics that lead, of those that have a value: chosen ones, or by what there is.

    A chosen metric leads also without a value, as its tile says why it has none.

    >>> lead_metrics(["net_promoter_score", "mrr", "mau", "arpa"])
    ['mrr', 'net_promoter_score', 'mau']
    >>> lead_metrics(["mrr"], ["nps", "mrr"])
    ['net_promoter_score', 'mrr']
    """
    if lead:
        return list(named_leads(lead))
    known = set(known)
    first = [next((name for name in names if name in known), "") for names in LEADS]
    found = [name for name in first if name]
    further = [name for name in FURTHER_LEADS if name in known]
    return found + further[: max(0, FEWEST_LEADS - len(found))]


def named_leads(lead: str | Sequence[str]) -> tuple[str, ...]:
    """The metrics of a lead set by its name, or of a list of metrics or their aliases.

    >>> named_leads("s17")[0], named_leads(["nrr"])
    ('customer_satisfaction', ('net_revenue_retention',))
    """
    if isinstance(lead, str):
        if lead not in LEAD_SETS:
            raise InputError(f'there is no lead set "{lead}": {did_you_mean(lead, LEAD_SETS)}')
        return LEAD_SETS[lead]
    for name in lead:
        if name not in ALIASES:
            raise InputError(f'there is no metric "{name}" to lead: {did_you_mean(name, ALIASES)}')
    return tuple(dict.fromkeys(ALIASES[name].name for name in lead))

"""Complaints: how many, how many are still open, and for how long."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..spread import COUNT


@metric(
    "Complaints", unit="count", better="lower", spread=COUNT, formula=r"\text{complaints opened}",
    hides="Most unhappy customers never complain; fewer may mean that it became harder.",
    source="S10.8",
)  # fmt: skip
def complaints(complaints_opened: Numbers) -> Numbers:
    """The number of complaints opened in the period.

    A count: compare it with the number of customers before judging (``per_100_customers``).

    >>> complaints(complaints_opened=24)
    24.0
    """
    return complaints_opened


@complaints.variant("open", formula=r"\text{complaints open at the end}")
def complaints_open_at_end(complaints_open: Numbers) -> Numbers:
    """The backlog: complaints still open at the period's end, whenever they were opened."""
    return complaints_open


@complaints.variant("resolved", better="higher", formula=r"\text{complaints resolved}")
def complaints_resolved_in_period(complaints_resolved: Numbers) -> Numbers:
    """Complaints resolved in the period, whenever they were opened."""
    return complaints_resolved


@complaints.variant("escalated", formula=r"\text{complaints escalated}")
def complaints_escalated_in_period(complaints_escalated: Numbers) -> Numbers:
    """Complaints escalated in the period."""
    return complaints_escalated


@complaints.variant(
    "per_100_customers", unit="ratio", n="served_customers",
    formula=r"100 \times \frac{\text{complaints opened}}{\text{customers served}}",
)  # fmt: skip
def complaints_per_100_customers(complaints_opened: Numbers, served_customers: Numbers) -> Numbers:
    """Complaints opened per 100 customers served in the period.

    >>> complaints(complaints_opened=24, served_customers=600, variant="per_100_customers")
    4.0
    """
    return 100 * ratio(complaints_opened, served_customers)


@complaints.variant(
    "backlog_age", unit="seconds", n="complaints_open",
    formula=r"\frac{\text{age of open complaints}}{\text{open complaints}}",
)  # fmt: skip
def complaints_backlog_age(
    open_complaint_age_seconds: Numbers, complaints_open: Numbers
) -> Numbers:
    """The mean age of the complaints open at the period's end, in seconds.

    >>> complaints(open_complaint_age_seconds=864_000, complaints_open=5, variant="backlog_age")
    172800.0
    """
    return ratio(open_complaint_age_seconds, complaints_open)

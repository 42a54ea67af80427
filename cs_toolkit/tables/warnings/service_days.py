"""Days of a service that are known in part."""

from .warning import Checked, DataWarning, Trap


def day_without_schedule(checked: Checked) -> list[DataWarning]:
    """A day with downtime and no scheduled time: it is in no availability."""
    if not checked.has("service_levels", "downtime_seconds"):
        return []
    return checked.found(
        "day_without_schedule", "service_levels", "scheduled_seconds",
        "select day, service, downtime_seconds from service_levels "
        "where downtime_seconds > 0 and scheduled_seconds is null",
        "the service was down and nobody says for how long it was scheduled: the day is left out of "
        "availability and downtime",
        '[tables.service_levels] columns = { scheduled_seconds = "86400" } for a service of day and night',
    )  # fmt: skip


TRAPS = (
    Trap("day_without_schedule", "downtime without a scheduled time", ("service_levels",),
         day_without_schedule),
)  # fmt: skip

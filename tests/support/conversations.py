"""A short way to write tickets by hand: what is not said is empty."""

import pandas as pd

import cs_toolkit as cs
from cs_toolkit.measures import files_by_measure, stand_ins
from cs_toolkit.metrics import METRICS

COLUMNS = (
    "ticket_id", "customer_id", "opened_at", "first_replied_at", "first_resolved_at",
    "last_resolved_at", "resolved_at", "reopened_at", "reopened_count", "contacts", "transfers", "ended_by_wait",
    "escalated_at", "is_complaint", "category", "fault",
)  # fmt: skip


def tickets(*rows: dict) -> pd.DataFrame:
    """Tickets with ids in the order given, unless they bring their own."""
    numbered = [{"ticket_id": f"t{number:03d}"} | row for number, row in enumerate(rows, start=1)]
    return pd.DataFrame(numbered, columns=list(COLUMNS))


def opened(*rows: dict, as_of="2026-11-01", zone="UTC", policies=None, **settings):
    """A company that has only these tickets."""
    return cs.open(
        {"tickets": tickets(*rows)}, as_of=as_of, time_zone=zone, policies=policies, **settings
    )


def measured(company, period="2026-09", by=()) -> dict:
    """The support measures of one period's total."""
    frame = company.measures(period, family="support", by=by)
    return frame[frame["dimension"] == "total"].iloc[0].to_dict()


def value(company, metric, variant="default", period="2026-09") -> float:
    """One number of the tidy table."""
    frame = company.metrics(period, family="support", by=())
    found = frame[(frame["metric"] == metric) & (frame["variant"] == variant)]
    return found["value"].item()


def quick_value(company, metric, variant="default", period="2026-09") -> float:
    """The same number from the measures that it needs alone, where a test asks for several."""
    found = METRICS[metric].variants[variant]
    columns = {}
    for measure in found.measures:
        measure_file = files_by_measure()[measure]
        for other in stand_ins(measure_file.name):
            if measure_file.missing(*company.known_tables):
                measure_file = other
        rows = company.detail(measure_file.name, period)
        columns[measure] = rows[measure].item() if len(rows) else 0.0
    return found.over(pd.DataFrame([columns])).item()

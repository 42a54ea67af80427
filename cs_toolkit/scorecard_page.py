"""Every metric on one page: value, change on last period and last year, thirteen periods, verdict."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from . import changes
from .errors import InputError, did_you_mean
from .metrics import ALIASES, METRICS
from .periods import Period
from .verdict import benchmark_note, target_note

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


def page(company, period: Period, periods: list[Period], families: list[str]) -> pd.DataFrame:
    """One row per metric of the families, in its default variant, for the total.

    Columns: family, metric, label, unit, better, value, previous, change, year_before,
    change_on_year, judgement, judgement_on_year (of the two changes: beyond noise, within noise, not
    testable), p_value, p_value_on_year, sparkline (list of ``periods`` values), n, low, high, target,
    target_per, verdict, status, note.
    """
    asked = list(dict.fromkeys([*periods, *changes.periods_needed(period), period]))
    table = company.metrics(asked, family=families, by=())
    judged = changes.changes(table, period, company.settings)
    judged = judged[judged["variant"] == "default"].set_index(["metric", "since"])
    table = table[table["variant"] == "default"]
    values = table.pivot_table(
        index="metric", columns="period", values="value", aggfunc="first", dropna=False
    ).reindex(columns=[one.name for one in asked])
    now = table[table["period"] == period.name].set_index("metric")
    rows = [
        _row(company, name, period, periods, values, now.loc[name], judged.loc[name])
        for name in METRICS
        if name in now.index
    ]
    return pd.DataFrame(rows)


def _row(
    company, name: str, period: Period, periods, values: pd.DataFrame, now: pd.Series,
    judged: pd.DataFrame,
) -> dict:  # fmt: skip
    metric = METRICS[name]
    series = values.loc[name] if name in values.index else pd.Series(np.nan, values.columns)
    previous, before = series[period.previous().name], series[period.year_before().name]
    target = company.settings.targets.get(name)
    notes = [
        now["note"],
        benchmark_note(metric.default, period.grain),
        target_note(target, period.grain),
    ]
    return {
        "family": metric.family, "metric": name, "label": metric.label, "unit": metric.unit,
        "better": metric.better, "value": now["value"], "previous": previous,
        "change": now["value"] - previous, "year_before": before,
        "change_on_year": now["value"] - before,
        "judgement": judged.loc[changes.LAST_PERIOD, "judgement"],
        "judgement_on_year": judged.loc[changes.LAST_YEAR, "judgement"],
        "p_value": judged.loc[changes.LAST_PERIOD, "p_value"],
        "p_value_on_year": judged.loc[changes.LAST_YEAR, "p_value"],
        "sparkline": [float(series[one.name]) for one in periods],
        "n": now["n"], "low": now["low"], "high": now["high"],
        "target": target and target.value, "target_per": target and target.per,
        "verdict": now["verdict"], "status": now["status"], "note": "; ".join(filter(None, notes)),
    }  # fmt: skip


def leading(card: pd.DataFrame, lead: str | Sequence[str] = "") -> pd.DataFrame:
    """The rows of a scorecard that lead the page, in their order.

    ``lead`` is a lead set by name (``LEAD_SETS``) or a list of metrics; empty, it is what the company
    file says under ``lead``, else what the company has of MRR, NRR, churn, NPS and CSAT. Raises
    InputError for a set that does not exist.
    """
    chosen = lead or card.attrs.get("lead", ())
    names = lead_metrics(card.loc[card["value"].notna(), "metric"], chosen)
    names = names or [one[0] for one in LEADS]  # their tiles say why there is no value
    rows = card[card["metric"].isin(names)]
    return rows.sort_values("metric", key=lambda metrics: metrics.map(names.index))


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

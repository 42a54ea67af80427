"""Every metric on one page: value, change on last period and last year, thirteen periods, verdict."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..calendar.periods import Period
from ..config.leads import LEADS, lead_metrics
from ..measures.company_data import CompanyData
from ..metrics import METRICS
from . import changes
from .verdict import benchmark_note, target_note


def page(
    company: CompanyData, period: Period, periods: list[Period], families: list[str]
) -> pd.DataFrame:
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
    company: CompanyData,
    name: str,
    period: Period,
    periods: Sequence[Period],
    values: pd.DataFrame,
    now: pd.Series,
    judged: pd.DataFrame,
) -> dict:
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

"""The customer health index: KPIs on a scale of 1 to 100, their mean per stage, the stages' sum."""

import numpy as np
import pandas as pd

from ...config.health.index import IndexSettings
from ...metrics.health.weighted_score import index_score, min_max
from .scores import ORDER

KEYS = ["period", "segment"]


def with_details(rows: pd.DataFrame, *, health_index_settings: IndexSettings) -> pd.DataFrame:
    """The KPIs that are recent enough, with ``kpi_score``, 1 to 100.

    A KPI lies between the ends that are declared for it or for all; else 0 and 1 if it has kept
    within them so far; else the lowest and highest value so far.
    """
    rows = rows[rows["age_days"].astype(float) <= health_index_settings.days]
    values = rows[["value", "lowest", "highest"]].astype(float)
    shares = values["lowest"].ge(0) & values["highest"].le(1)
    low, high = values["lowest"].mask(shares, 0.0), values["highest"].mask(shares, 1.0)
    usual, ends = health_index_settings.usual, health_index_settings.ends
    for name in rows["indicator"].unique():
        declared = ends.get(name, usual)
        if declared[0] is not None:
            of = rows["indicator"] == name
            low, high = low.mask(of, declared[0]), high.mask(of, declared[1])
    score = index_score(min_max(values["value"], low, high))
    return rows.drop(columns=["lowest", "highest"]).assign(kpi_score=np.asarray(score, dtype=float))


def stages(kpis: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The mean of a stage's known KPIs: one row per ``by`` and stage, with ``kpis``, their number."""
    grouped = kpis.groupby([*by, "stage"], dropna=False)["kpi_score"]
    return grouped.agg(stage_score="mean", kpis="count").reset_index().dropna(subset="stage_score")


def estimate(rows: pd.DataFrame, *, health_index_settings: IndexSettings) -> pd.DataFrame:
    """One row per period and segment: stage_score_sum and known_stages.

    The company's own KPIs make its index; where it has none, and in segments, a stage's score is
    the mean of the customers'.
    """
    rows = rows.sort_values([*ORDER, "indicator"])
    kpis = with_details(rows, health_index_settings=health_index_settings)
    by_customer = stages(kpis, [*KEYS, "customer_id"])
    own = by_customer["customer_id"].isna()
    has_own = own.groupby([by_customer[key] for key in KEYS]).transform("any")
    meant = by_customer[own | ~has_own]
    by_stage = meant.groupby([*KEYS, "stage"])["stage_score"].mean().reset_index()
    grouped = by_stage.groupby(KEYS)["stage_score"]
    return grouped.agg(stage_score_sum="sum", known_stages="count").reset_index()

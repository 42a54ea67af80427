"""The customer health index in its parts: the stages of the lifecycle and their KPIs."""

import pandas as pd

from ...errors import InputError
from ...measures.company_data import Asked, CompanyData
from ...measures.health.index import stages
from ...measures.shared_answers import answered_once
from ...metrics.health.weighted_score import health_class


@answered_once
def lifecycle(company: CompanyData, period: Asked) -> pd.DataFrame:
    """One row per stage of the company's own KPIs: stage_score (1 to 100), its class, its KPIs.

    ``weakest`` is the KPI that scores least. Empty where there are no KPIs, with the reason in
    ``attrs["not_available"]``.
    """
    kpis = _kpis(company, period)
    own = kpis[kpis["customer_id"].isna()]
    found = stages(own, ["period"])
    order = own.sort_values(["kpi_score", "indicator"]).drop_duplicates("stage")
    found["weakest"] = found["stage"].map(order.set_index("stage")["indicator"])
    found["stage_class"] = [_class(company, score) for score in found["stage_score"]]
    found = _in_order(found, company.settings.health.index.stages)
    found.attrs = dict(kpis.attrs)
    return found[["stage", "stage_score", "stage_class", "kpis", "weakest"]]


@answered_once
def lifecycle_of_customers(company: CompanyData, period: Asked) -> pd.DataFrame:
    """One row per customer with KPIs of its own: the index, its class, known stages, weakest stage."""
    kpis = _kpis(company, period)
    by_stage = stages(kpis.dropna(subset="customer_id"), ["customer_id"])
    grouped = by_stage.groupby("customer_id")["stage_score"]
    found = grouped.agg(index="mean", known_stages="count").reset_index()
    weakest = by_stage.sort_values(["stage_score", "stage"]).drop_duplicates("customer_id")
    found["weakest_stage"] = found["customer_id"].map(weakest.set_index("customer_id")["stage"])
    found["index_class"] = [_class(company, score) for score in found["index"]]
    found = found.sort_values(["index", "customer_id"], ignore_index=True)
    found.attrs = dict(kpis.attrs)
    return found[["customer_id", "index", "index_class", "known_stages", "weakest_stage"]]


def _kpis(company: CompanyData, period: Asked) -> pd.DataFrame:
    try:
        return company.rows("customer_health_index", period)
    except InputError as error:
        nothing = pd.DataFrame(
            columns=["period", "customer_id", "stage", "indicator", "kpi_score"]
        ).astype({"kpi_score": float})
        nothing.attrs["not_available"] = dict.fromkeys(
            ["stage_score", "stage_class", "kpis", "weakest", "index", "index_class",
             "known_stages", "weakest_stage", "stage", "customer_id"], str(error),
        )  # fmt: skip
        return nothing


def _class(company: CompanyData, score: float) -> str:
    health = company.settings.health
    return health_class(score, poor_up_to=health.poor_up_to, average_up_to=health.average_up_to)


def _in_order(found: pd.DataFrame, known: tuple[str, ...]) -> pd.DataFrame:
    place = {name: at for at, name in enumerate(known)}
    order = found["stage"].map(lambda name: (place.get(name, len(place)), name))
    return found.loc[order.sort_values().index].reset_index(drop=True)

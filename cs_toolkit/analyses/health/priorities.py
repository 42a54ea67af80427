"""Whom to help first, and where help is spent on those who hardly need it."""

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.measure_file import read_measure_file
from ...measures.shared_answers import answered_once
from .indicator_values import FOLDER, answers

DAYS = 365
STRONG, LAVISH = 0.75, 0.75  # of the customers: the best quarter of health, the most served quarter


def work_list(customers: pd.DataFrame, count: int = 10) -> pd.DataFrame:
    """The customers to help first: low health with much at stake, most at stake first.

    ``at_stake`` = (100 − score) ÷ 100 × monthly revenue: half the revenue of a customer who scores
    50. A ranking, not a forecast of loss; whether low scores leave is another question
    (``telling``). Customers of good health are not on it. ``customers`` is ``customer_list``;
    without revenue the lowest scores come first.

    >>> known = pd.DataFrame({"customer_id": ["a", "b", "c"], "score": [50.0, 70.0, 90.0],
    ...                       "health_class": ["poor", "average", "good"],
    ...                       "monthly_revenue": [100.0, 1000.0, 5000.0]})
    >>> work_list(known)[["customer_id", "at_stake"]].values.tolist()
    [['b', 300.0], ['a', 50.0]]
    """
    weak = customers[customers["health_class"] != "good"]
    at_stake = (100 - weak["score"]) / 100 * weak["monthly_revenue"]
    listed = weak.assign(at_stake=at_stake).sort_values(
        ["at_stake", "score", "customer_id"], ascending=[False, True, True], ignore_index=True
    )
    return listed.head(count)


@answered_once
def efforts(company: CompanyData, period: Period) -> pd.DataFrame:
    """One row per customer: contacts and spend over the year that ends with the period.

    Empty, with ``attrs["not_available"]``, where no table tells.
    """
    measure_file = read_measure_file(FOLDER / "efforts.sql")
    why = measure_file.missing(*company.known_tables)
    if why:
        nothing = pd.DataFrame(columns=["customer_id", "contacts", "spent"])
        nothing.attrs["not_available"] = dict.fromkeys(["contacts", "spent"], why)
        return nothing
    found = answers(company.runner, measure_file, [period], DAYS)
    return found.drop(columns="period").sort_values("customer_id", ignore_index=True)


def over_served(customers: pd.DataFrame, done: pd.DataFrame, count: int = 10) -> pd.DataFrame:
    """Strong accounts that get more attention than most: time that weaker ones may need.

    Those among the healthiest quarter whose contacts or spend per month of revenue lie in the
    highest quarter of all, most spent first. ``done`` is ``efforts``.
    """
    known = customers.merge(done, on="customer_id", how="left")
    known = known.fillna({"contacts": 0.0, "spent": 0.0}).astype(
        {"contacts": float, "spent": float}
    )
    known["spent_per_revenue"] = known["spent"] / known["monthly_revenue"].where(
        known["monthly_revenue"] > 0
    )
    strong = known["score"] >= known["score"].quantile(STRONG)
    lavish = pd.Series(False, known.index)
    for column in ("contacts", "spent_per_revenue"):
        lavish |= (known[column] > 0) & (known[column] >= known[column].quantile(LAVISH))
    columns = ["customer_id", "monthly_revenue", "score", "contacts", "spent", "spent_per_revenue"]
    listed = known.loc[strong & lavish, columns].sort_values(
        ["spent", "contacts", "customer_id"], ascending=[False, False, True], ignore_index=True
    )
    return listed.head(count)

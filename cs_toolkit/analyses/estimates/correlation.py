"""Which measures go together."""

import re
from collections.abc import Iterable

import pandas as pd

from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...metrics import METRICS
from ...models.relations import lagged_relation, relation, relations_table

SATISFACTION = ("recommendation", "satisfaction", "effort")
OUTCOMES = ("stayed", "mrr", "mrr_change", "referred_leads")
SIDE_BY_SIDE = (("effort", "recommendation"), ("resolution_seconds", "satisfaction"))
# over periods, where no customer has both
OVER_PERIODS = (
    ("average_resolution_time", "first_contact_resolution"),
    ("customer_referral_rate", "customer_acquisition_cost"),
)


@answered_once
def relations(company: CompanyData, periods: str, *, lag: int = 0) -> pd.DataFrame:
    """Which measures go together: satisfaction with retention, revenue, churn and referral.

    One row per pair. Customers are the witnesses, ``lag`` periods apart; the last pairs, which no
    customer has, are compared over the periods (``over`` says which). ``relation`` names the pair.
    """
    asked = company.periods(periods)
    table = company.detail("value/customer_periods", asked)
    order = {period.name: at for at, period in enumerate(asked)}
    table = table.assign(period=table["period"].map(order))
    pairs = [(one, other) for one in SATISFACTION for other in OUTCOMES]
    found = [lagged_relation(table, *pair, lag=lag) for pair in (*pairs, *SIDE_BY_SIDE)]
    over = ["customers"] * len(found)
    values = _over_periods(company, asked)
    for pair in OVER_PERIODS:
        if all(name in values for name in pair):
            found.append(relation(values[pair[0]], values[pair[1]], names=pair))
            over.append("periods")
    table = relations_table(found)
    first, second = (table[side].map(_in_words) for side in ("first", "second"))
    return table.assign(over=over, relation=first + " and " + second)


def _in_words(name: str) -> str:
    words = "resolution time" if name == "resolution_seconds" else name.replace("_", " ")
    return re.sub(r"\bmrr\b", "MRR", words)


def _over_periods(company: CompanyData, periods: Iterable) -> pd.DataFrame:
    names = {name for pair in OVER_PERIODS for name in pair}
    families = {METRICS[name].family for name in names}
    table = company.metrics(list(periods), family=families, by=())
    table = table[table["metric"].isin(names) & (table["variant"] == "default")]
    return table.pivot_table(index="period", columns="metric", values="value", dropna=False)

"""Who will buy again: the sum over customers of the probability, by BG/NBD."""

import numpy as np
import pandas as pd

NUMBERS = ["frequency", "recency_days", "age_days"]
DAYS_IN_MONTH = 365 / 12
COLUMNS = ["period", "segment", "repeat_probability_sum", "customers_with_prediction"]


def estimate(rows: pd.DataFrame, *, prediction_months: float) -> pd.DataFrame:
    """One row per period and segment: repeat_probability_sum and customers_with_prediction.

    ``rows`` counts customers by how often and how recently they bought. Both are missing where too
    few have bought again to learn from.
    """
    from ...models.bg_nbd import fit_buying_pace

    found = []
    for keys, part in rows.groupby(["period", "segment"], sort=False):
        part = part.sort_values(NUMBERS).astype(dict.fromkeys(NUMBERS, float))
        customers = part["customers"].to_numpy(dtype=int)
        frequency, recency, age = (part[name].to_numpy() for name in NUMBERS)
        seen = (frequency, recency, age)
        pace = fit_buying_pace(*(np.repeat(one, customers) for one in seen))
        ahead = round(prediction_months * DAYS_IN_MONTH)
        repeat = float(pace.repeat_probability(*seen, ahead=ahead) @ customers)
        found.append((*keys, repeat, float("nan") if pace.note else float(customers.sum())))
    return pd.DataFrame(found, columns=COLUMNS)

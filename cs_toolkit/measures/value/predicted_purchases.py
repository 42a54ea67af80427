"""What customers will yet spend, from what they have bought: BG/NBD with gamma–gamma."""

import pandas as pd

NUMBERS = ["frequency", "recency_days", "age_days", "mean_repeat_amount"]
DAYS_IN_MONTH = 365 / 12


def estimate(
    rows: pd.DataFrame, *, prediction_months: float, annual_discount_rate: float
) -> pd.DataFrame:
    """One row per period and segment: the mean value to come of those who have ever bought.

    ``rows`` has one row per period and customer. Missing where too few have bought again to learn
    from.
    """
    from ...models.lifetime_value import predicted_lifetime_value

    found = []
    for keys, part in rows.groupby(["period", "segment"], sort=False):
        history = part.sort_values("customer_id").astype(dict.fromkeys(NUMBERS, float))
        value = predicted_lifetime_value(
            history, horizon_days=round(prediction_months * DAYS_IN_MONTH),
            annual_discount_rate=annual_discount_rate, gross_margin=1.0,
        )  # fmt: skip
        found.append((*keys, value.mean))
    return pd.DataFrame(found, columns=["period", "segment", "predicted_customer_value"])

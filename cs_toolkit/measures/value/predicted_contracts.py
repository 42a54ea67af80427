"""What customers will yet pay under their contracts: shifted-beta-geometric, month by month."""

import numpy as np
import pandas as pd


def estimate(
    rows: pd.DataFrame, *, prediction_months: float, annual_discount_rate: float
) -> pd.DataFrame:
    """One row per period and segment: the mean of the fees to come of those who pay at the close.

    Σ over months of fee × chance to be there still ÷ (1 + rate) ^ years. ``rows`` counts customers
    by months_paid and has_left, with the fees of those who stay.
    """
    from ...models.sbg import fit_contract_renewal

    ahead = np.arange(1, round(prediction_months) + 1)
    discount = (1 + annual_discount_rate) ** (-(ahead - 1) / 12)
    found = []
    for keys, part in rows.groupby(["period", "segment"], sort=False):
        part = part.astype(
            {"months_paid": float, "customers": int, "has_left": bool, "fees": float}
        )
        # a month that was begun was paid for: who left was there for one renewal at least
        came_to = np.where(part["has_left"], part["months_paid"].clip(lower=1), part["months_paid"])
        fit = fit_contract_renewal(
            np.repeat(came_to, part["customers"]), np.repeat(part["has_left"], part["customers"])
        )
        staying = part[~part["has_left"]].sort_values("months_paid")
        ages = staying["months_paid"].to_numpy()
        chance = fit.staying(ages[:, None] + ahead) / fit.staying(ages)[:, None]
        value = float(staying["fees"].to_numpy() @ (chance @ discount))
        customers = staying["customers"].sum()
        found.append((*keys, value / customers if customers else float("nan")))
    return pd.DataFrame(found, columns=["period", "segment", "predicted_customer_value"])

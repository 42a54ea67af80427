"""The lifespan in months, from how long customers have paid and who of them has left."""

import numpy as np
import pandas as pd

DAYS_IN_MONTH = 365 / 12


COLUMNS = [
    "period", "segment", "lifespan_months", "lifespan_months_low", "lifespan_months_high",
    "followed_customers",
]  # fmt: skip


def estimate(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: lifespan_months, the area under the survival curve.

    The curve reaches as far as the longest stay; where some are still here then, the lifespan is a
    lower bound. It has no interval where nobody has left yet. ``rows`` counts customers by
    days_paid and has_left.
    """
    from ...models.survival import kaplan_meier  # statsmodels, only where it is needed

    found = []
    for keys, part in rows.groupby(["period", "segment"], sort=False):
        customers = part["customers"].astype(int)
        days = np.repeat(part["days_paid"].to_numpy(dtype=float), customers)
        left = np.repeat(part["has_left"].to_numpy(dtype=int), customers)
        months, *ends = kaplan_meier(days / DAYS_IN_MONTH, left).lifespan()
        found.append((*keys, months, *(ends if left.any() else (np.nan,) * 2), float(len(days))))
    return pd.DataFrame(found, columns=COLUMNS)

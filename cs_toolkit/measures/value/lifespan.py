"""The lifespan in months, from how long customers have paid and who of them has left."""

import numpy as np
import pandas as pd

DAYS_IN_MONTH = 365 / 12

COLUMNS = [
    "period", "segment", "lifespan_months", "lifespan_months_low", "lifespan_months_high",
    "observed_lifespan_months", "observed_lifespan_months_low", "observed_lifespan_months_high",
    "followed_customers",
]  # fmt: skip


def estimate(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: the expected lifespan, and what is observed of it.

    ``lifespan_months`` has a tail beyond the survival curve and is missing where nobody has left
    lately; ``observed_lifespan_months`` is the area under the curve so far, a lower bound, without
    interval where nobody has left yet. ``rows`` counts customers by what is known of their stay.
    """
    from ...models.expected_lifespan import lifespan_of_stays
    from ...models.survival import kaplan_meier  # statsmodels, only where it is needed

    found = []
    for keys, part in rows.groupby(["period", "segment"], sort=False):
        stays = one_by_one(part)
        days, left = stays["days_paid"].to_numpy(float), stays["has_left"].to_numpy(int)
        months, *ends = kaplan_meier(days / DAYS_IN_MONTH, left).lifespan()
        expected = lifespan_of_stays(stays)
        found.append(
            (*keys, expected.lifespan, expected.low, expected.high,
             months, *(ends if left.any() else (np.nan,) * 2), float(len(days)))
        )  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


def one_by_one(counted: pd.DataFrame) -> pd.DataFrame:
    """One row per customer, from the numbers of customers whose stays are alike."""
    many = counted["customers"].astype(int)
    return counted.loc[counted.index.repeat(many)].drop(columns="customers")

"""What a group of customers is worth beside what winning one of them costs."""

import pandas as pd

from ..metrics import METRICS
from ..picking import pick
from .additive import added_up, with_reasons

COLUMNS = (
    "segment", "new_customers", "customer_acquisition_cost", "customer_lifetime_value",
    "ltv_cac_ratio", "cac_payback_months", "customer_roi",
)  # fmt: skip
UNITS = {
    "new_customers": "count",
    **{name: METRICS[name].unit for name in COLUMNS[2:]},
}


def worth_by_group(
    numbers: pd.DataFrame, measures: pd.DataFrame, by: str, *, gross_margin: float = 1.0
) -> pd.DataFrame:
    """One row per segment: customers won, their cost, what one is worth, and whether it pays.

    The cost is that of all periods of ``measures``, as a month wins few customers in a segment; the
    worth is that of ``numbers``, the metrics of the last period. Money that no segment is told for
    wins customers in all of them, so each segment's cost is the least that it can be.
    """
    parts = measures[measures["dimension"] == by]
    rows = added_up(parts, ["acquisition_spend", "new_customers"], ["segment"])
    for name in ("customer_lifetime_value", "monthly_revenue_per_customer"):
        known = pick(numbers, name, by=by)
        rows[name] = rows["segment"].map(
            known[known["dimension"] == by].set_index("segment")["value"]
        )
    cost = METRICS["customer_acquisition_cost"](rows["acquisition_spend"], rows["new_customers"])
    value = rows["customer_lifetime_value"]
    rows = rows.assign(
        customer_acquisition_cost=cost,
        ltv_cac_ratio=METRICS["ltv_cac_ratio"](value, cost),
        cac_payback_months=METRICS["cac_payback_months"](
            cost, rows["monthly_revenue_per_customer"], gross_margin=gross_margin
        ),
        customer_roi=METRICS["customer_roi"](value, cost),
    )
    return with_reasons(rows[list(COLUMNS)], measures, "acquisition_spend", "new_customers")

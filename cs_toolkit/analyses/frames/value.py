"""What a group of customers is worth beside what winning one of them costs."""

import pandas as pd

from ...measures.rendering import NONE
from ...measures.unassigned import SMALLEST, weight_of
from ...metrics import METRICS
from ...metrics.ratio import ratio
from ...scorecard.select import pick
from .additive import added_up, with_costs, with_reasons

COLUMNS = (
    "segment", "new_customers", "customer_acquisition_cost", "customer_lifetime_value",
    "ltv_cac_ratio", "cac_payback_months", "customer_roi", "note",
)  # fmt: skip
UNITS = {
    "new_customers": "count",
    **{name: METRICS[name].unit for name in COLUMNS[2:-1]},
}


def worth_by_group(
    numbers: pd.DataFrame, measures: pd.DataFrame, by: str, *, gross_margin: float = 1.0,
    unassigned: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """One row per segment: customers won, their cost, what one is worth, and whether it pays.

    The cost is that of all periods of ``measures``, as a month wins few customers in a segment; the
    worth is that of ``numbers``, the metrics of the last period. Spend that names no segment is
    treated as ``unassigned`` says, a choice of the policy ``unassigned_spend``; empty: as the company
    has it. ``note`` says how much of it there is.
    """
    parts = measures[measures["dimension"].isin(["total", by])]
    stands_on = ["acquisition_spend", "new_customers", *weight_of(unassigned or "")]
    costs = with_costs(parts, list(dict.fromkeys(stands_on)), unassigned)
    shown = zip(costs.reasons(stands_on), costs.remarks(stands_on), strict=True)
    rows = costs.own.assign(note=[str(why) or remark for why, remark in shown])
    rows = rows[rows["dimension"] == by].reset_index(drop=True)
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


def spend_by_segment(
    measures: pd.DataFrame, by: str, cost: str = "acquisition_spend"
) -> pd.DataFrame:
    """One row per segment, and one of the spend that names none: what was spent, and its share.

    Over all periods of ``measures``. The rows add up to the total.

    >>> frame = pd.DataFrame({"dimension": ["total", "channel", "channel"],
    ...     "segment": ["", "web", "(none)"], "acquisition_spend": [200.0, 150.0, 50.0]})
    >>> spend_by_segment(frame, "channel").values.tolist()
    [['web', 150.0, 0.75], ['names no channel', 50.0, 0.25]]
    """
    sums = added_up(measures, [cost], ["dimension", "segment"])
    whole = sums.loc[sums["dimension"] == "total", cost].sum()
    named = sums[(sums["dimension"] == by) & sums["segment"].ne(NONE) & sums[cost].fillna(0).ne(0)]
    rest = whole - named[cost].sum()
    rows = named.sort_values(cost, ascending=False)[["segment", cost]]
    if abs(rest) > SMALLEST:
        nobody = pd.DataFrame({"segment": [f"names no {by}"], cost: [rest]})
        rows = pd.concat([rows, nobody], ignore_index=True)
    rows = rows.assign(share=ratio(rows[cost], whole)).reset_index(drop=True)
    return with_reasons(rows, measures, cost)

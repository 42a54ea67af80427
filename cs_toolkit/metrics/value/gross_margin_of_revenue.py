"""Gross margin: what is left of revenue after the cost of delivering it."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..status import NEEDS_COLUMN, Reason

_NO_COST = Reason("spend has no category cost_of_revenue in the period", NEEDS_COLUMN)


@metric(
    "Gross margin", aliases=("gross_margin_rate",),
    unit="percent", better="higher", signed=("earned_revenue", "cost_of_revenue"),
    no_basis=_NO_COST,
    formula=r"\frac{\text{revenue} - \text{cost of revenue}}{\text{revenue}}",
    hides="What counts as cost of revenue differs between companies: look at the categories first.",
    source="field",
)  # fmt: skip
def gross_margin(earned_revenue: Numbers, cost_of_revenue: Numbers) -> Numbers:
    """The share of the period's revenue that is left after the cost of delivering it.

    Gross margin = (revenue − cost of revenue) ÷ revenue. Revenue is fees as they accrue and what is
    charged beside them; cost of revenue is spend of the categories cost_of_revenue (hosting,
    payment fees …), support and professional_services. Where it is known it is the margin of every
    lifetime value, unless the company file states one.

    >>> gross_margin(earned_revenue=1_000, cost_of_revenue=250)
    0.75
    """
    return ratio(earned_revenue - cost_of_revenue, earned_revenue)


@gross_margin.variant(
    "absolute", unit="money", signed=("earned_revenue", "cost_of_revenue"), no_basis=_NO_COST,
    formula=r"\text{revenue} - \text{cost of revenue}",
)  # fmt: skip
def gross_profit(earned_revenue: Numbers, cost_of_revenue: Numbers) -> Numbers:
    """Gross profit: the period's revenue less the cost of delivering it, as an amount.

    >>> gross_margin(earned_revenue=1_000, cost_of_revenue=250, variant="absolute")
    750.0
    """
    return earned_revenue - cost_of_revenue

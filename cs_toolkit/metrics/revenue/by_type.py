"""Revenue by type: the total, and the share of each type in it."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..spread import of_rows


def _share(kind: str) -> dict:
    """What every share tells the registry; returns of goods can make revenue negative."""
    return {
        "unit": "percent", "better": None, "signed": (f"{kind}_revenue", "billed_revenue"),
        "formula": rf"\frac{{\text{{{kind.replace('_', ' ')} revenue}}}}{{\text{{total revenue}}}}",
    }  # fmt: skip


@metric(
    "Revenue by type", aliases=("total_revenue_by_type",),
    unit="money", better="higher", signed=("billed_revenue",),
    formula=r"\sum_{\text{types}} \text{revenue}",
    hides="What was billed is neither what was earned in the period nor what was paid.",
    source="S10.5", spread=of_rows("billed_revenue_square_sum"),
)  # fmt: skip
def revenue_by_type(billed_revenue: Numbers) -> Numbers:
    """Everything billed in the period, returns taken off; each type's share is a variant.

    Total = new sales + repeat sales + subscriptions + use + add-ons + service fees + late fees +
    interest + other channels.

    >>> revenue_by_type(billed_revenue=1_000)
    1000.0
    >>> revenue_by_type(new_sale_revenue=300, billed_revenue=1_000, variant="new_sale_share")
    0.3
    """
    return billed_revenue


@revenue_by_type.variant("new_sale_share", **_share("new_sale"))
def new_sale_share(new_sale_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of first sales to new customers."""
    return ratio(new_sale_revenue, billed_revenue)


@revenue_by_type.variant("repeat_sale_share", **_share("repeat_sale"))
def repeat_sale_share(repeat_sale_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of sales to customers who had bought before."""
    return ratio(repeat_sale_revenue, billed_revenue)


@revenue_by_type.variant("subscription_share", **_share("subscription"))
def subscription_share(subscription_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of subscription charges."""
    return ratio(subscription_revenue, billed_revenue)


@revenue_by_type.variant(
    "usage_share", unit="percent", better=None, signed=("usage_charges", "billed_revenue"),
    formula=r"\frac{\text{usage revenue}}{\text{total revenue}}",
)  # fmt: skip
def usage_share(usage_charges: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of charges by use."""
    return ratio(usage_charges, billed_revenue)


@revenue_by_type.variant("add_on_share", **_share("add_on"))
def add_on_share(add_on_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of supplementary services sold on top."""
    return ratio(add_on_revenue, billed_revenue)


@revenue_by_type.variant("service_fee_share", **_share("service_fee"))
def service_fee_share(service_fee_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of service fees."""
    return ratio(service_fee_revenue, billed_revenue)


@revenue_by_type.variant("late_fee_share", **_share("late_fee"))
def late_fee_share(late_fee_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of fees for late payment."""
    return ratio(late_fee_revenue, billed_revenue)


@revenue_by_type.variant("interest_share", **_share("interest"))
def interest_share(interest_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of interest on accounts receivable."""
    return ratio(interest_revenue, billed_revenue)


@revenue_by_type.variant("other_share", **_share("other"))
def other_share(other_revenue: Numbers, billed_revenue: Numbers) -> Numbers:
    """The share of everything else, such as further sales channels."""
    return ratio(other_revenue, billed_revenue)

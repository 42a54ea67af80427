"""Lifespan: for how many months a customer stays."""

from ..metric import metric
from ..ratio import ratio
from .uncertainty import lifespan_interval


@metric(
    "Customer lifespan", aliases=("customer_lifespan",), unit="months", better="higher",
    n="followed_customers", interval=lifespan_interval,
    formula=r"\int_0^{\infty} \hat{S}(t)\,dt",
    hides="Nobody has yet seen the end of it: what lies beyond the oldest customer is assumed.",
    source="field",
)  # fmt: skip
def lifespan(lifespan_months):
    """The expected months with us, from survival: those still here are censored, not gone.

    Lifespan = area under the survival curve; the estimate comes from the lifespan model.

    >>> lifespan(lifespan_months=30)
    30.0
    """
    return lifespan_months


@lifespan.variant(
    "one_over_churn", n="starting_customers", whole=("months_in_period",),
    formula=r"\frac{\text{months}}{\text{customer churn rate}}",
)  # fmt: skip
def lifespan_one_over_churn(starting_customers, churned_customers, months_in_period):
    """Months ÷ churn of one period: biased, as it takes that churn to last for ever.

    No basis in a period without churn; it never means "for ever".

    >>> lifespan(starting_customers=100, churned_customers=4, months_in_period=1,
    ...          variant="one_over_churn")
    25.0
    """
    return ratio(starting_customers * months_in_period, churned_customers)


@lifespan.variant(
    "mean_of_leavers", n="leavers",
    formula=r"\frac{\text{months of those who left}}{\text{customers who left}}",
)  # fmt: skip
def lifespan_mean_of_leavers(leaver_months, leavers):
    """The mean months of those who have left: biased low, as the loyal are not among them.

    >>> lifespan(leaver_months=360, leavers=40, variant="mean_of_leavers")
    9.0
    """
    return ratio(leaver_months, leavers)

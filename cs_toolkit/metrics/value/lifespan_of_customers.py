"""Lifespan: for how many months a customer stays."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from .uncertainty import lifespan_interval, no_tail, observed_lifespan_interval


@metric(
    "Customer lifespan", aliases=("customer_lifespan",), unit="months", better="higher",
    n="followed_customers", interval=lifespan_interval, lacks=no_tail,
    formula=r"\int_0^{h} \hat{S}(t)\,dt + \frac{\hat{S}(h)}{\text{monthly loss of the last 12 months}}",
    hides="Beyond the oldest customers it is assumed that those who stay leave as the last year's did.",
    source="field",
)  # fmt: skip
def lifespan(lifespan_months: Numbers) -> Numbers:
    """The expected months with us: the survival curve as observed, then the last year's loss.

    Lifespan = area under the Kaplan–Meier curve up to its horizon h + the share still here then ÷
    the share lost a month in the last twelve months. It does not grow with the company's age alone.
    Not available where nobody has left in those months; the estimate comes from the lifespan model.

    >>> lifespan(lifespan_months=30)
    30.0
    """
    return lifespan_months


@lifespan.variant(
    "observed", n="followed_customers", interval=observed_lifespan_interval, better=None,
    caveat="a lower bound: what lies beyond the oldest customer is not in it",
    formula=r"\int_0^{h} \hat{S}(t)\,dt",
)  # fmt: skip
def lifespan_observed(observed_lifespan_months: Numbers) -> Numbers:
    """The months seen so far (restricted mean): it grows as the company ages, whatever happens.

    >>> lifespan(observed_lifespan_months=11.4, variant="observed")
    11.4
    """
    return observed_lifespan_months


@lifespan.variant(
    "one_over_churn", n="starting_customers", whole=("months_in_period",),
    formula=r"\frac{\text{months}}{\text{customer churn rate}}",
)  # fmt: skip
def lifespan_one_over_churn(
    starting_customers: Numbers, churned_customers: Numbers, months_in_period: Numbers
) -> Numbers:
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
def lifespan_mean_of_leavers(leaver_months: Numbers, leavers: Numbers) -> Numbers:
    """The mean months of those who have left: biased low, as the loyal are not among them.

    >>> lifespan(leaver_months=360, leavers=40, variant="mean_of_leavers")
    9.0
    """
    return ratio(leaver_months, leavers)

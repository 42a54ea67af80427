"""Customer churn: who left."""

from ...errors import InputError
from ..benchmark import Benchmark
from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio

CHURN_BASES = ("starting", "starting_and_new")


def churn_base_of(
    starting_customers: Numbers, new_customers: Numbers, *, churn_base: str = "starting"
) -> Numbers:
    """The customers by whom customer churn is divided.

    >>> churn_base_of(100, 25, churn_base="starting_and_new")
    125
    """
    if churn_base not in CHURN_BASES:
        raise InputError(f'churn_base = "{churn_base}" is not one of {", ".join(CHURN_BASES)}')
    return starting_customers + (new_customers if churn_base == "starting_and_new" else 0)


@metric(
    "Customer churn rate", aliases=("ccr", "logo_churn", "logo_churn_rate", "churn_rate"),
    unit="percent", better="lower", range=(0, 1), n=churn_base_of, interval=wilson_interval,
    formula=r"\frac{\text{customers at start who left by the end}}{\text{customers at start}}",
    hides="A lost giant counts as much as a lost trial-sized account: read it beside MRR churn.",
    source="S17.3, S16.1, S10.2",
    benchmarks=(
        Benchmark("above 5% to 7% it hurts; the period is not stated", "S17", variant="net"),
    ),
)  # fmt: skip
def customer_churn_rate(
    starting_customers: Numbers,
    churned_customers: Numbers,
    new_customers: Numbers = 0,
    *,
    churn_base: str = "starting",
) -> Numbers:
    """The share of the customers at the start who had left by the end.

    Churn = churned ÷ customers at start. Who joined and left inside the period is in neither.
    Never multiply a month's churn by 12: a year's is 1 − (1 − m)¹². With
    ``churn_base="starting_and_new"`` those who joined in the period are below the line, too, as
    some vendors have it.

    >>> customer_churn_rate(starting_customers=100, churned_customers=10)
    0.1
    >>> customer_churn_rate(100, 10, new_customers=25, churn_base="starting_and_new")
    0.08
    """
    return ratio(
        churned_customers, churn_base_of(starting_customers, new_customers, churn_base=churn_base)
    )


@customer_churn_rate.variant(
    "net", n="starting_customers", source="S17.3",
    formula=r"\frac{\text{customers at start} - \text{customers at end}}{\text{customers at start}}",
)  # fmt: skip
def customer_churn_rate_net(starting_customers: Numbers, ending_customers: Numbers) -> Numbers:
    """S17's formula: the fall in the number of customers; hides each loss behind a new customer.

    >>> customer_churn_rate(starting_customers=100, ending_customers=100, variant="net")
    0.0
    """
    return ratio(starting_customers - ending_customers, starting_customers)


@customer_churn_rate.variant(
    "all_customers", n="served_customers", range=(0, 1), interval=wilson_interval, source="S16.1",
    formula=r"\frac{\text{customers lost}}{\text{all customers served in the period}}",
)  # fmt: skip
def customer_churn_rate_all_customers(
    served_customers: Numbers, churned_customers: Numbers
) -> Numbers:
    """S16's denominator, all customers of the period: lower the more new ones joined.

    >>> customer_churn_rate(served_customers=125, churned_customers=10, variant="all_customers")
    0.08
    """
    return ratio(churned_customers, served_customers)


@customer_churn_rate.variant(
    "average", n="starting_customers",
    formula=r"\frac{\text{customers lost}}{(\text{customers at start} + \text{customers at end}) \div 2}",
)  # fmt: skip
def customer_churn_rate_average(
    starting_customers: Numbers, ending_customers: Numbers, churned_customers: Numbers
) -> Numbers:
    """Customers lost ÷ the average number of customers: steadier in fast growth, but no share.

    >>> customer_churn_rate(starting_customers=80, ending_customers=120, churned_customers=10,
    ...                     variant="average")
    0.1
    """
    return ratio(churned_customers, (starting_customers + ending_customers) / 2)


@customer_churn_rate.variant(
    "by_cancellation", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost by cancelled subscription}}{\text{customers at start}}",
    source="S16.1",
)  # fmt: skip
def customer_churn_rate_by_cancellation(
    starting_customers: Numbers, churned_by_cancellation: Numbers
) -> Numbers:
    """The part of churn in which a subscription was cancelled.

    >>> customer_churn_rate(100, churned_by_cancellation=6, variant="by_cancellation")
    0.06
    """
    return ratio(churned_by_cancellation, starting_customers)


@customer_churn_rate.variant(
    "by_closure", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost by closed account}}{\text{customers at start}}", source="S16.1",
)  # fmt: skip
def customer_churn_rate_by_closure(
    starting_customers: Numbers, churned_by_closure: Numbers
) -> Numbers:
    """The part of churn in which the account was closed.

    >>> customer_churn_rate(100, churned_by_closure=3, variant="by_closure")
    0.03
    """
    return ratio(churned_by_closure, starting_customers)


@customer_churn_rate.variant(
    "by_lost_contract", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost by contract not renewed}}{\text{customers at start}}",
    source="S16.1",
)  # fmt: skip
def customer_churn_rate_by_lost_contract(
    starting_customers: Numbers, churned_by_lost_contract: Numbers
) -> Numbers:
    """The part of churn in which a contract ran out and was lost.

    >>> customer_churn_rate(100, churned_by_lost_contract=1, variant="by_lost_contract")
    0.01
    """
    return ratio(churned_by_lost_contract, starting_customers)


@customer_churn_rate.variant(
    "by_pause", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost by a pause}}{\text{customers at start}}",
)  # fmt: skip
def customer_churn_rate_by_pause(starting_customers: Numbers, churned_by_pause: Numbers) -> Numbers:
    """The part of churn in which nothing ended, but the service was paused at the close.

    >>> customer_churn_rate(100, churned_by_pause=2, variant="by_pause")
    0.02
    """
    return ratio(churned_by_pause, starting_customers)


@customer_churn_rate.variant(
    "by_failed_payment", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost by a failed payment}}{\text{customers at start}}",
)  # fmt: skip
def customer_churn_rate_by_failed_payment(
    starting_customers: Numbers, churned_by_failed_payment: Numbers
) -> Numbers:
    """The part of churn whose stated form is a payment that failed.

    >>> customer_churn_rate(100, churned_by_failed_payment=2, variant="by_failed_payment")
    0.02
    """
    return ratio(churned_by_failed_payment, starting_customers)


@customer_churn_rate.variant(
    "without_form", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost in no stated form}}{\text{customers at start}}",
)  # fmt: skip
def customer_churn_rate_without_form(
    starting_customers: Numbers, churned_without_form: Numbers
) -> Numbers:
    """The part of churn whose form is not stated: with the other forms it adds up to the churn.

    >>> customer_churn_rate(100, churned_without_form=2, variant="without_form")
    0.02
    """
    return ratio(churned_without_form, starting_customers)


@customer_churn_rate.variant(
    "involuntary", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost by a failed payment}}{\text{customers at start}}",
)  # fmt: skip
def customer_churn_rate_involuntary(
    starting_customers: Numbers, involuntarily_churned: Numbers
) -> Numbers:
    """Customers lost because a payment failed, by the stated form or the reason.

    >>> customer_churn_rate(100, involuntarily_churned=2, variant="involuntary")
    0.02
    """
    return ratio(involuntarily_churned, starting_customers)


@customer_churn_rate.variant(
    "voluntary", n="starting_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{lost for any other reason}}{\text{customers at start}}",
)  # fmt: skip
def customer_churn_rate_voluntary(
    starting_customers: Numbers, voluntarily_churned: Numbers
) -> Numbers:
    """All other customers lost: voluntary and involuntary churn add up to the churn.

    >>> customer_churn_rate(100, voluntarily_churned=2, variant="voluntary")
    0.02
    """
    return ratio(voluntarily_churned, starting_customers)


@customer_churn_rate.variant(
    "trailing_12_months", n="annual_cohort_customers", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{customers of 12 months ago who are not there now}}{\text{customers of 12 months ago}}",
)  # fmt: skip
def customer_churn_rate_trailing_12_months(
    annual_cohort_customers: Numbers, annual_cohort_retained: Numbers
) -> Numbers:
    """The customers of twelve months ago who are none now: never twelve times a month's churn.

    >>> customer_churn_rate(annual_cohort_customers=200, annual_cohort_retained=150,
    ...                     variant="trailing_12_months")
    0.25
    """
    return ratio(annual_cohort_customers - annual_cohort_retained, annual_cohort_customers)


@customer_churn_rate.variant(
    "rolling_30_days", n="customers_30_days_ago", range=(0, 1), interval=wilson_interval,
    formula=r"\frac{\text{customers of 30 days ago who have left}}{\text{customers of 30 days ago}}",
)  # fmt: skip
def customer_churn_rate_rolling_30_days(
    customers_30_days_ago: Numbers, churned_in_30_days: Numbers
) -> Numbers:
    """The churn of the 30 days up to the close, as Stripe and Baremetrics show it on any day.

    >>> customer_churn_rate(customers_30_days_ago=200, churned_in_30_days=5,
    ...                     variant="rolling_30_days")
    0.025
    """
    return ratio(churned_in_30_days, customers_30_days_ago)

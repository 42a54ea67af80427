"""Customer retention and win-back: who stayed, and who came back."""

from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Customer retention rate", aliases=("crr", "logo_retention_rate", "retention_rate"),
    unit="percent", better="higher", range=(0, 1), n="starting_customers",
    interval=wilson_interval,
    formula=r"\frac{\text{customers at start who are there at the end}}{\text{customers at start}}",
    hides="A customer held by a long contract counts like one who stays by choice.",
    source="S17.4, S8.7, S10.7",
)  # fmt: skip
def customer_retention_rate(starting_customers: Numbers, retained_customers: Numbers) -> Numbers:
    """The share of the customers at the start who are still there at the end; 1 − churn.

    Retention = retained ÷ starting = (ending − new − reactivated) ÷ starting customers.

    >>> customer_retention_rate(starting_customers=100, retained_customers=90)
    0.9
    """
    return ratio(retained_customers, starting_customers)


@customer_retention_rate.variant(
    "reactivated_as_retained", n="starting_customers", source="S17.4, S8.7",
    formula=r"\frac{\text{customers at end} - \text{new customers}}{\text{customers at start}}",
)  # fmt: skip
def customer_retention_rate_reactivated_as_retained(
    starting_customers: Numbers, ending_customers: Numbers, new_customers: Numbers
) -> Numbers:
    """The letter of S17 and S8, (end − new) ÷ start: who came back counts as kept; can exceed 100%.

    >>> customer_retention_rate(starting_customers=100, ending_customers=115, new_customers=20,
    ...                         variant="reactivated_as_retained")
    0.95
    """
    return ratio(ending_customers - new_customers, starting_customers)


@metric(
    "Annual retention rate", aliases=("yearly_retention_rate",),
    unit="percent", better="higher", range=(0, 1), n="annual_cohort_customers",
    interval=wilson_interval,
    formula=r"\frac{\text{customers of 12 months ago who are there now}}{\text{customers of 12 months ago}}",
    hides="Who joined within the twelve months is not in it, and they leave soonest.",
    source="S12.7",
)  # fmt: skip
def annual_retention_rate(
    annual_cohort_customers: Numbers, annual_cohort_retained: Numbers
) -> Numbers:
    """The share of the customers of twelve months ago who are customers now.

    Annual retention = still there ÷ customers of twelve months ago; never twelve times a month's
    churn taken off.

    >>> annual_retention_rate(annual_cohort_customers=200, annual_cohort_retained=150)
    0.75
    """
    return ratio(annual_cohort_retained, annual_cohort_customers)


@metric(
    "Win-back rate", aliases=("reactivation_rate",),
    unit="percent", better="higher", range=(0, 1), n="lapsed_customers",
    interval=wilson_interval,
    formula=r"\frac{\text{customers reactivated}}{\text{customers lost or inactive at start}}",
    hides="The older a company, the more lost customers it has who will never return.",
    source="S10.2",
)  # fmt: skip
def win_back_rate(lapsed_customers: Numbers, reactivated_customers: Numbers) -> Numbers:
    """The share of the customers lost or inactive at the start who came back in the period.

    Win-back rate = reactivated ÷ lost or inactive at the period's start.

    >>> win_back_rate(lapsed_customers=40, reactivated_customers=2)
    0.05
    """
    return ratio(reactivated_customers, lapsed_customers)

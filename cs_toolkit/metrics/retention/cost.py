"""What it costs to keep a customer, alone and beside what it costs to win one."""

import numpy as np

from ..benchmark import Benchmark
from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Bounds, Numbers
from ..ratio import ratio
from ..value.uncertainty import cost_interval


def _interval_by_kept(
    value: Numbers, retained_customers: Numbers, starting_customers: Numbers
) -> Bounds:
    """Spend is known; how many of the customers at the start are kept is a share of them."""
    kept = ratio(retained_customers, starting_customers)
    low, high = wilson_interval(kept, starting_customers)
    return ratio(value * kept, high), ratio(value * kept, low)


def _interval_by_won_and_kept(
    value: Numbers, new_customers: Numbers, retained_customers: Numbers, starting_customers: Numbers
) -> Bounds:
    """Both costs vary by their customers: relative errors added in squares, on the log scale."""
    won = cost_interval(value, new_customers)
    kept = _interval_by_kept(value, retained_customers, starting_customers)
    arms = [
        np.hypot(np.log(ratio(one, value)), np.log(ratio(value, other)))
        for one, other in zip(won, reversed(kept), strict=True)
    ]
    return value * np.exp(-arms[0]), value * np.exp(arms[1])


@metric(
    "Customer retention cost", aliases=("crc",),
    unit="money", better=None, n="retained_customers", whole=("retained_customers",),
    interval=_interval_by_kept,
    formula=r"\frac{\text{retention spend}}{\text{customers retained}}",
    hides="Low may be thrift or neglect: read it beside churn, never alone.",
    source="S17.10, S12.6",
)  # fmt: skip
def customer_retention_cost(retention_spend: Numbers, retained_customers: Numbers) -> Numbers:
    """Spend on keeping customers ÷ customers kept.

    CRC = retention spend ÷ retained customers: support, account management, programmes, surveys,
    success team, training, customer marketing, professional services.

    >>> customer_retention_cost(retention_spend=9_000, retained_customers=90)
    100.0
    """
    return ratio(retention_spend, retained_customers)


@customer_retention_cost.variant(
    "per_customer", n="served_customers", whole=("served_customers",), source="S16.10",
    formula=r"\frac{\text{retention spend}}{\text{all customers served}}",
)  # fmt: skip
def customer_retention_cost_per_customer(
    retention_spend: Numbers, served_customers: Numbers
) -> Numbers:
    """S16's denominator, all customers of the period, whether they stayed or not.

    >>> customer_retention_cost(retention_spend=9_000, served_customers=120, variant="per_customer")
    75.0
    """
    return ratio(retention_spend, served_customers)


@metric(
    "Acquisition to retention cost", unit="ratio", better=None,
    n="new_customers", interval=_interval_by_won_and_kept,
    formula=r"\frac{\text{acquisition spend} \div \text{new customers}}{\text{retention spend} \div \text{customers retained}}",
    hides="The two costs pay for different spans: one is paid once, the other every period.",
    source="S12, S10.7",
    benchmarks=(
        Benchmark("winning costs 5 to 25 times as much as keeping; a claim, not a goal", "S12"),
        Benchmark("winning costs 600% more, 7 times as much; a claim, not a goal", "S10"),
    ),
)  # fmt: skip
def acquisition_to_retention_cost(
    acquisition_spend: Numbers,
    new_customers: Numbers,
    retention_spend: Numbers,
    retained_customers: Numbers,
) -> Numbers:
    """How many times as much winning a customer costs as keeping one for a period.

    CAC ÷ CRC = (acquisition spend ÷ new customers) ÷ (retention spend ÷ retained customers).
    Published multiples disagree with one another: compute your own.

    >>> acquisition_to_retention_cost(acquisition_spend=6_000, new_customers=10,
    ...                               retention_spend=9_000, retained_customers=90)
    6.0
    """
    acquiring = ratio(acquisition_spend, new_customers)
    return ratio(acquiring, ratio(retention_spend, retained_customers))

"""Renewal and upsell: what became of the customers who had a choice to make."""

from ..benchmark import Band, Benchmark
from ..clustered import share_by_customer
from ..intervals import wilson_interval
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Renewal rate", unit="percent", better="higher", range=(0, 1), n="contracts_due",
    interval=share_by_customer("contracts_renewed", "contracts_due"),
    formula=r"\frac{\text{contracts renewed}}{\text{contracts due}}",
    hides="A renewal at a lower price counts in full (the variant by_value has it).",
    source="S12.4",
    benchmarks=(
        Benchmark(
            "80% is good, 100% the aim", "S12", variant="by_customer",
            bands=(Band("as aimed", low=1), Band("good", low=0.8)),
        ),
    ),
)  # fmt: skip
def renewal_rate(contracts_due: Numbers, contracts_renewed: Numbers) -> Numbers:
    """The share of the contracts due in the period that were renewed.

    Renewal rate = contracts renewed ÷ contracts due. Open past its due date stays in the
    denominator; not yet due is out.

    >>> renewal_rate(contracts_due=50, contracts_renewed=42)
    0.84
    """
    return ratio(contracts_renewed, contracts_due)


@renewal_rate.variant(
    "by_customer", n="customers_due", range=(0, 1), interval=wilson_interval, source="S12.4",
    formula=r"\frac{\text{customers who renewed}}{\text{customers who could}}",
)  # fmt: skip
def renewal_rate_by_customer(customers_due: Numbers, customers_renewed: Numbers) -> Numbers:
    """S12's way: customers who renewed ÷ customers with a contract due.

    >>> renewal_rate(customers_due=40, customers_renewed=36, variant="by_customer")
    0.9
    """
    return ratio(customers_renewed, customers_due)


@renewal_rate.variant(
    "by_value", n="contracts_due", formula=r"\frac{\text{value renewed}}{\text{value due}}"
)
def renewal_rate_by_value(value_due: Numbers, value_renewed: Numbers) -> Numbers:
    """Value after renewal ÷ value due: weighs contracts by money, and rises with prices.

    >>> renewal_rate(value_due=1_000, value_renewed=1_050, variant="by_value")
    1.05
    """
    return ratio(value_renewed, value_due)


@renewal_rate.variant(
    "by_value_capped", n="contracts_due", range=(0, 1),
    formula=r"\frac{\sum \min(\text{value renewed}, \text{value due})}{\text{value due}}",
)  # fmt: skip
def renewal_rate_by_value_capped(value_due: Numbers, value_renewed_capped: Numbers) -> Numbers:
    """Value renewed up to each contract's old value ÷ value due: price rises hide no loss.

    >>> renewal_rate(value_due=3_600, value_renewed_capped=2_400, variant="by_value_capped")
    0.6666666666666666
    """
    return ratio(value_renewed_capped, value_due)


@metric(
    "Upsell rate", unit="percent", better="higher", range=(0, 1), n="upsell_eligible_customers",
    interval=wilson_interval,
    formula=r"\frac{\text{customers upsold}}{\text{customers who could be}}",
    hides="Neither the size of what was sold nor whether it was wanted.",
    source="S12.4",
)  # fmt: skip
def upsell_rate(upsell_eligible_customers: Numbers, upsold_customers: Numbers) -> Numbers:
    """The share of the customers who could be sold more who were sold more in the period.

    Upsell rate = customers upsold ÷ customers who could be.

    >>> upsell_rate(upsell_eligible_customers=80, upsold_customers=12)
    0.15
    """
    return ratio(upsold_customers, upsell_eligible_customers)

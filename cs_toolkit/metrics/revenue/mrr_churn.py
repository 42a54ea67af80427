"""MRR churn: the recurring revenue that was lost."""

from ...errors import InputError
from ..benchmark import Benchmark
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..spread import of_rows
from .uncertainty import net_loss, share_of_revenue

NET_OF = ("churn_cohort", "less_reactivation")


@metric(
    "MRR churn rate", aliases=("revenue_churn_rate",),
    unit="percent", better="lower", range=(0, 1), n="starting_accounts",
    interval=share_of_revenue,
    formula=r"\frac{\text{MRR of customers lost}}{\text{starting MRR}}",
    hides="Customers who stay and pay less are not in it (the variant gross has them).",
    source="S12.8",
    benchmarks=(Benchmark("zero first, then below it", "S12", "net", period="month"),),
)  # fmt: skip
def mrr_churn_rate(starting_mrr: Numbers, churned_mrr: Numbers) -> Numbers:
    """The share of the starting MRR that left with the customers who were lost.

    MRR churn = churned ÷ starting MRR. A customer is lost when the last paid subscription ends.

    >>> mrr_churn_rate(starting_mrr=1_000, churned_mrr=50)
    0.05
    """
    return ratio(churned_mrr, starting_mrr)


@mrr_churn_rate.variant(
    "absolute",
    unit="money",
    formula=r"\text{MRR of customers lost}",
    spread=of_rows("churned_mrr_square_sum"),
)
def mrr_churn_absolute(churned_mrr: Numbers) -> Numbers:
    """The recurring revenue lost with customers, as an amount.

    >>> mrr_churn_rate(churned_mrr=50, variant="absolute")
    50.0
    """
    return churned_mrr


@mrr_churn_rate.variant(
    "by_contract", n="starting_accounts", interval=share_of_revenue,
    formula=r"\frac{\text{MRR of contracts cancelled}}{\text{starting MRR}}", source="S12.8",
)  # fmt: skip
def mrr_churn_rate_by_contract(starting_mrr: Numbers, cancelled_contract_mrr: Numbers) -> Numbers:
    """S12's way: every contract cancelled in the month, those of customers who stay included.

    >>> mrr_churn_rate(starting_mrr=1_000, cancelled_contract_mrr=70, variant="by_contract")
    0.07
    """
    return ratio(cancelled_contract_mrr, starting_mrr)


@mrr_churn_rate.variant(
    "voluntary", n="starting_accounts", range=(0, 1), source="field",
    interval=share_of_revenue,
    formula=r"\frac{\text{MRR of customers who decided to leave}}{\text{starting MRR}}",
)  # fmt: skip
def mrr_churn_rate_voluntary(starting_mrr: Numbers, voluntary_churned_mrr: Numbers) -> Numbers:
    """All other MRR churn: voluntary and involuntary add up to the churn.

    >>> mrr_churn_rate(starting_mrr=1_000, voluntary_churned_mrr=40, variant="voluntary")
    0.04
    """
    return ratio(voluntary_churned_mrr, starting_mrr)


@mrr_churn_rate.variant(
    "involuntary", n="starting_accounts", range=(0, 1), source="field",
    interval=share_of_revenue,
    formula=r"\frac{\text{MRR of customers lost to failed payments}}{\text{starting MRR}}",
)  # fmt: skip
def mrr_churn_rate_involuntary(starting_mrr: Numbers, involuntary_churned_mrr: Numbers) -> Numbers:
    """The part of MRR churn that nobody decided: the payment failed.

    Failed payments are end_kind ``failed_payment``, or an end_reason that names one.

    >>> mrr_churn_rate(starting_mrr=1_000, involuntary_churned_mrr=10, variant="involuntary")
    0.01
    """
    return ratio(involuntary_churned_mrr, starting_mrr)


@mrr_churn_rate.variant(
    "gross", n="starting_accounts", range=(0, 1), interval=share_of_revenue,
    formula=r"\frac{\text{contraction} + \text{churned}}{\text{starting MRR}}",
)  # fmt: skip
def mrr_churn_rate_gross(
    starting_mrr: Numbers, contraction_mrr: Numbers, churned_mrr: Numbers
) -> Numbers:
    """Revenue lost with customers and from customers who stay and pay less.

    >>> mrr_churn_rate(starting_mrr=100, contraction_mrr=10, churned_mrr=10, variant="gross")
    0.2
    """
    return ratio(contraction_mrr + churned_mrr, starting_mrr)


@mrr_churn_rate.variant(
    "net", n="starting_accounts", interval=net_loss,
    formula=r"\frac{\text{contraction} + \text{churned} - \text{expansion}}{\text{starting MRR}}",
)  # fmt: skip
def mrr_churn_rate_net(
    starting_mrr: Numbers,
    contraction_mrr: Numbers,
    churned_mrr: Numbers,
    expansion_mrr: Numbers,
    reactivation_mrr: Numbers = None,
    *,
    net_mrr_churn: str = "churn_cohort",
) -> Numbers:
    """Gross churn less expansion: below zero the customers who stay make up for all losses.

    With ``net_mrr_churn="less_reactivation"`` returning customers are taken off too, as some
    vendors do; then it no longer speaks of the customers of the start alone.

    >>> mrr_churn_rate(starting_mrr=100, contraction_mrr=10, churned_mrr=10, expansion_mrr=10,
    ...                variant="net")
    0.1
    """
    if net_mrr_churn not in NET_OF:
        raise InputError(f'net_mrr_churn = "{net_mrr_churn}" is not one of {", ".join(NET_OF)}')
    returned = reactivation_mrr if net_mrr_churn == "less_reactivation" else 0.0
    return ratio(contraction_mrr + churned_mrr - expansion_mrr - returned, starting_mrr)

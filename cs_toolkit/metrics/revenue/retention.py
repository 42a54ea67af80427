"""Revenue retention: what is left of the customers who were there at the start."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from .uncertainty import cohort_net_retention, cohort_share, net_retention, share_of_revenue


@metric(
    "Net revenue retention", aliases=("nrr", "ndr", "net_dollar_retention"),
    unit="percent", better="higher", n="starting_accounts", interval=net_retention,
    formula=r"\frac{\text{starting} + \text{expansion} - \text{contraction} - \text{churned}}{\text{starting MRR}}",
    hides="A few customers who grow can hide many who leave: read it beside GRR and churn.",
    source="S16.4, S17.1",
)  # fmt: skip
def net_revenue_retention(
    starting_mrr: Numbers, expansion_mrr: Numbers, contraction_mrr: Numbers, churned_mrr: Numbers
) -> Numbers:
    """What the customers of the period's start pay at its end, as a share of what they paid.

    NRR = (starting + expansion − contraction − churned) ÷ starting MRR. New and returned customers
    are outside. Above 100% the base grows by itself. It ignores how the growth was bought.

    >>> round(net_revenue_retention(starting_mrr=1_000, expansion_mrr=120,
    ...                             contraction_mrr=30, churned_mrr=50), 4)
    1.04
    """
    return ratio(starting_mrr + expansion_mrr - contraction_mrr - churned_mrr, starting_mrr)


@net_revenue_retention.variant(
    "ignoring_churn", n="starting_accounts",
    formula=r"\frac{\text{starting} + \text{expansion} - \text{contraction}}{\text{starting MRR}}",
    source="S17.1",
)  # fmt: skip
def net_revenue_retention_ignoring_churn(
    starting_mrr: Numbers, expansion_mrr: Numbers, contraction_mrr: Numbers
) -> Numbers:
    """S17's text with its "current-period MRR" read as the starting one: churn is never subtracted.

    >>> net_revenue_retention(starting_mrr=1_000, expansion_mrr=120, contraction_mrr=20,
    ...                       variant="ignoring_churn")
    1.1
    """
    return ratio(starting_mrr + expansion_mrr - contraction_mrr, starting_mrr)


@net_revenue_retention.variant(
    "current_period", n="starting_accounts",
    formula=r"\frac{\text{ending} + \text{expansion} - \text{contraction}}{\text{starting MRR}}",
    source="S17.1",
)  # fmt: skip
def net_revenue_retention_current_period(
    starting_mrr: Numbers, ending_mrr: Numbers, expansion_mrr: Numbers, contraction_mrr: Numbers
) -> Numbers:
    """S17's text to the letter: closing MRR has both movements inside already, and new customers too.

    >>> net_revenue_retention(starting_mrr=1_000, ending_mrr=1_150, expansion_mrr=120,
    ...                       contraction_mrr=20, variant="current_period")
    1.25
    """
    return ratio(ending_mrr + expansion_mrr - contraction_mrr, starting_mrr)


@net_revenue_retention.variant(
    "trailing_12_months",
    n="cohort_accounts",
    interval=cohort_net_retention,
    formula=r"\frac{\text{MRR now of the customers of 12 months ago}}{\text{their MRR then}}",
)
def net_revenue_retention_trailing_12_months(
    cohort_starting_mrr: Numbers, cohort_ending_mrr: Numbers
) -> Numbers:
    """The customers of twelve months ago: their MRR now ÷ then; never a product of monthly rates.

    >>> net_revenue_retention(cohort_starting_mrr=800, cohort_ending_mrr=880,
    ...                       variant="trailing_12_months")
    1.1
    """
    return ratio(cohort_ending_mrr, cohort_starting_mrr)


@metric(
    "Gross revenue retention", aliases=("grr", "gross_dollar_retention", "gdr"),
    unit="percent", better="higher", range=(0, 1), n="starting_accounts",
    interval=share_of_revenue,
    formula=r"\frac{\sum_{\text{customers}} \min(\text{MRR at start}, \text{MRR at end})}{\text{starting MRR}}",
    hides="It cannot rise above 100%, so it tells nothing of growth.",
    source="field",
)  # fmt: skip
def gross_revenue_retention(starting_mrr: Numbers, retained_mrr: Numbers) -> Numbers:
    """What is left of the starting revenue when nobody's growth may make up for another's loss.

    GRR = Σ over customers of min(MRR at start, MRR at end) ÷ starting MRR, at most 100%. The
    minimum is taken per customer: on totals it would hide each loss behind someone's growth.

    >>> gross_revenue_retention(starting_mrr=1_000, retained_mrr=920)
    0.92
    """
    return ratio(retained_mrr, starting_mrr)


@gross_revenue_retention.variant(
    "trailing_12_months", range=(0, 1), n="cohort_accounts", interval=cohort_share,
    formula=r"\frac{\sum \min(\text{MRR then}, \text{MRR now})}{\text{MRR of 12 months ago}}",
)  # fmt: skip
def gross_revenue_retention_trailing_12_months(
    cohort_starting_mrr: Numbers, cohort_kept_mrr: Numbers
) -> Numbers:
    """The customers of twelve months ago: what they pay now, at most what they paid then.

    >>> gross_revenue_retention(cohort_starting_mrr=800, cohort_kept_mrr=720,
    ...                         variant="trailing_12_months")
    0.9
    """
    return ratio(cohort_kept_mrr, cohort_starting_mrr)

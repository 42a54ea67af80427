"""Growth of recurring revenue: from those who stay, and against what is lost."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..spread import of_rows
from .uncertainty import expansion_of_revenue, gains_over_losses


@metric(
    "Expansion rate", aliases=("expansion_mrr_rate",),
    unit="percent", better="higher", n="starting_accounts", interval=expansion_of_revenue,
    formula=r"\frac{\text{expansion MRR}}{\text{starting MRR}}",
    hides="It does not say whether many customers grew a little or one grew a lot.",
    source="S17.7",
)  # fmt: skip
def expansion_rate(starting_mrr: Numbers, expansion_mrr: Numbers) -> Numbers:
    """Additional MRR from existing customers as a share of what all paid at the start.

    Expansion rate = expansion ÷ starting MRR: upsell, cross-sell and upgrades together.

    >>> expansion_rate(starting_mrr=1_000, expansion_mrr=120)
    0.12
    """
    return ratio(expansion_mrr, starting_mrr)


@expansion_rate.variant(
    "absolute",
    unit="money",
    formula=r"\text{expansion MRR}",
    spread=of_rows("expansion_mrr_square_sum"),
)
def expansion_absolute(expansion_mrr: Numbers) -> Numbers:
    """The additional MRR from existing customers, as an amount.

    >>> expansion_rate(expansion_mrr=120, variant="absolute")
    120.0
    """
    return expansion_mrr


@metric(
    "Quick ratio", aliases=("saas_quick_ratio",), unit="ratio", better="higher",
    n="starting_accounts", interval=gains_over_losses,
    formula=r"\frac{\text{new} + \text{reactivation} + \text{expansion}}{\text{contraction} + \text{churned}}",
    hides="It is high for any company that is young: little can be lost of little.",
    source="field",
)  # fmt: skip
def quick_ratio(
    new_mrr: Numbers,
    reactivation_mrr: Numbers,
    expansion_mrr: Numbers,
    contraction_mrr: Numbers,
    churned_mrr: Numbers,
) -> Numbers:
    """How many units of MRR were won for each one lost.

    Quick ratio = (new + reactivation + expansion) ÷ (contraction + churned). No basis in a period
    without any loss.

    >>> quick_ratio(new_mrr=300, reactivation_mrr=20, expansion_mrr=80,
    ...             contraction_mrr=30, churned_mrr=70)
    4.0
    """
    return ratio(new_mrr + reactivation_mrr + expansion_mrr, contraction_mrr + churned_mrr)

"""How far a rate of revenue would move with other customers: each counts with what it pays."""

from ..intervals import difference_interval, gain_interval, weighted_share_interval
from ..ratio import ratio


def share_of_revenue(value, starting_mrr, starting_mrr_square_sum):
    """The interval of a share of the starting revenue, kept or lost."""
    return weighted_share_interval(value, starting_mrr, starting_mrr_square_sum)


def expansion_of_revenue(
    value, starting_mrr, starting_mrr_square_sum, expansion_mrr_square_sum,
    starting_expansion_mrr_product_sum,
):  # fmt: skip
    """The interval of the growth of the starting revenue."""
    return gain_interval(
        value, starting_mrr, starting_mrr_square_sum, expansion_mrr_square_sum,
        starting_expansion_mrr_product_sum,
    )  # fmt: skip


def net_retention(
    value, starting_mrr, contraction_mrr, churned_mrr, expansion_mrr, starting_mrr_square_sum,
    expansion_mrr_square_sum, starting_expansion_mrr_product_sum,
):  # fmt: skip
    """The interval of 1 + growth − loss, from the intervals of growth and loss."""
    grown = ratio(expansion_mrr, starting_mrr)
    lost = ratio(contraction_mrr + churned_mrr, starting_mrr)
    more = expansion_of_revenue(
        grown, starting_mrr, starting_mrr_square_sum, expansion_mrr_square_sum,
        starting_expansion_mrr_product_sum,
    )  # fmt: skip
    less = share_of_revenue(lost, starting_mrr, starting_mrr_square_sum)
    return difference_interval(value, grown, more, lost, less)

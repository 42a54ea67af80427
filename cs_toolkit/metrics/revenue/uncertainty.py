"""How far a rate of revenue would move with other customers: each counts with what it pays."""

import numpy as np

from ..intervals import difference_interval, weighted_share_interval
from ..normal_interval import CONFIDENCE
from ..numbers import Bounds, Numbers
from ..ratio import ratio
from ..ratio_intervals import gain_interval, skewed_ratio_interval


def share_of_revenue(
    value: Numbers, starting_mrr: Numbers, starting_mrr_square_sum: Numbers
) -> Bounds:
    """The interval of a share of the starting revenue, kept or lost."""
    return weighted_share_interval(value, starting_mrr, starting_mrr_square_sum)


def expansion_of_revenue(
    value: Numbers,
    starting_mrr: Numbers,
    starting_mrr_square_sum: Numbers,
    expansion_mrr_square_sum: Numbers,
    starting_expansion_mrr_product_sum: Numbers,
) -> Bounds:
    """The interval of the growth of the starting revenue."""
    return gain_interval(
        value, starting_mrr, starting_mrr_square_sum, expansion_mrr_square_sum,
        starting_expansion_mrr_product_sum,
    )  # fmt: skip


def net_retention(
    value: Numbers,
    starting_mrr: Numbers,
    contraction_mrr: Numbers,
    churned_mrr: Numbers,
    expansion_mrr: Numbers,
    starting_mrr_square_sum: Numbers,
    expansion_mrr_square_sum: Numbers,
    starting_expansion_mrr_product_sum: Numbers,
) -> Bounds:
    """The interval of 1 + growth − loss, from the intervals of growth and loss."""
    grown = ratio(expansion_mrr, starting_mrr)
    lost = ratio(contraction_mrr + churned_mrr, starting_mrr)
    more = expansion_of_revenue(
        grown, starting_mrr, starting_mrr_square_sum, expansion_mrr_square_sum,
        starting_expansion_mrr_product_sum,
    )  # fmt: skip
    less = share_of_revenue(lost, starting_mrr, starting_mrr_square_sum)
    return difference_interval(value, grown, more, lost, less)


def net_loss(
    value: Numbers,
    starting_mrr: Numbers,
    contraction_mrr: Numbers,
    churned_mrr: Numbers,
    expansion_mrr: Numbers,
    starting_mrr_square_sum: Numbers,
    expansion_mrr_square_sum: Numbers,
    starting_expansion_mrr_product_sum: Numbers,
) -> Bounds:
    """The interval of loss − growth: that of net retention the other way round.

    What returning customers bring may be in the value; it moves the middle, not the arms.
    """
    kept = 1 + ratio(expansion_mrr - contraction_mrr - churned_mrr, starting_mrr)
    low, high = net_retention(
        kept, starting_mrr, contraction_mrr, churned_mrr, expansion_mrr, starting_mrr_square_sum,
        expansion_mrr_square_sum, starting_expansion_mrr_product_sum,
    )  # fmt: skip
    return value + kept - high, value + kept - low


def cohort_share(
    value: Numbers, cohort_starting_mrr: Numbers, cohort_starting_mrr_square_sum: Numbers
) -> Bounds:
    """The interval of what is left of the revenue of twelve months ago."""
    return weighted_share_interval(value, cohort_starting_mrr, cohort_starting_mrr_square_sum)


def cohort_net_retention(
    value: Numbers,
    cohort_starting_mrr: Numbers,
    cohort_ending_mrr: Numbers,
    cohort_kept_mrr: Numbers,
    cohort_starting_mrr_square_sum: Numbers,
    cohort_gained_mrr_square_sum: Numbers,
    cohort_starting_gained_mrr_product_sum: Numbers,
) -> Bounds:
    """The interval of what the customers of twelve months ago pay now, of what they paid then."""
    return net_retention(
        value, cohort_starting_mrr, 0 * value, cohort_starting_mrr - cohort_kept_mrr,
        np.maximum(cohort_ending_mrr - cohort_kept_mrr, 0), cohort_starting_mrr_square_sum,
        cohort_gained_mrr_square_sum, cohort_starting_gained_mrr_product_sum,
    )  # fmt: skip


def gains_over_losses(
    value: Numbers,
    new_mrr: Numbers,
    reactivation_mrr: Numbers,
    expansion_mrr: Numbers,
    contraction_mrr: Numbers,
    churned_mrr: Numbers,
    gained_mrr_square_sum: Numbers,
    lost_mrr_square_sum: Numbers,
) -> Bounds:
    """The interval of a ratio of two sums of movements that came each by itself, on the log scale.

    The relative variance of such a sum is the sum of its squares over its square; it is itself read
    from few movements, so that Student's t takes the place of the normal (Welch 1947).

    >>> low, high = gains_over_losses(4.0, 300, 20, 80, 30, 70, 40 * 10**2, 10 * 10**2)
    >>> round(float(low), 2), round(float(high), 2)
    (1.89, 8.48)
    """
    from scipy.special import stdtrit  # imported here: it takes longer to load than every formula

    gained = new_mrr + reactivation_mrr + expansion_mrr
    lost = contraction_mrr + churned_mrr
    won, gone = ratio(gained_mrr_square_sum, gained**2), ratio(lost_mrr_square_sum, lost**2)
    # each part stands on as many movements of one size as 1 over its relative variance
    degrees = ratio((won + gone) ** 2, won**3 + gone**3)
    reach = np.exp(stdtrit(degrees, (1 + CONFIDENCE) / 2) * np.sqrt(won + gone))
    return ratio(value, reach), value * reach


def revenue_per_account(
    value: Numbers,
    total_revenue: Numbers,
    starting_accounts: Numbers,
    ending_accounts: Numbers,
    revenue_by_customer_square_sum: Numbers,
    accounts_by_customer_square_sum: Numbers,
    revenue_accounts_product_sum: Numbers,
    customers_with_revenue: Numbers,
) -> Bounds:
    """The interval of revenue over average accounts: customers bring both, each its own."""
    return _per_account(
        total_revenue, (starting_accounts + ending_accounts) / 2, revenue_by_customer_square_sum,
        accounts_by_customer_square_sum / 4, revenue_accounts_product_sum / 2,
        customers_with_revenue,
    )  # fmt: skip


def revenue_per_ending_account(
    value: Numbers,
    total_revenue: Numbers,
    ending_accounts: Numbers,
    revenue_by_customer_square_sum: Numbers,
    revenue_of_ending_accounts: Numbers,
    customers_with_revenue: Numbers,
) -> Bounds:
    """The same over the accounts of the end."""
    return _per_account(
        total_revenue, ending_accounts, revenue_by_customer_square_sum, ending_accounts,
        revenue_of_ending_accounts, customers_with_revenue,
    )  # fmt: skip


def revenue_per_user(
    value: Numbers,
    total_revenue: Numbers,
    starting_users: Numbers,
    ending_users: Numbers,
    revenue_by_customer_square_sum: Numbers,
    users_by_customer_square_sum: Numbers,
    revenue_users_product_sum: Numbers,
    customers_with_revenue: Numbers,
) -> Bounds:
    """The interval of revenue over average users: a customer's users come and go together."""
    return _per_account(
        total_revenue, (starting_users + ending_users) / 2, revenue_by_customer_square_sum,
        users_by_customer_square_sum / 4, revenue_users_product_sum / 2, customers_with_revenue,
    )  # fmt: skip


def revenue_per_ending_user(
    value: Numbers,
    total_revenue: Numbers,
    ending_users: Numbers,
    revenue_by_customer_square_sum: Numbers,
    ending_users_by_customer_square_sum: Numbers,
    revenue_ending_users_product_sum: Numbers,
    customers_with_revenue: Numbers,
) -> Bounds:
    """The same over the users of the end."""
    return _per_account(
        total_revenue, ending_users, revenue_by_customer_square_sum,
        ending_users_by_customer_square_sum, revenue_ending_users_product_sum,
        customers_with_revenue,
    )  # fmt: skip


def billed_per_account(
    value: Numbers,
    billed_revenue: Numbers,
    starting_accounts: Numbers,
    ending_accounts: Numbers,
    billed_by_customer_square_sum: Numbers,
    billed_accounts_by_customer_square_sum: Numbers,
    billed_accounts_product_sum: Numbers,
    customers_billed_or_paying: Numbers,
) -> Bounds:
    """The interval of what was billed over average accounts; what was refunded may exceed it."""
    return skewed_ratio_interval(
        billed_revenue, (starting_accounts + ending_accounts) / 2, billed_by_customer_square_sum,
        billed_accounts_by_customer_square_sum / 4, billed_accounts_product_sum / 2,
        customers_billed_or_paying,
    )  # fmt: skip


def billed_per_user(
    value: Numbers,
    billed_revenue: Numbers,
    starting_users: Numbers,
    ending_users: Numbers,
    billed_with_users_by_customer_square_sum: Numbers,
    billed_users_by_customer_square_sum: Numbers,
    billed_users_product_sum: Numbers,
    customers_billed_or_with_users: Numbers,
) -> Bounds:
    """The same over average users: a customer's users come and go together."""
    return skewed_ratio_interval(
        billed_revenue, (starting_users + ending_users) / 2,
        billed_with_users_by_customer_square_sum, billed_users_by_customer_square_sum / 4,
        billed_users_product_sum / 2, customers_billed_or_with_users,
    )  # fmt: skip


def _per_account(*sums: Numbers) -> Bounds:
    low, high = skewed_ratio_interval(*sums)
    return np.maximum(low, 0.0), high

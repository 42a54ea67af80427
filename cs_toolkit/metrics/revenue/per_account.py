"""Average revenue per account and per user."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from .uncertainty import (
    billed_per_account,
    billed_per_user,
    revenue_per_account,
    revenue_per_ending_account,
    revenue_per_ending_user,
    revenue_per_user,
)

_AVERAGE_ACCOUNTS = (
    r"\frac{\text{total revenue}}{(\text{accounts at start} + \text{accounts at end}) \div 2}"
)
_AVERAGE_USERS = (
    r"\frac{\text{total revenue}}{(\text{users at start} + \text{users at end}) \div 2}"
)


def mean_of_ends(starting: Numbers, ending: Numbers) -> Numbers:
    """The average over a period by its two ends.

    >>> mean_of_ends(100, 120)
    110.0
    """
    return (starting + ending) / 2


@metric(
    "Average revenue per account", aliases=("average_revenue_per_account",),
    unit="money", better="higher", formula=_AVERAGE_ACCOUNTS, n="ending_accounts",
    interval=revenue_per_account,
    hides="A few large accounts pull the mean: look at the spread beside it.",
    source="S12.9",
)  # fmt: skip
def arpa(total_revenue: Numbers, starting_accounts: Numbers, ending_accounts: Numbers) -> Numbers:
    """Recurring revenue of the period ÷ average paying accounts, (start + end) ÷ 2.

    ARPA = total revenue ÷ average accounts. Compare only periods of one length.

    >>> arpa(total_revenue=5_500, starting_accounts=100, ending_accounts=120)
    50.0
    """
    return ratio(total_revenue, mean_of_ends(starting_accounts, ending_accounts))


@arpa.variant(
    "ending",
    n="ending_accounts",
    interval=revenue_per_ending_account,
    formula=r"\frac{\text{total revenue}}{\text{accounts at end}}",
)
def arpa_ending(total_revenue: Numbers, ending_accounts: Numbers) -> Numbers:
    """The same revenue ÷ accounts at the end: lower than the default while a company grows.

    >>> arpa(total_revenue=5_500, ending_accounts=110, variant="ending")
    50.0
    """
    return ratio(total_revenue, ending_accounts)


@arpa.variant(
    "billed", n="ending_accounts", signed=("billed_revenue",), interval=billed_per_account,
    formula=_AVERAGE_ACCOUNTS.replace("total", "billed"),
)  # fmt: skip
def arpa_billed(
    billed_revenue: Numbers, starting_accounts: Numbers, ending_accounts: Numbers
) -> Numbers:
    """Orders billed in the period ÷ average accounts: jumps when yearly invoices fall due.

    >>> arpa(billed_revenue=660, starting_accounts=10, ending_accounts=12, variant="billed")
    60.0
    """
    return ratio(billed_revenue, mean_of_ends(starting_accounts, ending_accounts))


@metric(
    "Average revenue per user", aliases=("average_revenue_per_user",),
    unit="money", better="higher", formula=_AVERAGE_USERS, n="ending_users",
    interval=revenue_per_user,
    hides="Seats that nobody uses lower it as new customers with small teams do.",
    source="S16.3",
)  # fmt: skip
def arpu(total_revenue: Numbers, starting_users: Numbers, ending_users: Numbers) -> Numbers:
    """Recurring revenue of the period ÷ average users of paying accounts, (start + end) ÷ 2.

    ARPU = total revenue ÷ average users. Compare only periods of one length.

    >>> arpu(total_revenue=1_000, starting_users=90, ending_users=110)
    10.0
    """
    return ratio(total_revenue, mean_of_ends(starting_users, ending_users))


@arpu.variant(
    "ending",
    n="ending_users",
    interval=revenue_per_ending_user,
    formula=r"\frac{\text{total revenue}}{\text{users at end}}",
)
def arpu_ending(total_revenue: Numbers, ending_users: Numbers) -> Numbers:
    """The same revenue ÷ users at the end: lower than the default while a company grows.

    >>> arpu(total_revenue=1_100, ending_users=110, variant="ending")
    10.0
    """
    return ratio(total_revenue, ending_users)


@arpu.variant(
    "billed", n="ending_users", signed=("billed_revenue",), interval=billed_per_user,
    formula=_AVERAGE_USERS.replace("total", "billed"),
)  # fmt: skip
def arpu_billed(billed_revenue: Numbers, starting_users: Numbers, ending_users: Numbers) -> Numbers:
    """Orders billed in the period ÷ average users: jumps when yearly invoices fall due.

    >>> arpu(billed_revenue=1_000, starting_users=90, ending_users=110, variant="billed")
    10.0
    """
    return ratio(billed_revenue, mean_of_ends(starting_users, ending_users))

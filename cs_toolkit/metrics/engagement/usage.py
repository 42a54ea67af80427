"""Usage: how often, how widely and how long the product is used."""

from ..clustered import share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Product usage rate", unit="percent", better="higher", range=(0, 1), n="known_users",
    interval=share_by_customer("active_users_of_customers", "known_users"),
    formula=r"\frac{\text{users of today's customers active in the period}}{\text{users of today's customers}}",
    hides="How much each of them does: frequency, breadth and duration are variants of their own.",
    source="S16.14",
)  # fmt: skip
def product_usage_rate(active_users_of_customers: Numbers, known_users: Numbers) -> Numbers:
    """The share of the users of today's customers who used the product in the period.

    Usage rate = active users ÷ users, both of those who are customers at the close. A part of the product is a segment.

    >>> product_usage_rate(active_users_of_customers=150, known_users=200)
    0.75
    """
    return ratio(active_users_of_customers, known_users)


@product_usage_rate.variant(
    "licensed_seats", n="licensed_seats",
    formula=r"\frac{\text{users active in the period}}{\text{licensed seats}}",
)  # fmt: skip
def product_usage_rate_licensed_seats(active_users: Numbers, licensed_seats: Numbers) -> Numbers:
    """Active users ÷ seats paid for: low is a downgrade in waiting.

    >>> product_usage_rate(active_users=150, licensed_seats=250, variant="licensed_seats")
    0.6
    """
    return ratio(active_users, licensed_seats)


@product_usage_rate.variant(
    "frequency", unit="ratio", n="active_users",
    formula=r"\frac{\text{sessions}}{\text{active users}}",
)  # fmt: skip
def product_usage_rate_frequency(sessions: Numbers, active_users: Numbers) -> Numbers:
    """Sessions per active user in the period.

    >>> product_usage_rate(sessions=900, active_users=150, variant="frequency")
    6.0
    """
    return ratio(sessions, active_users)


@product_usage_rate.variant(
    "breadth", unit="ratio", n="active_users",
    formula=r"\frac{\text{pairs of user and feature used}}{\text{active users}}",
)  # fmt: skip
def product_usage_rate_breadth(user_features_used: Numbers, active_users: Numbers) -> Numbers:
    """Different features used per active user in the period.

    >>> product_usage_rate(user_features_used=450, active_users=150, variant="breadth")
    3.0
    """
    return ratio(user_features_used, active_users)


@product_usage_rate.variant(
    "duration", unit="seconds", n="active_users",
    formula=r"\frac{\text{session time}}{\text{active users}}",
)  # fmt: skip
def product_usage_rate_duration(session_seconds: Numbers, active_users: Numbers) -> Numbers:
    """Time in the product per active user in the period, in seconds.

    >>> product_usage_rate(session_seconds=540_000, active_users=150, variant="duration")
    3600.0
    """
    return ratio(session_seconds, active_users)


@product_usage_rate.variant(
    "frequency_per_account", unit="ratio", n="active_accounts",
    formula=r"\frac{\text{sessions}}{\text{active accounts}}",
)  # fmt: skip
def product_usage_rate_frequency_per_account(
    sessions: Numbers, active_accounts: Numbers
) -> Numbers:
    """Sessions per active account in the period, of all its users together.

    >>> product_usage_rate(sessions=900, active_accounts=50, variant="frequency_per_account")
    18.0
    """
    return ratio(sessions, active_accounts)


@product_usage_rate.variant(
    "breadth_per_account", unit="ratio", n="active_accounts",
    formula=r"\frac{\text{pairs of account and feature used}}{\text{active accounts}}",
)  # fmt: skip
def product_usage_rate_breadth_per_account(
    account_features_used: Numbers, active_accounts: Numbers
) -> Numbers:
    """Different features used per active account in the period.

    >>> product_usage_rate(account_features_used=250, active_accounts=50,
    ...                    variant="breadth_per_account")
    5.0
    """
    return ratio(account_features_used, active_accounts)


@product_usage_rate.variant(
    "duration_per_account", unit="seconds", n="active_accounts",
    formula=r"\frac{\text{session time}}{\text{active accounts}}",
)  # fmt: skip
def product_usage_rate_duration_per_account(
    session_seconds: Numbers, active_accounts: Numbers
) -> Numbers:
    """Time in the product per active account in the period, in seconds.

    >>> product_usage_rate(session_seconds=540_000, active_accounts=50,
    ...                    variant="duration_per_account")
    10800.0
    """
    return ratio(session_seconds, active_accounts)

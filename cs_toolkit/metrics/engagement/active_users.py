"""Active users a day, a week and a month, and how often they return."""

from ..benchmark import Benchmark
from ..intervals import skewed_mean_interval
from ..metric import metric
from ..ratio import ratio

_HIDES = '"Active" is a choice: a login that leads to nothing may count like a day of work.'


def _interval_of_stickiness(value, n, days_in_period, active_user_days_square_sum):
    """DAU ÷ MAU is the mean over users of the share of days on which each was active."""
    low, high = skewed_mean_interval(value * days_in_period, n, active_user_days_square_sum)
    return ratio(low, days_in_period), ratio(high, days_in_period)


@metric(
    "Daily active users", aliases=("daily_active_users",), unit="count", better="higher",
    formula=r"\frac{\sum_{\text{days}} \text{users active on the day}}{\text{days}}",
    hides=_HIDES, source="S12.10, S16.16",
)  # fmt: skip
def dau(active_user_days, days_in_period):
    """The mean number of distinct users active on a day, days without activity counted as 0.

    DAU = Σ over days of users active ÷ days.

    >>> dau(active_user_days=6_000, days_in_period=30)
    200.0
    """
    return ratio(active_user_days, days_in_period)


@dau.variant(
    "trailing_30_days",
    formula=r"\frac{\sum_{\text{last 30 days}} \text{users active on the day}}{30}",
)
def dau_trailing_30_days(active_user_days_trailing_30_days):
    """The mean over the last 30 days, which months of unequal length don't disturb.

    >>> dau(active_user_days_trailing_30_days=6_000, variant="trailing_30_days")
    200.0
    """
    return active_user_days_trailing_30_days / 30


@dau.variant(
    "accounts",
    formula=r"\frac{\sum_{\text{days}} \text{accounts active on the day}}{\text{days}}",
)
def dau_accounts(active_account_days, days_in_period):
    """The mean number of accounts with an active user on a day.

    >>> dau(active_account_days=1_500, days_in_period=30, variant="accounts")
    50.0
    """
    return ratio(active_account_days, days_in_period)


@metric(
    "Weekly active users", aliases=("weekly_active_user_count",), unit="count", better="higher",
    formula=r"|\text{users active in the last 7 days}|", hides=_HIDES, source="field",
)  # fmt: skip
def wau(weekly_active_users):
    """The distinct users active in the 7 days that end with the period.

    WAU = number of distinct users. Distinct counts are never added up.

    >>> wau(weekly_active_users=420)
    420.0
    """
    return weekly_active_users


@wau.variant("accounts", formula=r"|\text{accounts active in the last 7 days}|")
def wau_accounts(weekly_active_accounts):
    """The accounts with an active user in the 7 days that end with the period."""
    return weekly_active_accounts


@metric(
    "Monthly active users", aliases=("monthly_active_user_count",), unit="count", better="higher",
    formula=r"|\text{users active in the month}|", hides=_HIDES, source="S12.10, S16.16",
)  # fmt: skip
def mau(monthly_active_users):
    """The distinct users active in the month.

    MAU = number of distinct users. Distinct counts are never added up.

    >>> mau(monthly_active_users=1_038)
    1038.0
    """
    return monthly_active_users


@mau.variant("trailing_30_days", formula=r"|\text{users active in the last 30 days}|")
def mau_trailing_30_days(active_users_trailing_30_days):
    """The distinct users active in the 30 days that end with the period."""
    return active_users_trailing_30_days


@mau.variant("accounts", formula=r"|\text{accounts active in the month}|")
def mau_accounts(monthly_active_accounts):
    """The accounts with an active user in the month."""
    return monthly_active_accounts


@metric(
    "DAU/MAU ratio", aliases=("dau_mau", "stickiness"),
    unit="percent", better="higher", range=(0, 1), n="monthly_active_users",
    interval=_interval_of_stickiness,
    formula=r"\frac{\text{mean DAU over all days}}{\text{MAU}}",
    hides="A tool for month ends is healthy at 5%: compare with how often it is needed.",
    source="S12.10, S16.16",
    benchmarks=(Benchmark("the higher the better; no number given", "S16"),),
)  # fmt: skip
def dau_mau_ratio(active_user_days, days_in_period, monthly_active_users):
    """The mean daily active users as a share of the month's: how often a user returns.

    DAU/MAU = (Σ over days of users active ÷ days) ÷ distinct users of the same days. Times the
    days it is the number of days on which an active user is active.

    >>> dau_mau_ratio(active_user_days=6_000, days_in_period=30, monthly_active_users=800)
    0.25
    """
    return ratio(ratio(active_user_days, days_in_period), monthly_active_users)


@dau_mau_ratio.variant(
    "trailing_30_days", range=(0, 1), n="active_users_trailing_30_days",
    formula=r"\frac{\text{mean DAU over 30 days}}{\text{users active in 30 days}}",
)  # fmt: skip
def dau_mau_ratio_trailing_30_days(
    active_user_days_trailing_30_days, active_users_trailing_30_days
):
    """The same over the last 30 days, whatever the length of the month.

    >>> dau_mau_ratio(active_user_days_trailing_30_days=6_000, active_users_trailing_30_days=800,
    ...               variant="trailing_30_days")
    0.25
    """
    return ratio(active_user_days_trailing_30_days / 30, active_users_trailing_30_days)


@dau_mau_ratio.variant(
    "days_active_per_user", unit="days", n="monthly_active_users",
    formula=r"\frac{\sum_{\text{days}} \text{users active on the day}}{\text{MAU}}",
)  # fmt: skip
def dau_mau_ratio_days_active_per_user(active_user_days, monthly_active_users):
    """On how many days of the month the average active user was active.

    >>> dau_mau_ratio(active_user_days=6_000, monthly_active_users=800,
    ...               variant="days_active_per_user")
    7.5
    """
    return ratio(active_user_days, monthly_active_users)


@dau_mau_ratio.variant(
    "accounts", range=(0, 1), n="monthly_active_accounts",
    formula=r"\frac{\text{mean daily active accounts}}{\text{monthly active accounts}}",
)  # fmt: skip
def dau_mau_ratio_accounts(active_account_days, days_in_period, monthly_active_accounts):
    """The same with accounts as the unit: higher, as any of an account's users will do.

    >>> dau_mau_ratio(active_account_days=1_500, days_in_period=30, monthly_active_accounts=100,
    ...               variant="accounts")
    0.5
    """
    return ratio(ratio(active_account_days, days_in_period), monthly_active_accounts)

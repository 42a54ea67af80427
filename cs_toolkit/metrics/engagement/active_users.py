"""Active users a day, a week and a month, and how often they return."""

import numpy as np

from ..benchmark import Benchmark
from ..clustered import effective_cases
from ..mean_intervals import skewed_mean_interval
from ..metric import metric
from ..numbers import Bounds, Numbers
from ..ratio import ratio
from ..ratio_intervals import ratio_of_sums_interval
from ..spread import COUNT, Spread

_HIDES = '"Active" is a choice: a login that leads to nothing may count like a day of work.'


def _interval_of_stickiness(
    value: Numbers,
    n: Numbers,
    days_in_period: Numbers,
    active_user_days_square_sum: Numbers,
    mau_months: Numbers = 1.0,
    customers_behind_monthly_active_users: Numbers = None,
    monthly_active_users_by_customer_square_sum: Numbers = None,
    active_shares_by_customer_square_sum: Numbers = None,
    active_shares_by_customer_product_sum: Numbers = None,
) -> Bounds:
    """DAU ÷ MAU is the mean over users of the share of days on which each was active.

    The users of one customer are alike, and so is a user in several months.
    """
    squares = active_user_days_square_sum
    cases = effective_cases(
        n * mau_months, value, ratio(squares * mau_months, days_in_period**2),
        customers_behind_monthly_active_users, monthly_active_users_by_customer_square_sum,
        active_shares_by_customer_square_sum, active_shares_by_customer_product_sum,
    )  # fmt: skip
    if customers_behind_monthly_active_users is None:
        cases = n
    low, high = skewed_mean_interval(value * days_in_period, cases, squares * ratio(cases, n))
    return ratio(low, days_in_period), ratio(high, days_in_period)


def _variance_of_dau(active_user_days_square_sum: Numbers, days_in_period: Numbers) -> Numbers:
    """A user who comes brings all of his days: the variance of the days, over the days squared."""
    return ratio(active_user_days_square_sum, days_in_period**2)


@metric(
    "Daily active users", aliases=("daily_active_users",), unit="count", better="higher",
    spread=Spread(_variance_of_dau),
    formula=r"\frac{\sum_{\text{days}} \text{users active on the day}}{\text{days}}",
    hides=_HIDES, source="S12.10, S16.16",
)  # fmt: skip
def dau(active_user_days: Numbers, days_in_period: Numbers) -> Numbers:
    """The mean number of distinct users active on a day, days without activity counted as 0.

    DAU = Σ over days of users active ÷ days. The days count from the month in which the usage data
    begin.

    >>> dau(active_user_days=6_000, days_in_period=30)
    200.0
    """
    return ratio(active_user_days, days_in_period)


@dau.variant(
    "trailing_30_days",
    formula=r"\frac{\sum_{\text{last 30 days}} \text{users active on the day}}{30}",
)
def dau_trailing_30_days(
    active_user_days_trailing_30_days: Numbers, trailing_days_before_data: Numbers = 0
) -> Numbers:
    """The mean over the last 30 days, which months of unequal length don't disturb.

    Days before the usage data begin do not count.

    >>> dau(active_user_days_trailing_30_days=6_000, variant="trailing_30_days")
    200.0
    """
    return ratio(active_user_days_trailing_30_days, 30 - trailing_days_before_data)


@dau.variant(
    "accounts",
    formula=r"\frac{\sum_{\text{days}} \text{accounts active on the day}}{\text{days}}",
)
def dau_accounts(active_account_days: Numbers, days_in_period: Numbers) -> Numbers:
    """The mean number of accounts with an active user on a day.

    >>> dau(active_account_days=1_500, days_in_period=30, variant="accounts")
    50.0
    """
    return ratio(active_account_days, days_in_period)


@metric(
    "Weekly active users", aliases=("weekly_active_user_count",), unit="count", better="higher",
    spread=COUNT, formula=r"|\text{users active in the last 7 days}|", hides=_HIDES, source="field",
)  # fmt: skip
def wau(weekly_active_users: Numbers) -> Numbers:
    """The distinct users active in the 7 days that end with the period; of a week, the week itself.

    WAU = number of distinct users. Distinct counts are never added up.

    >>> wau(weekly_active_users=420)
    420.0
    """
    return weekly_active_users


@wau.variant(
    "mean_of_weeks",
    formula=r"\frac{\sum_{\text{weeks that end in the period}} \text{users active in the week}}{\text{weeks}}",
)
def wau_mean_of_weeks(user_weeks: Numbers, weeks_ending: Numbers) -> Numbers:
    """The mean of the weeks that end in the period: one quiet week at its end decides nothing.

    >>> wau(user_weeks=1_720, weeks_ending=4, variant="mean_of_weeks")
    430.0
    """
    return ratio(user_weeks, weeks_ending)


@wau.variant("accounts", formula=r"|\text{accounts active in the last 7 days}|")
def wau_accounts(weekly_active_accounts: Numbers) -> Numbers:
    """The accounts with an active user in the 7 days that end with the period."""
    return weekly_active_accounts


@metric(
    "Monthly active users", aliases=("monthly_active_user_count",), unit="count", better="higher",
    spread=COUNT, formula=r"|\text{users active in the month}|", hides=_HIDES, source="S12.10, S16.16",
)  # fmt: skip
def mau(monthly_active_users: Numbers) -> Numbers:
    """The distinct users active in a month.

    MAU = number of distinct users. It is always of a month: of a quarter or year it is the mean of
    the months, from that in which the usage data begin, of a week or day that of the 30 days to its
    end. The distinct users of any other span are ``active_users``.

    >>> mau(monthly_active_users=1_038)
    1038.0
    """
    return monthly_active_users


@mau.variant("trailing_30_days", formula=r"|\text{users active in the last 30 days}|")
def mau_trailing_30_days(active_users_trailing_30_days: Numbers) -> Numbers:
    """The distinct users active in the 30 days that end with the period."""
    return active_users_trailing_30_days


@mau.variant("accounts", formula=r"|\text{accounts active in the month}|")
def mau_accounts(monthly_active_accounts: Numbers) -> Numbers:
    """The accounts with an active user in a month, counted over the same months as users."""
    return monthly_active_accounts


# DAU weighs days alike and MAU months: of users who are there every day the one may pass the other
# by as much as the longest month is longer than the shortest
_LONGEST_TO_SHORTEST = 31 / 28


def _at_most_1(share: Numbers) -> Numbers:
    """The share; what passes 1 by the unequal length of months alone is 1."""
    excess = np.maximum(share - 1, 0)
    return share - excess * (excess <= _LONGEST_TO_SHORTEST - 1)


@metric(
    "DAU/MAU ratio", aliases=("dau_mau", "stickiness"),
    unit="percent", better="higher", range=(0, 1), n="monthly_active_users",
    interval=_interval_of_stickiness, signed=("mau_lookback_user_days", "mau_lookback_days"),
    formula=r"\frac{\text{mean DAU over all days}}{\text{MAU}}",
    hides="A tool for month ends is healthy at 5%: compare with how often it is needed.",
    source="S12.10, S16.16",
    benchmarks=(Benchmark("the higher the better; no number given", "S16"),),
)  # fmt: skip
def dau_mau_ratio(
    active_user_days: Numbers,
    days_in_period: Numbers,
    monthly_active_users: Numbers,
    mau_lookback_user_days: Numbers = 0,
    mau_lookback_days: Numbers = 0,
) -> Numbers:
    """The mean daily active users as a share of the month's: how often a user returns.

    DAU/MAU = (Σ over days of users active ÷ days) ÷ MAU, both of the same days: of a week or a day
    they are the 30 days to its end, which the lookback adds to its own. Times the days of a month it
    is the number of days on which an active user is active.

    >>> dau_mau_ratio(active_user_days=6_000, days_in_period=30, monthly_active_users=800)
    0.25
    >>> dau_mau_ratio(active_user_days=1_400, days_in_period=7, monthly_active_users=800,
    ...               mau_lookback_user_days=4_600, mau_lookback_days=23)
    0.25
    """
    daily = ratio(active_user_days + mau_lookback_user_days, days_in_period + mau_lookback_days)
    return _at_most_1(ratio(daily, monthly_active_users))


@dau_mau_ratio.variant(
    "trailing_30_days", range=(0, 1), n="active_users_trailing_30_days",
    formula=r"\frac{\text{mean DAU over 30 days}}{\text{users active in 30 days}}",
)  # fmt: skip
def dau_mau_ratio_trailing_30_days(
    active_user_days_trailing_30_days: Numbers,
    active_users_trailing_30_days: Numbers,
    trailing_days_before_data: Numbers = 0,
) -> Numbers:
    """The same over the last 30 days, whatever the length of the month.

    >>> dau_mau_ratio(active_user_days_trailing_30_days=6_000, active_users_trailing_30_days=800,
    ...               variant="trailing_30_days")
    0.25
    """
    daily = ratio(active_user_days_trailing_30_days, 30 - trailing_days_before_data)
    return ratio(daily, active_users_trailing_30_days)


@dau_mau_ratio.variant(
    "days_active_per_user", unit="days", n="monthly_active_users",
    signed=("mau_lookback_user_days",),
    formula=r"\frac{\sum_{\text{days}} \text{users active on the day}}{\text{MAU} \times \text{months}}",
)  # fmt: skip
def dau_mau_ratio_days_active_per_user(
    active_user_days: Numbers,
    monthly_active_users: Numbers,
    mau_lookback_user_days: Numbers = 0,
    mau_months: Numbers = 1,
) -> Numbers:
    """On how many days of a month the average active user was active.

    >>> dau_mau_ratio(active_user_days=6_000, monthly_active_users=800,
    ...               variant="days_active_per_user")
    7.5
    """
    return ratio(active_user_days + mau_lookback_user_days, monthly_active_users * mau_months)


@dau_mau_ratio.variant(
    "accounts", range=(0, 1), n="monthly_active_accounts",
    signed=("mau_lookback_account_days", "mau_lookback_days"),
    formula=r"\frac{\text{mean daily active accounts}}{\text{monthly active accounts}}",
)  # fmt: skip
def dau_mau_ratio_accounts(
    active_account_days: Numbers,
    days_in_period: Numbers,
    monthly_active_accounts: Numbers,
    mau_lookback_account_days: Numbers = 0,
    mau_lookback_days: Numbers = 0,
) -> Numbers:
    """The same with accounts as the unit: higher, as any of an account's users will do.

    >>> dau_mau_ratio(active_account_days=1_500, days_in_period=30, monthly_active_accounts=100,
    ...               variant="accounts")
    0.5
    """
    daily = ratio(
        active_account_days + mau_lookback_account_days, days_in_period + mau_lookback_days
    )
    return _at_most_1(ratio(daily, monthly_active_accounts))


def _interval_of_weekly_stickiness(
    n: Numbers,
    user_days_of_weeks: Numbers,
    user_weeks: Numbers,
    user_days_of_weeks_square_sum: Numbers,
    user_weeks_square_sum: Numbers,
    user_days_and_weeks_product_sum: Numbers,
    customers_behind_user_weeks: Numbers = None,
) -> Bounds:
    """User days ÷ user weeks over customers, whose users may be there in several weeks."""
    units = n if customers_behind_user_weeks is None else customers_behind_user_weeks
    low, high = ratio_of_sums_interval(
        user_days_of_weeks, user_weeks, user_days_of_weeks_square_sum, user_weeks_square_sum,
        user_days_and_weeks_product_sum, units,
    )  # fmt: skip
    return np.maximum(low / 7, 0.0), np.minimum(high / 7, 1.0)


@metric(
    "DAU/WAU ratio", aliases=("dau_wau", "weekly_stickiness"),
    unit="percent", better="higher", range=(0, 1), n="users_of_weeks",
    interval=_interval_of_weekly_stickiness,
    formula=r"\frac{\sum_{\text{weeks}} \text{user days}}{7 \times \sum_{\text{weeks}} \text{WAU}}",
    hides="A tool for work days cannot pass 5 ÷ 7, and a user of several weeks counts in each.",
    source="field",
)  # fmt: skip
def dau_wau_ratio(user_days_of_weeks: Numbers, user_weeks: Numbers) -> Numbers:
    """The mean daily active users as a share of the week's, over the weeks that end in the period.

    DAU/WAU = user days ÷ (7 × users), summed over the weeks. Times 7 it is the number of days a week
    on which a user of that week is active.

    >>> dau_wau_ratio(user_days_of_weeks=4_200, user_weeks=1_200)
    0.5
    """
    return ratio(user_days_of_weeks, 7 * user_weeks)


@dau_wau_ratio.variant(
    "days_active_per_week", unit="days", n="users_of_weeks",
    formula=r"\frac{\sum_{\text{weeks}} \text{user days}}{\sum_{\text{weeks}} \text{WAU}}",
)  # fmt: skip
def dau_wau_ratio_days_active_per_week(user_days_of_weeks: Numbers, user_weeks: Numbers) -> Numbers:
    """On how many days of a week the average user of that week was active.

    >>> dau_wau_ratio(user_days_of_weeks=4_200, user_weeks=1_200, variant="days_active_per_week")
    3.5
    """
    return ratio(user_days_of_weeks, user_weeks)

"""The named rules: how each edge case is decided, and what else it could be.

A number that depends on a rule is printed with the rule. ``[policies]`` in the company file
changes one; ``POLICIES`` lists them all.
"""

from .policy import Policy


def _policy(
    name: str, default: str | int | float, says: str, families: tuple[str, ...], **choices: str
) -> Policy:
    return Policy(name, default, default, choices, says, families)


_MONEY = ("revenue", "retention")
_SERVICE = (
    _policy(
        "repeat_window", 7,
        "days in which a further contact of the same customer on the same category speaks against "
        "a resolution; an issue is judged when they are over", ("support",),
    ),
    _policy(
        "repeat_window_starts", "opening", "the days of the repeat window", ("support",),
        opening="run from the opening, so that an unresolved issue is judged like any other",
        resolution="run from the first resolution, and from the opening where there is none",
    ),
    _policy(
        "reopen_window", 0,
        "days after a resolution in which a re-opening speaks against it; 0: whenever it comes",
        ("support",),
    ),
    _policy(
        "transfer_counts", "no", "an issue handed to another department or person", ("support",),
        no="was not resolved at first contact",
        yes="may still be resolved at first contact",
    ),
    _policy(
        "ended_by_wait", "counted", "contacts that the customer ended for the wait", ("support",),
        counted="are issues that were not resolved at first contact",
        excluded="are left out",
    ),
    _policy(
        "bot_resolutions", "counted", "issues that a bot resolved without a person's reply",
        ("support",),
        counted="count in resolution times and first contact resolution like any other",
        excluded="are left out of resolution times and first contact resolution",
    ),
    _policy(
        "wait_after_bot", "restarts", "where a bot had resolved an issue that was opened again, "
        "the wait for a person's first response", ("support",),
        restarts="runs from the customer's next message, as nobody waited before it",
        from_opening="runs from the opening",
    ),
    _policy(
        "short_abandon_seconds", 5, "a call given up sooner than this many seconds is left out of "
        "abandonment", ("support",),
    ),
    _policy(
        "service_level_seconds", 20, "a call is answered in time within this many seconds",
        ("support",),
    ),
    _policy(
        "chronic_issues", 3, "a customer with this many issues of one category in a period has a "
        "chronic problem", ("support",),
    ),
    _policy(
        "session_gap_minutes", 30, "minutes of silence after which a further event opens a new "
        "session", ("engagement",),
    ),
    _policy(
        "adoption_uses", 1, "uses after which a user has adopted the product or a feature",
        ("engagement",),
    ),
    _policy(
        "response_histogram_unit", "milliseconds", "the bounds of response histograms",
        ("engagement",),
        milliseconds="are milliseconds",
        seconds="are seconds",
    ),
)  # fmt: skip
POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        _policy(
            "within_period", "excluded",
            "customers who joined and left inside one period", _MONEY,
            excluded="are neither new nor churned; they are counted apart",
            included="are new and churned in that period",
        ),
        _policy(
            "reactivation_gap", "netted", "customers who left and came back", _MONEY,
            netted="are lost and won back only across a period's end; inside one it is nothing",
            any="are lost and won back, however short the break",
            month="are lost and won back after a break of a month; a shorter one is no break",
        ),
        _policy(
            "late_renewal_days", 0,
            "a customer whose subscription goes on within this many days of its end has renewed "
            "late and did not churn; the old price runs until then", _MONEY,
        ),
        _policy(
            "overlapping_rows", "added",
            "rows of one subscription_id that overlap", _MONEY,
            added="are paid side by side and add up",
            replaced="replace each other: the row with the later start ends the earlier one",
        ),
        _policy(
            "churn_base", "starting", "what customer churn is divided by", ("retention",),
            starting="customers at the period's start",
            starting_and_new="customers at the period's start and those who joined in it",
        ),
        _policy(
            "paused", "excluded", "paused subscriptions", _MONEY,
            excluded="count as 0 MRR",
            counted="keep their MRR",
        ),
        _policy(
            "past_due", "counted", "subscriptions whose payment is overdue", _MONEY,
            counted="keep their MRR",
            excluded="count as 0 MRR after past_due_days",
        ),
        _policy(
            "past_due_days", 0,
            "days for which an overdue subscription still counts where past_due = excluded", _MONEY,
        ),
        _policy(
            "usage", "excluded", "charges by use (orders of type usage) in MRR and its movements",
            ("revenue", "retention"),
            excluded="are outside MRR; usage_revenue shows them",
            trailing_3_months="count with the mean of the last three months that are over, or of as "
            "many as there are since the customer's first use",
            last_month="count with the last month that is over",
        ),
        _policy(
            "discounts", "recurring", "which discounts reduce MRR", _MONEY,
            recurring="those of more than 31 days or without an end do, however the price is billed, "
            "and their expiry is expansion; one-off ones, of at most 31 days, are ignored",
            forever="only discounts without an end do",
            all="every discount does",
            ignored="none does",
        ),
        _policy(
            "churn_lands", "end_of_service", "when a loss counts", _MONEY,
            end_of_service="on the first day without service",
            cancellation="on the day of the cancellation, if that is before a known end of service",
            scheduled="on the day of the cancellation, though the service may go on without an end",
        ),
        _policy(
            "net_mrr_churn", "churn_cohort", "what net MRR churn takes off", _MONEY,
            churn_cohort="expansion of customers active at the start",
            less_reactivation="expansion and reactivation",
        ),
        _policy(
            "inactive_after_days", 0,
            "customers are inactive after so many days; 0 is the business's usual interval, the "
            "90th percentile of the gaps between purchases, and 90 where nobody has bought twice",
            ("retention",),
        ),
        _policy(
            "acquisition_lag_months", 1,
            "how many months earlier the spend lies that won a period's customers, where a variant "
            "takes account of it",
            ("value",),
        ),
        _policy(
            "unassigned_spend", "not_available",
            "spend that names no value of what it is split by, such as a channel, nor a customer who "
            "has one",
            ("value", "retention"),
            not_available="leaves the segments' costs not available: only the total is known",
            assigned_only="is left out of the segments' costs, which are then the least they can be",
            by_customers_won="is allocated to the segments by the customers won in the period",
            by_revenue="is allocated to the segments by what their customers bought in the period",
        ),
        _policy(
            "forecast_months", 3,
            "the forecast horizon: 3 to 12 months after the end of the period", ("revenue",),
        ),
        _policy(
            "prediction_months", 12,
            "how many months ahead predicted values and repeat probabilities look", ("value",),
        ),
        _policy(
            "annual_discount_rate", 0.1,
            "the rate at which predicted values of later months are discounted", ("value",),
        ),
        _policy(
            "conversion_window_days", 30,
            "days within which a lead, a sign-up, a free account or an invitation must convert to count; "
            "younger ones are still maturing and stay out",
            ("acquisition",),
        ),
        _policy(
            "response_window_days", 7,
            "days that a survey has for an answer: younger ones are still maturing and stay out of the "
            "response rate",
            ("satisfaction",),
        ),
        _policy(
            "answers", "all", "several answers of one customer in a period", ("satisfaction",),
            all="all count",
            last="the last one counts",
            account_mean="their mean counts as one answer",
        ),
        _policy(
            "small_sample", 30, "a number on fewer than this many is marked as a small sample",
            ("revenue", "retention", "satisfaction", "support", "engagement"),
        ),
        *_SERVICE,
    )
}  # fmt: skip

"""Resolution time: how long until an issue is solved."""

from ..benchmark import Band, Benchmark
from ..clustered import mean_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Average resolution time", aliases=("art", "mean_time_to_resolution"),
    unit="seconds", better="lower", n="resolved_issues",
    interval=mean_by_customer("resolution_seconds", "resolved_issues", "resolution_seconds_square_sum"),
    formula=r"\frac{\text{time from opening to resolution}}{\text{resolved issues}}",
    hides="Issues still open, the longest among them, are not in it: see the censored median.",
    source="S12.12, S17.14",
    benchmarks=(
        Benchmark(
            "at most 9 minutes; no channel named", "S12", variant="all_conversations",
            only_for="calls and live chat", bands=(Band("good", high=540),),
        ),
    ),
)  # fmt: skip
def average_resolution_time(resolution_seconds: Numbers, resolved_issues: Numbers) -> Numbers:
    """The mean time from opening to resolution of the issues resolved in the period, in seconds.

    ART = resolution time ÷ resolved issues. Few very long ones carry it: the median is beside it.

    >>> average_resolution_time(resolution_seconds=36_000, resolved_issues=10)
    3600.0
    """
    return ratio(resolution_seconds, resolved_issues)


@average_resolution_time.variant(
    "median", n="resolved_issues", formula=r"Q_{50}(\text{resolution time})"
)
def average_resolution_time_median(resolution_seconds_median: Numbers) -> Numbers:
    """The time within which half of the resolved issues were resolved."""
    return resolution_seconds_median


@average_resolution_time.variant(
    "p90", n="resolved_issues", formula=r"Q_{90}(\text{resolution time})"
)
def average_resolution_time_p90(resolution_seconds_p90: Numbers) -> Numbers:
    """The time within which nine in ten of the resolved issues were resolved."""
    return resolution_seconds_p90


@average_resolution_time.variant(
    "p95", n="resolved_issues", formula=r"Q_{95}(\text{resolution time})"
)
def average_resolution_time_p95(resolution_seconds_p95: Numbers) -> Numbers:
    """The time within which nineteen in twenty of the resolved issues were resolved."""
    return resolution_seconds_p95


@average_resolution_time.variant(
    "censored_median", n="issues", formula=r"\min \{ t : \hat{S}(t) \le \tfrac12 \}",
    lacks="fewer than half of the issues are resolved so far",
)  # fmt: skip
def average_resolution_time_censored_median(resolution_seconds_censored_median: Numbers) -> Numbers:
    """The Kaplan–Meier median: issues still open count for as long as they have been open."""
    return resolution_seconds_censored_median


@average_resolution_time.variant(
    "business_hours", n="resolved_issues",
    interval=mean_by_customer(
        "resolution_business_seconds", "resolved_issues",
        "resolution_business_seconds_square_sum",
    ),
    formula=r"\frac{\text{business time from opening to resolution}}{\text{resolved issues}}",
)  # fmt: skip
def average_resolution_time_business_hours(
    resolution_business_seconds: Numbers, resolved_issues: Numbers
) -> Numbers:
    """The mean in business time: nights, weekends and holidays of the schedule don't count.

    >>> average_resolution_time(resolution_business_seconds=18_000, resolved_issues=10,
    ...                         variant="business_hours")
    1800.0
    """
    return ratio(resolution_business_seconds, resolved_issues)


@average_resolution_time.variant(
    "business_hours_median", n="resolved_issues",
    formula=r"Q_{50}(\text{business time from opening to resolution})",
)  # fmt: skip
def average_resolution_time_business_hours_median(
    resolution_business_seconds_median: Numbers,
) -> Numbers:
    """The business time within which half of the resolved issues were resolved."""
    return resolution_business_seconds_median


@average_resolution_time.variant(
    "business_hours_p90", n="resolved_issues",
    formula=r"Q_{90}(\text{business time from opening to resolution})",
)  # fmt: skip
def average_resolution_time_business_hours_p90(resolution_business_seconds_p90: Numbers) -> Numbers:
    """The business time within which nine in ten of the resolved issues were resolved."""
    return resolution_business_seconds_p90


@average_resolution_time.variant(
    "first_resolution", n="first_resolved_issues",
    interval=mean_by_customer(
        "first_resolution_seconds", "first_resolved_issues", "first_resolution_seconds_square_sum"
    ),
    formula=r"\frac{\text{time from opening to first resolution}}{\text{issues resolved for the first time}}",
)  # fmt: skip
def average_resolution_time_first_resolution(
    first_resolution_seconds: Numbers, first_resolved_issues: Numbers
) -> Numbers:
    """The mean time until issues were resolved for the first time, whatever was re-opened later.

    >>> average_resolution_time(first_resolution_seconds=18_000, first_resolved_issues=10,
    ...                         variant="first_resolution")
    1800.0
    """
    return ratio(first_resolution_seconds, first_resolved_issues)


@average_resolution_time.variant(
    "first_resolution_median", n="first_resolved_issues",
    formula=r"Q_{50}(\text{time to first resolution})",
)  # fmt: skip
def average_resolution_time_first_resolution_median(
    first_resolution_seconds_median: Numbers,
) -> Numbers:
    """The time within which half of the issues had their first resolution."""
    return first_resolution_seconds_median


@average_resolution_time.variant(
    "all_conversations", n="conversations", source="S12.12",
    formula=r"\frac{\text{total time of resolved conversations}}{\text{all conversations}}",
)  # fmt: skip
def average_resolution_time_all_conversations(
    resolution_seconds: Numbers, conversations: Numbers
) -> Numbers:
    """S12's formula: time of the resolved ÷ all conversations; falls as fewer are resolved.

    >>> average_resolution_time(resolution_seconds=36_000, conversations=40,
    ...                         variant="all_conversations")
    900.0
    """
    return ratio(resolution_seconds, conversations)


@average_resolution_time.variant(
    "without_solved_time", n="issues_with_open_time",
    interval=mean_by_customer("open_seconds", "issues_with_open_time", "open_seconds_square_sum"),
    formula=r"\frac{\text{time open, without the time between a resolution and its re-opening}}{\text{resolved issues}}",
)  # fmt: skip
def average_resolution_time_without_solved_time(
    open_seconds: Numbers, issues_with_open_time: Numbers
) -> Numbers:
    """The mean time that issues were open: the days for which one counted as resolved are left out.

    An issue that was re-opened several times, or at an unknown time, is not in it.

    >>> average_resolution_time(open_seconds=36_000, issues_with_open_time=10,
    ...                         variant="without_solved_time")
    3600.0
    """
    return ratio(open_seconds, issues_with_open_time)


@average_resolution_time.variant(
    "business_hours_without_solved_time", n="issues_with_open_time",
    interval=mean_by_customer(
        "open_business_seconds", "issues_with_open_time", "open_business_seconds_square_sum"
    ),
    formula=r"\frac{\text{business time open, without the time between a resolution and its re-opening}}{\text{resolved issues}}",
)  # fmt: skip
def average_resolution_time_business_hours_without_solved_time(
    open_business_seconds: Numbers, issues_with_open_time: Numbers
) -> Numbers:
    """The same in business time: what the team had to work on the issue.

    >>> average_resolution_time(open_business_seconds=18_000, issues_with_open_time=10,
    ...                         variant="business_hours_without_solved_time")
    1800.0
    """
    return ratio(open_business_seconds, issues_with_open_time)

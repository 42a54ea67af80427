"""Waiting on a ticket: for the first reply, and who waits for whom after it."""

from ..clustered import mean_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "First response time", aliases=("frt", "first_reply_time"),
    unit="seconds", better="lower", n="issues_answered",
    interval=mean_by_customer(
        "first_response_seconds", "issues_answered", "first_response_seconds_square_sum"
    ),
    formula=r"\frac{\text{time from opening to first public reply}}{\text{issues answered}}",
    hides="An instant reply that says nothing is as good as an answer.",
    source="field",
)  # fmt: skip
def first_response_time(first_response_seconds: Numbers, issues_answered: Numbers) -> Numbers:
    """The mean time from opening to an agent's first public reply, in seconds.

    FRT = time to first reply ÷ issues answered. Notes, bots and the agent's own opening are no reply.

    >>> first_response_time(first_response_seconds=6_000, issues_answered=10)
    600.0
    """
    return ratio(first_response_seconds, issues_answered)


@first_response_time.variant(
    "median", n="issues_answered", formula=r"Q_{50}(\text{time to first reply})"
)
def first_response_time_median(first_response_seconds_median: Numbers) -> Numbers:
    """The time within which half of the answered issues had a first reply."""
    return first_response_seconds_median


@first_response_time.variant(
    "p90", n="issues_answered", formula=r"Q_{90}(\text{time to first reply})"
)
def first_response_time_p90(first_response_seconds_p90: Numbers) -> Numbers:
    """The time within which nine in ten of the answered issues had a first reply."""
    return first_response_seconds_p90


@first_response_time.variant(
    "p95", n="issues_answered", formula=r"Q_{95}(\text{time to first reply})"
)
def first_response_time_p95(first_response_seconds_p95: Numbers) -> Numbers:
    """The time within which nineteen in twenty of the answered issues had a first reply."""
    return first_response_seconds_p95


@first_response_time.variant(
    "business_hours", n="issues_answered",
    interval=mean_by_customer(
        "first_response_business_seconds", "issues_answered",
        "first_response_business_seconds_square_sum",
    ),
    formula=r"\frac{\text{business time to first reply}}{\text{issues answered}}",
)  # fmt: skip
def first_response_time_business_hours(
    first_response_business_seconds: Numbers, issues_answered: Numbers
) -> Numbers:
    """The mean in business time: nights, weekends and holidays of the schedule don't count.

    >>> first_response_time(first_response_business_seconds=3_000, issues_answered=10,
    ...                     variant="business_hours")
    300.0
    """
    return ratio(first_response_business_seconds, issues_answered)


@first_response_time.variant(
    "business_hours_median", n="issues_answered",
    formula=r"Q_{50}(\text{business time to first reply})",
)  # fmt: skip
def first_response_time_business_hours_median(
    first_response_business_seconds_median: Numbers,
) -> Numbers:
    """The business time within which half of the answered issues had a first reply."""
    return first_response_business_seconds_median


@first_response_time.variant(
    "business_hours_p90", n="issues_answered",
    formula=r"Q_{90}(\text{business time to first reply})",
)  # fmt: skip
def first_response_time_business_hours_p90(first_response_business_seconds_p90: Numbers) -> Numbers:
    """The business time within which nine in ten of the answered issues had a first reply."""
    return first_response_business_seconds_p90


@metric(
    "Requester wait time", unit="seconds", better="lower", n="issues_with_requester_wait",
    interval=mean_by_customer(
        "requester_wait_seconds", "issues_with_requester_wait", "requester_wait_seconds_square_sum"
    ),
    formula=r"\frac{\text{time the requester waited}}{\text{issues}}",
    hides="Nights and weekends count unless business hours are asked for.",
    source="field",
)  # fmt: skip
def requester_wait_time(
    requester_wait_seconds: Numbers, issues_with_requester_wait: Numbers
) -> Numbers:
    """The mean time that the person who asked waited for us, over all turns, in seconds.

    Requester wait = time waited ÷ issues on which it is recorded.

    >>> requester_wait_time(requester_wait_seconds=7_200, issues_with_requester_wait=4)
    1800.0
    """
    return ratio(requester_wait_seconds, issues_with_requester_wait)


@requester_wait_time.variant(
    "median", n="issues_with_requester_wait", formula=r"Q_{50}(\text{requester wait})"
)
def requester_wait_time_median(requester_wait_seconds_median: Numbers) -> Numbers:
    """The requester wait of the middle issue."""
    return requester_wait_seconds_median


@requester_wait_time.variant(
    "p90", n="issues_with_requester_wait", formula=r"Q_{90}(\text{requester wait})"
)
def requester_wait_time_p90(requester_wait_seconds_p90: Numbers) -> Numbers:
    """The requester wait that nine in ten issues stay within."""
    return requester_wait_seconds_p90


@requester_wait_time.variant(
    "p95", n="issues_with_requester_wait", formula=r"Q_{95}(\text{requester wait})"
)
def requester_wait_time_p95(requester_wait_seconds_p95: Numbers) -> Numbers:
    """The requester wait that nineteen in twenty issues stay within."""
    return requester_wait_seconds_p95


@metric(
    "Agent wait time", unit="seconds", better=None, n="issues_with_agent_wait",
    interval=mean_by_customer(
        "agent_wait_seconds", "issues_with_agent_wait", "agent_wait_seconds_square_sum"
    ),
    formula=r"\frac{\text{time the agent waited}}{\text{issues}}",
    hides="Whether the customer was slow or the question unclear.",
    source="field",
)  # fmt: skip
def agent_wait_time(agent_wait_seconds: Numbers, issues_with_agent_wait: Numbers) -> Numbers:
    """The mean time that we waited for the person who asked, in seconds.

    Agent wait = time waited ÷ issues on which it is recorded.

    >>> agent_wait_time(agent_wait_seconds=3_600, issues_with_agent_wait=4)
    900.0
    """
    return ratio(agent_wait_seconds, issues_with_agent_wait)


@agent_wait_time.variant("median", n="issues_with_agent_wait", formula=r"Q_{50}(\text{agent wait})")
def agent_wait_time_median(agent_wait_seconds_median: Numbers) -> Numbers:
    """The agent wait of the middle issue."""
    return agent_wait_seconds_median


@agent_wait_time.variant("p90", n="issues_with_agent_wait", formula=r"Q_{90}(\text{agent wait})")
def agent_wait_time_p90(agent_wait_seconds_p90: Numbers) -> Numbers:
    """The agent wait that nine in ten issues stay within."""
    return agent_wait_seconds_p90


@agent_wait_time.variant("p95", n="issues_with_agent_wait", formula=r"Q_{95}(\text{agent wait})")
def agent_wait_time_p95(agent_wait_seconds_p95: Numbers) -> Numbers:
    """The agent wait that nineteen in twenty issues stay within."""
    return agent_wait_seconds_p95


@metric(
    "On-hold time", unit="seconds", better="lower", n="issues_with_on_hold",
    interval=mean_by_customer(
        "on_hold_seconds", "issues_with_on_hold", "on_hold_seconds_square_sum"
    ),
    formula=r"\frac{\text{time on hold}}{\text{issues}}",
    hides="For whom or what the issue was waiting.",
    source="field",
)  # fmt: skip
def on_hold_time(on_hold_seconds: Numbers, issues_with_on_hold: Numbers) -> Numbers:
    """The mean time that an issue lay with a third party, in seconds.

    On-hold time = time on hold ÷ issues on which it is recorded.

    >>> on_hold_time(on_hold_seconds=1_200, issues_with_on_hold=4)
    300.0
    """
    return ratio(on_hold_seconds, issues_with_on_hold)


@on_hold_time.variant("median", n="issues_with_on_hold", formula=r"Q_{50}(\text{time on hold})")
def on_hold_time_median(on_hold_seconds_median: Numbers) -> Numbers:
    """The time on hold of the middle issue."""
    return on_hold_seconds_median


@on_hold_time.variant("p90", n="issues_with_on_hold", formula=r"Q_{90}(\text{time on hold})")
def on_hold_time_p90(on_hold_seconds_p90: Numbers) -> Numbers:
    """The time on hold that nine in ten issues stay within."""
    return on_hold_seconds_p90


@on_hold_time.variant("p95", n="issues_with_on_hold", formula=r"Q_{95}(\text{time on hold})")
def on_hold_time_p95(on_hold_seconds_p95: Numbers) -> Numbers:
    """The time on hold that nineteen in twenty issues stay within."""
    return on_hold_seconds_p95

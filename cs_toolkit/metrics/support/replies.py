"""Replies: how many an issue takes, how long each is waited for, and how often the promise is kept."""

from ..clustered import mean_by_customer, share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Replies per ticket", aliases=("agent_replies_per_ticket",),
    unit="ratio", better="lower", n="issues_with_known_replies",
    interval=mean_by_customer(
        "agent_replies", "issues_with_known_replies", "agent_replies_square_sum"
    ),
    formula=r"\frac{\text{public replies of agents}}{\text{resolved issues}}",
    hides="One long reply and one that says nothing count alike; a call leaves no reply.",
    source="field",
)  # fmt: skip
def replies_per_ticket(agent_replies: Numbers, issues_with_known_replies: Numbers) -> Numbers:
    """The mean number of public replies that agents wrote on the issues resolved in the period.

    Replies per ticket = public replies of agents ÷ resolved issues whose messages are known. Notes
    and bots are no replies.

    >>> replies_per_ticket(agent_replies=45, issues_with_known_replies=20)
    2.25
    """
    return ratio(agent_replies, issues_with_known_replies)


@replies_per_ticket.variant(
    "median", n="issues_with_known_replies", formula=r"Q_{50}(\text{public replies of agents})"
)
def replies_per_ticket_median(agent_replies_median: Numbers) -> Numbers:
    """The number of replies that half of the resolved issues stay within."""
    return agent_replies_median


@metric(
    "One-touch resolution", aliases=("one_touch_resolution_rate", "touches"),
    unit="percent", better="higher", range=(0, 1), n="issues_with_known_replies",
    interval=share_by_customer("one_touch_issues", "issues_with_known_replies"),
    formula=r"\frac{\text{issues resolved with at most one public reply}}{\text{resolved issues}}",
    hides="One reply that closes the ticket without solving the problem: read it beside re-openings.",
    source="field",
)  # fmt: skip
def one_touch_resolution(one_touch_issues: Numbers, issues_with_known_replies: Numbers) -> Numbers:
    """The share of resolved issues that took at most one public reply of an agent.

    One touch = issues with at most one reply ÷ resolved issues whose messages are known. First
    contact resolution asks whether the customer had to come back; this one counts replies.

    >>> one_touch_resolution(one_touch_issues=30, issues_with_known_replies=50)
    0.6
    """
    return ratio(one_touch_issues, issues_with_known_replies)


@one_touch_resolution.variant(
    "two_touches", better=None, n="issues_with_known_replies", range=(0, 1),
    interval=share_by_customer("two_touch_issues", "issues_with_known_replies"),
    formula=r"\frac{\text{issues resolved with two public replies}}{\text{resolved issues}}",
)  # fmt: skip
def one_touch_resolution_two_touches(
    two_touch_issues: Numbers, issues_with_known_replies: Numbers
) -> Numbers:
    """The share of resolved issues that took two public replies.

    >>> one_touch_resolution(two_touch_issues=15, issues_with_known_replies=50, variant="two_touches")
    0.3
    """
    return ratio(two_touch_issues, issues_with_known_replies)


@one_touch_resolution.variant(
    "multi_touch", better="lower", n="issues_with_known_replies", range=(0, 1),
    interval=share_by_customer("multi_touch_issues", "issues_with_known_replies"),
    formula=r"\frac{\text{issues resolved with three public replies or more}}{\text{resolved issues}}",
)  # fmt: skip
def one_touch_resolution_multi_touch(
    multi_touch_issues: Numbers, issues_with_known_replies: Numbers
) -> Numbers:
    """The share of resolved issues that took three public replies or more.

    >>> one_touch_resolution(multi_touch_issues=5, issues_with_known_replies=50, variant="multi_touch")
    0.1
    """
    return ratio(multi_touch_issues, issues_with_known_replies)


@metric(
    "Reply time", aliases=("average_reply_time", "next_reply_time"),
    unit="seconds", better="lower", n="turns_answered",
    interval=mean_by_customer("reply_seconds", "turns_answered", "reply_seconds_square_sum"),
    formula=r"\frac{\text{time from a customer's message to the agent's reply}}{\text{turns answered}}",
    hides="A turn that nobody answered is not in it; nights and weekends count.",
    source="field",
)  # fmt: skip
def reply_time(reply_seconds: Numbers, turns_answered: Numbers) -> Numbers:
    """The mean time that customers waited for a reply, over every turn of their conversations.

    Reply time = time waited ÷ turns answered in the period. A turn begins with the customer's first
    message after an agent's, and ends with the next public one of an agent.

    >>> reply_time(reply_seconds=7_200, turns_answered=8)
    900.0
    """
    return ratio(reply_seconds, turns_answered)


@reply_time.variant("median", n="turns_answered", formula=r"Q_{50}(\text{time to the reply})")
def reply_time_median(reply_seconds_median: Numbers) -> Numbers:
    """The time within which half of the turns were answered."""
    return reply_seconds_median


@reply_time.variant("p90", n="turns_answered", formula=r"Q_{90}(\text{time to the reply})")
def reply_time_p90(reply_seconds_p90: Numbers) -> Numbers:
    """The time within which nine in ten turns were answered."""
    return reply_seconds_p90


@reply_time.variant("p95", n="turns_answered", formula=r"Q_{95}(\text{time to the reply})")
def reply_time_p95(reply_seconds_p95: Numbers) -> Numbers:
    """The time within which nineteen in twenty turns were answered."""
    return reply_seconds_p95


@metric(
    "Service level attainment", aliases=("sla_attainment", "sla_compliance"),
    unit="percent", better="higher", range=(0, 1), n="issues_due_a_response",
    interval=share_by_customer("issues_answered_in_target", "issues_due_a_response"),
    formula=r"\frac{\text{issues answered within the target}}{\text{issues whose time for an answer is up}}",
    hides="How late the others were, and whether the answer helped.",
    source="field",
)  # fmt: skip
def service_level_attainment(
    issues_answered_in_target: Numbers, issues_due_a_response: Numbers
) -> Numbers:
    """The share of issues that got their first response within the company's target.

    Attainment = answered within the target ÷ issues opened in the period whose time is up; one that
    nobody answered stays below. Targets are declared under [service_targets], by priority if need be.

    >>> service_level_attainment(issues_answered_in_target=45, issues_due_a_response=50)
    0.9
    """
    return ratio(issues_answered_in_target, issues_due_a_response)


@service_level_attainment.variant(
    "resolution", n="issues_due_a_resolution", range=(0, 1),
    interval=share_by_customer("issues_resolved_in_target", "issues_due_a_resolution"),
    formula=r"\frac{\text{issues resolved within the target}}{\text{issues whose time for a resolution is up}}",
)  # fmt: skip
def service_level_attainment_resolution(
    issues_resolved_in_target: Numbers, issues_due_a_resolution: Numbers
) -> Numbers:
    """The share of issues that were resolved within the company's target, and not re-opened since.

    >>> service_level_attainment(issues_resolved_in_target=40, issues_due_a_resolution=50,
    ...                          variant="resolution")
    0.8
    """
    return ratio(issues_resolved_in_target, issues_due_a_resolution)

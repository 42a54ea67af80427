"""Calls: handle time, wait until answered, and callers who hang up first."""

from ..clustered import mean_by_customer, share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


def _offered_without_short_abandons(offered_calls: Numbers, short_abandons: Numbers) -> Numbers:
    return offered_calls - short_abandons


@metric(
    "Average handle time", aliases=("aht",),
    unit="seconds", better="target", n="handled_calls",
    interval=mean_by_customer("handle_seconds", "handled_calls", "handle_seconds_square_sum"),
    formula=r"\frac{\text{talk} + \text{hold} + \text{after-call}}{\text{handled calls}}",
    hides="The shortest is not the best: haste comes back as a second call. Who was sent to voicemail or on to "
    "another line was not handled.",
    source="S17.14, S8.3",
)  # fmt: skip
def average_handle_time(
    talk_seconds: Numbers, hold_seconds: Numbers, wrap_seconds: Numbers, handled_calls: Numbers
) -> Numbers:
    """Talk, hold and after-call time per handled call, in seconds.

    AHT = (talk + hold + after-call) ÷ handled calls. Handled means answered with a talk time
    present, 0 included: a call that was transferred before an answer, went to voicemail or was a
    test is not. S17's text speaks of resolution time; its formula is this one.

    >>> average_handle_time(talk_seconds=18_000, hold_seconds=2_000, wrap_seconds=4_000,
    ...                     handled_calls=100)
    240.0
    """
    return ratio(talk_seconds + hold_seconds + wrap_seconds, handled_calls)


@average_handle_time.variant(
    "service_time", n="answered_calls", source="S8.3",
    interval=mean_by_customer("service_seconds", "answered_calls", "service_seconds_square_sum"),
    formula=r"\frac{\text{all service time}}{\text{answered calls}}",
)  # fmt: skip
def average_handle_time_service_time(service_seconds: Numbers, answered_calls: Numbers) -> Numbers:
    """S8's way: all service time ÷ answered calls, those without a recorded talk time included.

    >>> average_handle_time(service_seconds=24_000, answered_calls=120, variant="service_time")
    200.0
    """
    return ratio(service_seconds, answered_calls)


@metric(
    "Average wait time", aliases=("asa", "average_speed_of_answer"),
    unit="seconds", better="lower", n="answered_calls",
    interval=mean_by_customer(
        "answered_wait_seconds", "answered_calls", "answered_wait_seconds_square_sum"
    ),
    formula=r"\frac{\text{wait of answered calls}}{\text{answered calls}}",
    hides="Who waited longest hung up and is not in it: read it beside abandonment.",
    source="S8.4",
)  # fmt: skip
def average_wait_time(answered_wait_seconds: Numbers, answered_calls: Numbers) -> Numbers:
    """How long callers who were answered waited for it, in seconds.

    ASA = wait of answered calls ÷ answered calls. A call that was put through at once waited 0
    seconds, and says so: an empty wait is refused. The wait of a call that ended in voicemail, a
    callback or on another line is in the variant all_calls, no more than that.

    >>> average_wait_time(answered_wait_seconds=500, answered_calls=100)
    5.0
    """
    return ratio(answered_wait_seconds, answered_calls)


@average_wait_time.variant(
    "completed", n="completed_calls", source="S8.4",
    formula=r"\frac{\text{wait of all calls}}{\text{completed calls}}",
)  # fmt: skip
def average_wait_time_completed(wait_seconds: Numbers, completed_calls: Numbers) -> Numbers:
    """S8's way: the wait of all calls ÷ completed ones, so the wait of who hung up is in it.

    >>> average_wait_time(wait_seconds=800, completed_calls=100, variant="completed")
    8.0
    """
    return ratio(wait_seconds, completed_calls)


@average_wait_time.variant(
    "all_calls", n="offered_calls",
    interval=mean_by_customer("wait_seconds", "offered_calls", "wait_seconds_square_sum"),
    formula=r"\frac{\text{wait of all calls}}{\text{offered calls}}",
)  # fmt: skip
def average_wait_time_all_calls(wait_seconds: Numbers, offered_calls: Numbers) -> Numbers:
    """The wait of all calls ÷ all calls offered, answered or not.

    >>> average_wait_time(wait_seconds=800, offered_calls=125, variant="all_calls")
    6.4
    """
    return ratio(wait_seconds, offered_calls)


@average_wait_time.variant(
    "service_level", unit="percent", better="higher", range=(0, 1), n="offered_calls",
    interval=share_by_customer("calls_answered_in_time", "offered_calls"),
    formula=r"\frac{\text{calls answered within } N \text{ s}}{\text{offered calls}}",
)  # fmt: skip
def average_wait_time_service_level(
    calls_answered_in_time: Numbers, offered_calls: Numbers
) -> Numbers:
    """The share of all offered calls that were answered within the target time.

    >>> average_wait_time(calls_answered_in_time=100, offered_calls=125, variant="service_level")
    0.8
    """
    return ratio(calls_answered_in_time, offered_calls)


@metric(
    "Abandonment rate", aliases=("call_abandonment_rate", "abandon_rate"),
    unit="percent", better="lower", range=(0, 1), n=_offered_without_short_abandons,
    interval=share_by_customer("lasting_abandons", "lasting_calls"),
    formula=r"\frac{\text{abandoned} - \text{short abandons}}{\text{offered} - \text{short abandons}}",
    hides="Callers who meet a busy line are in no count at all.",
    source="S8.8",
)  # fmt: skip
def abandonment_rate(
    abandoned_calls: Numbers, short_abandons: Numbers, offered_calls: Numbers
) -> Numbers:
    """The share of calls given up before an answer, those given up at once left out of both.

    Abandonment = (abandoned − short abandons) ÷ (offered − short abandons). Short is under the
    threshold of 5 seconds, a wrong number rather than lost patience. A call that was transferred,
    went to voicemail or asked to be called back was offered and not abandoned; a test call is none.

    >>> round(abandonment_rate(abandoned_calls=60, short_abandons=20, offered_calls=1_020), 4)
    0.04
    """
    return ratio(abandoned_calls - short_abandons, offered_calls - short_abandons)


@abandonment_rate.variant(
    "all", n="offered_calls", range=(0, 1),
    interval=share_by_customer("abandoned_calls", "offered_calls"),
    formula=r"\frac{\text{abandoned}}{\text{offered}}",
)  # fmt: skip
def abandonment_rate_all(abandoned_calls: Numbers, offered_calls: Numbers) -> Numbers:
    """Every call given up ÷ every call offered, however soon it was given up.

    >>> abandonment_rate(abandoned_calls=40, offered_calls=1_000, variant="all")
    0.04
    """
    return ratio(abandoned_calls, offered_calls)


@abandonment_rate.variant(
    "queued", n="queued_calls", range=(0, 1),
    interval=share_by_customer("queued_abandoned_calls", "queued_calls"),
    formula=r"\frac{\text{abandoned of those who waited}}{\text{calls that waited}}",
)  # fmt: skip
def abandonment_rate_queued(queued_abandoned_calls: Numbers, queued_calls: Numbers) -> Numbers:
    """Of the callers who had to wait, the share who gave up.

    >>> abandonment_rate(queued_abandoned_calls=40, queued_calls=160, variant="queued")
    0.25
    """
    return ratio(queued_abandoned_calls, queued_calls)

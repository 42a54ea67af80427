"""The product's technical performance: is it up, is it quick, is it broken."""

from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio
from ..spread import COUNT


@metric(
    "Availability", aliases=("uptime",), unit="percent", better="higher", range=(0, 1),
    formula=r"1 - \frac{\text{downtime}}{\text{scheduled time}}",
    hides="An hour down at noon counts like an hour at night.",
    source="S16",
)  # fmt: skip
def availability(downtime_seconds: Numbers, scheduled_seconds: Numbers) -> Numbers:
    """The share of the scheduled time in which the service was up.

    Availability = 1 − downtime ÷ scheduled time.

    >>> availability(downtime_seconds=8_640, scheduled_seconds=864_000)
    0.99
    """
    return 1 - ratio(downtime_seconds, scheduled_seconds)


@availability.variant(
    "downtime", unit="seconds", better="lower", formula=r"\text{scheduled time when down}"
)
def availability_downtime(downtime_seconds: Numbers) -> Numbers:
    """The scheduled time in which the service was down, in seconds."""
    return downtime_seconds


@metric(
    "Defects", unit="count", better="lower", spread=COUNT, formula=r"\text{defects opened}",
    hides="A typo counts like data loss, and who doesn't look finds none.",
    source="S16",
)  # fmt: skip
def defects(defects_opened: Numbers) -> Numbers:
    """The number of defects found in the period.

    A count of defects opened.

    >>> defects(defects_opened=7)
    7.0
    """
    return defects_opened


@defects.variant("open", formula=r"\text{defects open at the end}")
def defects_open_at_end(defects_open: Numbers) -> Numbers:
    """Defects still open at the period's end."""
    return defects_open


@metric(
    "Service response time", unit="seconds", better="lower", n="requests",
    formula=r"\frac{\text{response time}}{\text{requests}}",
    hides="The mean of many quick requests hides the slow ones that people remember: see p95.",
    source="S16",
)  # fmt: skip
def service_response_time(response_seconds: Numbers, requests: Numbers) -> Numbers:
    """The mean time that the product takes to answer a request, in seconds.

    Response time = time of all requests ÷ requests.

    >>> service_response_time(response_seconds=300, requests=1_000)
    0.3
    """
    return ratio(response_seconds, requests)


@service_response_time.variant("median", n="requests", formula=r"Q_{50}(\text{response time})")
def service_response_time_median(response_seconds_median: Numbers) -> Numbers:
    """The response time of the middle request, from the histogram."""
    return response_seconds_median


@service_response_time.variant("p90", n="requests", formula=r"Q_{90}(\text{response time})")
def service_response_time_p90(response_seconds_p90: Numbers) -> Numbers:
    """The response time that nine in ten requests stay within, from the histogram."""
    return response_seconds_p90


@service_response_time.variant("p95", n="requests", formula=r"Q_{95}(\text{response time})")
def service_response_time_p95(response_seconds_p95: Numbers) -> Numbers:
    """The response time that nineteen in twenty requests stay within, from the histogram."""
    return response_seconds_p95

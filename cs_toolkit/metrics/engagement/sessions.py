"""Sessions: how long a visit to the product lasts."""

from ..clustered import mean_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


@metric(
    "Average session duration", unit="seconds", better=None, n="sessions",
    interval=mean_by_customer("session_seconds", "sessions", "session_seconds_square_sum"),
    formula=r"\frac{\text{session time}}{\text{sessions}}",
    hides="Long may mean absorbed or lost; a tab left open may count until it falls silent.",
    source="S16.15",
)  # fmt: skip
def average_session_duration(session_seconds: Numbers, sessions: Numbers) -> Numbers:
    """Session time per session, in seconds, of sessions given or cut at 30 minutes of silence.

    Average session duration = session time ÷ sessions.

    >>> average_session_duration(session_seconds=54_000, sessions=90)
    600.0
    """
    return ratio(session_seconds, sessions)


@average_session_duration.variant(
    "median", n="sessions", formula=r"Q_{50}(\text{session duration})"
)
def average_session_duration_median(session_seconds_median: Numbers) -> Numbers:
    """The duration of the middle session, which a few endless ones don't move."""
    return session_seconds_median

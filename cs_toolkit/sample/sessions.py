"""When users work in the product: the sessions of people and machines, and their events' times."""

from dataclasses import dataclass

import numpy as np

from .clock import DAY, HOUR
from .scenario import Fact
from .state import Living
from .users import Users

FEATURES = ("invoicing", "expenses", "bank_feed", "reports", "mobile_app", "payroll")
BANK_FEED = FEATURES.index("bank_feed")
_POPULAR = np.cumsum((0.34, 0.24, 0.18, 0.12, 0.08, 0.04))
_EVENTS_A_SESSION = 2.6
_BY_MACHINE = 0.07  # sessions that a bank's connection opens: events without a session id
_GAP = 140.0  # seconds between two events, on average


@dataclass
class Sessions:
    """The sessions of a chunk, and for each event its session and its moment."""

    user: np.ndarray
    start: np.ndarray
    end: np.ndarray
    machine: np.ndarray
    feature: np.ndarray
    events: np.ndarray
    session_of: np.ndarray
    moment: np.ndarray


def service_months(living: Living) -> tuple[np.ndarray, np.ndarray]:
    """The places and months in which customers have service."""
    places, months = np.nonzero(living.served_to > living.served_from)
    return places, months


def event_rate(living: Living, story: dict[str, Fact], base: np.ndarray) -> np.ndarray:
    """Events a month, against the usual: content customers do more, leaving ones less and less."""
    months = np.arange(living.clock.months)
    ahead = living.left_month[:, None] - months
    lowest = story["telling_signs"].effects["usage_before_leaving"]
    winding_down = np.select(
        [ahead == 0, ahead == 1, ahead == 2, ahead == 3],
        [lowest, lowest + 0.1, lowest + 0.2, lowest + 0.35], 1.0,
    )  # fmt: skip
    return base[:, None] * np.exp(0.7 * living.customers.mood[:, :-1] - 0.3) * winding_down


def invent_sessions(
    living: Living, users: Users, story: dict[str, Fact], per_month: float, rng: np.random.Generator
) -> Sessions:
    """Sessions of people and machines while a customer has service, with about ``per_month`` events."""
    clock = living.clock
    place, month = service_months(living)
    start, end = living.served_from[place, month], living.served_to[place, month]
    rate = event_rate(living, story, rng.lognormal(-0.02, 0.2, len(living.customers)))
    share = (end - start) / clock.days_in(month)
    mean = per_month / _EVENTS_A_SESSION * rate[place, month] * share
    which = np.repeat(np.arange(len(place)), rng.poisson(mean))
    place, month, start, end = place[which], month[which], start[which], end[which]
    count = len(which)

    day = start + (rng.random(count) * (end - start)).astype(np.int64)
    weekend = clock.weekday(day) - 4
    rests = (weekend > 0) & (rng.random(count) < 0.75) & (day - weekend >= start)
    moment = np.where(rests, day - weekend, day) * DAY + _time_of_day(count, rng)
    nth = (rng.random(count) ** 1.7 * users.count[place]).astype(int)
    user = users.first[place] + nth
    user = np.where(users.created[user] < moment, user, users.first[place])
    moment = np.maximum(moment, users.created[user] + 60)
    order = np.argsort(moment, kind="stable")
    place, month, user, moment = place[order], month[order], user[order], moment[order]
    events = 1 + rng.poisson(_EVENTS_A_SESSION - 1, count)

    session_of = np.repeat(np.arange(count), events)
    first_event = np.cumsum(events) - events
    steps = rng.exponential(_GAP, len(session_of)).astype(np.int64) + 1
    steps[first_event] = 0
    elapsed = np.cumsum(steps)
    elapsed -= elapsed[first_event][session_of]
    last = moment + elapsed[first_event + events - 1] + rng.integers(5, 120, count)
    within = last < clock.closes
    kept = within[session_of]
    renumbered = np.cumsum(within) - 1
    return Sessions(
        user[within], moment[within], last[within],
        (rng.random(count) < _BY_MACHINE)[within],
        _features(living, place, month, rng)[within], events[within],
        renumbered[session_of[kept]], (moment[session_of] + elapsed)[kept],
    )  # fmt: skip


def _time_of_day(count: int, rng: np.random.Generator) -> np.ndarray:
    """Mostly office hours with a pause at noon, now and then at night."""
    kind = rng.random(count)
    hours = np.select(
        [kind < 0.52, kind < 0.93],
        [rng.normal(10.3, 1.3, count), rng.normal(15.2, 1.5, count)], rng.random(count) * 24,
    )  # fmt: skip
    return (np.clip(hours, 0, 23.5) * HOUR).astype(np.int64)


def _features(
    living: Living, place: np.ndarray, month: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Each session's main feature: the longer a customer is there, the more it tries."""
    age = month - living.clock.month_of(living.customers.signup_day[place])
    known = np.clip(2 + age // 2 + living.customers.activated[place], 2, len(FEATURES))
    drawn = np.searchsorted(_POPULAR, rng.random(len(place)), side="right")
    return np.minimum(drawn, len(FEATURES) - 1) % known

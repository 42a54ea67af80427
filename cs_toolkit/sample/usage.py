"""What users do in their sessions: events, sections, and what machines do."""

import numpy as np
import pyarrow as pa

from .clock import DAY, HOUR
from .columns import numbered, pick
from .sessions import BANK_FEED, FEATURES, Sessions
from .state import Living
from .users import Users, spoken_ids

EVENTS = ("login", "view", "create", "edit", "export", "sync")
LOGIN, SYNC = 0, 5


def event_columns(
    sessions: Sessions, living: Living, users: Users, first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``usage_events``: one row per event; machine events have no session."""
    clock, of = living.clock, sessions.session_of
    count = len(of)
    user, machine = sessions.user[of], sessions.machine[of]
    opens = np.ones(count, dtype=bool)
    opens[1:] = of[1:] != of[:-1]
    event = np.where(machine, SYNC, np.where(opens, LOGIN, rng.integers(1, SYNC, count)))
    feature = np.where(machine, BANK_FEED, sessions.feature[of])
    other = rng.random(count) < 0.25
    feature = np.where(other & ~machine, feature // 2, feature)
    columns = {
        "user_id": spoken_ids(users, user, users.has_alias[user] & (sessions.start[of] % 10 < 4)),
        "occurred_at": clock.instants(sessions.moment),
        "customer_id": living.customers.ids(users.owner[user]),
        "event": pick(EVENTS, event),
        "feature": pick(FEATURES, np.where(event == LOGIN, -1, feature)),
        "session_id": numbered("N", np.where(machine, -1, first_number + of), 7),
    }
    nightly = _events_of_the_repeated_hour(living, users)
    return {name: pa.concat_arrays([columns[name], nightly[name]]) for name in columns}


def _events_of_the_repeated_hour(living: Living, users: Users) -> dict[str, pa.Array]:
    """When clocks go back, some banks are read in both passes of the hour that comes twice."""
    clock = living.clock
    hours = np.array(clock.repeated_hours(), dtype=np.int64)
    month = clock.month_of(hours // DAY - int(clock.first_date.astype(np.int64)))
    serving = (living.served_to > living.served_from)[:, month] & (
        living.served_from[:, month] <= clock.month_start[month]
    )
    place, night = np.nonzero(serving & (living.customers.number % 25 == 0)[:, None])
    user = np.repeat(users.first[place], 2)
    passes = np.tile([HOUR // 2, HOUR * 3 // 2], len(place)) + np.repeat(hours[night], 2)
    return {
        "user_id": users.ids(user),
        "occurred_at": pa.array(passes).cast(pa.timestamp("s", "UTC")),
        "customer_id": living.customers.ids(np.repeat(place, 2)),
        "event": pick(EVENTS, np.full(len(user), SYNC)),
        "feature": pick(FEATURES, np.full(len(user), BANK_FEED)),
        "session_id": pa.nulls(len(user), pa.string()),
    }


def session_columns(
    sessions: Sessions, living: Living, users: Users, first_number: int
) -> dict[str, object]:
    """The table ``sessions``: one row per session of a person."""
    people = np.flatnonzero(~sessions.machine)
    user = sessions.user[people]
    return {
        "session_id": numbered("N", first_number + people, 7),
        "user_id": users.ids(user),
        "started_at": sessions.start[people],
        "ended_at": sessions.end[people],
        "customer_id": living.customers.ids(users.owner[user]),
    }


def section_columns(
    sessions: Sessions, first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``section_visits``: the dashboard first, then the section that a person came for."""
    people = np.flatnonzero(~sessions.machine)
    long = people[sessions.events[people] > 2]
    start, end = sessions.start, sessions.end
    turn = start + ((end - start) * (0.1 + 0.2 * rng.random(len(start)))).astype(np.int64)
    feature = sessions.feature
    brief = people[sessions.events[people] <= 2]
    names = pick(
        ("dashboard", *FEATURES),
        np.concatenate([np.zeros(len(long), int), 1 + feature[long], 1 + feature[brief]]),
    )
    order = np.argsort(np.concatenate([long * 2, long * 2 + 1, brief * 2]))
    which = np.concatenate([long, long, brief])[order]
    return {
        "session_id": numbered("N", first_number + which, 7),
        "section": names.take(pa.array(order)),
        "started_at": np.concatenate([start[long], turn[long], start[brief]])[order],
        "ended_at": np.concatenate([turn[long], end[long], end[brief]])[order],
    }

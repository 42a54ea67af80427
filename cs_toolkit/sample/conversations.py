"""What is said about tickets: written messages, and calls with their waits."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..schema.service import OUTCOMES
from .clock import DAY, HOUR
from .columns import Columns, numbered, pick, rows, stacked
from .comments import COMPLAINT, NEUTRAL, invent_comments, invent_messages
from .population import LANGUAGES
from .scenario import Fact
from .state import Living
from .support import AGENTS, CHAT, PHONE, ticket_ids

CUSTOMER, AGENT, BOT = range(3)
KINDS = ("question", "bot", "note", "reply", "solved", "glad", "upset")
QUESTION, BY_BOT, NOTE, REPLY, SOLVED, GLAD, UPSET = range(7)
_AUTHOR = np.array([CUSTOMER, BOT, AGENT, AGENT, AGENT, CUSTOMER, CUSTOMER])
QUEUES = ("questions", "billing")

_OTHER_CALLS = 0.22  # calls a month of a customer that lead to no ticket
_WAIT, _PATIENCE = 42.0, 230.0  # seconds on average


def invent_messages_of(tickets: Columns, living: Living, rng: np.random.Generator) -> Columns:
    """Who wrote what and when, ticket by ticket; calls leave no messages."""
    count = len(tickets["place"])
    written = tickets["channel"] != PHONE
    drawn = rng.random((4, count))
    final = np.where(tickets["felt"] + rng.normal(0, 0.5, count) > -0.9, GLAD, UPSET)
    chat = tickets["channel"] == CHAT
    opened, replied, solved = tickets["opened"], tickets["replied"], tickets["last_resolved"]
    parts: list[tuple[np.ndarray | int, np.ndarray, np.ndarray]] = [
        (QUESTION, opened, written),
        (BY_BOT, opened + 4, written & chat & (drawn[0] < 0.6)),
        (NOTE, (opened + replied) // 2, written & (drawn[1] < 0.12)),
        (REPLY, replied, written),
        (SOLVED, solved, written & (drawn[2] < 0.85)),
        (final, solved + rng.integers(60, 8 * HOUR, count), written & (drawn[3] < 0.45)),
    ]
    messages = stacked(
        [
            {
                "ticket": np.flatnonzero(which),
                "kind": np.broadcast_to(kind, count)[which],
                "sent": moment[which],
            }
            for kind, moment, which in parts
        ]
    )
    messages = rows(messages, messages["sent"] < living.clock.closes)
    return rows(messages, np.lexsort((messages["kind"], messages["sent"], messages["ticket"])))


def message_columns(
    messages: Columns,
    tickets: Columns,
    living: Living,
    numbers: tuple[int, int],
    rng: np.random.Generator,
) -> dict[str, object]:
    """The table ``messages``: one row per message; ``numbers`` are the first message's and ticket's."""
    count, kind = len(messages["kind"]), messages["kind"]
    place = tickets["place"][messages["ticket"]]
    language = living.customers.language[place]
    texts, order = [], []
    for code, name in enumerate(KINDS):
        at = np.flatnonzero(kind == code)
        if len(at):
            text = invent_messages(rng, language[at], name)
            if code == QUESTION:
                tone = np.where(rng.random(len(at)) < 0.8, COMPLAINT, NEUTRAL)
                theme = tickets["theme"][messages["ticket"][at]]
                about = invent_comments(rng, language[at], tone, theme)
                text = pc.binary_join_element_wise(text, about, " ")
            order.append(at)
            texts.append(text)
    text = (
        pa.concat_arrays(texts).take(pa.array(np.argsort(np.concatenate(order)))) if texts else []
    )
    return {
        "message_id": numbered("M", numbers[0] + np.arange(count), 7),
        "ticket_id": ticket_ids(numbers[1] + messages["ticket"]),
        "sent_at": messages["sent"],
        "author_kind": pick(("customer", "agent", "bot"), _AUTHOR[kind]),
        "text": pa.array(text, pa.string()),
        "is_public": kind != NOTE,
        "language": pick(LANGUAGES, language),
    }


def call_columns(
    tickets: Columns,
    living: Living,
    story: dict[str, Fact],
    numbers: tuple[int, int],
    rng: np.random.Generator,
    *,
    first_chunk: bool,
) -> dict[str, object]:
    """The table ``calls``: one row per call; ``numbers`` are the first call's and ticket's."""
    clock = living.clock
    outage = story["outage"]
    down_month = clock.number_of(outage.begins)
    phoned = np.flatnonzero(tickets["channel"] == PHONE)
    place, month = np.nonzero(living.served_to > living.served_from)
    mean = _OTHER_CALLS * np.where(month == down_month, outage.effects["tickets"], 1.0)
    which = np.repeat(np.arange(len(place)), rng.poisson(mean))
    start, end = living.served_from[place, month][which], living.served_to[place, month][which]
    day = start + (rng.random(len(which)) * (end - start)).astype(np.int64)
    offered = day * DAY + (np.clip(rng.normal(12.8, 2.3, len(day)), 7, 19) * HOUR).astype(np.int64)
    ticket = np.concatenate([phoned, np.full(len(which), -1)])
    caller = np.concatenate([tickets["place"][phoned], place[which]])
    month = np.concatenate([tickets["month"][phoned], month[which]])

    count = len(ticket)
    wait = rng.exponential(_WAIT * np.where(month == down_month, outage.effects["wait"], 1.0))
    patience = np.where(rng.random(count) < 0.02, 2.5, rng.exponential(_PATIENCE, count))
    abandoned = (ticket < 0) & (patience < wait)
    wait = np.where(abandoned, patience, wait).round() + ~abandoned
    offered = np.concatenate(
        [tickets["opened"][phoned] - wait[: len(phoned)].astype(int) - 20, offered]
    )
    talk = (rng.lognormal(5.4, 0.6, count)).round()
    hold = np.where(rng.random(count) < 0.3, rng.exponential(55, count).round(), 0)
    wrap = rng.exponential(48, count).round()
    known = rng.random(count) < 0.9
    calls = {
        "ticket": ticket, "caller": np.where((ticket >= 0) | known, caller, -1),
        "offered": offered, "abandoned": abandoned, "wait": wait,
        "talk": np.where(abandoned, np.nan, talk), "hold": np.where(abandoned, np.nan, hold),
        "wrap": np.where(abandoned, np.nan, wrap),
        "agent": np.where(abandoned, -1, rng.integers(0, len(AGENTS), count)),
        "other": np.zeros(count, dtype=int),
    }  # fmt: skip
    if first_chunk:  # somebody is on the line when the sample ends
        calls = stacked([calls, _call_in_progress(clock.closes - 140), _other_calls()])
    calls = rows(calls, (calls["offered"] >= 0) & (calls["offered"] < clock.closes))
    calls = rows(calls, np.argsort(calls["offered"], kind="stable"))
    number = np.where(calls["ticket"] < 0, -1, numbers[1] + calls["ticket"])
    in_second_queue = np.zeros(len(number), dtype=bool)
    usual = calls["other"] == 0
    in_second_queue[usual] = rng.random(usual.sum()) < 0.3
    return {
        "call_id": numbered("K", numbers[0] + np.arange(len(number))),
        "offered_at": calls["offered"],
        "outcome": pick(OUTCOMES, np.where(calls["other"] > 0, calls["other"], calls["abandoned"])),
        "wait_seconds": calls["wait"],
        "talk_seconds": calls["talk"],
        "hold_seconds": calls["hold"],
        "wrap_seconds": calls["wrap"],
        "ticket_id": ticket_ids(number),
        "customer_id": living.customers.ids(calls["caller"]),
        "agent": pick(AGENTS, calls["agent"]),
        "queue": pick(QUEUES, in_second_queue),
    }


def _call_in_progress(moment: int) -> Columns:
    return {
        "ticket": np.array([-1]), "caller": np.array([-1]), "offered": np.array([moment]),
        "abandoned": np.array([False]), "wait": np.array([21.0]), "talk": np.array([np.nan]),
        "hold": np.array([np.nan]), "wrap": np.array([np.nan]), "agent": np.array([2]),
        "other": np.array([0]),
    }  # fmt: skip


def _other_calls() -> Columns:
    """One call for each outcome that is neither an answer nor an abandonment, in the first month."""
    codes = np.arange(2, len(OUTCOMES))
    nothing = np.full(len(codes), np.nan)
    return {
        "ticket": np.full(len(codes), -1), "caller": np.full(len(codes), -1),
        "offered": 12 * DAY + 10 * HOUR + codes * 600, "abandoned": np.zeros(len(codes), dtype=bool),
        "wait": 30.0 + codes, "talk": nothing, "hold": nothing, "wrap": nothing,
        "agent": np.full(len(codes), -1), "other": codes,
    }  # fmt: skip

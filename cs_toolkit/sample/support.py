"""What customers ask and complain about: tickets, from opening to resolution and back."""

import numpy as np

from .clock import DAY, HOUR, NEVER
from .columns import Columns, numbered, pick, rows, stacked
from .comments import PRICE, RELIABILITY, SETUP, THEMES
from .paid_periods import MONTHS_PER_CHARGE
from .scenario import Fact
from .state import Living

CHANNELS = ("email", "chat", "phone", "web")
EMAIL, CHAT, PHONE, WEB = range(4)
AGENTS = ("Aylin", "Bruno", "Chidi", "Daria", "Emil", "Farah", "Goran", "Hana")
SERVICES = (  # which part of the company each theme concerns
    "invoicing", "bank_feed", "reports", "mobile_app", "help_desk", "billing", "onboarding",
    "platform",
)  # fmt: skip
CAUSES = ("defect", "missing_information", "wrong_setting", "outage", "billing_error")
OUTAGE = CAUSES.index("outage")
STEPS = ("intake", "diagnosis", "engineering", "follow_up")
TOUCHPOINTS = ("first_contact", "during_service", "follow_up_call", "inbound_call")
PRIORITIES = ("low", "normal", "high", "urgent")
RESOLUTIONS = ("fixed", "explained", "refund", "workaround")
OUTAGE_DAYS = (8, 11)  # of its month, counted from 0, the last one not included

_PER_MONTH = 0.30
_FIRST_REPLY = np.array([2.6 * HOUR, 75, 20, 4.5 * HOUR])  # median seconds by channel
_RESOLUTION = np.array([15 * HOUR, 26 * 60, 11 * 60, 20 * HOUR])
_REPEATS, _REOPENS, _NEVER_RESOLVED, _STILL_OPEN = 0.07, 0.06, 0.012, 0.06


def invent_tickets(living: Living, story: dict[str, Fact], rng: np.random.Generator) -> Columns:
    """The tickets of a chunk in order of opening, with plain codes and moments.

    ``felt`` is how well the customer feels served: what it answers when it is asked.
    """
    clock, customers = living.clock, living.customers
    outage = clock.number_of(story["outage"].begins)
    place, month = np.nonzero(living.served_to > living.served_from)
    start, end = living.served_from[place, month], living.served_to[place, month]
    age = month - clock.month_of(customers.signup_day[place])
    wave = np.select(
        [month == outage, month == outage + 1], [story["outage"].effects["tickets"], 1.4], 1.0
    )
    mean = (
        _PER_MONTH * np.exp(-0.3 * customers.mood[place, month]) * wave
        * np.where(age <= 1, 1.6, 1.0) * (end - start) / clock.days_in(month)
    )  # fmt: skip
    which = np.repeat(np.arange(len(place)), rng.poisson(mean))
    place, month = place[which], month[which]
    day = start[which] + (rng.random(len(which)) * (end - start)[which]).astype(np.int64)
    hit = (month == outage) & (rng.random(len(which)) < 0.55)
    there = (start[which] <= clock.month_start[outage] + OUTAGE_DAYS[0]) & (
        end[which] > clock.month_start[outage] + OUTAGE_DAYS[1]
    )  # fmt: skip
    day = np.where(
        hit & there, clock.month_start[outage] + rng.integers(*OUTAGE_DAYS, len(which)), day
    )
    tickets = {
        "place": place,
        "month": month,
        "opened": day * DAY + _office_time(len(which), rng),
        "theme": _themes(living, story, place, month, age[which], rng),
    }
    again = rows(tickets, rng.random(len(which)) < _REPEATS)
    again["opened"] = again["opened"] + rng.integers(DAY // 2, 6 * DAY, len(again["opened"]))
    tickets = stacked([tickets, again])
    tickets = rows(tickets, tickets["opened"] < clock.closes)
    tickets = rows(tickets, np.argsort(tickets["opened"], kind="stable"))
    return tickets | _handling(tickets, living, story, rng)


def _office_time(count: int, rng: np.random.Generator) -> np.ndarray:
    hours = np.where(rng.random(count) < 0.93, rng.normal(12.8, 2.6, count), rng.random(count) * 24)
    return (np.clip(hours, 0, 23.4) * HOUR).astype(np.int64)


def _themes(
    living: Living,
    story: dict[str, Fact],
    place: np.ndarray,
    month: np.ndarray,
    age: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Mostly anything; in a bad month what the month is bad for."""
    clock = living.clock
    theme = rng.integers(0, len(THEMES), len(place))
    drawn = rng.random(len(place))
    signed_up = clock.month_of(living.customers.signup_day[place])
    onboarding = story["broken_onboarding"]
    broken = (signed_up >= clock.number_of(onboarding.begins)) & (
        signed_up <= clock.number_of(onboarding.ends)
    )
    dear = np.abs(month - clock.number_of(story["price_rise"].begins) - 0.5) < 1
    down = month == clock.number_of(story["outage"].begins)
    theme = np.where(broken & (age <= 2) & (drawn < 0.6), SETUP, theme)
    theme = np.where(dear & (drawn < 0.4), PRICE, theme)
    return np.where(down & (drawn < 0.6), RELIABILITY, theme)


def _handling(
    tickets: Columns, living: Living, story: dict[str, Fact], rng: np.random.Generator
) -> Columns:
    clock, count = living.clock, len(tickets["place"])
    outage = story["outage"]
    down = tickets["month"] == clock.number_of(outage.begins)
    channel = rng.choice(len(CHANNELS), count, p=(0.45, 0.25, 0.20, 0.10))
    agent = rng.integers(0, len(AGENTS), count)
    slow = np.where(down, 3.5, 1.0) * rng.lognormal(0, 0.3, count)
    reply = (_FIRST_REPLY[channel] * rng.lognormal(0, 0.8, count) * slow).astype(np.int64) + 1
    more = rng.random(count) < 0.24 + 0.02 * agent + 0.15 * down
    contacts = 1 + more * (1 + rng.poisson(0.6, count))
    pace = rng.lognormal(0, 1.0, count)
    length = (_RESOLUTION[channel] * pace * slow * contacts).astype(np.int64)
    first = tickets["opened"] + reply + length
    first = np.where(rng.random(count) < _NEVER_RESOLVED, NEVER, first)
    reopened = first + rng.integers(HOUR, 5 * DAY, count)
    is_reopened = (rng.random(count) < _REOPENS) & (reopened < clock.closes)
    second = reopened + (length * rng.lognormal(0, 0.6, count)).astype(np.int64) + HOUR
    second = np.where(rng.random(count) < _STILL_OPEN, NEVER, second)
    transfers = (rng.random(count) < 0.12) * (1 + (rng.random(count) < 0.15))
    mood = living.customers.mood[tickets["place"], tickets["month"]]
    felt = (
        0.6 * mood - 0.45 * np.log(pace * slow) - 0.7 * more - 0.9 * is_reopened
        - 0.4 * transfers + rng.normal(0, 0.5, count)
    )  # fmt: skip
    complains = -2.0 - 0.7 * mood + 1.2 * (tickets["theme"] == PRICE) + 0.8 * down
    return {
        "channel": channel, "agent": agent, "contacts": contacts, "transfers": transfers,
        "replied": tickets["opened"] + reply, "first_resolved": first,
        "last_resolved": np.where(is_reopened, second, first),
        "reopened": np.where(is_reopened, reopened, NEVER), "felt": felt,
        "is_complaint": rng.random(count) < 1 / (1 + np.exp(-complains)),
    }  # fmt: skip


def _one_duplicate(tickets: Columns) -> np.ndarray:
    """The place of the ticket that each one was merged into, -1 for none: the first repeat alone."""
    merged_into = np.full(len(tickets["place"]), -1)
    first: dict[tuple[int, int], int] = {}
    for at, whose in enumerate(zip(tickets["place"], tickets["theme"], strict=True)):
        before = first.setdefault(whose, at)
        if before < at and tickets["opened"][at] - tickets["opened"][before] < 2 * DAY:
            merged_into[at] = before
            break
    return merged_into


def ticket_ids(numbers: np.ndarray) -> np.ndarray:
    """The ids of tickets with these numbers; a negative one is missing."""
    return numbered("T", numbers)


def ticket_columns(
    tickets: Columns, living: Living, first_number: int, rng: np.random.Generator
) -> dict[str, object]:
    """The table ``tickets``: one row per issue, complaint or request."""
    count, clock, customers = len(tickets["place"]), living.clock, living.customers
    resolved = tickets["last_resolved"] < clock.closes
    hard = (tickets["contacts"] > 1) | (tickets["reopened"] < NEVER)
    down = tickets["theme"] == RELIABILITY
    cause = np.where(
        down & (rng.random(count) < 0.7), OUTAGE,
        np.where(tickets["theme"] == PRICE, 4, rng.integers(0, 3, count)),
    )  # fmt: skip
    fault = np.where(hard, (cause == 0) | (cause == OUTAGE), -1)
    span = np.minimum(tickets["last_resolved"], clock.closes) - tickets["opened"]
    waits = rng.dirichlet((3, 5, 1), count) * span[:, None]
    urgent = rng.random(count) < np.where(tickets["is_complaint"], 0.16, 0.03)
    escalated = tickets["opened"] + (span * rng.random(count) * 0.8).astype(np.int64)
    priority = np.select(
        [urgent, tickets["is_complaint"], tickets["contacts"] > 1], [3, 2, 1], tickets["theme"] % 2
    )
    merged_into = _one_duplicate(tickets) if first_number <= 1 else np.full(count, -1)
    return {
        "ticket_id": ticket_ids(first_number + np.arange(count)),
        "opened_at": tickets["opened"],
        "customer_id": customers.ids(tickets["place"]),
        "first_replied_at": tickets["replied"],
        "first_resolved_at": tickets["first_resolved"],
        "last_resolved_at": tickets["last_resolved"],
        "resolved_at": tickets["last_resolved"],
        "reopened_at": tickets["reopened"],
        "reopened_count": (tickets["reopened"] < NEVER) * (1 + (rng.random(count) < 0.1)),
        "contacts": tickets["contacts"],
        "transfers": tickets["transfers"],
        "ended_by_wait": resolved & (rng.random(count) < 0.05),
        "requester_wait_seconds": waits[:, 0].round(),
        "agent_wait_seconds": waits[:, 1].round(),
        "on_hold_seconds": waits[:, 2].round(),
        "escalated_at": np.where(urgent, escalated, NEVER),
        "is_complaint": tickets["is_complaint"],
        "category": pick(THEMES, tickets["theme"]),
        "cause": pick(CAUSES, cause),
        "fault": pick(("team", "product"), fault),
        "step": pick(STEPS, np.where(hard, 1 + rng.integers(0, 3, count), 0)),
        "touchpoint": pick(
            TOUCHPOINTS,
            np.where(tickets["channel"] == PHONE, 3, rng.integers(0, 3, count)),
        ),
        "service": pick(SERVICES, tickets["theme"]),
        "contract": pick(
            ("monthly", "longer"), MONTHS_PER_CHARGE[living.term[tickets["place"]]] > 1
        ),
        "employee": pick(AGENTS, tickets["agent"]),
        "resolution_kind": pick(
            RESOLUTIONS, np.where(resolved, rng.choice(4, count, p=(0.5, 0.3, 0.06, 0.14)), -1)
        ),
        "channel": pick(CHANNELS, tickets["channel"]),
        "priority": pick(PRIORITIES, priority),
        # calls leave no messages: how often an agent spoke is on the ticket
        "replies": np.where(tickets["channel"] == PHONE, tickets["contacts"], np.nan),
        "merged_into": ticket_ids(np.where(merged_into < 0, -1, first_number + merged_into)),
    }

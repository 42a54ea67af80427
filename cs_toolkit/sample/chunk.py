"""One chunk of customers, and every row of every table that follows from them."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from .acquisition import (
    invent_signups,
    invent_visits,
    invitation_columns,
    signup_columns,
    visit_columns,
)
from .clock import Clock
from .columns import arrow_table
from .conversations import call_columns, invent_messages_of, message_columns
from .customers import customer_columns
from .expenses import service_columns
from .feedback import feedback_columns
from .health import judgement_columns
from .leads import conversion_columns, invent_leads, lead_columns
from .orders import order_columns, purchases
from .paid_periods import subscription_columns
from .population import invent_customers
from .scenario import Fact
from .sessions import invent_sessions
from .simulate import live
from .support import invent_tickets, ticket_columns
from .surveys import invent_surveys, survey_columns
from .totals import Totals
from .usage import event_columns, section_columns, session_columns
from .users import alias_columns, invent_users, user_columns


def chunk_tables(
    places: np.ndarray, clock: Clock, story: dict[str, Fact], *, seed: tuple[int, int],
    events_per_customer: float, totals: Totals, numbers: Counter,
) -> Iterator[tuple[str, pa.Table]]:  # fmt: skip
    """Every table of the customers with these numbers, in pieces.

    ``totals`` takes the chunk in; ``numbers`` counts each table's rows, so ids go on from chunk
    to chunk. Every topic draws from a source of its own: a change to one leaves the others alone.
    """

    def chance(topic: str) -> np.random.Generator:
        return np.random.default_rng([*seed, *topic.encode()])

    def piece(table: str, columns: dict[str, object]) -> tuple[str, pa.Table]:
        rows = arrow_table(table, columns, clock)
        numbers[table] += rows.num_rows
        return table, rows

    first_chunk = seed[1] == 0
    customers = invent_customers(places, clock, story, chance("customers"))
    living = live(customers, clock, story, chance("life"))
    yield piece("customers", customer_columns(living, chance("names")))
    for product in (living.main, *living.sides):
        yield piece("subscriptions", subscription_columns(product, customers))
    yield piece("renewals", living.ledger.renewal_columns(customers))
    yield piece("customer_merges", living.merge_columns())
    charges = purchases(living, chance("purchases"))
    yield piece(
        "orders", order_columns(charges, customers, numbers["orders"] + 1, chance("orders"))
    )
    yield piece("spend", service_columns(living, chance("professional services")))

    tickets = invent_tickets(living, story, chance("tickets"))
    first_ticket = numbers["tickets"] + 1
    yield piece("tickets", ticket_columns(tickets, living, first_ticket, chance("ticket")))
    messages = invent_messages_of(tickets, living, chance("messages"))
    ids = numbers["messages"] + 1, first_ticket
    yield piece("messages", message_columns(messages, tickets, living, ids, chance("texts")))
    ids = numbers["calls"] + 1, first_ticket
    yield piece("calls", call_columns(
        tickets, living, story, ids, chance("calls"), first_chunk=first_chunk
    ))  # fmt: skip
    surveys = invent_surveys(living, tickets, charges, first_ticket, chance("surveys"))
    yield piece("survey_responses", survey_columns(
        surveys, living, story, numbers["survey_responses"] + 1, chance("answers"),
        first_chunk=first_chunk,
    ))  # fmt: skip

    signups = invent_signups(living, story, chance("signups"))
    visits = invent_visits(signups, clock, chance("visits"))
    leads = invent_leads(living, signups, chance("leads"))
    first = {
        "visitor": numbers["visitors"] + 1, "lead": numbers["leads"] + 1,
        "conversion": numbers["conversions"] + 1,
    }  # fmt: skip
    left_carts = signups["signed_up"][signups["place"] < 0]
    yield piece("conversions", conversion_columns(
        living, signups, visits, leads, charges, first, chance("conversions")
    ))  # fmt: skip
    yield piece(
        "signups", signup_columns(signups, living, numbers["signups"] + 1, chance("signup"))
    )
    yield piece("visits", visit_columns(visits, first["visitor"], chance("visit")))
    numbers["visitors"] = first["visitor"] + int(visits["visitor"].max(initial=0))
    yield piece("leads", lead_columns(leads, living, first["lead"], chance("lead")))
    yield piece("invitations", invitation_columns(
        living, story, numbers["invitations"] + 1, chance("invitations")
    ))  # fmt: skip
    ids = numbers["feedback"] + 1, first_ticket
    yield piece("feedback", feedback_columns(
        living, story, tickets, left_carts, ids, chance("feedback")
    ))  # fmt: skip

    users = invent_users(customers, chance("users"))
    yield piece("users", user_columns(users, customers, clock))
    yield piece("user_aliases", alias_columns(users, clock))
    sessions = invent_sessions(living, users, story, events_per_customer, chance("sessions"))
    begin = numbers["session numbers"] + 1
    numbers["session numbers"] += len(sessions.start)
    yield piece("sessions", session_columns(sessions, living, users, begin))
    yield piece("section_visits", section_columns(sessions, begin, chance("sections")))
    yield piece("usage_events", event_columns(sessions, living, users, begin, chance("events")))
    yield piece("health_inputs", judgement_columns(living, chance("judgements")))
    totals.add(living, charges, sessions.moment)

"""What customers say and ask: surveys, tickets, messages, calls, comments."""

from .table import Rule, declare, in_order, not_negative

# answered by a person, given up by the caller, and what is neither of the two; a test call is none
OUTCOMES = ("answered", "abandoned", "transferred", "voicemail", "callback", "other", "test")

SURVEYS = declare(
    "survey_responses", "survey sent",
    "response_id! id, survey! text, score number, customer_id id, ticket_id id, touchpoint text, "
    "question text, sent_at moment, responded_at moment, comment text, channel text, "
    "language text",
    key="response_id", since="sent_at", either=["responded_at", "sent_at"],
    rules=[in_order("sent_at", "responded_at")],
    known_since={"score": "responded_at", "comment": "responded_at"},
)  # fmt: skip

TICKETS = declare(
    "tickets", "issue, complaint or request",
    "ticket_id! id, opened_at! moment, customer_id id, first_replied_at moment, "
    "first_resolved_at moment, last_resolved_at moment, resolved_at moment, reopened_at moment, "
    "reopened_count whole, contacts whole, transfers whole, ended_by_wait flag, "
    "requester_wait_seconds number, agent_wait_seconds number, on_hold_seconds number, "
    "escalated_at moment, is_complaint flag, category text, cause text, fault text, step text, "
    "touchpoint text, service text, contract text, employee text, resolution_kind text, "
    "channel text, priority text, replies whole, merged_into id",
    key="ticket_id", since="opened_at", fault=("team", "product"),
    known_since={"reopened_count": "reopened_at"},
    rules=[
        *(
            in_order("opened_at", later)
            for later in (
                "first_replied_at", "first_resolved_at", "last_resolved_at", "resolved_at",
                "reopened_at", "escalated_at",
            )
        ),
        in_order("first_resolved_at", "last_resolved_at"),
        *(
            not_negative(quantity)
            for quantity in (
                "reopened_count", "contacts", "transfers", "replies", "requester_wait_seconds",
                "agent_wait_seconds", "on_hold_seconds",
            )
        ),
    ],
)  # fmt: skip

TABLES = (
    SURVEYS,
    TICKETS,
    declare(
        "messages", "message of a conversation",
        "message_id! id, ticket_id! id, sent_at! moment, author_kind! text, text text, "
        "is_public flag, language text",
        key="message_id", since="sent_at", author_kind=("customer", "agent", "bot"),
    ),
    declare(
        "calls", "call offered",
        "call_id! id, offered_at! moment, outcome! text, wait_seconds number, "
        "talk_seconds number, hold_seconds number, wrap_seconds number, ticket_id id, "
        "customer_id id, agent text, queue text",
        key="call_id", since="offered_at", outcome=OUTCOMES,
        rules=[
            *(not_negative(f"{part}_seconds") for part in ("wait", "talk", "hold", "wrap")),
            # an unknown wait counted as none would make the average too short
            Rule(
                "wait_seconds is not null or outcome = 'test'",
                "wait_seconds is empty",
                "write 0 for a call that was put through at once, and for no other; where a wait is "
                "not known, fill it from the telephone system, or leave wait_seconds out altogether",
                given="wait_seconds",
            ),
        ],
    ),
    declare(
        "feedback", "comment",
        "comment_id! id, said_at! moment, text! text, customer_id id, ticket_id id, "
        "touchpoint text, channel text, score number, language text",
        key="comment_id", since="said_at",
    ),
)  # fmt: skip

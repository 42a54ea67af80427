"""How the product is used and how it runs: events, sessions, service levels, health inputs."""

from .table import declare, in_order, not_negative

TABLES = (
    declare(
        "usage_events", "event",
        "user_id! id, occurred_at! moment, customer_id id, event text, feature text, "
        "session_id id",
        key="", since="occurred_at",
    ),
    declare(
        "sessions", "session",
        "session_id! id, user_id! id, started_at! moment, ended_at! moment, customer_id id",
        key="session_id", since="started_at", rules=[in_order("started_at", "ended_at")],
    ),
    declare(
        "section_visits", "visit to a section of the product within a session",
        "session_id! id, section! text, started_at! moment, ended_at! moment",
        key="", since="started_at", rules=[in_order("started_at", "ended_at")],
    ),
    declare(
        "service_levels", "day and service",
        "day! day, service text, downtime_seconds number, scheduled_seconds number, "
        "defects_opened whole, defects_open whole, requests whole, response_seconds_sum number, "
        "response_histogram text",
        key="day service", since="day",
        rules=[
            in_order("downtime_seconds", "scheduled_seconds"),
            *(
                not_negative(quantity)
                for quantity in (
                    "downtime_seconds", "defects_opened", "defects_open", "requests",
                    "response_seconds_sum",
                )
            ),
        ],
    ),
    declare(
        "health_inputs", "date and indicator",
        "as_of! day, indicator! text, value! number, customer_id id, stage text",
        key="as_of indicator customer_id stage", since="as_of",
    ),
)  # fmt: skip

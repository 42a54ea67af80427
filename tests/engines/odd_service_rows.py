"""Odd rows of calls, tickets, conversations, use of the product, and how it runs."""

import pandas as pd


def odd_service_tables() -> dict[str, pd.DataFrame]:
    """Re-openings, repeats, ties, unknown people, nights of the clock change, empty texts, aliases."""
    return {
        "calls": pd.DataFrame(
            [
                ("c1", "2026-03-29T00:59:59Z", "answered", 12.5, 100.0, 5.0, 20.0, "a", "north desk"),
                ("c2", "2026-03-29T03:00:00", "answered", 0.0, 0.0, None, None, "b", "north desk"),
                ("c3", "2026-03-31T21:59:59Z", "answered", 33.0, None, None, 7.0, "g", ""),
                ("c4", "2026-04-01T00:00:00", "abandoned", 4.0, None, None, None, None, "south desk"),
                ("c5", "2026-04-01T10:00:00", "abandoned", 5.0, None, None, None, "a", None),
                ("c6", "2026-04-02T10:00:00", "abandoned", 6.5, None, None, None, "a", None),
                ("c7", "2026-04-02T11:00:00", "voicemail", 8.0, None, None, None, "a", "north desk"),
                ("c8", "2026-04-02T12:00:00", "test", None, 9.0, None, None, None, "north desk"),
            ],
            columns=[
                "call_id", "offered_at", "outcome", "wait_seconds", "talk_seconds", "hold_seconds",
                "wrap_seconds", "customer_id", "queue",
            ],
        ),
        "tickets": pd.DataFrame(
            [
                # over the night of the clock change, over a weekend, within a minute, with a fraction
                ("t01", "a", "2026-03-28T22:15:30", "2026-03-29T04:00:00", "2026-03-30T10:30:00", None, None, 0, 1, 0, False, False, "login", "team", 300.0, "e-mail"),
                ("t02", "a", "2026-03-31T09:00:00", None, "2026-03-31T09:00:00.250", None, None, None, None, None, None, True, "login", None, 0.5, "e-mail"),
                ("t03", "g", "2026-04-01T00:00:00", "2026-04-01T12:00:00", "2026-04-02T00:00:00", "2026-04-20T08:00:00", "2026-04-03T10:00:00", 1, 2, 1, False, True, "bills", "product", 900.0, "chat"),
                ("t04", "b", "2026-03-27T16:30:00", "2026-03-30T09:10:00", "2026-03-30T09:10:00", None, "2026-05-02T10:00:00", 1, 1, 0, False, True, "bills", "team", None, "chat"),
                ("t05", None, "2026-03-15T12:00:00", "2026-03-15T12:00:01", None, None, None, None, 1, 0, True, True, None, "product", None, ""),
                ("t06", None, "2026-03-15T12:00:00", None, "2026-03-20T12:00:00", None, None, None, 1, 0, False, None, None, None, 10.0, None),
                ("t07", "e", "2026-02-28T23:30:00Z", None, "2026-03-01T00:30:00", None, None, 2, 1, 0, False, True, "login", None, 3.0, "chat"),
                ("t08", "e", "2026-05-09T10:00:00", None, "2026-05-09T11:00:00", None, None, 0, 1, 0, False, False, "login", None, 1.0, "chat"),
                ("t09", "h", "2026-01-10T10:00:00", None, "2026-03-10T10:00:00", None, None, 0, 1, 0, False, True, "bills", None, 77.7, "e-mail"),
                ("t10", "f", "2025-12-31T23:59:59", None, None, None, None, 0, 3, 0, False, True, "login", None, None, "e-mail"),
            ],
            columns=[
                "ticket_id", "customer_id", "opened_at", "first_replied_at", "first_resolved_at",
                "last_resolved_at", "reopened_at", "reopened_count", "contacts", "transfers",
                "ended_by_wait", "is_complaint", "category", "fault", "requester_wait_seconds",
                "medium",
            ],
        ).assign(
            escalated_at=["2026-03-31"] + [None] * 8 + ["2026-04-30T22:00:00Z"],
            agent_wait_seconds=[1.0, None, 2.5, 10.0, None, 4.0, 5.0, None, 7.0, None],
            on_hold_seconds=[None, 0.0, 0.0, 3.0, None, 1.0, None, None, None, None],
            priority=["urgent", " URGENT", None, "low", "", None, "low", None, "low", "urgent"],
            merged_into=[None] * 5 + ["t05", None, None, None, None],
            replies=[None, None, 3, 1, None, 2, None, None, None, None],
        ),
        "messages": pd.DataFrame(
            [
                ("m1", "t02", "2026-03-31T09:00:00", "customer", None),
                ("m2", "t02", "2026-03-31T09:00:01", "bot", True),
                ("m3", "t02", "2026-03-31T09:10:00", "agent", False),
                ("m4", "t02", "2026-03-31T09:20:00", "agent", None),
                ("m5", "t07", "2026-03-01T00:30:00", "agent", True),
                ("m6", "t07", "2026-03-02T08:00:00", "customer", True),
                ("m7", "t07", "2026-03-02T08:00:00", "agent", True),
                ("m8", "t10", "2026-01-01T10:00:00", "customer", True),
            ],
            columns=["message_id", "ticket_id", "sent_at", "author_kind", "is_public"],
        ),
        "user_aliases": pd.DataFrame(
            [("u1@old", "u1"), ("u1@older", "u1@old")], columns=["alias", "user_id"]
        ),
        "usage_events": pd.DataFrame(
            [
                ("u1", "2026-03-28T23:10:00Z", None, "edit", "reports"),
                ("u1@old", "2026-03-28T23:40:00Z", None, "edit", "reports"),
                ("u1@older", "2026-03-29T00:10:00.5Z", "b", "view", "export"),
                ("u2", "2026-03-29T02:30:00", "a", "view", None),
                ("u2", "2026-04-30T23:59:59", None, "edit", ""),
                ("u3", "2026-03-31T22:00:00Z", None, "edit", "reports"),
                ("u4", "2026-03-29T00:30:00Z", None, "edit", "reports"),
                ("u4", "2026-04-05T00:30:00", "h", "edit", "export"),
                ("u9", "2026-02-01", None, "edit", "reports"),
                ("u9", "2026-04-01", None, "view", "export"),
                ("u9", "2026-04-01", None, "view", "export"),
                ("u5", "2026-05-01T10:00:00", "g", "edit", "reports"),
            ],
            columns=["user_id", "occurred_at", "customer_id", "event", "feature"],
        ),
        "service_levels": pd.DataFrame(
            [
                ("2026-03-31", "app", 12.0, 86400.0, 2, 5, 100, 12.5, "50:60;200:40"),
                ("2026-04-01", "app", 0.0, None, 0, 4, 0, 0.0, None),
                ("2026-04-01", "api", None, 86400.0, 1, None, 7, 0.7, '{"100": 3, "400": 4}'),
                ("2026-04-30", "api", 7.5, 43200.0, 0, 9, 33, 4.0, " 50:0; 100:33 "),
            ],
            columns=[
                "day", "service", "downtime_seconds", "scheduled_seconds", "defects_opened",
                "defects_open", "requests", "response_seconds_sum", "response_histogram",
            ],
        ),
    }  # fmt: skip

"""Made-up exports of product analytics: events."""

from collections.abc import Iterator
from datetime import UTC, datetime

from .demo_contracts import Rows


def segment() -> Iterator[tuple[str, Rows]]:
    """The files of segment, each with its rows."""
    yield "tracks.csv", [
        {
            "id": f"m{number}", "anonymous_id": f"a{number % 12}", "event": "login",
            "timestamp": f"2026-10-{1 + number % 31:02} 10:00:00.000+00:00",
            "user_id": f"u{number % 12}",
        }
        for number in range(120)
    ]  # fmt: skip


def amplitude() -> Iterator[tuple[str, Rows]]:
    """The files of amplitude, each with its rows."""
    yield "events.jsonl", [
        {
            "event_type": "login", "event_time": f"2026-10-{1 + number % 31:02} 10:00:00.000000",
            "user_id": f"u{number % 12}" if number % 12 else None, "amplitude_id": 5000 + number % 12,
            "device_id": f"d{number % 12}", "session_id": 1700000000000 + number, "platform": "Web",
        }
        for number in range(120)
    ]  # fmt: skip


def mixpanel() -> Iterator[tuple[str, Rows]]:
    """The files of mixpanel, each with its rows."""
    yield "export.jsonl", [
        {
            "event": "Login",
            "properties.time": int(datetime(2026, 10, 1 + number % 31, 10, tzinfo=UTC).timestamp()),
            "properties.distinct_id": f"u{number % 12}", "properties.$insert_id": f"x{number}",
        }
        for number in range(120)
    ]  # fmt: skip


def posthog() -> Iterator[tuple[str, Rows]]:
    """The files of posthog, each with its rows; a person has several devices."""
    yield "events.csv", [
        {
            "uuid": f"e{number}", "event": "login", "distinct_id": f"device{number % 24}",
            "person_id": f"p{number % 12}", "team_id": 1,
            "timestamp": f"2026-10-{1 + number % 31:02} 10:00:00",
        }
        for number in range(120)
    ]  # fmt: skip


def ga4() -> Iterator[tuple[str, Rows]]:
    """The files of ga4, each with its rows: a day a row."""
    yield (
        "users by day.csv",
        [
            {"Date": f"202610{day:02}", "Total users": 100 + day, "New users": 40, "Sessions": 150}
            for day in range(1, 32)
        ],
    )

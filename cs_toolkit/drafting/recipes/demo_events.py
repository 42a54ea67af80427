"""Made-up exports of product analytics: events."""

from collections.abc import Iterator

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

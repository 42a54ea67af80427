"""A few comments whose tone nobody doubts, and some that mean harm."""

import pandas as pd

from tests.by_hand import subscriptions, table

GOOD, BAD, PLAIN = (
    "Great support, thank you!",
    "Terrible, the app is slow and crashes",
    "It is a table",
)
HOSTILE = {
    "markup": "<script>alert('x')</script><img src=x onerror=alert(1)> slow and terrible support",
    "formula": "=cmd|' /C calc'!A0 terrible",
    "right to left": "\u202eelbirret \u202c terrible price",
    "emoji": "😡😡😡 👎",
    "long": "terrible price " * 7000,  # 105 kB
    "null bytes": "terrible\x00 support\x00 <b>slow</b>",
}


def tables(*comments, surveys=()) -> dict[str, pd.DataFrame]:
    """Two customers who pay, and comments: text, customer, channel, score, day of October 2026."""
    rows = [(f"f{n}", *one) for n, one in enumerate(comments)]
    said = table("comment_id text customer_id channel score said_at", *rows)
    frames = {
        "subscriptions": subscriptions(
            ("s1", "a", "2025-01-01", None, 100.0), ("s2", "b", "2025-01-01", None, 10.0)
        ),
        "customers": table("customer_id name plan", ("a", "Ada Lima", "pro"), ("b", "Bo Quist", "basic")),
        "feedback": said,
    }  # fmt: skip
    if surveys:
        frames["survey_responses"] = table(
            "response_id survey score customer_id comment responded_at", *surveys
        )
    return frames

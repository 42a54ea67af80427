"""A small company whose rows are odd on purpose: nulls, ties, a daylight-saving night, changes of plan.

A family that adds measures adds its odd rows here, so that the three engines are compared on them.
"""

import pandas as pd

from tests.engines.odd_commercial_rows import odd_commercial_tables
from tests.engines.odd_endings import odd_endings, odd_use
from tests.engines.odd_service_rows import odd_service_tables
from tests.engines.odd_voices import odd_voices


def odd_tables() -> dict[str, pd.DataFrame]:
    """Our tables by name, as texts and numbers that every engine can take."""
    tables = {
        "customers": pd.DataFrame(
            [
                ("a", "2025-01-01", "north"), ("b", "2025-02-03", None), ("c", None, "NA"),
                ("d", "2026-03-01", "north"), ("e", "2026-03-29", "south"), ("f", "2025-05-05", ""),
                *((one, "2025-10-01", "south") for one in "ijklmnopqrstuvwy"),
            ],
            columns=["customer_id", "signed_up_on", "region"],
        ).assign(
            closed_on=lambda rows: rows["customer_id"].map({"s": "2026-04-02", "r": "2026-02-03"}),
            upsell_eligible=lambda rows: rows["customer_id"].map({"t": "true", "u": "false"}),
        ),
        "customer_merges": pd.DataFrame(
            [("g", "a", "2026-02-10"), ("h", "g", "2026-02-11")],
            columns=["from_customer_id", "to_customer_id", "merged_on"],
        ),
        "users": pd.DataFrame(
            [
                ("u1", "a", "2025-01-01T10:00:00"), ("u2", "a", None), ("u3", "b", "2026-03-29T02:30:00"),
                ("u4", "e", "2026-03-29T00:30:00Z"), ("u5", None, "2026-04-01"),
            ],
            columns=["user_id", "customer_id", "created_at"],
        ),
        "subscriptions": pd.DataFrame(
            [
                # a change of plan on the 1st; two equal halves; a merged customer
                ("s1", "a", "2025-10-01", "2026-04-01", 100.0, None, None, "basic", "active", None, None, None, None),
                ("s2", "a", "2026-04-01", None, 150.0, None, None, "pro", "active", None, None, None, None),
                ("s3", "b", "2025-11-15", None, 33.33, None, None, "basic", "active", None, None, None, None),
                ("s4", "b", "2025-11-15", None, 33.33, None, None, "pro", "active", None, None, None, None),
                ("s5", "c", "2025-10-10", "2026-01-31", None, 1200.0, "year", None, "active", None, None, None, None),
                ("s6", "c", "2026-03-05", None, None, 7.0, "week", None, "active", None, None, None, "USD"),
                # joined and left in March; a trial; a pause; an overdue one
                ("s7", "d", "2026-03-02", "2026-03-20", 12.5, None, None, "basic", "active", None, None, None, None),
                ("s8", "e", "2026-03-29", "2026-04-05", 9.0, None, None, "pro", "trial", None, None, None, None),
                ("s9", "e", "2026-04-05", None, 9.0, None, None, "pro", "past_due", 50.0, "percent", "2026-05-05", None),
                ("s10", "f", "2025-12-01", None, 20.0, None, None, "basic", "paused", None, None, None, None),
                ("s11", "g", "2025-10-05", "2026-02-10", 11.0, None, None, "basic", "active", None, None, None, None),
                ("s12", "h", "2025-10-05", None, 5.0, None, None, "basic", "active", 1.0, "amount", None, "USD"),
                ("s13", "f", "2026-01-01", "2026-03-01", None, 3.0, "day", "pro", "active", None, None, None, None),
            ],
            columns=[
                "subscription_id", "customer_id", "starts_on", "ends_on", "mrr", "amount", "interval",
                "plan", "status", "discount", "discount_kind", "discount_ends_on", "currency",
            ],
        ),
        "fx_rates": pd.DataFrame(
            [("2025-10-01", "USD", 0.91), ("2026-02-15", "USD", 0.9), ("2026-03-31", "USD", 0.85)],
            columns=["day", "currency", "rate"],
        ),
        "survey_responses": pd.DataFrame(
            [
                ("r1", "nps", 10.0, "a", "2026-03-01", "2026-03-28T23:30:00Z"),
                ("r2", "nps", 6.0, "b", "2026-03-01", "2026-03-29T02:30:00"),
                ("r3", "nps", 9.0, "a", "2026-03-30", "2026-03-31T23:59:59"),
                ("r4", "nps", None, "c", "2026-03-30", None),
                ("r5", "csat", 4.0, None, "2026-04-01", "2026-04-02T00:00:00+02:00"),
                ("r6", "csat", 7.0, "d", "2026-04-01", "2026-04-02"),
                ("r7", "ces", 5.0, "e", "2026-04-01", "2026-05-10T12:00:00"),
                ("r8", "ces", 2.0, "e", "2026-04-01", "2026-05-10T11:59:59"),
                ("r10", "nps", 3.0, "w", "2026-01-20", "2026-01-21T10:00:00"),
                ("r11", "nps", None, "y", "2026-01-05", None),
                ("r12", "CSAT ", 1.0, "w", "2026-03-02", "2026-03-02T10:00:00"),
            ],
            columns=["response_id", "survey", "score", "customer_id", "sent_at", "responded_at"],
        ),
    } | odd_commercial_tables() | odd_service_tables()  # fmt: skip
    for name, further in {"subscriptions": odd_endings(), "orders": odd_use()}.items():
        tables[name] = pd.concat([tables[name], further], ignore_index=True)
    return tables | odd_voices(tables["survey_responses"])

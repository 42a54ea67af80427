"""Five customers whose health can be worked out on paper, at the close of April 2026."""

import pandas as pd

from tests.by_hand import subscriptions, table

INDICATORS = {
    "usage_frequency": {"weight": 2, "normalise": "min_max", "low": 0, "high": 10},
    "satisfaction": {"weight": 1},
    "tickets": {"weight": 1, "normalise": "min_max", "low": 0, "high": 4},
}
# active days of April, rating on 1 to 5 (None: silent), tickets
FACTS = {"a": (10, 5, 0), "b": (5, 3, 1), "c": (0, 1, 4), "d": (2, None, 2), "e": (20, None, 0)}
# 2 × days ÷ 10 (at most 1), 1 × (rating − 1) ÷ 4, 1 × (1 − tickets ÷ 4), ÷ the weight that is known
SCORES = {
    "a": 100.0, "b": 100 * (1 + 0.5 + 0.75) / 4, "c": 0.0, "d": 100 * (0.4 + 0.5) / 3, "e": 100.0,
}  # fmt: skip


def tables() -> dict[str, pd.DataFrame]:
    """Their tables; each pays 100 a month, and ``c`` leaves in May."""
    events, tickets, answers = [], [], []
    for customer, (days, rating, issues) in FACTS.items():
        events += [(f"u-{customer}", customer, f"2026-04-{day + 3:02d}") for day in range(days)]
        tickets += [(f"t-{customer}-{n}", customer, f"2026-04-{n + 5:02d}") for n in range(issues)]
        if rating:
            answers.append((f"r-{customer}", "csat", rating, customer, "2026-04-20"))
    return {
        "subscriptions": subscriptions(
            *(
                (f"s-{one}", one, "2025-01-01", "2026-05-20" if one == "c" else None, 100.0)
                for one in FACTS
            )
        ),
        "customers": table(
            "customer_id plan", *((one, "pro" if one in "ab" else "basic") for one in FACTS)
        ),
        "usage_events": table("user_id customer_id occurred_at", *events),
        "tickets": table("ticket_id customer_id opened_at", *tickets),
        "survey_responses": table("response_id survey score customer_id responded_at", *answers),
    }

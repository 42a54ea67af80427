"""A score at t reads only what lies before t: whatever the future holds, it stays as it is."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from cs_toolkit.config.health.catalogue import CATALOGUE

AS_OF, THEN = "2026-07-01", pd.Timestamp("2026-04-01")
STATED = {
    "resolved": {"from": "tickets", "value": "count(resolved_at)", "low": 0, "high": 5},
    "asked": {"from": "survey_responses", "value": "avg(score)", "low": 0, "high": 10},
    "ended": {"from": "subscriptions", "value": "count(ends_on)", "low": 0, "high": 3, "days": 400},
    "relationship": {"low": 1, "high": 10},
}
SETTINGS = {
    "as_of": AS_OF,
    "health": {
        "indicators": {name: {} for name in CATALOGUE} | STATED,
        "index": {"low": 0, "high": 10},
    },
}


def world(seed: int = 0) -> dict[str, pd.DataFrame]:
    """Forty customers over eighteen months, everything drawn by lot."""
    rng = np.random.default_rng(seed)
    customers = [f"c{n:02d}" for n in range(40)]

    def times(count):
        return pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 545 * 24, count), "h")

    def who(count):
        return rng.choice(customers, count)

    starts = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 200, 40), "D")
    ends = starts + pd.to_timedelta(rng.integers(200, 700, 40), "D")
    events, tickets, answers, orders = times(1500), times(200), times(200), times(150)
    sittings = times(500)
    resolved = tickets + pd.to_timedelta(rng.integers(1, 2000, 200), "h")
    changes = starts + pd.to_timedelta(rng.integers(60, 200, 40), "D")
    paid = {"subscription_id": customers, "customer_id": customers, "seats": 3}
    return {
        "subscriptions": pd.concat([
            pd.DataFrame({**paid, "starts_on": start, "ends_on": end,
                          "mrr": rng.integers(10, 90, 40),
                          "status": rng.choice(["active", "past_due"], 40)})
            for start, end in ((starts, changes), (changes, ends))
        ]),
        "usage_events": pd.DataFrame(
            {"user_id": [f"u{n}" for n in rng.integers(0, 90, 1500)], "occurred_at": events,
             "customer_id": who(1500), "feature": rng.choice(list("fghi"), 1500)}
        ),
        "sessions": pd.DataFrame(
            {"session_id": range(500), "user_id": "u1", "customer_id": who(500),
             "started_at": sittings, "ended_at": sittings + pd.Timedelta(hours=3)}
        ),
        "tickets": pd.DataFrame(
            {"ticket_id": range(200), "opened_at": tickets, "resolved_at": resolved,
             "customer_id": who(200), "is_complaint": rng.random(200) < 0.3}
        ),
        "survey_responses": pd.DataFrame(
            {"response_id": range(200), "survey": rng.choice(["nps", "csat", "ces"], 200),
             "score": rng.integers(1, 6, 200), "customer_id": who(200), "sent_at": answers,
             "responded_at": answers + pd.to_timedelta(rng.integers(0, 500, 200), "h")}
        ),
        "orders": pd.DataFrame(
            {"order_id": range(150), "customer_id": who(150), "ordered_at": orders, "amount": 5,
             "revenue_type": rng.choice(["late_fee", "add_on"], 150)}
        ),
        "health_inputs": pd.DataFrame(
            {"as_of": times(120).normalize(), "indicator": "relationship", "stage": "renewal",
             "value": rng.integers(1, 11, 120), "customer_id": who(120)}
        ).drop_duplicates(["as_of", "customer_id"]),
    }  # fmt: skip


IDS = ("ticket_id", "response_id", "order_id", "session_id")
DATED = {
    "usage_events": "occurred_at", "tickets": "opened_at", "orders": "ordered_at",
    "health_inputs": "as_of", "sessions": "started_at", "survey_responses": "responded_at",
}  # fmt: skip


def without_the_future(frames):
    """Only what was known at that moment, and no end that lay ahead."""
    kept = {
        name: frame[frame[DATED[name]] < THEN] if name in DATED else frame
        for name, frame in frames.items()
    }
    subscriptions = kept["subscriptions"][kept["subscriptions"]["starts_on"] < THEN]
    ends = subscriptions["ends_on"]
    kept["subscriptions"] = subscriptions.assign(ends_on=ends.where(ends < THEN))
    resolved = kept["tickets"]["resolved_at"]
    kept["tickets"] = kept["tickets"].assign(resolved_at=resolved.where(resolved < THEN))
    return kept


def with_another_future(frames):
    """The rows of later days dealt out anew, later ends moved, and further rows."""
    rng = np.random.default_rng(9)
    changed = {}
    for name, frame in frames.items():
        if name not in DATED:
            changed[name] = frame
            continue
        later = frame[frame[DATED[name]] >= THEN]
        shuffled = later.assign(customer_id=rng.permutation(later["customer_id"].to_numpy()))
        times = [column for column in shuffled if column.endswith(("_at", "as_of"))]
        more = shuffled.assign(
            **{column: shuffled[column] + pd.Timedelta(days=1) for column in times},
            **{key: shuffled[key].astype(str) + "+" for key in IDS if key in shuffled},
        )
        changed[name] = pd.concat([frame[frame[DATED[name]] < THEN], shuffled, more])
    ends = frames["subscriptions"]["ends_on"]
    changed["subscriptions"] = frames["subscriptions"].assign(
        ends_on=ends.where(ends < THEN, ends + pd.Timedelta(days=17))
    )
    changed["health_inputs"] = changed["health_inputs"].drop_duplicates(["as_of", "customer_id"])
    return changed


def at_that_moment(frames):
    company = cs.open(frames, **SETTINGS)
    scores = health.health_scores(company, company.periods("2026-03"))
    return scores, company.metrics("2026-03", family="health", by=())


@pytest.mark.parametrize("future", [without_the_future, with_another_future])
def test_no_future_changes_a_score(future):
    before, metrics = at_that_moment(world())
    after, metrics_then = at_that_moment(future(world()))
    assert len(before.customers) > 25
    pd.testing.assert_frame_equal(before.values, after.values)
    pd.testing.assert_frame_equal(before.customers, after.customers)
    pd.testing.assert_frame_equal(metrics, metrics_then)


def test_every_indicator_says_something_there():
    scores, _ = at_that_moment(world())
    assert scores.values.nunique().min() > 1


def test_the_past_does_change_a_score():
    frames = world()
    events = frames["usage_events"]
    frames["usage_events"] = events[events["occurred_at"] < THEN - pd.Timedelta(days=10)]
    changed, _ = at_that_moment(frames)
    assert not changed.customers["score"].equals(at_that_moment(world())[0].customers["score"])

"""Past scores against what came after, on a company in which use decides who leaves."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from cs_toolkit.analyses.health.backtest import full_months
from tests.by_hand import subscriptions, table

USE = {"health": {"indicators": {"usage_frequency": {"low": 0, "high": 10}}}}
BOTH = {"indicators": USE["health"]["indicators"] | {"relationship": {"low": 0, "high": 1}}}


def months():
    return pd.date_range("2025-01-01", "2026-05-01", freq="MS")


def company(tells: bool):
    """Eighty customers; three leave each month, who use the product less before if it ``tells``."""
    rng = np.random.default_rng(4)
    ends = {f"c{n:02d}": months()[1 + n // 3] + pd.Timedelta(days=9) for n in range(45)}
    noise = [
        (month, "relationship", f"c{n:02d}", rng.random()) for month in months() for n in range(80)
    ]
    events = []
    for customer in (f"c{n:02d}" for n in range(80)):
        for month in months():
            leaves_soon = customer in ends and ends[customer] < month + pd.DateOffset(months=4)
            if customer in ends and month > ends[customer]:
                break
            count = 1 if tells and leaves_soon else rng.integers(2, 9)
            events += [
                (customer, customer, month + pd.Timedelta(days=int(n))) for n in range(count)
            ]
    return cs.open(
        {
            "subscriptions": subscriptions(
                *((f"s{n}", f"c{n:02d}", "2025-01-01", ends.get(f"c{n:02d}"), 10.0) for n in range(80))
            ),
            "usage_events": table("user_id customer_id occurred_at", *events),
            "health_inputs": table("as_of indicator customer_id value", *noise),
        },
        as_of="2026-06-01", health=BOTH if tells else USE["health"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def telling():
    found = company(tells=True)
    return found, health.past_scores(found)


def test_a_score_that_tells(telling):
    found = health.does_it_tell(*telling)
    assert found.overall.auc > 0.9 and found.overall.better_than_chance
    assert found.lift["lift"].iloc[0] > 2
    assert found.by_lead["months_ahead"].tolist() == [1, 2, 3]


def test_a_score_that_does_not_tell_says_so():
    found = company(tells=False)
    told = health.does_it_tell(found, health.past_scores(found))
    assert "no better than chance" in told.sentence


def test_nobody_is_compared_with_an_event_of_the_past(telling):
    """A customer who left in February 2025 has a score at the close of January only."""
    _, past = telling
    first = past.table[past.table["customer_id"] == "c00"]
    assert first["as_of"].max() == pd.Timestamp("2025-02-01")


def test_learned_weights_find_the_indicator_that_tells(telling):
    found = health.weights_held_out(*telling)
    assert found.weights.set_index("indicator")["learned"].idxmax() == "usage_frequency"


def test_renewal_and_growth_without_their_rows_say_why(telling):
    assert "needs table renewals" in health.does_it_tell(*telling, outcome="renewal").sentence
    assert "not available" in health.does_it_tell(*telling, outcome="growth").sentence


def test_contracts_due_are_compared_with_their_outcome():
    frames = {
        "subscriptions": subscriptions(*((f"s{n}", f"c{n}", "2024-06-01", None, 10.0) for n in range(40))),
        "renewals": table(
            "contract_id customer_id due_on outcome",
            *((f"k{n}", f"c{n}", "2026-04-10", "renewed" if n % 2 else "lost") for n in range(40)),
        ),
        "usage_events": table(
            "user_id customer_id occurred_at",
            *((f"u{n}", f"c{n}", f"2026-03-{day + 5:02d}") for n in range(40) for day in range(1 + 4 * (n % 2))),
        ),
    }  # fmt: skip
    found = cs.open(frames, as_of="2026-06-01", **USE)
    told = health.does_it_tell(
        found, health.past_scores(found, "2026-03"), outcome="renewal", months_ahead=2
    )
    assert (told.overall.rows, told.overall.happened, told.overall.auc) == (40, 20, 1.0)


def test_growth_is_a_higher_fee_later():
    paid = subscriptions(
        *((f"s{n}", f"c{n}", "2025-06-01", "2026-04-10", 10.0) for n in range(40)),
        *((f"s{n}", f"c{n}", "2026-04-10", None, 10.0 + 5 * (n % 2)) for n in range(40)),
    )
    frames = {
        "subscriptions": paid,
        "usage_events": table(
            "user_id customer_id occurred_at",
            *((f"u{n}", f"c{n}", f"2026-03-{day + 5:02d}") for n in range(40) for day in range(1 + 4 * (n % 2))),
        ),
    }  # fmt: skip
    found = cs.open(frames, as_of="2026-06-01", **USE)
    told = health.does_it_tell(
        found, health.past_scores(found, "2026-03..2026-04"), outcome="growth", months_ahead=1
    )
    march = told.by_date.iloc[0]
    assert (march["rows"], march["happened"], march["auc"]) == (40, 20, 1.0)


def test_a_second_subscription_that_goes_on_is_no_leaving():
    frames = {
        "subscriptions": subscriptions(
            ("s1", "a", "2025-01-01", "2026-02-01", 10.0), ("s2", "a", "2025-06-01", None, 5.0),
            ("s3", "b", "2025-01-01", "2026-02-01", 10.0), ("s4", "b", "2026-02-01", "2026-03-01", 9.0),
        )
    }  # fmt: skip
    from cs_toolkit.analyses.health.outcomes import with_outcome

    found = cs.open(frames, as_of="2026-06-01")
    table_ = health.past_scores(found, "2026-01").table
    left, why = with_outcome(found, table_, "churn", 3)
    assert why == ""
    happened = dict(left[["customer_id", "happened_on"]].values)
    assert pd.isna(happened["a"]) and happened["b"] == pd.Timestamp("2026-03-01")


def test_every_month_that_has_ended_is_looked_at(telling):
    found, _ = telling
    names = [period.name for period in full_months(found)]
    assert names[0] == "2025-01" and names[-1] == "2026-05"


def test_the_ranking_of_the_sample_is_stable_under_other_weights():
    sample = cs.open("data/sample/company.toml")
    scores = health.health_scores(sample, sample.periods("2026-10"))
    found = health.ranking_under_other_weights(scores)
    assert 0.5 < found["agreement"].iloc[0] <= 1
    assert found["weight"].sum() == pytest.approx(1)


def test_the_planted_story_is_found_again():
    """Low satisfaction and falling use come before leaving."""
    sample = cs.open("data/sample/company.toml")
    past = health.past_scores(sample)
    assert health.does_it_tell(sample, past).overall.better_than_chance

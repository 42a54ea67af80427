"""Does the score tell? On an invented past whose truth is known, and on two public samples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.errors import InputError
from cs_toolkit.models.health_backtest import health_backtest
from cs_toolkit.models.outcomes import next_event, outcomes_ahead
from tests.real_data import real_data

KNOWN_UNTIL = "2026-01-01"


def invented_past(telling: float, customers: int = 150, seed: int = 1) -> pd.DataFrame:
    """Scores at twelve month ends; the lower the health, the likelier a customer leaves, if telling > 0."""
    rng = np.random.default_rng(seed)
    dates = pd.date_range("2025-01-01", periods=12, freq="MS")
    rows = []
    for customer in range(customers):
        health = rng.normal()
        hazard = 0.06 * np.exp(-telling * health)
        leaves = rng.exponential(1 / min(hazard, 0.9))
        left_on = dates[0] + pd.Timedelta(days=int(1 + leaves * 30))
        for date in dates[dates <= left_on]:
            score = 50 + 15 * health + 5 * rng.normal()
            rows.append((f"c{customer:03}", date, score, left_on))
    scores = pd.DataFrame(rows, columns=["customer_id", "as_of", "score", "happened_on"])
    return scores.assign(
        happened_on=scores["happened_on"].where(scores["happened_on"] < KNOWN_UNTIL)
    )


def test_the_window_by_hand():
    scores = pd.DataFrame(
        {
            "customer_id": ["on the day", "last day", "a day late", "never", "open window"],
            "as_of": ["2025-01-31"] * 4 + ["2025-11-15"],
            "happened_on": ["2025-01-31", "2025-04-29", "2025-04-30", None, None],
            "score": 1,
        }
    )
    rows = outcomes_ahead(scores, KNOWN_UNTIL, 3).set_index("customer_id")
    assert "open window" not in rows.index
    assert rows.loc[rows["happened"]].index.tolist() == ["last day", "on the day"]
    assert rows.loc["never", "known_at"] == pd.Timestamp("2025-04-30"), "months, not days"


def test_the_next_event_is_the_first_at_or_after_the_score():
    scores = pd.DataFrame(
        {"customer_id": ["b", "a", "a", "a"],
         "as_of": ["2025-01-01", "2025-03-01", "2025-02-01", "2025-06-01"]}
    )  # fmt: skip
    events = pd.DataFrame(
        {"customer_id": ["a", "a", "c"], "happened_on": ["2025-05-01", "2025-02-01", "2025-01-05"]}
    )
    found = next_event(scores, events)
    assert found["as_of"].tolist() == scores["as_of"].tolist(), "rows stay where they were"
    assert found["happened_on"].isna().tolist() == [True, False, False, True]
    assert found.loc[[1, 2], "happened_on"].dt.month.tolist() == [5, 2]


def test_what_happened_before_the_score_is_refused():
    scores = invented_past(1)
    scores.loc[scores.index[5], "happened_on"] = scores.loc[
        scores.index[5], "as_of"
    ] - pd.Timedelta(days=1)
    with pytest.raises(InputError, match=r"in 1 of \d+ rows happened_on lies before as_of"):
        health_backtest(scores, known_until=KNOWN_UNTIL)


@pytest.mark.parametrize(
    ("changed", "call", "said"),
    [
        (lambda rows: rows.drop(columns="happened_on"), {}, 'scores has no column "happened_on"'),
        (lambda rows: rows.assign(score=None), {}, r"scores.score: \d+ of \d+ rows hold no finite"),
        (lambda rows: pd.concat([rows, rows.head(2)]), {}, r"2 of \d+ rows repeat a customer_id"),
        (lambda rows: rows, {"outcome": "chrun"}, 'outcome "chrun": did you mean "churn"'),
        (lambda rows: rows, {"months_ahead": 0}, "months_ahead = 0"),
    ],
)
def test_bad_input_is_reported(changed, call, said):
    with pytest.raises(InputError, match=said):
        health_backtest(changed(invented_past(1)), known_until=KNOWN_UNTIL, **call)


def test_a_telling_score():
    found = health_backtest(invented_past(1.0), known_until=KNOWN_UNTIL)
    assert found.overall.better_than_chance
    assert found.sentence.startswith(
        "The score tells who leaves within 3 months better than chance"
    )
    assert found.lift["lift"].iloc[0] > 1.5 > 1 > found.lift["lift"].iloc[-1]
    assert len(found.by_date) == 10, "the last two windows are still open"
    assert found.by_lead["months_ahead"].tolist() == [1, 2, 3]
    assert found.by_lead["auc"].between(0.55, 1).all()
    assert found.brier.better
    assert found.calibration["predicted"].is_monotonic_decreasing
    inside = found.calibration["predicted"].between(
        found.calibration["low"] - 0.05, found.calibration["high"] + 0.05
    )
    assert inside.all(), "probabilities learned from earlier dates hold on later ones"


def test_a_score_that_tells_nothing_is_said_to():
    found = health_backtest(invented_past(0.0), known_until=KNOWN_UNTIL)
    assert found.sentence.startswith("The score is no better than chance at telling who leaves")
    assert found.overall.low < 0.5 < found.overall.high


def test_a_score_upside_down_is_said_to_be():
    past = invented_past(1.0)
    found = health_backtest(past.assign(score=100 - past["score"]), known_until=KNOWN_UNTIL)
    assert found.sentence.startswith("The score points the wrong way about who leaves")


def test_for_growth_a_high_score_is_the_one_that_tells():
    past = invented_past(-1.0)  # the healthier, the sooner it happens
    growth = health_backtest(past, known_until=KNOWN_UNTIL, outcome="growth")
    assert growth.sentence.startswith("The score tells who grows within 3 months better")
    churn = health_backtest(past, known_until=KNOWN_UNTIL)
    assert growth.overall.auc == pytest.approx(1 - churn.overall.auc)


def test_the_future_beyond_what_is_known_changes_nothing():
    """Events after the window, and scores whose window is open, can be anything."""
    past = invented_past(1.0)
    ours = health_backtest(past, known_until="2025-10-01")
    shifted = past.copy()
    beyond = shifted["happened_on"] >= "2025-10-01"
    shifted.loc[beyond, "happened_on"] += pd.DateOffset(months=7)
    open_window = shifted["as_of"] > "2025-07-01"
    shifted.loc[open_window, "score"] = 0
    theirs = health_backtest(shifted, known_until="2025-10-01")
    assert ours.overall == theirs.overall
    for table in ("by_date", "lift", "calibration"):
        pd.testing.assert_frame_equal(getattr(ours, table), getattr(theirs, table))
    assert beyond.sum() > 50 and open_window.sum() > 50


def test_a_past_too_short():
    past = invented_past(1.0)
    first_date = past[past["as_of"] == "2025-01-01"]
    found = health_backtest(first_date, known_until=KNOWN_UNTIL)
    assert found.calibration.empty
    assert found.calibration_note.startswith("not available: needs a longer past")
    nothing = health_backtest(past, known_until="2025-02-01")
    assert nothing.sentence == (
        "Whether the score tells who leaves within 3 months is not available: "
        "no score is 3 months old yet."
    )
    assert nothing.by_date.empty and nothing.lift.empty


@settings(max_examples=10, deadline=None)
@given(st.floats(-1, 1), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(telling, seed):
    past = invented_past(telling, customers=60, seed=seed)
    ours = health_backtest(past, known_until=KNOWN_UNTIL)
    mixed = health_backtest(past.sample(frac=1, random_state=seed), known_until=KNOWN_UNTIL)
    assert repr(ours.overall) == repr(mixed.overall)
    assert repr(ours.brier) == repr(mixed.brier)
    for table in ("by_date", "by_lead", "lift", "calibration"):
        pd.testing.assert_frame_equal(getattr(ours, table), getattr(mixed, table))


def test_ravenstack_scores_tell_nothing_and_are_said_to():
    """The public sample draws churn independently of usage: the honest answer is "chance"."""

    def table(name):
        return pd.read_csv(real_data(f"ravenstack/ravenstack_{name}.csv"))

    accounts, churn = table("accounts"), table("churn_events")
    usage = table("feature_usage").drop_duplicates("usage_id").merge(
        table("subscriptions")[["subscription_id", "account_id"]]
    )  # fmt: skip
    scores = []
    for as_of in pd.date_range("2023-07-01", "2024-12-01", freq="MS").astype(str):
        since = str(pd.Timestamp(as_of) - pd.DateOffset(months=3))
        recent = usage[(usage["usage_date"] >= since) & (usage["usage_date"] < as_of)]
        used = recent.groupby("account_id")["usage_count"].sum()
        present = accounts.loc[accounts["signup_date"] < as_of, "account_id"]
        scores.append(
            pd.DataFrame(
                {"customer_id": present, "as_of": as_of, "score": present.map(used).fillna(0)}
            )
        )
    events = churn.rename(columns={"account_id": "customer_id", "churn_date": "happened_on"})
    found = health_backtest(
        next_event(pd.concat(scores), events), known_until="2025-01-01", months_ahead=3
    )
    assert found.overall.customers > 400
    assert found.sentence.startswith("The score is no better than chance at telling who leaves")

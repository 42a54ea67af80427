"""What the unasked would say: learned from conversations, refused where it is no better than a guess."""

import numpy as np
import pandas as pd
import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.models.conversation import conversation_features, key_moments, message_moods
from cs_toolkit.models.predicted_satisfaction import predict_satisfaction
from tests.real_data import real_data

BEGIN = pd.Timestamp("2026-01-01")


def tickets_with_planted_mood(rows=600, seed=0, told=True):
    """By design a long wait and a bad last mood make a customer unsatisfied; a third never answered."""
    draw = np.random.default_rng(seed)
    features = pd.DataFrame(
        {"duration_seconds": draw.lognormal(10, 1, rows), "last_mood": draw.uniform(-1, 1, rows),
         "contacts": draw.integers(1, 5, rows)},
        index=[f"T{i:04d}" for i in range(rows)],
    )  # fmt: skip
    pull = 2 * features["last_mood"] - (np.log(features["duration_seconds"]) - 10)
    happy = draw.random(rows) < (1 / (1 + np.exp(-2 * pull)) if told else np.full(rows, 0.7))
    satisfied = pd.Series(happy, dtype=object).where(draw.random(rows) < 0.67, None)
    opened = BEGIN + pd.to_timedelta(np.arange(rows), unit="h")
    return features, satisfied, opened


def test_it_finds_what_was_planted():
    features, satisfied, opened = tickets_with_planted_mood()
    is_open = satisfied.isna() & (np.arange(len(satisfied)) % 2 == 0)
    found = predict_satisfaction(features, satisfied, opened, is_open=is_open)
    assert not found.note
    assert found.discrimination.auc > 0.8
    assert found.brier.better
    assert len(found.tickets) == satisfied.isna().sum()
    assert found.learned_from == satisfied.notna().sum()
    weights = found.weights.set_index("feature")["weight"]
    assert weights["last_mood"] > 0.5 and weights["duration_seconds"] < -0.3
    unhappy = found.tickets.loc[~found.tickets["satisfied"].astype(bool), "ticket_id"]
    listed = set(found.open_negative["ticket_id"])
    assert listed == set(unhappy) & set(features.index[is_open])
    assert found.open_negative["probability"].is_monotonic_increasing
    assert "Brier" in found.sentence
    assert 0 < found.predicted_customer_satisfaction < 1


def test_noise_is_refused():
    found = predict_satisfaction(*tickets_with_planted_mood(told=False))
    assert "no better than chance" in found.note
    assert found.tickets.empty and found.open_negative.empty
    assert np.isnan(found.predicted_customer_satisfaction)
    assert found.note in found.sentence


def test_the_later_answers_do_not_change_how_the_earlier_were_learned():
    features, satisfied, opened = tickets_with_planted_mood()
    found = predict_satisfaction(features, satisfied, opened)
    learned = np.asarray(opened) < found.tested_from.to_datetime64()
    assert learned.any() and not learned.all()


def test_the_order_of_the_rows_changes_nothing():
    features, satisfied, opened = tickets_with_planted_mood()
    order = np.random.default_rng(2).permutation(len(features))
    one = predict_satisfaction(features, satisfied, opened)
    other = predict_satisfaction(features.iloc[order], satisfied.iloc[order], opened[order])
    pd.testing.assert_frame_equal(one.tickets, other.tickets)
    pd.testing.assert_frame_equal(one.weights, other.weights)


def test_too_few_answers_are_reported():
    features, satisfied, opened = tickets_with_planted_mood(rows=30)
    found = predict_satisfaction(features, satisfied, opened)
    assert found.note.startswith("not available: needs")


def test_what_lies_beyond_anything_learned_counts_as_its_border():
    features, satisfied, opened = tickets_with_planted_mood()
    unasked = np.flatnonzero(satisfied.isna())[:2]
    longest = features["duration_seconds"].max() * 10
    features.iloc[unasked, 0] = [longest, longest * 1e6]
    features.iloc[unasked, 1] = 0.0
    found = predict_satisfaction(features, satisfied, opened).tickets.set_index("ticket_id")
    one, other = found.loc[features.index[unasked], "probability"]
    assert one == other or features.iloc[unasked, 2].nunique() > 1


def test_a_ticket_stands_once():
    features, satisfied, opened = tickets_with_planted_mood(rows=20)
    features.index = ["T1"] * 20
    with pytest.raises(InputError, match="19 tickets are there more than once"):
        predict_satisfaction(features, satisfied, opened)


def talk(*said):
    return pd.DataFrame(said, columns=["ticket_id", "sent_at", "author_kind", "text"])


def test_features_of_a_conversation_by_hand():
    tickets = pd.DataFrame(
        {"ticket_id": ["A", "B"], "opened_at": [BEGIN, BEGIN], "contacts": [2, 1],
         "first_replied_at": [BEGIN + pd.Timedelta("1h"), pd.NaT],
         "resolved_at": [BEGIN + pd.Timedelta("2h"), pd.NaT],
         "answered_at": [BEGIN + pd.Timedelta("3h"), pd.NaT]}
    )  # fmt: skip
    messages = talk(
        ("A", BEGIN, "customer", "This is terrible, where is my order?"),
        ("A", BEGIN + pd.Timedelta("1h"), "agent", "Sorry, it is on its way, great news"),
        ("A", BEGIN + pd.Timedelta("2h"), "customer", "Thanks, wonderful help!"),
        ("A", BEGIN + pd.Timedelta("9h"), "customer", "I gave you a bad score, awful"),
    )
    found = conversation_features(tickets, messages, as_of=BEGIN + pd.Timedelta("24h"))
    assert found.loc["A", "first_reply_seconds"] == 3600
    assert found.loc["A", "duration_seconds"] == 7200
    assert found.loc["B", "duration_seconds"] == 86_400  # still open
    assert (
        found.loc["A", "first_mood"] < 0 < found.loc["A", "last_mood"]
    )  # what came after is not read
    counts = ["customer_messages", "agent_messages", "questions", "exclamations"]
    assert found.loc["A", counts].tolist() == [2, 1, 1, 1]
    assert np.isnan(found.loc["B", "last_mood"])


def test_nothing_after_as_of_is_read():
    tickets = pd.DataFrame({"ticket_id": ["A"], "opened_at": [BEGIN]})
    messages = talk(
        ("A", BEGIN, "customer", "great"), ("A", BEGIN + pd.Timedelta("5h"), "customer", "bad")
    )
    found = conversation_features(tickets, messages, as_of=BEGIN + pd.Timedelta("1h"))
    assert found.loc["A", "customer_messages"] == 1


def test_key_moments_are_turns_of_the_mood():
    messages = talk(
        ("A", 1, "customer", "Hello, lovely product, thanks"), ("A", 2, "agent", "awful"),
        ("A", 3, "customer", "Terrible, it broke"), ("A", 4, "customer", "Perfect, solved, thank you"),
        ("B", 1, "customer", "Terrible"), ("B", 2, "customer", "Horrible"),
    )  # fmt: skip
    assert key_moments(messages)[["ticket_id", "moment"]].values.tolist() == [
        ["A", "turns bad"], ["A", "turns good"],
    ]  # fmt: skip
    assert message_moods(messages)["author_kind"].eq("customer").all()


def test_a_published_data_set_with_random_scores_is_refused():
    tickets = pd.read_csv(real_data("ravenstack/ravenstack_support_tickets.csv"))
    tickets = tickets.drop_duplicates("ticket_id").set_index("ticket_id")
    columns = ["resolution_time_hours", "first_response_time_minutes"]
    score = tickets["satisfaction_score"]
    found = predict_satisfaction(
        tickets[columns], (score >= 4).where(score.notna()), tickets["submitted_at"],
        answered_at=tickets["closed_at"],
    )  # fmt: skip
    assert "no better than chance" in found.note


def test_the_rate_is_the_mean_chance_and_its_held_out_error_is_shown():
    features, satisfied, opened = tickets_with_planted_mood()
    found = predict_satisfaction(features, satisfied, opened)
    assert found.predicted_customer_satisfaction == pytest.approx(
        found.tickets["probability"].mean()
    )
    assert abs(found.rate_error) < 0.1
    assert f"{found.rate_observed:.1%} were" in found.sentence
    assert "tickets" in found.sentence and " customers" not in found.sentence


def test_tickets_of_one_customer_are_a_cluster():
    features, satisfied, opened = tickets_with_planted_mood()
    whose = np.arange(len(features)) // 4
    found = predict_satisfaction(features, satisfied, opened, customers=whose)
    assert found.discrimination.customers < found.discrimination.rows
    assert f"of {found.discrimination.customers} customers" in found.sentence


def test_emotions_and_intents_are_among_the_features():
    tickets = pd.DataFrame({"ticket_id": ["t1", "t2"], "opened_at": ["2026-10-01", "2026-10-02"]})
    messages = pd.DataFrame(
        {"ticket_id": ["t1", "t2"], "sent_at": ["2026-10-01", "2026-10-02"], "author_kind": "customer",
         "text": ["This is so frustrating, I want a refund and will cancel my subscription today",
                  "Thank you so much, the new export is great and everybody in the team likes it"]}
    )  # fmt: skip
    found = conversation_features(tickets, messages, as_of="2026-11-01")
    assert (
        found.loc["t1", ["feels_frustration", "wants_money_back", "wants_to_cancel"]].tolist()
        == [1] * 3
    )
    assert found.loc["t2", ["feels_gratitude", "wants_money_back", "wants_to_cancel"]].tolist() == [
        1,
        0,
        0,
    ]

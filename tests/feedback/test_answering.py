"""Which comments need an answer now, and which conversations end badly."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import feedback
from tests.by_hand import table, value
from tests.feedback.comments import BAD, GOOD, tables

LEAVING = "Terrible support, we cancel our contract. Call me: Ada Lima, ada@example.org"


@pytest.fixture(scope="module")
def company():
    said = tables(
        (GOOD, "a", "review", None, "2026-10-02"), (BAD, "b", "review", None, "2026-10-03"),
        (LEAVING, "a", "review", None, "2026-10-04"), (BAD, "a", "conversation", None, "2026-10-05"),
    )  # fmt: skip
    said["feedback"]["ticket_id"] = [None, None, None, "t1"]
    said["messages"] = table(
        "message_id ticket_id sent_at author_kind text",
        ("m1", "t1", "2026-10-04", "agent", "What is wrong?"),
        ("m2", "t1", "2026-11-02", "agent", "It is mended."),
    )
    return cs.open(said, as_of="2026-12-01", feedback={"urgent_from": 0.6})


def test_the_most_urgent_comes_first_without_personal_data(company):
    found = feedback.comments_to_answer(company, company.period("2026-10"))
    assert found["rank"].tolist() == [1, 2, 3]
    first = found.iloc[0]
    assert first["leaving"] and first["customer_id"] == "a" and first["monthly_revenue"] == 100
    assert "[name]" in first["comment"] and "[e-mail]" in first["comment"]
    assert "Ada" not in first["comment"]


def test_no_page_shows_the_name_of_a_customer():
    """Nor of another customer than the one who wrote; the words of a company's name stay."""
    said = "Ada told Bo Quist of Great Lakes that the great support is {}, thank you mr Pop"
    frames = tables(
        (said.format("terrible"), "b", "review", 1, "2026-10-02"),
        (said.format("great"), "b", "review", 5, "2026-10-03"),
    )
    frames["customers"] = table(
        "customer_id name", ("a", "Ada Lima"), ("b", "Bo Quist"), ("c", "Great Lakes Ltd"), ("d", None)
    )  # fmt: skip
    frames["survey_responses"] = table(
        "response_id survey score customer_id comment responded_at",
        *(
            (f"r{n}", "nps", 10 if n % 2 else 0, "b", said.format("fine" if n % 2 else "bad"), "2026-10-04")
            for n in range(40)
        ),
    )  # fmt: skip
    company = cs.open(frames, as_of="2026-12-01", feedback={"names": ["Pop"]})
    october = company.periods("2026-10")
    shown = [
        *feedback.comments_to_answer(company, october[0])["comment"],
        *feedback.examples(company, october, each=3)["sentence"],
        *feedback.behind_low_scores(company, october)["comment"],
        *feedback.emotions(company, october)["example"],
        *feedback.why_promoters_differ(company, october)["term"],
        *feedback.classified(company)["mentions"]["sentence"],
    ]
    assert len(shown) > 10 and any("[name] told [name] of [name]" in text for text in shown)
    for text in shown:
        assert not {"ada", "lima", "bo", "quist", "lakes", "pop"} & set(text.lower().split())
    assert any("the great support" in text for text in shown)


def test_what_was_answered_by_the_close_is_not_on_it(company):
    """The agent wrote before the comment, and again in November: in October nobody had answered."""
    october, november = (
        feedback.comments_to_answer(company, company.period(month))["comment_key"].tolist()
        for month in ("2026-10", "2026-11")
    )
    assert "f f3" in october and november == []


def test_the_measure_counts_those_beyond_the_border(company):
    listed = feedback.comments_to_answer(company, company.period("2026-10"))
    beyond = int((listed["urgency"] >= 0.6).sum())
    assert 0 < beyond < len(listed)
    assert value(company, "2026-10", "comments_to_answer") == beyond
    assert value(company, "2026-10", "comments_to_answer", "share") == beyond / 4


def rated(tells: bool):
    """Three hundred issues, two of three rated; slow ones are rated badly if it ``tells``."""
    rng = np.random.default_rng(3)
    opened = pd.Timestamp("2026-01-01") + pd.to_timedelta(np.arange(300), "D")
    slow = rng.random(300) < 0.5
    score = np.where(slow if tells else rng.random(300) < 0.5, rng.integers(1, 3, 300), 5)
    resolved = opened + pd.to_timedelta(np.where(slow, 90, 3), "h")
    open_now = np.arange(300) >= 290
    tickets = pd.DataFrame(
        {"ticket_id": [f"t{n:03d}" for n in range(300)], "opened_at": opened, "customer_id": "a",
         "resolved_at": pd.Series(resolved).mask(open_now),
         "first_replied_at": opened + pd.to_timedelta(np.where(slow, 30, 1), "h")}
    )  # fmt: skip
    asked = (np.arange(300) % 3 > 0) & ~open_now
    answers = pd.DataFrame(
        {"response_id": np.flatnonzero(asked), "survey": "csat", "score": score[asked],
         "ticket_id": tickets["ticket_id"][asked], "customer_id": "a",
         "responded_at": resolved[asked] + pd.Timedelta(hours=1)}
    )  # fmt: skip
    frames = tables() | {"tickets": tickets, "survey_responses": answers}
    return cs.open(frames, as_of="2026-11-01"), slow


def test_what_nobody_rated_is_predicted_where_it_can_be():
    company, slow = rated(tells=True)
    found = feedback.predicted(company)
    assert len(found["tickets"]) == 300 - 193
    by_id = found["tickets"].set_index("ticket_id")["satisfied"].astype(bool)
    closed = [n for n in range(290) if f"t{n:03d}" in by_id.index]
    assert np.mean([by_id[f"t{n:03d}"] != slow[n] for n in closed]) > 0.95
    october = company.measures("2026-10", family="feedback", by=()).iloc[0]
    assert (
        october["predicted_conversations"] == 16
    )  # 273 to 300: nine unrated, ten open, three of both
    assert october["open_conversations_predicted_negative"] == len(found["in_danger"])
    assert "Trained on 193 answered tickets" in found["about"]["says"].iloc[0]


def test_nothing_is_predicted_where_it_cannot_be():
    """Not 0 open conversations in danger: nobody knows."""
    company, _ = rated(tells=False)
    found = company.metrics("2026-10", family="feedback", by=())
    predicted = found[found["metric"] == "predicted_customer_satisfaction"]
    assert len(predicted) == 2 and predicted["value"].isna().all()
    assert "no better than chance" in feedback.predicted(company)["about"]["says"].iloc[0]
    assert predicted["note"].str.fullmatch("not available: .*no better than chance.*").all()


def test_without_tickets_it_says_what_it_needs():
    company = cs.open(tables((GOOD, "a", "review", None, "2026-10-02")), as_of="2026-12-01")
    assert "needs table tickets" in feedback.predicted(company)["about"]["says"].iloc[0]
    assert feedback.tickets_in_danger(company).empty

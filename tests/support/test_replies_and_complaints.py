"""First replies by the rule, waits, and complaints as they stand at a period's end."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from tests.support.conversations import measured, opened, tickets, value

HOUR = 3600
ASKED = {"opened_at": "2026-09-01T10:00:00"}


def with_messages(*messages, **ticket):
    frame = pd.DataFrame(messages, columns=["sent_at", "author_kind", "is_public"])
    frame["message_id"], frame["ticket_id"] = range(len(frame)), "t001"
    return cs.open({"tickets": tickets({**ASKED, **ticket}), "messages": frame}, as_of="2026-11-01")


@pytest.mark.parametrize(
    ("messages", "seconds"),
    [
        ([("10:00", "customer", True), ("11:00", "agent", True)], HOUR),
        # a bot and an internal note are no reply
        ([("10:00", "customer", True), ("10:01", "bot", True), ("10:05", "agent", False), ("12:00", "agent", True)], 2 * HOUR),
        # the agent's own opening is no reply; the wait begins when the customer writes
        ([("10:00", "agent", True), ("11:00", "customer", True), ("11:30", "agent", True)], HOUR / 2),
        # unknown visibility is public
        ([("10:00", "customer", None), ("10:10", "agent", None)], 600),
    ],
)  # fmt: skip
def test_the_first_reply_is_public_and_an_agents(messages, seconds):
    sent = [(f"2026-09-01T{clock}:00", *rest) for clock, *rest in messages]
    assert value(with_messages(*sent), "first_response_time") == seconds


def test_without_an_answer_there_is_no_first_reply():
    company = with_messages(
        ("2026-09-01T10:00:00", "customer", True), ("2026-09-01T10:01:00", "bot", True)
    )
    assert measured(company)["issues_answered"] == 0
    assert np.isnan(value(company, "first_response_time"))


def test_a_reply_on_the_ticket_is_taken_as_it_is():
    company = with_messages(
        ("2026-09-01T10:00:00", "customer", True), ("2026-09-01T13:00:00", "agent", True),
        first_replied_at="2026-09-01T10:30:00",
    )  # fmt: skip
    assert value(company, "first_response_time") == HOUR / 2


def test_waits_count_when_the_issue_is_resolved():
    frame = tickets(
        {**ASKED, "first_resolved_at": "2026-09-02"},
        {**ASKED, "first_resolved_at": "2026-09-03"},
        ASKED,
    )
    frame["requester_wait_seconds"] = [100, 300, 900]
    company = cs.open({"tickets": frame}, as_of="2026-11-01")
    assert value(company, "requester_wait_time") == 200
    assert value(company, "requester_wait_time", "median") == 200
    assert value(company, "requester_wait_time", "p95") == 290
    assert np.isnan(value(company, "on_hold_time"))


COMPLAINTS = [
    {"opened_at": "2026-08-31T12:00:00", "is_complaint": True},
    {"opened_at": "2026-09-10", "is_complaint": True, "first_resolved_at": "2026-09-12"},
    {"opened_at": "2026-09-11", "is_complaint": True, "first_resolved_at": "2026-10-02", "escalated_at": "2026-09-20"},
    {"opened_at": "2026-09-11", "is_complaint": False},
    # resolved, re-opened in the month, resolved in the next
    {"opened_at": "2026-09-05", "is_complaint": True, "first_resolved_at": "2026-09-06",
     "reopened_at": "2026-09-07", "last_resolved_at": "2026-10-01"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "opened_", "resolved", "escalated", "still_open"),
    [("2026-08", 1, 0, 0, 1), ("2026-09", 3, 1, 1, 3), ("2026-10", 0, 2, 0, 1)],
)
def test_complaints_month_by_month(period, opened_, resolved, escalated, still_open):
    found = measured(opened(*COMPLAINTS), period)
    names = ("complaints_opened", "complaints_resolved", "complaints_escalated", "complaints_open")
    assert [found[name] for name in names] == [opened_, resolved, escalated, still_open]


def test_the_age_of_the_backlog():
    """At the end of August one complaint is open, for twelve hours."""
    company = opened(*COMPLAINTS)
    assert value(company, "complaints", "backlog_age", period="2026-08") == 12 * HOUR


def test_the_backlog_follows_from_what_was_opened_and_resolved():
    """Open at the end = open before + opened − resolved, where nothing is re-opened later."""
    company = opened(*COMPLAINTS[:4])
    frame = company.measures("2026-08..2026-10", family="support", by=())
    opened_, resolved, left = (
        frame[name].to_numpy()
        for name in ("complaints_opened", "complaints_resolved", "complaints_open")
    )
    assert left.tolist() == np.cumsum(opened_ - resolved).tolist()


def test_complaints_per_100_customers():
    subscriptions = pd.DataFrame(
        {
            "subscription_id": range(50),
            "customer_id": range(50),
            "starts_on": "2026-01-01",
            "mrr": 10,
        }
    )
    company = cs.open(
        {"tickets": tickets(*COMPLAINTS), "subscriptions": subscriptions}, as_of="2026-11-01"
    )
    assert value(company, "complaints", "per_100_customers") == 6.0


def test_complaints_split_by_a_column_of_the_ticket_add_up():
    rows = [
        {**row, "category": kind}
        for row, kind in zip(COMPLAINTS, ["a", "b", "b", "a", None], strict=True)
    ]
    company = opened(*rows)
    frame = company.measures("2026-09", family="support", by="category")
    total, parts = frame.iloc[0], frame.iloc[1:]
    for name in ("complaints_opened", "complaints_open", "complaints_resolved", "issues"):
        assert parts[name].sum() == total[name]


def test_the_complaints_behind_the_backlog_can_be_reached():
    rows = opened(*COMPLAINTS).rows("complaints_open", "2026-09")
    assert sorted(rows["ticket_id"]) == ["t001", "t003", "t005"]


def test_complaints_by_the_local_day_on_which_they_were_opened():
    """Half past ten in the evening, UTC, is the next day in Paris."""
    late = tickets(
        {"opened_at": "2026-09-01T10:00:00Z", "is_complaint": True},
        {"opened_at": "2026-09-01T22:30:00Z", "is_complaint": True},
        {"opened_at": "2026-09-02T10:00:00Z", "is_complaint": True},
    )
    company = cs.open({"tickets": late}, as_of="2026-11-01", time_zone="Europe/Paris")
    by_day = company.measures("2026-09", family="support", by="opened_on").set_index("segment")
    assert by_day["complaints_opened"].to_dict() == {"": 3, "2026-09-01": 1, "2026-09-02": 2}

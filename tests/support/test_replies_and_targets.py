"""Re-openings, touches, replies, turns, targets, merged tickets, and what a bot resolves."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.support.conversations import opened, tickets
from tests.support.conversations import quick_value as value

HOUR, DAY = 3600, 86400
SOLVED = {"opened_at": "2026-09-01T09:00:00", "first_resolved_at": "2026-09-02T09:00:00"}


def company_of(rows, messages=(), **settings):
    """Tickets, and messages of (ticket, moment, author) with an optional public flag."""
    said = [(*one, True)[:4] for one in messages]
    frame = pd.DataFrame(said, columns=["ticket_id", "sent_at", "author_kind", "is_public"])
    frame.insert(0, "message_id", [f"m{number:02d}" for number in range(len(frame))])
    tables = {"tickets": tickets(*rows)} | ({"messages": frame} if said else {})
    for column in ("priority", "replies", "merged_into", "resolution_kind"):
        if any(column in row for row in rows):
            tables["tickets"][column] = [row.get(column) for row in rows]
    return cs.open(tables, as_of=settings.pop("as_of", "2026-11-01"), time_zone="UTC", **settings)


# ------------------------------------------------------------------ re-openings


def reopened(after: str | None, **more):
    return SOLVED | {"reopened_at": after, "last_resolved_at": after and "2026-10-20"} | more


def test_the_reopen_rate_counts_within_the_window_and_so_far():
    rows = [
        SOLVED, SOLVED,
        reopened("2026-09-04T09:00:00"),
        reopened("2026-09-25T09:00:00"),  # after the window of seven days
        SOLVED | {"reopened_count": 1},  # at an unknown time
    ]  # fmt: skip
    company = opened(*rows)
    assert value(company, "reopen_rate") == pytest.approx(2 / 5)
    assert value(company, "reopen_rate", "so_far") == pytest.approx(3 / 5)
    wide = opened(*rows, policies={"reopen_window": 30})
    assert value(wide, "reopen_rate") == pytest.approx(3 / 5)


def test_an_issue_whose_window_is_open_is_not_judged_yet():
    late = {"opened_at": "2026-09-29", "first_resolved_at": "2026-09-29T12:00:00"}
    company = opened(reopened("2026-09-04T09:00:00"), late, as_of="2026-10-01")
    assert value(company, "reopen_rate") == 1
    assert value(company, "reopen_rate", "so_far") == 0.5


def test_without_a_column_of_reopenings_there_is_no_rate_of_0():
    plain = tickets(SOLVED).drop(columns=["reopened_at", "reopened_count"])
    company = cs.open({"tickets": plain}, as_of="2026-11-01")
    frame = company.metrics("2026-09", family="support", by=())
    row = frame[(frame["metric"] == "reopen_rate") & (frame["variant"] == "default")]
    assert row["value"].isna().item()
    assert "reopened_at or reopened_count" in str(row["note"].item())


# ------------------------------------------------------------------ touches and replies


def conversation(ticket, *authors):
    """One message an hour."""
    return [
        (ticket, f"2026-09-01T{10 + at:02d}:00:00", *author.split())
        for at, author in enumerate(authors)
    ]


def test_touches_and_replies_count_what_agents_wrote_in_public():
    messages = [
        *conversation("t001", "customer", "agent"),
        *conversation("t002", "customer", "agent", "customer", "agent"),
        *conversation("t003", "customer", "agent", "agent", "customer", "agent"),
        *conversation("t004", "customer", "bot"),
        ("t002", "2026-09-01T20:00:00", "agent", False),
    ]
    company = company_of([SOLVED] * 5, messages)  # nothing is on record of the fifth
    assert value(company, "replies_per_ticket") == (1 + 2 + 3 + 0) / 4
    assert value(company, "replies_per_ticket", "median") == 1.5
    assert value(company, "one_touch_resolution") == 2 / 4
    assert value(company, "one_touch_resolution", "two_touches") == 1 / 4
    assert value(company, "one_touch_resolution", "multi_touch") == 1 / 4


def test_a_column_of_replies_goes_before_the_messages_and_does_without_them():
    company = company_of([SOLVED | {"replies": 1}, SOLVED | {"replies": 4}])
    assert value(company, "replies_per_ticket") == 2.5
    assert value(company, "one_touch_resolution") == 0.5


def test_reply_time_is_that_of_every_turn():
    messages = [
        ("t001", "2026-09-01T10:00:00", "customer"),
        ("t001", "2026-09-01T10:30:00", "customer"),  # the same turn
        ("t001", "2026-09-01T11:00:00", "agent"),
        ("t001", "2026-09-01T11:10:00", "bot"),
        ("t001", "2026-09-01T12:00:00", "agent"),
        ("t001", "2026-09-02T10:00:00", "customer"),
        ("t001", "2026-09-02T10:05:00", "agent", False),
        ("t001", "2026-09-02T10:20:00", "agent"),
        ("t001", "2026-09-03T10:00:00", "customer"),  # nobody answered
    ]
    company = company_of(
        [{"opened_at": "2026-09-01T10:00:00", "resolved_at": "2026-09-03T12:00:00"}], messages
    )
    assert value(company, "reply_time") == (60 + 20) / 2 * 60
    assert value(company, "reply_time", "p90") == pytest.approx((20 + 0.9 * 40) * 60)
    assert value(company, "first_response_time") == HOUR
    # the waits of an issue are the sums of its turns
    assert value(company, "requester_wait_time") == (60 + 20 + 120) * 60
    assert value(company, "agent_wait_time") == (23 + 23 + 40 / 60) * HOUR


# ------------------------------------------------------------------ targets


TARGETS = {
    "first_response": "4h",
    "resolution": "2d",
    "priorities": {"Urgent": {"first_response": "30m"}},
}


def test_without_a_target_nothing_is_kept_or_missed():
    frame = opened(SOLVED).metrics("2026-09", family="support", by=())
    rows = frame[frame["metric"] == "service_level_attainment"]
    assert rows["value"].isna().all()
    assert rows["note"].astype(str).str.contains("[service_targets]", regex=False).all()


def test_targets_by_priority_judge_what_is_due_whether_or_not_it_was_answered():
    rows = [
        {"first_replied_at": "2026-09-01T12:59:59", "resolved_at": "2026-09-03T09:00:00"},
        {"first_replied_at": "2026-09-01T13:00:01", "resolved_at": "2026-09-03T09:00:01"},
        {"first_replied_at": "2026-09-01T10:00:00", "priority": "urgent"},
        {"first_replied_at": "2026-09-01T09:30:00", "priority": " URGENT "},
        {"priority": "low"},  # nobody answered
    ]
    company = company_of(
        [{"opened_at": "2026-09-01T09:00:00"} | row for row in rows], service_targets=TARGETS
    )
    assert value(company, "service_level_attainment") == 2 / 5
    assert value(company, "service_level_attainment", "resolution") == 1 / 5
    split = company.detail("support/first_response_in_target", "2026-09", by="priority")
    kept = split.set_index("segment")["issues_answered_in_target"]
    assert kept["urgent"] == 0 and kept["low"] == 0


def test_what_is_not_due_yet_is_not_judged():
    rows = [{"opened_at": "2026-09-30T09:00:00", "first_replied_at": "2026-09-30T09:10:00"},
            {"opened_at": "2026-09-30T21:00:00", "first_replied_at": "2026-09-30T21:10:00"}]  # fmt: skip
    company = company_of(rows, as_of="2026-10-01", service_targets={"first_response": "4h"})
    found = company.detail("support/first_response_in_target", "2026-09")
    assert found["issues_due_a_response"].item() == 1


def test_a_resolution_that_did_not_hold_is_not_kept():
    again = SOLVED | {"reopened_at": "2026-09-05"}
    company = company_of([SOLVED, again], service_targets={"resolution": "2d"})
    assert value(company, "service_level_attainment", "resolution") == 0.5
    assert company.detail("support/first_response_in_target", "2026-09").empty


def test_targets_in_business_hours_stand_still_at_night():
    row = {"opened_at": "2026-09-01T16:00:00", "first_replied_at": "2026-09-02T10:00:00"}
    calendar = company_of([row], service_targets={"first_response": "2h"})
    assert value(calendar, "service_level_attainment") == 0
    office = company_of(
        [row], business_hours={"weekdays": "09:00-17:00"},
        service_targets={"first_response": "2h", "hours": "business_hours"},
    )  # fmt: skip
    assert value(office, "service_level_attainment") == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"first_respons": "4h"}, 'did you mean "first_response"'),
        ({"first_response": 4}, 'must be a time such as "30m"'),
        ({"first_response": "0h"}, 'must be a time such as "30m"'),
        ({"first_response": "4h", "hours": "business_hours"}, "needs the working hours"),
        ({"first_response": "4h", "hours": "office"}, "hours"),
        ({"priorities": {"urgent": "4h"}}, "must be a section"),
        ({"priorities": {"urgent": {"answer": "4h"}}}, r"priorities\.urgent\] has no"),
        ({"priorities": ["urgent"]}, "one section for each priority"),
    ],
)
def test_a_wrong_target_is_refused_by_name(given, says):
    with pytest.raises(InputError, match=says):
        opened(SOLVED, service_targets=given)


def test_days_are_no_unit_of_business_time():
    with pytest.raises(InputError, match="write business time in hours"):
        opened(
            SOLVED, business_hours={"weekdays": "09:00-17:00"},
            service_targets={"resolution": "2d", "hours": "business_hours"},
        )  # fmt: skip


# ------------------------------------------------------------------ time open


def test_the_days_for_which_an_issue_counted_as_resolved_are_no_work():
    rows = [
        {"opened_at": "2026-09-01T09:00:00", "first_resolved_at": "2026-09-01T10:00:00"},
        {"opened_at": "2026-09-01T09:00:00", "first_resolved_at": "2026-09-01T11:00:00",
         "reopened_at": "2026-09-04T16:00:00", "last_resolved_at": "2026-09-07T10:00:00"},
        # twice, or at an unknown time: not known
        {"opened_at": "2026-09-01T09:00:00", "first_resolved_at": "2026-09-01T11:00:00",
         "reopened_at": "2026-09-04T16:00:00", "last_resolved_at": "2026-09-07T10:00:00",
         "reopened_count": 2},
        {"opened_at": "2026-09-01T09:00:00", "first_resolved_at": "2026-09-01T11:00:00",
         "last_resolved_at": "2026-09-07T10:00:00"},
    ]  # fmt: skip
    company = opened(*rows, business_hours={"weekdays": "09:00-17:00"})
    found = company.detail("support/open_time", "2026-09").iloc[0]
    assert found["issues_with_open_time"] == 2
    assert found["open_seconds"] == (1 + 2 + 66) * HOUR
    assert value(company, "average_resolution_time", "business_hours_without_solved_time") == (
        (1 + 2 + 2) / 2 * HOUR
    )
    before = opened(*rows, as_of="2026-09-05")  # the second resolution is not known yet
    # what is known then: the first, and the last, whose re-opening nobody has seen yet
    assert value(before, "average_resolution_time", "without_solved_time") == 1.5 * HOUR


# ------------------------------------------------------------------ merged tickets


def test_a_merged_duplicate_is_no_issue_and_no_repeat_contact():
    rows = [
        {"opened_at": "2026-09-01T09:00:00", "resolved_at": "2026-09-02T09:00:00", "customer_id": "a", "category": "x"},
        {"opened_at": "2026-09-01T10:00:00", "resolved_at": "2026-09-01T10:05:00", "customer_id": "a", "category": "x"},
    ]  # fmt: skip
    for merged in ({"merged_into": "t001"}, {"resolution_kind": "Merged"}):
        company = company_of([rows[0], rows[1] | merged])
        assert value(company, "first_contact_resolution") == 1
        assert value(company, "average_resolution_time") == DAY
        assert company.detail("support/tickets", "2026-09")["issues"].item() == 1
    assert value(company_of(rows), "first_contact_resolution") == 0.5


def test_messages_of_merged_tickets_belong_to_the_one_that_lives_on():
    row = {"opened_at": "2026-09-01T09:00:00"}
    rows = [row, row | {"merged_into": "t001"}, row | {"merged_into": "t002"}]
    messages = [
        ("t001", "2026-09-01T09:00:00", "customer"), ("t003", "2026-09-01T11:00:00", "agent"),
    ]  # fmt: skip
    company = company_of(rows, messages)
    assert value(company, "first_response_time") == 2 * HOUR
    assert company.rows("reply_time", "2026-09")["ticket_id"].tolist() == ["t001"]


def test_merged_tickets_are_counted_as_set_aside():
    row = {"opened_at": "2026-09-01T09:00:00"}
    company = company_of([row, row | {"merged_into": "t001"}, row | {"merged_into": "t999"}])
    found = {(one.rows, one.examples): one.why for one in company.check().set_aside}
    assert "no issue of its own" in found[(1, ("ticket_id t002",))]
    assert "does not have" in found[(1, ("ticket_id t003",))]


# ------------------------------------------------------------------ bots


BOT_FIRST = {
    "opened_at": "2026-09-05T09:00:00", "first_resolved_at": "2026-09-05T09:05:00",
    "reopened_at": "2026-09-09T14:00:00", "last_resolved_at": "2026-09-09T15:00:00",
    "reopened_count": 1,
}  # fmt: skip
BOT_THEN_PERSON = [
    ("t001", "2026-09-05T09:00:00", "customer"), ("t001", "2026-09-05T09:05:00", "bot"),
    ("t001", "2026-09-09T14:00:00", "customer"), ("t001", "2026-09-09T14:10:00", "agent"),
]  # fmt: skip


def test_the_wait_for_a_person_restarts_when_a_bots_resolution_is_opened_again():
    assert value(company_of([BOT_FIRST], BOT_THEN_PERSON), "first_response_time") == 600
    strict = company_of([BOT_FIRST], BOT_THEN_PERSON, policies={"wait_after_bot": "from_opening"})
    assert value(strict, "first_response_time") == 364_200


def test_without_the_customers_message_the_reopening_starts_the_wait():
    messages = [one for one in BOT_THEN_PERSON if one[1] != "2026-09-09T14:00:00"]
    assert value(company_of([BOT_FIRST], messages), "first_response_time") == 600


def test_a_person_who_takes_over_before_any_resolution_is_waited_for_from_the_opening():
    messages = [BOT_THEN_PERSON[0], BOT_THEN_PERSON[1], ("t001", "2026-09-05T10:00:00", "agent")]
    row = {"opened_at": "2026-09-05T09:00:00", "first_resolved_at": "2026-09-05T11:00:00"}
    assert value(company_of([row], messages), "first_response_time") == HOUR


def test_what_a_bot_resolved_alone_counts_or_not_by_policy():
    alone = {"opened_at": "2026-09-05T09:00:00", "first_resolved_at": "2026-09-05T09:05:00"}
    person = {"opened_at": "2026-09-05T09:00:00", "first_resolved_at": "2026-09-05T10:05:00"}
    messages = [*BOT_THEN_PERSON[:2], ("t002", "2026-09-05T09:30:00", "agent")]
    counted = company_of([alone, person], messages)
    assert value(counted, "average_resolution_time") == (5 + 65) / 2 * 60
    apart = company_of([alone, person], messages, policies={"bot_resolutions": "excluded"})
    assert value(apart, "average_resolution_time") == 65 * 60
    assert apart.detail("support/first_contact", "2026-09")["issues_with_closed_window"].item() == 1
    assert apart.detail("support/tickets", "2026-09")["issues"].item() == 2

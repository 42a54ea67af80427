"""First contact resolution: what speaks against it, and when an issue may be judged."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from tests.support.conversations import measured, opened, value

RESOLVED = {"opened_at": "2026-09-01T10:00:00", "first_resolved_at": "2026-09-01T12:00:00"}
SAME = {"customer_id": "a", "category": "invoices"}


def judged(*rows, **settings):
    found = opened(*rows, **settings).detail("support/first_contact", "2026-09")
    names = ["issues_resolved_at_first_contact", "issues_with_closed_window"]
    return tuple(found[names].sum().astype(int))


def test_resolved_in_one_contact():
    assert judged({**RESOLVED, **SAME}) == (1, 1)


def test_unresolved_stays_in_the_denominator():
    assert judged({**RESOLVED, **SAME}, {"opened_at": "2026-09-02", "customer_id": "b"}) == (1, 2)


@pytest.mark.parametrize(
    ("starts", "second_at", "resolved"),
    [
        ("opening", "2026-09-01T11:00:00", 1),  # before the first was resolved
        ("opening", "2026-09-08T09:59:59", 1),  # a second before the seven days are over
        ("opening", "2026-09-08T10:00:00", 2),  # as they are over
        ("resolution", "2026-09-01T11:00:00", 1),
        ("resolution", "2026-09-08T11:59:59", 1),
        ("resolution", "2026-09-08T12:00:00", 2),
    ],
)
def test_a_repeat_contact_inside_the_window(starts, second_at, resolved):
    again = {**SAME, "opened_at": second_at, "first_resolved_at": "2026-09-09"}
    policies = {"repeat_window_starts": starts}
    assert judged({**RESOLVED, **SAME}, again, policies=policies) == (resolved, 2)


@pytest.mark.parametrize("other", [{"customer_id": "b"}, {"category": "login"}])
def test_another_customer_or_category_is_no_repeat(other):
    again = {**RESOLVED, **SAME, "opened_at": "2026-09-01T11:00:00", **other}
    assert judged({**RESOLVED, **SAME}, again) == (2, 2)


def test_nobody_is_not_the_same_customer():
    assert judged({**RESOLVED, "category": "x"}, {**RESOLVED, "category": "x"}) == (2, 2)


def test_a_merged_customer_is_the_same_customer():
    import pandas as pd

    import cs_toolkit as cs
    from tests.support.conversations import tickets

    rows = tickets({**RESOLVED, **SAME}, {**RESOLVED, **SAME, "customer_id": "b"})
    merges = pd.DataFrame(
        {"from_customer_id": ["b"], "to_customer_id": ["a"], "merged_on": ["2026-08-01"]}
    )
    company = cs.open({"tickets": rows, "customer_merges": merges}, as_of="2026-11-01")
    found = measured(company)
    assert found["asking_customers"] == 1
    assert found["issues_resolved_at_first_contact"] == 1


@pytest.mark.parametrize(
    "against",
    [
        {"contacts": 2}, {"transfers": 1}, {"reopened_count": 1}, {"ended_by_wait": True},
        {"reopened_at": "2026-09-20"},
        {"reopened_at": "2026-09-03", "last_resolved_at": "2026-09-04", "reopened_count": 1},
    ],
)  # fmt: skip
def test_what_speaks_against_first_contact(against):
    assert judged({**RESOLVED, **SAME, **against}) == (0, 1)


@pytest.mark.parametrize(
    ("against", "policies", "expected"),
    [
        ({"transfers": 1}, {"transfer_counts": "yes"}, (1, 1)),
        ({"ended_by_wait": True}, {"ended_by_wait": "excluded"}, (0, 0)),
        ({"reopened_at": "2026-09-20", "last_resolved_at": "2026-09-21"}, {"reopen_window": 7}, (1, 1)),
        ({"reopened_at": "2026-09-05", "last_resolved_at": "2026-09-21"}, {"reopen_window": 7}, (0, 1)),
        ({"reopened_count": 1}, {"reopen_window": 7}, (0, 1)),  # at an unknown time
    ],
)  # fmt: skip
def test_the_questions_of_the_team_are_policies(against, policies, expected):
    assert judged({**RESOLVED, **SAME, **against}, policies=policies) == expected


def test_the_repeat_window_is_a_policy():
    again = {**SAME, "opened_at": "2026-09-04", "first_resolved_at": "2026-09-04"}
    assert judged({**RESOLVED, **SAME}, again, policies={"repeat_window": 2}) == (2, 2)
    assert judged({**RESOLVED, **SAME}, again, policies={"repeat_window": 3}) == (1, 2)


@pytest.mark.parametrize(
    ("starts", "as_of", "closed"),
    [
        ("opening", "2026-09-08T09:59:59", 0), ("opening", "2026-09-08T10:00:00", 1),
        ("resolution", "2026-09-08T11:59:59", 0), ("resolution", "2026-09-08T12:00:00", 1),
    ],
)  # fmt: skip
def test_an_issue_is_judged_when_its_window_has_closed(starts, as_of, closed):
    policies = {"repeat_window_starts": starts}
    assert judged({**RESOLVED, **SAME}, as_of=as_of, policies=policies)[1] == closed


def test_an_unresolved_issue_is_judged_like_any_other():
    row = {"opened_at": "2026-09-01", **SAME}
    assert judged(row, as_of="2026-09-07")[1] == 0
    assert judged(row, as_of="2026-09-08") == (0, 1)


def test_no_issue_whose_window_has_closed_is_no_basis():
    company = opened({**RESOLVED, **SAME}, as_of="2026-09-03")
    assert np.isnan(value(company, "first_contact_resolution"))


def test_per_customer_may_exceed_one():
    later = {**RESOLVED, "opened_at": "2026-09-20", "first_resolved_at": "2026-09-20", **SAME}
    company = opened({**RESOLVED, **SAME}, later)
    assert value(company, "first_contact_resolution", "per_customer") == 2.0


def test_one_contact_on_record_is_only_a_proxy():
    first = {**RESOLVED, **SAME, "contacts": 1}
    again = {**first, "opened_at": "2026-09-03", "first_resolved_at": "2026-09-03"}
    company = opened(first, again, {**first, "contacts": 3, "category": "login"})
    assert value(company, "first_contact_resolution") == pytest.approx(1 / 3)
    assert value(company, "first_contact_resolution", "contacts_is_one") == pytest.approx(2 / 3)


def test_failures_by_fault_and_by_reason():
    company = opened(
        {**RESOLVED, **SAME, "contacts": 2, "fault": "team"},
        {**RESOLVED, "customer_id": "b", "transfers": 1, "fault": "product"},
        {"opened_at": "2026-09-02", "customer_id": "c"},
        {**RESOLVED, "customer_id": "d", "fault": "team"},
    )
    found = measured(company)
    assert (found["issues_failed_by_team"], found["issues_failed_by_product"]) == (1, 1)
    why = company.detail("support/first_contact_failures", "2026-09")
    assert dict(zip(why["failed_because"], why["failed_issues"], strict=True)) == {
        "several contacts": 1, "transferred": 1, "not resolved": 1,
    }  # fmt: skip


def test_chronic_problems_name_the_customer():
    rows = [{**SAME, "opened_at": f"2026-09-0{day}"} for day in (1, 2, 3)]
    company = opened(*rows, {"customer_id": "b", "category": "invoices", "opened_at": "2026-09-01"})
    found = company.detail("support/chronic_problems", "2026-09")
    assert found[["customer_id", "category", "issues"]].values.tolist() == [["a", "invoices", 3]]


def test_the_rows_behind_the_number_say_why():
    company = opened({**RESOLVED, **SAME, "contacts": 2}, {**RESOLVED, "customer_id": "b"})
    rows = company.rows("first_contact_resolution", "2026-09").sort_values("ticket_id")
    assert rows["ticket_id"].tolist() == ["t001", "t002"]
    assert rows["failed_because"].fillna("").tolist() == ["several contacts", ""]


def test_every_moment_in_the_rows_is_on_the_companys_clock():
    """The hour from which a window or a wait runs is that of the opening, as in the file."""
    tickets = pd.DataFrame(
        {
            "ticket_id": ["1"], "opened_at": ["2026-09-02T20:30:00"], "customer_id": ["a"],
            "first_replied_at": ["2026-09-02T21:00:00"], "resolved_at": ["2026-09-03T08:00:00"],
        }
    )  # fmt: skip
    company = cs.open({"tickets": tickets}, as_of="2026-11-01", time_zone="America/New_York")
    for metric, column in (
        ("first_contact_resolution", "window_starts_at"),
        ("first_response_time", "wait_starts_at"),
    ):
        found = company.rows(metric, "2026-09")
        assert found["opened_at"].tolist() == found[column].tolist()
        assert str(found[column].iloc[0]) == "2026-09-02 20:30:00"

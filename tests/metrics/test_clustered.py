"""Rows of one customer are alike: an interval of rows counts customers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.metrics.clustered import effective_cases, mean_by_customer, share_by_customer
from cs_toolkit.metrics.intervals import nps_interval, wilson_interval
from cs_toolkit.metrics.mean_intervals import skewed_mean_interval
from tests.by_hand import company, row, table

SHARE = share_by_customer("satisfied", "responses")


def of_customers(satisfied, answers):
    """The share and the sums of its interval, from satisfied answers and answers of each customer."""
    y, n = np.array(satisfied, dtype=float), np.array(answers, dtype=float)
    return y.sum() / n.sum(), n.sum(), len(n), (n * n).sum(), (y * y).sum(), (y * n).sum()


def test_ten_equal_answers_each_are_worth_one():
    value, *sums = of_customers([10, 0] * 100, [10] * 200)
    alone = wilson_interval(0.5, 200)
    assert SHARE(value, *sums) == pytest.approx(alone, abs=0.001)
    assert wilson_interval(0.5, 2_000)[0] > alone[0] + 0.04


@given(st.integers(0, 30), st.integers(1, 30))
def test_one_answer_each_has_the_plain_interval(part, more):
    value, *sums = of_customers([1] * part + [0] * more, [1] * (part + more))
    assert SHARE(value, *sums) == pytest.approx(wilson_interval(value, part + more))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=20))
def test_several_answers_never_tell_more_than_as_many_customers(customers):
    customers = [(y, y + more) for y, more in customers if y + more]
    if not customers:
        return
    value, n, *others = of_customers(*zip(*customers, strict=True))
    worth = effective_cases(n, value, n * value, *others)
    assert 0 < worth <= n
    low, high = SHARE(value, n, *others)
    assert 0 <= low <= value + 1e-12 and value - 1e-12 <= high <= 1


def test_where_all_are_satisfied_a_customer_counts_once():
    value, *sums = of_customers([5] * 100, [5] * 100)
    low, high = SHARE(value, *sums)
    assert high == 1
    assert low == pytest.approx(wilson_interval(1.0, 100)[0], abs=0.002)


def test_of_simulated_customers_95_in_100_intervals_hold_the_share():
    rng = np.random.default_rng(5)
    of_each = 1 + rng.poisson(2, (2_000, 40))
    likes = rng.binomial(of_each, rng.beta(0.8, 0.2, of_each.shape)).astype(float)
    n = of_each.sum(1).astype(float)
    value = likes.sum(1) / n
    low, high = SHARE(
        value,
        n,
        np.full(len(n), 40),
        (of_each**2).sum(1),
        (likes**2).sum(1),
        (likes * of_each).sum(1),
    )
    assert 0.93 <= ((low <= 0.8) & (high >= 0.8)).mean() <= 0.97
    low, high = wilson_interval(value, n)
    assert ((low <= 0.8) & (high >= 0.8)).mean() < 0.87


def test_a_mean_of_times_is_that_of_as_many_customers():
    interval = mean_by_customer("x_seconds", "calls", "x_seconds_square_sum")
    times = np.array([10.0, 20, 30, 60] * 25)
    alone = skewed_mean_interval(30.0, 100, (times**2).sum())
    # three calls each, as long as the first
    squares, n = 3 * (times**2).sum(), 300.0
    found = interval(30.0, n, squares, 100, 900.0, 9 * (times**2).sum(), 9 * times.sum())
    assert found == pytest.approx(alone, rel=0.01)


def answers(survey, scores, customers):
    return table(
        "response_id survey score customer_id responded_at",
        *((f"r{i}", survey, score, who, "2026-05-02")
          for i, (score, who) in enumerate(zip(scores, customers, strict=True))),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("survey", "metric", "variant", "good", "bad"),
    [
        ("csat", "customer_satisfaction", "default", 5, 1),
        ("csat", "customer_satisfaction", "mean", 5, 1),
        ("csat", "customer_satisfaction", "mean_as_answered", 5, 1),
        ("csat", "customer_satisfaction", "score_share", 5, 1),
        ("nps", "net_promoter_score", "default", 10, 0),
        ("nps", "net_promoter_score", "trailing_12_months", 10, 0),
        ("ces", "customer_effort_score", "default", 7, 1),
        ("ces", "customer_effort_score", "mean", 7, 1),
        ("ces", "customer_effort_score", "mean_as_answered", 7, 1),
        ("ces", "customer_effort_score", "positive_share", 7, 1),
        ("ces", "customer_effort_score", "index", 7, 1),
    ],
)
def test_surveys_count_customers(survey, metric, variant, good, bad):
    """40 customers with one answer, with five alike, and five answers of nobody known for each."""

    def width(times, known=True):
        scores = [good, bad] * 20 * times
        who = [f"c{i % 40}" if known else None for i in range(len(scores))]
        of = company(survey_responses=answers(survey, scores, who))
        found = row(of, "2026-05", metric, variant)
        assert found["n"] == 40 * times
        return found["high"] - found["low"]

    assert width(5) == pytest.approx(width(1), rel=0.05)
    assert width(5, known=False) == pytest.approx(width(1) / 5**0.5, rel=0.1)


def test_issues_and_calls_count_customers():
    def tickets(times):
        rows = [
            (f"t{i}", "2026-05-02T09:00:00", f"c{i % 40}", f"k{i}",
             "2026-05-02T10:00:00" if i % 2 else "2026-05-04T10:00:00", 1 if i % 2 else 3,
             0 if i % 2 else 1)
            for i in range(40 * times)
        ]  # fmt: skip
        return table(
            "ticket_id opened_at customer_id category resolved_at contacts reopened_count", *rows
        )

    def calls(times):
        rows = [
            (f"k{i}", "2026-05-02T09:00:00", "answered", 5, 100 + 200 * (i % 2), f"c{i % 40}")
            for i in range(40 * times)
        ]
        return table("call_id offered_at outcome wait_seconds talk_seconds customer_id", *rows)

    few = company(tickets=tickets(1), calls=calls(1))
    many = company(tickets=tickets(5), calls=calls(5))
    for metric in (
        "first_contact_resolution", "average_resolution_time", "reopen_rate", "average_handle_time"
    ):  # fmt: skip
        once, often = (row(of, "2026-05", metric) for of in (few, many))
        assert (once["n"], often["n"]) == (40, 200)
        assert often["value"] == once["value"]
        assert often["high"] - often["low"] == pytest.approx(once["high"] - once["low"], rel=0.1)


def test_a_mean_score_stays_on_its_scale():
    """1, 1, 2, 3 and 5 on 1–5 where low is good: 3.6 turned, and 2.4 as answered."""
    scores = [1, 1, 2, 3, 5]
    of = cs.open(
        {"survey_responses": answers("ces", scores, "abcde")}, as_of="2026-06-01",
        surveys={"ces": {"scale": [1, 5], "direction": "low_is_good"}},
    )  # fmt: skip
    turned, as_answered = (
        row(of, "2026-05", "customer_effort_score", one) for one in ("mean", "mean_as_answered")
    )
    assert (turned["value"], as_answered["value"]) == (3.6, 2.4)
    assert 1 <= turned["low"] < 3.6 < turned["high"] == 5
    assert 1 == as_answered["low"] < 2.4 < as_answered["high"] <= 5
    assert as_answered["high"] == pytest.approx(6 - turned["low"])
    good = company(survey_responses=answers("csat", [5] * 9 + [3], "abcdefghij"))
    assert row(good, "2026-05", "customer_satisfaction", "mean")["high"] == 5
    assert row(good, "2026-05", "customer_satisfaction", "score_share")["high"] == 1


def test_frames_without_customers_have_the_plain_interval():
    """A lesson gives promoters, detractors and answers alone."""
    found = cs.nps.default.bounds(30.0, {"promoters": 50, "detractors": 20, "responses": 100})
    assert found == pytest.approx(nps_interval(30.0, 100, 50, 20))


MEASURED = (
    "satisfaction/comments", "satisfaction/response", "engagement/sessions",
    *(f"support/{one}" for one in (
        "agent_wait", "call_waits", "calls", "first_contact", "first_contact_faults", "first_resolution",
        "first_response", "first_response_in_business_hours", "first_response_in_target",
        "handled_calls", "on_hold", "one_contact", "open_time", "open_time_in_business_hours",
        "reopenings", "reply_times", "requester_wait", "resolution", "resolution_in_business_hours",
        "resolution_in_target", "tickets", "touches",
    )),
)  # fmt: skip


def served():
    """40 customers of plan "once" with one issue, call, survey and session each, and 40 with five equal ones."""
    cases = [
        (f"{plan}{i}", f"{plan}{i % 40}", i // 2 % 2, i // 4 % 2)
        for plan, times in (("once", 1), ("often", 5))
        for i in range(40 * times)
    ]
    tickets = table(
        "ticket_id opened_at customer_id category first_replied_at first_resolved_at last_resolved_at "
        "reopened_at contacts fault requester_wait_seconds agent_wait_seconds on_hold_seconds replies",
        *((key, "2026-05-04T09:00:00", who, key,
           f"2026-05-04T1{late}:00:00", f"2026-05-0{5 + late}T10:00:00",
           f"2026-05-0{5 + 2 * late}T10:00:00", "2026-05-06T12:00:00" if late else None, 1 + late,
           ("team", "product")[other], 600 + 600 * late, 300 + 300 * late, 60 * late,
           1 + late + 2 * other)
          for key, who, late, other in cases),
    )  # fmt: skip
    messages = table(
        "message_id ticket_id sent_at author_kind",
        *((f"{key}{author}", key, f"2026-05-04T{9 + after * (1 + late):02d}:00:00", author)
          for key, _, late, _ in cases for after, author in enumerate(("customer", "agent"))),
    )  # fmt: skip
    calls = table(
        "call_id offered_at outcome wait_seconds talk_seconds customer_id",
        *((key, "2026-05-02T09:00:00", ("answered", "abandoned")[late and other], 10 + 30 * late,
           100 + 200 * other, who)
          for key, who, late, other in cases),
    )  # fmt: skip
    surveys = table(
        "response_id survey score customer_id sent_at responded_at comment",
        *((key, "csat", 5 if late else None, who, "2026-05-02", "2026-05-03" if late else None,
           "well done" if late and other else None)
          for key, who, late, other in cases),
    )  # fmt: skip
    sessions = table(
        "session_id user_id started_at ended_at customer_id",
        *((key, key, "2026-05-04T09:00:00", f"2026-05-04T09:{10 + 20 * late}:00", who)
          for key, who, late, _ in cases),
    )  # fmt: skip
    plans = {(who, key.rstrip("0123456789")) for key, who, _, _ in cases}
    tables = {
        "customers": table("customer_id plan", *sorted(plans)), "tickets": tickets,
        "messages": messages, "calls": calls, "survey_responses": surveys, "sessions": sessions,
    }  # fmt: skip
    return cs.open(
        tables, as_of="2026-06-15", business_hours={"weekdays": "09:00-17:00"},
        service_targets={"first_response": "90m", "resolution": "30h"},
    )  # fmt: skip


def test_no_interval_of_service_takes_a_customers_rows_for_customers():
    of = served()
    columns = {"once": {}, "often": {}}
    for name in MEASURED:
        for found in of.detail(name, "2026-05", by="plan").to_dict("records"):
            columns[found["segment"]] |= found
    widths = {}
    for metric in cs.METRICS.values():
        for variant in metric.variants.values():
            if variant.interval is None or not set(variant.measures) <= set(columns["once"]):
                continue
            bounds = [variant.bounds(variant.over(sums), sums) for sums in columns.values()]
            widths[str(variant)] = [high - low for low, high in bounds]
    assert len(widths) > 27
    assert not {name: both for name, both in widths.items() if both[1] < 0.9 * both[0]}


@pytest.fixture(scope="module")
def alike():
    """Four customers with five users, contracts, purchases and visits each, all of one customer alike."""
    of_each = [(c, i) for c in range(4) for i in range(5)]
    half = [(c, i) for c, i in of_each if c < 2]
    return company(
        users=table("user_id customer_id", *((f"u{c}{i}", f"c{c}") for c, i in of_each)),
        usage_events=table(
            "user_id occurred_at customer_id",
            *((f"u{c}{i}", f"2026-03-{day:02}", f"c{c}") for c, i in half for day in range(1, 9 + 9 * c)),
        ),
        renewals=table(
            "contract_id customer_id due_on outcome",
            *((f"k{c}{i}", f"c{c}", "2026-03-05", "renewed" if c < 2 else "lost") for c, i in of_each),
        ),
        orders=table(
            "order_id customer_id ordered_at amount",
            *((f"o{c}{i}", f"c{c}", f"2026-03-{i + 1:02}", 10) for c, i in of_each),
        ),
        visits=table(
            "visitor_id visited_at", *((f"v{c}", f"2026-03-{i + 1:02}") for c, i in of_each)
        ),
        conversions=table(
            "conversion_id goal converted_at visitor_id",
            *((f"x{c}{i}", "buy", f"2026-03-{i + 1:02}T12:00", f"v{c}") for c, i in half),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "variant", "value"),
    [
        ("product_usage_rate", "default", 1 / 2),
        ("product_adoption_rate", "default", 1 / 2),
        ("renewal_rate", "default", 1 / 2),
        ("repeat_purchase_rate", "transactions", 4 / 5),
        ("conversion_rate", "sessions", 1 / 2),
    ],
)
def test_users_contracts_purchases_and_visits_count_customers(alike, metric, variant, value):
    found = row(alike, "2026-03", metric, variant)
    assert (found["value"], found["n"]) == (pytest.approx(value), 20)
    of_twenty = wilson_interval(value, 20)
    assert found["high"] - found["low"] > 1.4 * (of_twenty[1] - of_twenty[0])
    assert 0 <= found["low"] < value < found["high"] <= 1


def test_stickiness_counts_customers():
    """Twenty active users of ten customers, two alike of each: worth ten, and not twenty."""
    of = company(usage_events=table(
        "user_id occurred_at customer_id",
        *((f"u{c}{i}", f"2026-03-{day:02}", f"c{c}")
          for c in range(10) for i in range(2) for day in range(1, 6 + 2 * c)),
    ))  # fmt: skip
    found = row(of, "2026-03", "dau_mau_ratio")
    days = [5 + 2 * c for c in range(10)]
    assert (found["value"], found["n"]) == (pytest.approx(14 / 31), 20)
    of_twenty = skewed_mean_interval(14.0, 20, 2 * sum(one**2 for one in days))
    assert found["high"] - found["low"] > 1.3 * (of_twenty[1] - of_twenty[0]) / 31
    weeks = row(of, "2026-03", "dau_wau_ratio")
    assert weeks["low"] < weeks["value"] < weeks["high"]


def test_per_customer_resolution_leaves_out_issues_of_nobody_known():
    rows = [(f"t{i}", f"2026-02-{i + 1:02}", "c1" if i < 2 else None) for i in range(5)]
    issues = table("ticket_id opened_at customer_id", *rows)
    of = company(tickets=issues.assign(resolved_at=issues["opened_at"]))
    found = row(of, "2026-02", "first_contact_resolution", "per_customer")
    assert (found["value"], found["n"]) == (1, 1)  # the second of c1 is a repeat of the first
    assert row(of, "2026-02", "first_contact_resolution")["n"] == 5

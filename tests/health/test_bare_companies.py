"""Whatever a company lacks, every list and answer is there, empty, and says why where it can."""

import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import feedback, health
from tests.by_hand import subscriptions, table

BARE = {
    "tables without rows": {
        "subscriptions": subscriptions(), "customers": table("customer_id region", ("a", "EU"))
    },
    "subscriptions alone": {"subscriptions": subscriptions(("s", "a", "2025-01-01", None, 10.0))},
    "customers alone": {"customers": table("customer_id signed_up_on", ("a", "2026-01-01"))},
    "orders alone": {
        "orders": table(
            "order_id customer_id ordered_at amount", ("o", "a", "2026-05-02", 5.0), ("p", "b", "2026-04-02", 5.0)
        )
    },
    "tickets alone": {"tickets": table("ticket_id customer_id opened_at", ("t", "a", "2026-05-02"))},
    "calls alone": {"calls": table("call_id offered_at outcome wait_seconds", ("c", "2026-05-02", "answered", 3))},
    "answers alone": {
        "survey_responses": table("response_id survey score responded_at", ("r", "nps", 9, "2026-05-02"))
    },
}  # fmt: skip


@pytest.fixture(params=BARE, scope="module")
def company(request):
    return cs.open(BARE[request.param], as_of="2026-06-01")


def test_health_answers(company):
    now = company.period("2026-05")
    scores = health.health_scores(company, [now.previous(), now])
    customers = health.customer_list(scores, now.name, now.previous().name)
    past = health.past_scores(company)
    assert len(health.movers(customers)) <= len(customers)
    assert len(health.work_list(customers)) <= len(customers)
    assert len(health.over_served(customers, health.efforts(company, now))) <= len(customers)
    assert len(health.made_of(scores, now.name)) == len(scores.indicators)
    assert len(health.indicator_table(scores, now.name)) == len(scores.indicators)
    assert health.lifecycle(company, now).attrs["not_available"]
    assert health.lifecycle_of_customers(company, now).empty
    told = health.what_it_tells(company, past)
    assert told["auc"].isna().all() and told["answer"].str.contains("not available").all()
    assert "not available" in health.weights_held_out(company, past).sentence
    assert len(health.ranking_under_other_weights(scores.of(now.name))) in (
        0,
        1 + len(scores.indicators),
    )
    numbers = company.metrics(now.name, family="health")
    assert set(numbers["metric"]) >= {"customer_health_score", "customer_health_index"}


def test_feedback_answers(company):
    now = company.period("2026-05")
    assert feedback.classified_comments(company).empty
    for found in (
        feedback.comments_to_answer(company, now), feedback.theme_table(company, [now]),
        feedback.trend_of_themes(company, [now]), feedback.examples(company, [now]),
        feedback.why_promoters_differ(company, [now]), feedback.behind_low_scores(company, [now]),
        feedback.tickets_in_danger(company), feedback.turning_points(company, now),
    ):  # fmt: skip
        assert found.empty and len(found.columns) > 0
    assert (feedback.emotions(company, [now])["comments"] == 0).all()
    assert "not available" in feedback.silence(company).sentence
    assert "not available" in feedback.predicted(company)["about"]["says"].iloc[0]
    numbers = company.metrics(now.name, family="feedback")
    assert numbers["value"].isna().all()


def test_orders_alone_are_scored_by_buying():
    company = cs.open(BARE["orders alone"], as_of="2026-06-01")
    names = {one.name for one in health.indicators(company)}
    assert names >= {"purchase_recency", "purchase_frequency"}
    found = health.health_scores(company, company.periods("2026-05")).customers
    assert found["customer_id"].tolist() == ["a", "b"] and found["score"].is_monotonic_decreasing

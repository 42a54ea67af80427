"""Each row of the tidy table says in one word whether its value stands, and if not, why."""

import pandas as pd

from cs_toolkit.metrics.status import STATUSES
from tests.by_hand import company, row, subscriptions, table

PAYING = subscriptions(("s1", "a", "2026-01-01", None, 10), ("s2", "b", "2026-01-01", None, 20))


def status(of, period, metric, variant="default", **more):
    return row(of, period, metric, variant, **more)["status"]


def test_the_columns_of_the_tidy_table():
    columns = list(company(subscriptions=PAYING).metrics("2026-03", family="revenue"))
    assert columns[-3:] == ["verdict", "status", "note"]


def test_a_value_that_stands_and_one_on_few():
    firm = company(subscriptions=PAYING)
    assert status(firm, "2026-03", "mrr") == "ok"
    assert status(firm, "2026-03", "customer_churn_rate") == "small_sample"
    assert status(firm, "2026-01", "customer_churn_rate") == "undefined"


def test_a_period_that_is_not_over():
    firm = company(as_of="2026-03-15", subscriptions=PAYING)
    assert status(firm, "2026-03", "mrr") == "in_progress"
    measured = firm.metrics("2026-03", family="revenue", by=())
    measured = measured[measured["variant"] == "measure"].set_index("metric")
    assert measured.loc["starting_mrr", "status"] == "in_progress"


def test_what_is_missing_by_kind():
    firm = company(subscriptions=PAYING)
    assert status(firm, "2026-03", "net_promoter_score") == "needs_table"
    assert status(firm, "2026-03", "customer_churn_rate", "by_cancellation") == "needs_column"
    bare = company(
        subscriptions=PAYING, survey_responses=table("response_id survey score responded_at")
    )
    assert status(bare, "2026-03", "net_promoter_score") == "needs_table"


def test_a_cohort_without_its_time_is_maturing():
    leads = table("lead_id created_at converted_at", ("l1", "2026-03-10", None))
    young = company(as_of="2026-04-01", leads=leads)
    assert status(young, "2026-03", "conversion_rate") == "maturing"


def test_a_model_with_too_little_to_learn_from():
    firm = company(subscriptions=PAYING)
    assert status(firm, "2026-03", "mrr_forecast") == "model_refused"


def test_what_cannot_be_split():
    firm = company(
        subscriptions=PAYING.assign(plan=["x", "y"]),
        spend=table("spent_on category amount channel", ("2026-03-03", "marketing", 100, "ads")),
    )
    told = {"by": ("channel",), "segment": "ads"}
    assert status(firm, "2026-03", "customer_acquisition_cost", **told) == "cannot_split"


def test_measures_that_contradict_each_other():
    firm = company(
        subscriptions=PAYING,
        campaigns=table("campaign period contacts responses", ("spring", "2026-03", 10, 30)),
    )
    assert status(firm, "2026-03", "marketing_response_rate") == "excluded"


def test_every_status_is_a_known_one():
    firm = company(subscriptions=PAYING.assign(plan=["x", "y"]))
    found = firm.metrics("2026-01..2026-05", by=("plan",))
    assert set(found["status"]) <= set(STATUSES)
    there = found["status"].isin(["ok", "small_sample", "in_progress"])
    assert found.loc[there, "value"].notna().all()
    assert found.loc[~there & found["status"].ne("maturing"), "value"].isna().all()
    assert isinstance(found["note"].iloc[0], str) and not pd.isna(found["note"]).any()

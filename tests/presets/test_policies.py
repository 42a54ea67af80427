"""Each named rule on rows that it decides: the number moves as the rule says, and no other way."""

import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.by_hand import company, measures, subscriptions, table, value

BASE = ("base", "base", "2025-01-01", None, 100)


def march(*rows, more="", family="revenue", **policies):
    fill = (None,) * len(more.split())
    of = company(subscriptions=subscriptions((*BASE, *fill), *rows, more=more), policies=policies)
    return measures(of, "2026-03", family)


JOINED_AND_LEFT = ("1", "ann", "2026-03-02", "2026-03-20", 10)
LEFT_AND_RETURNED = (
    ("1", "ann", "2025-01-01", "2026-03-05", 30), ("2", "ann", "2026-03-25", None, 40),
)  # fmt: skip


def test_who_joined_and_left_within_the_period():
    apart = march(JOINED_AND_LEFT, family="retention")
    assert apart[["new_customers", "churned_customers", "within_period_customers"]].tolist() == [
        0,
        0,
        1,
    ]
    both = march(JOINED_AND_LEFT, family="retention", within_period="included")
    assert both[["new_customers", "churned_customers", "within_period_customers"]].tolist() == [
        1,
        1,
        1,
    ]
    money = march(JOINED_AND_LEFT, within_period="included")
    assert money[["new_mrr", "churned_mrr"]].tolist() == [10, 10]
    assert march(JOINED_AND_LEFT)[["new_mrr", "churned_mrr"]].tolist() == [0, 0]


def test_who_left_and_returned_within_the_period():
    netted = march(*LEFT_AND_RETURNED)
    names = ["expansion_mrr", "churned_mrr", "reactivation_mrr"]
    assert netted[names].tolist() == [10, 0, 0]
    assert march(*LEFT_AND_RETURNED, reactivation_gap="any")[names].tolist() == [0, 30, 40]
    # twenty days are less than a month: no break
    assert march(*LEFT_AND_RETURNED, reactivation_gap="month")[names].tolist() == [10, 0, 0]
    counted = march(*LEFT_AND_RETURNED, reactivation_gap="any", family="retention")
    assert counted[
        ["retained_customers", "churned_customers", "reactivated_customers"]
    ].tolist() == [1, 1, 1]


def test_a_short_break_over_the_end_of_a_month_is_none_where_the_rule_says_so():
    broken = (
        ("1", "ann", "2025-01-01", "2026-03-25", 30), ("2", "ann", "2026-04-05", None, 30),
        ("3", "bob", "2025-01-01", "2026-02-25", 20), ("4", "bob", "2026-03-28", None, 20),
    )  # fmt: skip
    names = ["churned_mrr", "reactivation_mrr", "ending_mrr"]
    assert march(*broken)[names].tolist() == [30, 20, 120]
    assert march(*broken, reactivation_gap="month")[names].tolist() == [0, 20, 150]


def test_came_back_and_left_again_within_the_period():
    brief = (
        ("1", "ann", "2025-01-01", "2025-06-01", 30),
        ("2", "ann", "2026-03-02", "2026-03-09", 30),
    )
    names = ["churned_mrr", "reactivation_mrr", "new_mrr"]
    assert march(*brief)[names].tolist() == [0, 0, 0]
    assert march(*brief, reactivation_gap="any")[names].tolist() == [30, 30, 0]


@pytest.mark.parametrize(("rule", "mrr"), [("excluded", 100), ("counted", 125)])
def test_paused(rule, mrr):
    paused = ("1", "ann", "2025-01-01", None, 25, "paused", "2026-02-10")
    assert march(paused, more="status status_since", paused=rule)["ending_mrr"] == mrr


def test_past_due_counts_or_falls_out_after_some_days():
    overdue = (
        ("1", "ann", "2025-02-20", None, 25, "past_due", "2026-02-20"),
        ("2", "bob", "2025-03-20", None, 5, "past_due", "2026-03-20"),
    )  # fmt: skip
    since = "status status_since"
    assert march(*overdue, more=since)["ending_mrr"] == 130
    assert march(*overdue, more=since, past_due="excluded")["ending_mrr"] == 100
    lenient = march(*overdue, more=since, past_due="excluded", past_due_days=30)
    # ann has been overdue for 40 days at the end of March, bob for 12
    assert lenient["ending_mrr"] == 105
    assert lenient["churned_mrr"] == 25


def test_a_trial_is_no_revenue_whatever_the_rules():
    trial = ("1", "ann", "2026-03-02", None, 25, "trial")
    assert march(trial, more="status", past_due="counted", paused="counted")["ending_mrr"] == 100


MORE = "discount discount_kind discount_ends_on"


@pytest.mark.parametrize(
    ("rule", "recurring", "forever", "one_off"),
    [
        ("recurring", 80, 90, 100),
        ("forever", 100, 90, 100),
        ("all", 80, 90, 50),
        ("ignored", 100, 100, 100),
    ],
)
def test_which_discounts_reduce_revenue(rule, recurring, forever, one_off):
    discounts = {
        "recurring": ("1", "ann", "2026-01-01", None, 100, 20, "percent", "2026-06-01"),
        "forever": ("2", "bob", "2026-01-01", None, 100, 10, "amount", None),
        "one_off": ("3", "cat", "2026-03-15", None, 100, 50, "percent", "2026-04-10"),
    }
    found = {
        name: march(row, more=MORE, discounts=rule)["ending_mrr"] - 100
        for name, row in discounts.items()
    }
    assert found == {"recurring": recurring, "forever": forever, "one_off": one_off}


def test_the_end_of_a_recurring_discount_is_expansion():
    ending = ("1", "ann", "2025-12-01", None, 100, 20, "percent", "2026-03-10")
    assert march(ending, more=MORE)["expansion_mrr"] == 20
    assert march(ending, more=MORE, discounts="ignored")["expansion_mrr"] == 0


@pytest.mark.parametrize(
    ("rule", "february", "march_", "april"),
    [("end_of_service", 0, 0, 30), ("cancellation", 10, 0, 20), ("scheduled", 10, 0, 20)],
)
def test_when_a_loss_counts(rule, february, march_, april):
    of = company(
        subscriptions=subscriptions(
            (*BASE, None),
            ("1", "ann", "2025-01-01", "2026-04-01", 10, "2026-02-15"),
            ("2", "bob", "2025-01-01", "2026-04-01", 20, None),
            more="cancelled_on",
        ),
        policies={"churn_lands": rule},
    )  # fmt: skip
    lost = of.measures("2026-02..2026-04", family="revenue", by=())["churned_mrr"].tolist()
    assert lost == [february, march_, april]


def test_a_scheduled_loss_counts_though_the_service_has_no_end_yet():
    scheduled = ("1", "ann", "2025-01-01", None, 10, "2026-03-15")
    lost = {
        rule: march(scheduled, more="cancelled_on", churn_lands=rule)["churned_mrr"]
        for rule in ("end_of_service", "cancellation", "scheduled")
    }
    assert lost == {"end_of_service": 0, "cancellation": 0, "scheduled": 10}


RETURNS = (
    ("1", "ann", "2025-01-01", "2026-03-05", 30), ("2", "bob", "2025-01-01", "2026-01-01", 50),
    ("3", "bob", "2026-03-02", None, 50),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "churn"), [("churn_cohort", 30 / 130), ("less_reactivation", (30 - 50) / 130)]
)
def test_what_net_mrr_churn_takes_off(rule, churn):
    of = company(subscriptions=subscriptions(BASE, *RETURNS), policies={"net_mrr_churn": rule})
    assert value(of, "2026-03", "mrr_churn_rate", "net") == pytest.approx(churn)


@pytest.mark.parametrize(
    ("rule", "churn", "n"), [("starting", 1 / 2, 2), ("starting_and_new", 1 / 3, 3)]
)
def test_what_customer_churn_is_divided_by(rule, churn, n):
    rows = (("1", "ann", "2025-01-01", "2026-03-05", 30), ("2", "bob", "2026-03-02", None, 50))
    of = company(subscriptions=subscriptions(BASE, *rows), policies={"churn_base": rule})
    found = of.metrics("2026-03", family="retention", by=())
    found = found[(found["metric"] == "customer_churn_rate") & (found["variant"] == "default")]
    assert found[["value", "n"]].iloc[0].tolist() == [pytest.approx(churn), n]


@pytest.mark.parametrize(
    ("interval", "count", "mrr"),
    [("year", 1, 100), ("quarter", 1, 400), ("week", 1, 5200), ("day", 1, 36500), ("month", 3, 400),
     ("year", 2, 50)],
)  # fmt: skip
def test_every_interval_is_brought_to_a_month(interval, count, mrr):
    """÷ 12, ÷ 3, × 52 ÷ 12, × 365 ÷ 12, over the interval count."""
    frame = table(
        "subscription_id customer_id starts_on amount interval interval_count",
        ("1", "ann", "2026-01-01", 1200, interval, count),
    )
    assert measures(company(subscriptions=frame), "2026-03", "revenue")["ending_mrr"] == mrr


def test_a_rule_that_is_none_is_refused():
    with pytest.raises(InputError, match='reactivation_gap = "never" is not a choice'):
        cs.open({}, policies={"reactivation_gap": "never"})

"""What is picked from a table of numbers: by name or alias, and never nothing for a slip of the pen."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses.frames.additive import over_periods
from cs_toolkit.errors import InputError
from cs_toolkit.figures.frames import label_of


@pytest.fixture(scope="module")
def company():
    subscriptions = pd.DataFrame(
        {
            "subscription_id": [1, 2], "customer_id": ["a", "b"], "plan": ["pro", "team"],
            "starts_on": ["2025-08-01", "2026-02-01"], "mrr": [9, 6],
        }
    )  # fmt: skip
    answers = pd.DataFrame(
        {
            "response_id": range(5), "survey": "nps", "score": [10, 9, 3, 8, 10],
            "responded_at": ["2025-09-01", "2026-01-05", "2026-03-02", "2026-10-03", "2026-10-04"],
        }
    )  # fmt: skip
    return cs.open(
        {"subscriptions": subscriptions, "survey_responses": answers},
        as_of="2026-11-01", time_zone="UTC",
    )  # fmt: skip


@pytest.fixture(scope="module")
def table(company):
    return company.metrics("2026", family=["revenue", "satisfaction"], by="plan")


def test_an_alias_picks_what_the_name_picks(company, table):
    for alias, name in (("nrr", "net_revenue_retention"), ("nps", "net_promoter_score")):
        pd.testing.assert_frame_equal(cs.pick(table, alias), cs.pick(table, name))
        assert label_of(alias) == label_of(name)
    pd.testing.assert_frame_equal(
        company.rows("nrr", "2026"), company.rows("net_revenue_retention", "2026")
    )
    measures = company.measures("2026", "satisfaction", by=())
    assert over_periods(measures, "nps")["metric"].tolist() == ["net_promoter_score"]
    with pytest.raises(InputError, match='did you mean "nps"'):
        over_periods(measures, "npss")


def test_a_period_may_be_a_number_and_a_measure_needs_no_variant(company, table):
    assert cs.pick(table, "mrr", period=2026)["value"].tolist() == [15]
    assert cs.pick(table, "mrr", period=company.period(2026))["value"].tolist() == [15]
    assert cs.pick(table, "ending_mrr", by="plan")["value"].tolist() == [15, 9, 6]
    assert cs.pick(table, "mrr", by="plan", segment="pro")["value"].tolist() == [9]


def test_a_dimension_that_splits_another_metric_gives_the_total_alone(table):
    assert cs.pick(table, "nps", by="plan")["dimension"].tolist() == ["total"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"variant": "nett"}, 'mrr_churn_rate has no variant "nett": did you mean "net"'),
        ({"by": "plann"}, 'the table is not split by "plann": did you mean "plan"'),
        ({"period": "2025"}, 'the table has no period "2025": did you mean "2026"'),
        ({"period": 2026.5}, "2026.5 is not a period"),
        ({"by": "plan", "segment": "proo"}, 'plan has no segment "proo": did you mean "pro"'),
        ({"by": None, "segment": "proo"}, 'the table has no segment "proo"'),
        ({"segment": "pro"}, "say by which"),
    ],
)
def test_a_slip_of_the_pen_is_refused(table, asked, says):
    with pytest.raises(InputError, match=says):
        cs.pick(table, "mrr_churn_rate", **asked)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cs.nps(50, 60, 100), "promoters .* detractors = 110, more than responses = 100"),
        (lambda: cs.nps([1, 50], [1, 60], [2, 100]), "= 110 at 1, more than responses = 100"),
        (lambda: cs.ces(60, 50, 100, variant="index"), "effort_easy .* more than effort_responses"),
        (lambda: cs.sentiment(80, 30, 100), "more than scored_comments = 100"),
        (lambda: cs.nps(50, 60, 100, variant="trailing_12_months"), "more than trailing_responses"),
    ],
)
def test_parts_that_together_exceed_the_whole_are_refused(call, says):
    with pytest.raises(InputError, match=says):
        call()


def test_nps_of_twelve_months_pools_the_answers_of_the_months(company):
    table = company.metrics(["2026-10", "2026-08"], family="satisfaction", by=())
    pooled = cs.pick(table, "nps", variant="trailing_12_months").set_index("period")
    # from November 2025: 9, 3, 8, 10; up to August also the 10 of September 2025
    assert pooled.loc["2026-10", ["value", "n"]].tolist() == [25, 4]
    assert pooled.loc["2026-08", "value"] == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    "word, hint", [("reading", "say variant="), ("segmnt", 'did you mean "segment"')]
)
def test_a_word_that_pick_does_not_take_is_named(word, hint):
    table = pd.DataFrame({"metric": ["mrr"], "variant": ["default"], "dimension": ["total"]})
    with pytest.raises(InputError, match=f'pick takes no "{word}": {hint}'):
        cs.pick(table, "mrr", **{word: "x"})

"""The section ``[health]``: what it may say, and how a mistake is answered."""

import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from cs_toolkit.analyses.health.custom_indicators import measure_file_text
from cs_toolkit.config.company_file import company_settings
from cs_toolkit.config.health.catalogue import CATALOGUE
from cs_toolkit.config.health.indicator import Normalisation
from cs_toolkit.config.health.settings import declared_health
from cs_toolkit.errors import InputError
from tests.by_hand import subscriptions


def indicator(**keys):
    return declared_health({"indicators": {"x": keys}}).indicators[0]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"bands": 3}, '[health] has no "bands"'),
        ({"poor_up_to": 80}, "poor_up_to = 80 and average_up_to = 75 must rise"),
        ({"component_bands": 1}, "component_bands = 1 must be a whole number from 2"),
        ({"indicators": {"x": 3}}, "[health.indicators.x] must be a section"),
        ({"indicators": {"x": {"weight": 0}}}, "weight and days must be above 0"),
        ({"indicators": {"x": {"weight": "a"}}}, "weight = 'a' must be a number"),
        ({"indicators": {"x": {"better": "more"}}}, 'better = "more" must be "higher" or "lower"'),
        ({"indicators": {"x": {"normalise": "rank"}}}, 'normalise = "rank"'),
        ({"indicators": {"x": {"low": 1}}}, "needs both low and high, or neither"),
        ({"indicators": {"x": {"low": 3, "high": 1}}}, 'say better = "lower"'),
        ({"indicators": {"x": {"target": 0}}}, "needs target = a number above 0"),
        ({"indicators": {"x": {"edges": [1], "scores": [1]}}}, "scores be one more than they are"),
        ({"indicators": {"x": {"edges": [1], "scores": [1, 2]}}}, "must lie between 0 and 1"),
        ({"indicators": {"x": {"target": 3, "low": 1}}}, 'low has no meaning for normalise = "target"'),
        ({"indicators": {"x": {"from": "tickets"}}}, 'from = "tickets" needs value ='),
        ({"usage": {"depth": 0}}, "the weights must be 0 or more, and not all 0"),
        ({"usage": {"deep": 1}}, '[health.usage] has no "deep"'),
        ({"index": {"better": "lower"}}, "better needs low and high"),
        ({"index": {"low": 3, "high": 1}}, "low must lie below high"),
        ({"index": {"days": 0}}, "days = 0 must be 1 or more"),
        ({"index": {"stages": "trial"}}, "stages must be a list of names"),
        ({"index": {"kpis": {"a": {"hi": 1}}}}, '[health.index.kpis.a] has no "hi"'),
    ],
)  # fmt: skip
def test_mistakes_are_reported_with_their_place(given, says):
    with pytest.raises(InputError) as told:
        company_settings({"health": given})
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"from": "calls_made", "value": "count(*)"}, 'from = "calls_made" has no customers'),
        ({"from": "tickets", "value": "contacts"}, "must sum a customer's rows up"),
        ({"from": "customers", "value": "count(*)"}, "customers has one row each"),
        ({"from": "tickets", "value": "sum(("}, "is no expression"),
        ({"from": "tickets", "value": "count(*)", "dated": "category"}, "is no time of tickets"),
    ],
)
def test_mistakes_of_expressions(keys, says):
    with pytest.raises(InputError) as told:
        measure_file_text(indicator(**keys))
    assert says in str(told.value)


def test_one_of_the_kits_own_keeps_what_is_not_said():
    (found,) = declared_health({"indicators": {"tickets": {"weight": 2, "days": 30}}}).indicators
    own = CATALOGUE["tickets"]
    assert (found.weight, found.days, found.rule, found.better) == (2, 30, own.rule, own.better)


def test_the_rule_follows_from_what_is_given():
    assert indicator().rule.rule == "percentile"
    assert indicator(low=0, high=9).rule.rule == "min_max"
    assert indicator(target=9).rule.rule == "target"
    assert (
        indicator(edges=[1, 2], scores=[1, 0.5, 0]).rule.in_words
        == "up to 1: 1, up to 2: 0.5, above: 0"
    )


def test_an_answers_score_is_read_when_it_was_answered():
    text = measure_file_text(indicator(**{"from": "survey_responses", "value": "avg(score)"}))
    assert "survey_responses.responded_at < windows.to_at" in text


def test_an_expression_of_an_unknown_column_names_what_is_there():
    company = cs.open(
        {"subscriptions": subscriptions(("s", "a", "2026-01-01", None, 10.0))},
        as_of="2026-06-01",
        health={"indicators": {"x": {"from": "subscriptions", "value": "max(floors)"}}},
    )
    with pytest.raises(InputError, match="floors"):
        health.health_scores(company, company.periods("2026-04"))


def test_an_indicator_whose_table_is_missing_lowers_the_coverage():
    company = cs.open(
        {"subscriptions": subscriptions(("s", "a", "2026-01-01", None, 10.0))},
        as_of="2026-06-01",
        health={"indicators": {"tickets": {"weight": 3}, "tenure": {"weight": 1}}},
    )
    found = health.health_scores(company, company.periods("2026-04")).customers.iloc[0]
    assert found["coverage"] == 0.25 and found["score"] > 0


def test_a_bound_below_zero_is_reported_with_a_true_minus():
    assert Normalisation("min_max", low=-0.5, high=0).in_words == "from −0.5 to 0"


@pytest.mark.parametrize(
    "value",
    [
        "count(*); drop table customers",
        "(select max(content) from read_text('/etc/passwd'))",
        "max(getenv('HOME'))",
        "select 1",
        "copy x to 'y'",
    ],
)
def test_an_indicator_is_one_expression_over_its_own_table(value):
    with pytest.raises(InputError, match=r"\[health.indicators.x\] value"):
        measure_file_text(indicator(**{"from": "tickets", "value": value}))

"""A metric, a variant or a segment asked for by name: the same rows, and only their measures."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.metrics import METRICS
from cs_toolkit.scorecard.needed import needed, needed_for

FRAMES = {
    "subscriptions": pd.DataFrame(
        {
            "subscription_id": [1, 2, 3, 4], "customer_id": ["a", "b", "c", "d"],
            "mrr": [100, 80, 50, 20], "plan": ["pro", "pro", "basic", "basic"],
            "starts_on": ["2026-01-01", "2026-01-01", "2026-02-10", "2026-01-01"],
            "ends_on": [None, "2026-03-10", None, None],
        }
    ),
    "survey_responses": pd.DataFrame(
        {
            "response_id": [1, 2], "survey": ["nps", "nps"], "score": [9, 3],
            "customer_id": ["a", "b"], "responded_at": ["2026-03-02 10:00", "2026-03-20 23:30"],
        }
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def company():
    return cs.open(FRAMES, as_of="2026-04-01", time_zone="Europe/Paris", dimensions=["plan"])


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    columns = list(left.columns)
    pd.testing.assert_frame_equal(
        left.reset_index(drop=True), right.reset_index(drop=True)[columns], check_dtype=False
    )


def test_one_metric_has_the_rows_that_the_whole_family_has(company):
    whole = company.metrics("2026-03", family="revenue")
    for name in ("net_revenue_retention", "arpa", "quick_ratio"):
        rows = company.metrics("2026-03", metric=name)
        assert len(rows)
        same(rows, whole[(whole["metric"] == name) & (whole["variant"] != "measure")])


def test_a_name_and_its_alias_and_a_measure(company):
    by_alias = company.metrics("2026-03", metric="nrr", by=())
    same(by_alias, company.metrics("2026-03", metric="net_revenue_retention", by=()))
    churned = company.metrics("2026-03", metric="churned_mrr", by=())
    assert churned["value"].tolist() == [80.0]
    assert churned["variant"].tolist() == ["measure"]


def test_several_metrics_of_several_families_with_one_variant(company):
    rows = company.metrics("2026-03", metric=["nps", "mrr"], variant="default", by=())
    assert rows[["metric", "value"]].values.tolist() == [
        ["mrr", 170.0],
        ["net_promoter_score", 0.0],
    ]


def test_a_segment_alone(company):
    rows = company.metrics("2026-03", metric="mrr", segment="basic", variant="default")
    assert rows[["dimension", "segment", "value"]].values.tolist() == [["plan", "basic", 70.0]]


def test_only_what_a_metric_stands_on_is_measured():
    company = cs.open(FRAMES, as_of="2026-04-01")
    company.metrics("2026-03", metric="nps", by=())
    assert set(company.tables_read.there) == {"survey_responses"}
    assert company.statements("revenue") == {}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"metric": "nrrr"}, 'there is no metric "nrrr": did you mean "nrr"'),
        ({"metric": "mrr", "variant": "defalt"}, 'variant "defalt": did you mean "default"'),
        ({"metric": "mrr", "segment": "basik"}, 'segment "basik": did you mean "basic"'),
        ({"metric": "mrr", "by": (), "segment": "pro"}, 'segment "pro": there is none'),
        ({"metric": 3}, "a metric or measure is one name in quotes, not 3"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_the_nearest(company, asked, says):
    with pytest.raises(InputError, match=says):
        company.metrics("2026-03", **asked)


def test_every_metric_asked_for_alone_gets_all_that_it_has_in_its_family():
    for metric in METRICS.values():
        family = needed([metric.family])
        given = {name for measure_file in family for name in measure_file.measures}
        alone = {
            name
            for measure_file in needed_for([metric.name], family)
            for name in measure_file.measures
        }
        for variant in metric.variants.values():
            assert given & {*variant.measures, *variant.beside} <= alone


def test_a_select_over_the_companys_own_tables(company):
    found = company.sql(
        "with paying as (select plan, mrr from subscriptions where ends_on is null) "
        "select plan, sum(mrr) as mrr, count(*) as n from paying group by plan order by plan"
    )
    assert found.values.tolist() == [["basic", 70.0, 2], ["pro", 100.0, 1]]
    extracted = company.sql(
        "select extract(day from starts_on) as day from subscriptions order by 1"
    )
    assert extracted["day"].tolist() == [1, 1, 1, 10]


def test_a_table_has_the_columns_that_the_company_fills_on_its_clocks(company):
    answers = company.table("survey_responses")
    names = ["response_id", "survey", "score", "customer_id", "responded_at"]
    assert list(answers.columns) == names
    assert str(answers["responded_at"][1]) == "2026-03-20 23:30:00"


def test_an_hour_of_a_statement_is_the_companys_whatever_the_column_is_called(company):
    """In UTC the answer of 23:30 in Paris is of 22:30."""
    found = company.sql(
        "with own as (select responded_at as moment from survey_responses) "
        "select max(moment) as latest, max(extract(hour from moment)) as hour from own"
    )
    assert found.astype(str).values.tolist() == [["2026-03-20 23:30:00", "23"]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("select * from subscription", 'no table "subscription": did you mean "subscriptions"'),
        ("select mrrr from subscriptions", 'column "mrrr" not found.*Candidate bindings: "mrr"'),
        ("drop table subscriptions", "SELECT"),
        ("select 1; select 2", "more than one statement"),
        ("select * from read_csv('/etc/passwd')", "no file"),
        ("select * from '/etc/passwd'", "no table"),
        ("select * from information_schema.tables", "without a schema"),
        ("select getenv('HOME')", "getenv"),
        ("select * from duckdb_settings()", "duckdb_settings"),
        ("selec 1", "the SELECT is not read"),
        (None, "sql is a text"),
    ],
)
def test_what_is_no_select_over_them_is_refused(company, text, says):
    with pytest.raises(InputError, match=f"(?s){says}"):
        company.sql(text)


def test_a_table_that_is_not_there_is_refused_with_those_that_are(company):
    with pytest.raises(InputError, match="survey_responses"):
        company.table("survey_response")

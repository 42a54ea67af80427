"""What the door keeps between two questions, and what it says to words that mean nothing."""

from datetime import datetime

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError


@pytest.fixture
def company():
    return cs.open(
        {
            "orders": pd.DataFrame(
                {
                    "order_id": [1, 2, 3],
                    "customer_id": ["a", "a", "b"],
                    "ordered_at": ["2026-08-03", "2026-09-04", "2026-10-05"],
                    "amount": [10, 20, 30],
                }
            )
        },
        as_of="2026-11-01",
        time_zone="UTC",
    )


def test_a_span_some_months_earlier_is_measured_for_itself(company):
    october = company.period("2026-10")
    now = company.detail("value/purchase_days", [october])
    earlier = company.detail("value/purchase_days", [october.months_earlier(2)])
    assert now["customer_id"].tolist() == ["a", "a", "b"]
    assert earlier["customer_id"].tolist() == ["a"]
    again = company.detail("value/purchase_days", [october])
    pd.testing.assert_frame_equal(now, again)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda it: it.metrics("2026-10", family="revenu"), 'did you mean "revenue"'),
        (lambda it: it.metrics("2026-10", by="plam"), 'no table has a column "plam"'),
        (lambda it: it.metrics("2025-10"), "2025-10 lies outside the data, which goes from 2026-08"),
        (lambda it: it.metrics("2026-12"), "2026-12 lies outside .*: its last month is 2026-10"),
        (lambda it: it.period("2026-08..2026-10"), "names 3 periods where one is meant"),
        (lambda it: it.detail("value/purchase_day", "2026-10"), 'did you mean "value/purchase_days"'),
        (lambda it: it.rows("sales", "2026-10"), 'there are no rows behind "sales"'),
    ],
)  # fmt: skip
def test_words_that_mean_nothing_are_reported(company, ask, told):
    with pytest.raises(InputError, match=told):
        ask(company)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda it: it.metrics(202610), '202610 is not a period: write a month "2026-10"'),
        (lambda it: it.metrics(None), "None is not a period"),
        (lambda it: it.metrics("2026-10", family=5), "a family is one name in quotes, not 5"),
        (lambda it: it.metrics("2026-10", by=[["plan"]]), "a dimension is one name in quotes"),
        (lambda it: it.scorecard("2026-08..2026-10"), "3 periods are named where one is meant"),
        (lambda it: it.rows(["mrr"], "2026-10"), "a metric or measure is one name in quotes"),
        (lambda it: it.rows(cs.mrr, "2026-10"), "a metric or measure is one name in quotes"),
        (lambda it: it.rows("buyers", "2026-10", by=["plan"]), "a dimension is one name in quotes"),
        (lambda it: it.detail(None, "2026-10"), "a measure is one name in quotes, not None"),
        (lambda it: it.statements("suport"), 'did you mean "support"'),
        (lambda it: cs.nps(50, 20, 100, variant=["default"]), "a variant is one name in quotes"),
        (lambda it: cs.nps([1, 2], [1, 2, 3], 9), "promoters has 2 values, detractors 3"),
        (lambda it: cs.open({}, policies="chartmogul"), r"by name, such as \{.*not 'chartmogul'"),
        (lambda it: cs.open({}, as_of=pd.NaT), 'as_of = "NaT" is not a date or time'),
        (lambda it: cs.open({"orders": [1]}).check(), "of type list, not a DataFrame"),
    ],
)  # fmt: skip
def test_what_is_of_the_wrong_kind_is_reported_in_a_sentence(company, ask, told):
    with pytest.raises(InputError, match=told):
        ask(company)


def test_several_periods_may_be_named_in_a_list(company):
    named = company.measures(["2026-09", company.period("2026-10")], "value", by=())
    assert named["period"].tolist() == ["2026-09", "2026-10"]


def test_a_formula_that_is_misspelt_is_named_right():
    with pytest.raises(AttributeError, match='did you mean "net_promoter_score"'):
        cs.net_promotor_score  # noqa: B018


def test_without_dated_rows_there_is_no_period():
    company = cs.open({"customers": pd.DataFrame({"customer_id": ["a"]})})
    with pytest.raises(InputError, match="no table that was read has dated rows"):
        company.metrics("2026-10")


def test_a_month_whose_first_day_has_a_row_is_the_last_one():
    order = {"order_id": [1], "customer_id": ["a"], "ordered_at": ["2020-09-01"], "amount": [1]}
    with pytest.raises(InputError, match="its last month is 2020-09"):
        cs.open({"orders": pd.DataFrame(order)}).metrics("2020-10")


def test_a_folder_is_opened_with_the_company_file_in_it(tmp_path):
    rows = "subscription_id,client,starts_on,mrr\n1,a,2026-08-01,9\n"
    (tmp_path / "contracts.csv").write_text(rows)
    (tmp_path / "company.toml").write_text(
        'name = "Acme"\n[tables.subscriptions]\nfrom = "contracts"\ncolumns = { customer_id = "client" }\n'
    )
    company = cs.open(tmp_path, as_of="2026-11-01")
    assert company.settings.name == "Acme"
    assert company.measures("2026-10", "revenue", by=())["ending_mrr"].tolist() == [9]


def test_measures_stand_in_one_order_whichever_tables_are_there(company):
    tables = {
        "subscriptions": pd.DataFrame(
            {"subscription_id": [1], "customer_id": ["a"], "starts_on": ["2026-08-01"], "mrr": [9]}
        )
    }
    other = cs.open(tables, as_of="2026-11-01", time_zone="UTC")
    columns = [list(one.measures("2026-10", "retention", by=())) for one in (company, other)]
    assert columns[0] == columns[1]
    assert len(columns[0]) > 20


def test_a_company_shows_itself_by_name(company):
    assert repr(company) == "<Company Company: what is known up to 2026-11-01>"


def test_the_data_goes_up_to_its_last_moment_also_where_clocks_are_behind_utc():
    events = pd.DataFrame(
        {
            "user_id": ["a", "b"],
            "occurred_at": pd.to_datetime(["2026-10-01T03:59:00Z", "2026-11-20T04:59:00Z"]),
        }
    )
    users = pd.DataFrame({"user_id": ["a"], "created_at": ["2026-10-05T12:00:00Z"]})
    company = cs.open(
        {"usage_events": events, "users": users}, as_of="2026-11-20", time_zone="America/New_York"
    )
    assert (company.tables.first, company.tables.last) == (
        datetime(2026, 9, 30, 23, 59),
        datetime(2026, 11, 19, 23, 59),
    )


def test_a_statement_over_a_table_that_cannot_be_read_says_what_is_wrong_with_it():
    tickets = pd.DataFrame({"ticket_id": [1], "opened_at": ["2026-10-01"]})
    rows = {"subscription_id": [1], "customer_id": ["a"], "mrr": [10], "starts_on": ["2026-13-01"]}
    company = cs.open({"tickets": tickets, "subscriptions": pd.DataFrame(rows)}, as_of="2026-11-01")
    for _ in range(2):  # asked again, it says so again
        with pytest.raises(InputError, match="table subscriptions, column starts_on: not a date"):
            company.query("select * from subscriptions")
    assert len(company.query("select * from tickets")) == 1


def test_the_notebook_of_an_archived_report_finds_its_data(tmp_path, monkeypatch):
    rows = "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,10\n"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "subscriptions.csv").write_text(rows, encoding="utf-8")
    for place in ("reports/2026-10/notebooks", "reports/archive/2026-10/2/notebooks"):
        (tmp_path / place).mkdir(parents=True)
        monkeypatch.chdir(tmp_path / place)
        company = cs.open("../../../mine", as_of="2026-11-01")
        assert cs.pick(company.metrics("2026-10", family="revenue", by=()), "mrr")["value"][0] == 10
    with pytest.raises(InputError, match="there is no"):
        cs.open("../../../elsewhere").check()

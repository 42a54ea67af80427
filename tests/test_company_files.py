"""Mapping a company's own columns: what each setting does, and what a mistake is told."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.by_hand import subscriptions, table

SUBSCRIPTIONS = (
    "id;client;from;to;fee\n00012;ä1;01/02/2026;;10.50\n00013;NA;15/02/2026;01/04/2026;20\n"
)
COMPANY = """
name = "Test"
as_of = "2026-05-01"
currency = "EUR"
[tables.subscriptions]
from = "abos.csv"
delimiter = ";"
encoding = "{encoding}"
columns = {{ subscription_id = "id", customer_id = "client", starts_on = "strptime(\\"from\\", '%d/%m/%Y')", ends_on = "strptime(\\"to\\", '%d/%m/%Y')", mrr = "fee * 1.0" }}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "company.toml").write_text(COMPANY.format(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "abos.csv").write_text(SUBSCRIPTIONS, encoding="utf-8")
    return tmp_path


def _write(folder, text, encoding="utf-8"):
    (folder / "abos.csv").write_bytes(text.encode(encoding))


def test_expressions_over_texts_and_numbers_of_one_file(folder):
    company = cs.open(folder / "company.toml")
    found = company.measures("2026-02..2026-04", family="revenue", by=())
    assert found["ending_mrr"].tolist() == [30.5, 30.5, 10.5]
    rows = company.rows("ending_mrr", "2026-02")
    assert sorted(rows["customer_id"]) == ["NA", "ä1"]  # a customer called NA is not missing


def test_leading_zeros_stay(folder):
    company = cs.open(folder / "company.toml")
    ids = company.tables.source.engine.query("select subscription_id from subscriptions order by 1")
    assert ids["subscription_id"].tolist() == ["00012", "00013"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "utf-16"])
def test_files_that_are_not_utf_8(folder, encoding):
    _write(folder, SUBSCRIPTIONS, encoding)
    (folder / "company.toml").write_text(COMPANY.format(encoding=encoding), encoding="utf-8")
    rows = cs.open(folder / "company.toml").rows("ending_mrr", "2026-02")
    assert sorted(rows["customer_id"]) == ["NA", "ä1"]


def test_an_undeclared_encoding_is_named_with_its_line(folder):
    _write(folder, SUBSCRIPTIONS, "latin-1")
    with pytest.raises(InputError, match=r"abos\.csv is not UTF-8 \(line 2.*encoding = "):
        cs.open(folder / "company.toml").check()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("name =", "nam ="), 'no setting "nam": did you mean "name"'),
        (("customer_id =", "customer_idd ="), 'no "customer_idd": did you mean "customer_id"'),
        (("[tables.subscriptions]", "[tables.subscription]"), 'did you mean "subscriptions"'),
        (('"client"', '"cliente"'), "cliente"),
        (("fee * 1.0", "fees * 1.0"), 'mrr = "fees \\* 1.0"'),
        (("abos.csv", "abo.csv"), 'no file "abo.csv".*did you mean "abos.csv"'),
        (("currency", 'time_zone = "Mars"\ncurrency'), '"Mars" is not a time zone'),
    ],
)
def test_a_slip_is_answered_with_the_way_out(folder, change, told):
    text = COMPANY.format(encoding="utf-8").replace(*change)
    (folder / "company.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        cs.open(folder / "company.toml").check()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("1;a;x;;5\n", 'column starts_on = strptime.*Could not parse string "x"'),
        (
            "1;a;01/02/2026;;5\n1;a;01/02/2026;;5\n",
            "subscription_id with starts_on: the key is there more than once.*"
            "the rows are alike in every column that is read: keep one of each",
        ),
        (
            "1;a;01/02/2026;;5\n1;a;01/02/2026;;7\n",
            "the key is there more than once.*the rows differ in mrr: decide which one is right",
        ),
        (
            "1;a;01/02/2026;;5\n1;a;01/02/2026;01/03/2026;5\n",
            "the rows differ in ends_on: decide which one is right",
        ),
        ("1;a;01/02/2026;01/01/2026;5\n", "ends_on is before starts_on in 1 row"),
        ("1;;01/02/2026;;5\n", "customer_id is empty in 1 row"),
        ("1;a;01/02/2026;;-5\n", "mrr is negative in 1 row"),
    ],
)
def test_a_bad_row_is_named(folder, rows, told):
    _write(folder, "id;client;from;to;fee\n" + rows)
    with pytest.raises(InputError, match=told):
        cs.open(folder / "company.toml").metrics("2026-02")


def test_a_word_where_a_number_belongs(tmp_path):
    text = "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,12\n2,b,2026-01-01,twelve\n"
    (tmp_path / "subscriptions.csv").write_text(text)
    with pytest.raises(
        InputError,
        match=r'column mrr: not a number such as 12\.50 below 10\^15 in 1 row \("twelve"\)',
    ):
        cs.open(tmp_path, as_of="2026-03-01").metrics("2026-01")


def test_a_missing_column_names_those_that_are_there(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,client,starts_on,mrr\n1,a,2026-01-01,12\n"
    )
    with pytest.raises(InputError, match=r"no column customer_id: it has subscription_id, client"):
        cs.open(tmp_path, as_of="2026-03-01").check()


def test_a_currency_without_rate(tmp_path):
    text = "subscription_id,customer_id,starts_on,mrr,currency\n1,a,2026-01-01,12,USD\n"
    (tmp_path / "subscriptions.csv").write_text(text)
    with pytest.raises(InputError, match="no rate to EUR on or before the row's day in 1 row"):
        cs.open(tmp_path, as_of="2026-03-01").metrics("2026-01")


def test_what_counts_for_nothing_needs_no_rate():
    given = {"currency": "EUR", "as_of": "2026-06-01"}
    free = subscriptions(
        ("1", "a", "2026-01-01", None, 12, "EUR", None, None, None),
        ("2", "b", "2026-01-01", None, 50, "USD", 100, "percent", None),
        more="currency discount discount_kind discount_ends_on",
    )
    orders = table(
        "order_id customer_id ordered_at amount currency status",
        ("1", "a", "2026-03-05", 5, "EUR", "paid"), ("2", "a", "2026-03-06", 7, "GBP", " Void"),
    )  # fmt: skip
    company = cs.open({"subscriptions": free, "orders": orders}, **given)
    found = company.measures("2026-03", family="revenue", by=()).iloc[0]
    assert found[["ending_mrr", "billed_revenue"]].tolist() == [12, 5]
    # until its discount ends, or where discounts are not counted, it is a price to be paid
    for some, policies in (
        (free.assign(discount_ends_on="2026-04-01"), {}),
        (free, {"discounts": "ignored"}),
    ):
        with pytest.raises(InputError, match="no rate to EUR"):
            cs.open({"subscriptions": some}, policies=policies, **given).metrics(
                "2026-03", metric="mrr"
            )


def test_a_table_without_rows_is_an_empty_value_with_a_note(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,12\n"
    )
    (tmp_path / "survey_responses.csv").write_text(
        "response_id,survey,score,responded_at,sent_at\n"
    )
    table = cs.open(tmp_path, as_of="2026-03-01").metrics("2026-01", family="satisfaction")
    row = cs.pick(table, "net_promoter_score")
    assert row["value"].isna().all()
    assert row["note"].tolist() == ["not available: table survey_responses has no rows"]


def test_tables_without_any_row_are_empty_values_too(tmp_path):
    head = "subscription_id,customer_id,starts_on,mrr\n"
    (tmp_path / "subscriptions.csv").write_text(head)
    company = cs.open(tmp_path, as_of="2026-03-01")
    row = cs.pick(company.metrics("2026-01", family="revenue"), "mrr")
    assert row["note"].tolist() == ["not available: table subscriptions has no rows"]
    with pytest.raises(InputError, match="2026-04 has not begun at 2026-03-01"):
        company.metrics("2026-04")
    (tmp_path / "subscriptions.csv").write_text(head + "1,a,2026-01-01,12\n")
    with pytest.raises(InputError, match="all 1 dated rows lie after the last known moment"):
        cs.open(tmp_path, as_of="2025-03-01").metrics("2025-01")


def test_a_missing_table_is_named_with_its_columns(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,12\n"
    )
    table = cs.open(tmp_path, as_of="2026-03-01").metrics("2026-01", family="satisfaction")
    (note,) = cs.pick(table, "net_promoter_score")["note"]
    assert (
        note
        == "not available: needs table survey_responses with columns response_id, survey, score"
    )


def test_a_score_off_its_scale_is_set_aside_and_counted(tmp_path):
    text = "response_id,survey,score,responded_at\n1,nps,11,2026-01-05\n2,nps,10,2026-01-05\n"
    (tmp_path / "survey_responses.csv").write_text(text)
    company = cs.open(tmp_path, as_of="2026-03-01")
    assert company.measures("2026-01", family="satisfaction", by=())["responses"].tolist() == [1]
    (aside,) = company.check().set_aside
    assert (aside.rows, aside.examples) == (1, ("1, 11.0",))


def test_a_period_outside_the_data(folder):
    with pytest.raises(
        InputError, match="2019-01 lies outside the data, which goes from 2026-02-01"
    ):
        cs.open(folder / "company.toml").metrics("2019-01")


def test_statements_in_a_segments_name_are_just_a_name(tmp_path):
    hostile = "x'); drop table subscriptions; --"
    text = f'subscription_id,customer_id,starts_on,mrr,plan\n1,a,2026-01-01,12,"{hostile}"\n'
    (tmp_path / "subscriptions.csv").write_text(text)
    company = cs.open(tmp_path, as_of="2026-03-01")
    found = company.measures("2026-01", family="revenue", by="plan")
    assert found["segment"].tolist() == ["", hostile]
    with pytest.raises(InputError, match='no table has a column "plan; drop table x"'):
        company.measures("2026-01", family="revenue", by="plan; drop table x")


def test_a_rate_of_a_later_day_is_not_known_yet(tmp_path):
    rows = "1,a,2026-01-05,10,USD\n"
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,customer_id,starts_on,mrr,currency\n" + rows
    )
    rates = "2026-01-01,USD,1\n2026-02-01,USD,0.9\n2026-03-01,USD,0.5\n2026-03-02,USD,0.4\n"
    (tmp_path / "fx_rates.csv").write_text("day,currency,rate\n" + rates)
    company = cs.open(tmp_path, as_of="2026-02-15")
    found = company.measures("2026-01..2026-02", family="revenue", by=())
    assert found["ending_mrr"].tolist() == [10, 9]


def test_a_check_shows_a_line_per_table_and_the_rest_on_demand():
    tables = {
        "subscriptions": pd.DataFrame(
            [("1", "a", "2026-01-01", 10.0), ("<b>", "b", "2026-02-01", -5.0)],
            columns=["subscription_id", "customer_id", "starts_on", "mrr"],
        ),
    }
    good = cs.open({"subscriptions": tables["subscriptions"].head(1)}, as_of="2026-03-01").check()
    assert repr(good).splitlines()[1].split() == ["subscriptions", "1", "0", "0", "0"]
    checked = cs.open(tables, as_of="2026-03-01").check()
    shown, page = repr(checked), checked._repr_html_()
    assert len(shown.splitlines()) == 3 and len(shown) < 500
    assert "subscriptions" in shown and "1 problem;" in shown
    assert "<summary>Details (1)" in page and "mrr is negative in 1 row" in page
    assert "&lt;b&gt;" in page and "<b>" not in page

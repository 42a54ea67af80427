"""A fixed count of examples of the company file, CSV and period grammar: an answer or one sentence."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.config.company_file import KEYS, TABLE_KEYS, read_company_file
from cs_toolkit.errors import InputError

AT = "2026-06-01"
WORDS = st.sampled_from((
    "2026", "2026-01", "2026-Q1", "2026-H2", "2026-W53", "2026-01-31", "last", "last 3 months", "ytd",
    "..", "-", " ", "FY2027", "FY2027-P13", "0", "13", "99", "Q5", "2999", "days", "quarter", "\u0662",
))  # fmt: skip
SETTING = st.sampled_from(
    (*KEYS, *TABLE_KEYS, "allow", "tables.subscriptions", "surveys.nps", "scale", "nmae")
)
VALUE = st.sampled_from((
    "1", "-1.5", "nan", "true", "[]", "[1, 10]", "{}", '""', '"EUR"', '"Mars/Olympus"', '"monday"',
    '"2026-01-01"', "2026-01-01", '"select 1; drop table x"', '"read_text(\'/etc/passwd\')"', '{ mrr = "1" }',
))  # fmt: skip
LINE = st.one_of(
    st.builds("{} = {}".format, SETTING, VALUE), st.builds("[{}]".format, SETTING),
    st.builds("[[{}]]".format, SETTING), st.text(max_size=12),
)  # fmt: skip
CELL = st.sampled_from(
    ("1", "a", "2026-01-01", "10", "", '"', '""', '"x,y"', "\u00a0", "#", "a\rb", "é", "\ufeff")
)


@settings(max_examples=500, derandomize=True)
@given(st.one_of(st.lists(WORDS, max_size=4).map("".join), st.text(max_size=20)))
def test_any_text_names_periods_or_is_refused(company_of_one_row, text):
    try:
        periods = company_of_one_row.periods(text)
    except InputError as error:
        assert "\n" not in str(error).replace(text, "")
        return
    assert periods
    assert all(one.starts_at < one.ends_at for one in periods)


@settings(max_examples=300, derandomize=True)
@given(st.lists(LINE, max_size=6).map("\n".join))
def test_any_company_file_is_read_or_refused(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "company.toml")
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            read_company_file(path)
        except InputError as error:
            assert "company.toml" in str(error)


@settings(max_examples=60, derandomize=True)
@given(st.lists(st.lists(CELL, min_size=3, max_size=5), max_size=6), st.sampled_from("\n\r"))
def test_any_csv_is_read_whole_or_refused(rows, end):
    with tempfile.TemporaryDirectory() as folder:
        text = end.join(
            ",".join(row) for row in (["subscription_id", "customer_id", "starts_on", "mrr"], *rows)
        )
        Path(folder, "subscriptions.csv").write_text(text + end, encoding="utf-8", newline="")
        try:
            company = cs.open(folder, as_of=AT)
            problems = company.check().problems
        except InputError as error:
            assert "subscriptions" in str(error)
            return
        if not problems:
            read = company.query("select count(*) as n from subscriptions")["n"].iloc[0]
            assert read + company.check().ahead["subscriptions"] <= len(rows)

"""Periods at the ends of the data: a quiet month, a range that begins too early, a year as a number."""

import warnings

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import cs_toolkit as cs
from cs_toolkit.cli import run as cli
from cs_toolkit.errors import InputError, Note

ROWS = {
    "subscription_id": ["s1", "s2"], "customer_id": ["c1", "c2"], "mrr": [10, 10],
    "starts_on": ["2021-01-10", "2021-08-10"], "ends_on": [None, None],
}  # fmt: skip


@pytest.fixture
def quiet():
    """Nothing has happened since August 2021; the clock is the real one."""
    return cs.open({"subscriptions": pd.DataFrame(ROWS)}, time_zone="UTC")


@pytest.fixture
def company():
    return cs.open({"subscriptions": pd.DataFrame(ROWS)}, time_zone="UTC", as_of="2021-12-01")


def ending(company, periods) -> dict[str, float]:
    frame = company.measures(periods, "revenue", by=())
    return dict(zip(frame["period"], frame["ending_mrr"], strict=True))


@pytest.mark.parametrize("text", ["last", "last month", "last 7 days", "last week", "ytd"])
def test_by_the_clock_a_quiet_month_is_answered(quiet, text):
    with pytest.warns(Note, match="no row is dated in .*: the data's last one is of 2021-08-10"):
        assert list(ending(quiet, text).values()) == [20]


def test_a_month_after_the_data_by_its_name_is_still_refused(quiet):
    with pytest.raises(InputError, match=r"2021-10 lies outside the data.*say --as-of"):
        quiet.measures("2021-10", "revenue", by=())


def test_a_range_that_begins_before_the_data_gives_what_there_is(company):
    with pytest.warns(
        Note, match="2020-11 to 2020-12 lie before the data, which begins on 2021-01-10"
    ):
        assert ending(company, "2020-11..2021-02") == {"2021-01": 10, "2021-02": 10}
    with pytest.warns(Note, match="2020 lies before the data"):
        assert list(ending(company, "2020..2021")) == ["2021"]
    with pytest.warns(Note, match="begins before the data, .*: what is there is counted"):
        assert list(ending(company, "2020-12-01..2021-08-31").values()) == [20]
    with pytest.raises(InputError, match="2020-11 lies outside the data"):
        ending(company, "2020-11..2020-12")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(company.history("2021-02")) == 2


def test_a_later_day_is_no_cure_for_a_period_before_the_data(quiet):
    with pytest.raises(InputError, match=r"2020 lies outside the data.*to 2021-08-10$"):
        quiet.measures("2020", "revenue", by=())


@pytest.mark.parametrize("text", ["2021", "2021-Q1", "2021-H1", "2020-W53"])
def test_one_period_that_begins_before_the_data_says_so(text):
    rows = pd.DataFrame(ROWS).assign(starts_on=["2021-02-10", "2021-08-10"])
    if "W" in text:
        rows = rows.assign(starts_on=["2021-01-02", "2021-08-10"])
    company = cs.open({"subscriptions": rows}, time_zone="UTC", as_of="2021-12-01")
    with pytest.warns(Note, match=f"{text} begins before the data, .*: what is there is counted"):
        company.measures(text, "revenue", by=())


def test_a_year_may_be_a_number_wherever_a_period_is_named(company):
    year = company.period(2021)
    assert (year.name, company.history(np.int64(2021))[-1].name) == ("2021", "2021")
    assert ending(company, [2021, "2021-11"]) == {"2021": 20, "2021-11": 20}
    assert len(company.rows("mrr", 2021)) == len(company.rows("mrr", "2021")) > 0
    assert company.period(year) == year
    assert len(company.detail("retention/cohorts", 2021)) == len(
        company.detail("retention/cohorts", "2021")
    )


def test_the_command_line_reports_what_was_left_out(tmp_path, monkeypatch, capsys):
    pd.DataFrame(ROWS).to_csv(tmp_path / "subscriptions.csv", index=False)
    call = ["metrics", "2020-11..2021-02", "--data", str(tmp_path), "--family", "revenue"]
    monkeypatch.setattr("sys.argv", ["cs-toolkit", *call, "--by", "total"])
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        with pytest.raises(SystemExit) as ended:
            cli.main()
    told = capsys.readouterr()
    assert ended.value.code == 0
    assert "note: 2020-11 to 2020-12 lie before the data" in told.err
    assert "2021-01,total" in told.out and "2020-12" not in told.out


@pytest.mark.parametrize("command", ["metrics", "report", "rows"])
def test_help_says_what_a_period_and_as_of_are(command):
    told = CliRunner().invoke(cli.app, [command, "--help"]).output
    told = " ".join(told.replace("│", " ").split())
    for word in ("2026-H1", "2026-10-14", "FY2027-Q1", "last 30 days", "as_of of the company file"):
        assert word in told, word

"""A report measures, binds, judges and models once: its notebooks open no source, run no SQL and train nothing."""

import nbformat
import pytest

import cs_toolkit as cs
from cs_toolkit import figures, shipped
from cs_toolkit.calendar.periods import previous_periods
from cs_toolkit.company.asked_periods import SPARKLINE
from cs_toolkit.errors import InputError
from cs_toolkit.measures.shared_answers import ADDRESS
from cs_toolkit.report.answers import Answers
from cs_toolkit.report.parameters import tags, without_lessons
from cs_toolkit.sample.write import write_sample

PERIOD = "2026-10"


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """A report's process that waits to be asked, and what a notebook is given."""
    folder = tmp_path_factory.mktemp("report")
    data = write_sample(folder / "data", customers=10, months=14)
    company = cs.open(data, dimensions="plan")  # one dimension costs a third of three
    company.save_results(folder / "results", previous_periods(company.period(PERIOD), SPARKLINE))
    with Answers(company, folder / "results") as answers:
        yield answers, {
            "data": str(data), "period": PERIOD, "as_of": company.as_of.isoformat(),
            "results": str(folder / "results"), "split_by": "plan",
        }  # fmt: skip


@pytest.fixture
def opened(waiting):
    _, given = waiting
    names = ("as_of", "results")
    return lambda **other: cs.open(
        given["data"], dimensions="plan", **{name: given[name] for name in names}, **other
    )


def only_read(company) -> bool:
    """Whether nothing was computed here: that begins with a table that is opened, or a kept number."""
    return "_opened" not in vars(company) and not company._store.frames._frames


@pytest.mark.parametrize("book", shipped.notebooks(), ids=lambda book: book.stem)
def test_a_notebook_opens_no_source(waiting, book, monkeypatch):
    _, given = waiting
    monkeypatch.setattr(figures, "show", lambda *drawn, **named: None)  # drawing opens nothing
    names = {"display": lambda *shown: None}
    for cell in without_lessons(nbformat.read(book, as_version=4)).cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
            names |= given if "parameters" in tags(cell) else {}
    assert names["company"].report is not None
    assert only_read(names["company"])


def test_a_question_is_answered_once_for_all_and_nobody_shares_the_answer(waiting, opened):
    answers, _ = waiting
    one, other = (opened().detail("retention/cohorts", PERIOD) for _ in range(2))
    known = len(answers._known)
    again = opened().detail("retention/cohorts", PERIOD)
    assert len(answers._known) == known and one.equals(other) and one.equals(again)
    one.iloc[:, -1] = 0
    assert again.equals(opened().detail("retention/cohorts", PERIOD))


def test_a_notebook_shows_the_statements_of_its_own_details_alone(opened):
    asked, silent = opened(), opened()
    asked.detail("retention/churn_reasons", PERIOD)
    assert "retention/churn_reasons" in asked.statements("retention")
    assert "retention/churn_reasons" not in silent.statements("retention")
    assert only_read(asked) and only_read(silent)


def test_another_company_and_a_mistake_are_seen_to_where_they_are_asked(opened):
    other = opened(currency="USD")
    assert other.metrics(PERIOD, family="satisfaction", by=()).attrs["currency"] == "USD"
    assert "_opened" not in vars(other) and not only_read(other)  # bound from what was kept
    with pytest.raises(InputError, match="did you mean"):
        opened().scorecard(PERIOD, family="revenu")


def test_what_is_no_question_is_not_run(opened):
    company = opened()
    company.metrics(PERIOD, family="satisfaction", by=())
    assert company.report.ask("os:getcwd", (), {}) is not None
    assert not isinstance(company.report.ask("os:getcwd", (), {}), str)


def test_without_a_report_a_notebook_answers_from_what_was_kept(waiting, opened, tmp_path):
    answers, _ = waiting
    company = opened()
    expected = company.metrics(PERIOD, family="satisfaction", by=())
    company.report._folder, company.report._line = tmp_path, None  # nobody waits there
    assert company.metrics(PERIOD, family="satisfaction", by=()).equals(expected)
    assert (answers._folder / ADDRESS).stat().st_mode & 0o077 == 0

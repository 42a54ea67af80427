"""A report over unchanged data is given as it was made; whatever goes into it makes it anew."""

from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest

from cs_toolkit.report import pipeline
from cs_toolkit.report.again import again
from cs_toolkit.report.editions import Editions
from cs_toolkit.report.execute import Run
from cs_toolkit.report.inputs import Inputs

PLAIN = Editions()
SETTINGS = 'name = "Ann"\nas_of = "2026-11-01"\ndimensions = []\n'


@pytest.fixture
def month(tmp_path, monkeypatch):
    """A tiny company's reports of one family, with notebooks that are counted and not run."""
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    days = pd.date_range("2026-08-03", "2026-10-28", periods=30).strftime("%Y-%m-%d")
    answers = pd.DataFrame(
        {
            "response_id": range(30), "customer_id": [f"c{n % 7}" for n in range(30)],
            "survey": "nps", "score": [n % 11 for n in range(30)], "responded_at": days,
        }
    )  # fmt: skip
    answers.to_csv(data / "survey_responses.csv", index=False)
    (data / "company.toml").write_text(SETTINGS, encoding="utf-8")
    ran = []

    def run_notebooks(books, parameters, **given):
        ran.append([book.name for book in books])
        return [
            Run(book, book.stem, nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A", id="a")]), None)
            for book in books
        ]  # fmt: skip

    monkeypatch.setattr(pipeline, "run_notebooks", run_notebooks)

    def report(period="2026-10", **given):
        given = {"cache": True, "family": "satisfaction", **given}
        return pipeline.write_report(data / "company.toml", period, out, **given)

    return SimpleNamespace(data=data, out=out, ran=ran, report=report, answers=answers)


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}


def test_the_same_report_again_is_the_same_bytes_and_nothing_runs(month):
    first = month.report()
    before = files_of(first.path)
    second = month.report()
    assert len(month.ran) == 1
    assert files_of(second.path) == before and second == first
    assert (month.out / "archive" / "2026-10" / "1").is_dir()
    assert files_of(month.report(cache=False).path) == before and len(month.ran) == 2


def test_a_row_that_changes_makes_the_report_again(month):
    month.report()
    month.answers.assign(score=3).to_csv(month.data / "survey_responses.csv", index=False)
    month.report()
    assert len(month.ran) == 2


def test_whatever_goes_into_a_page_is_in_the_name_of_what_is_kept(month, monkeypatch):
    file = month.data / "company.toml"
    book = month.data.parent / "05_satisfaction.ipynb"
    book.write_text("{}", encoding="utf-8")

    def name(editions=PLAIN, out=month.out, *asked):
        return again(
            str(file), None, True, out, Inputs(str(file)), [book], editions, *asked
        )._asked.name

    names = [
        name(),
        name(Editions(single=True)),
        name(PLAIN, month.data),
        name(PLAIN, month.out, "2026-09"),
    ]
    assert name() == names[0]
    for path, text in (
        (file, SETTINGS.replace("Ann", "Bea")),
        (book, "{ }"),
        (month.data / "notes.toml", "[[notes]]\n"),
    ):
        path.write_text(text, encoding="utf-8")
        names.append(name())
    monkeypatch.setenv("OTHER_TOKEN", "hush-hush")  # is taken out of every page
    names.append(name())
    monkeypatch.setattr("cs_toolkit.report.again._looks", lambda: "another template")
    names.append(name())
    assert len({*names}) == len(names) == 9


def test_an_entry_that_is_damaged_is_not_believed(month):
    first = files_of(month.report().path)
    (held,) = (
        path for path in (month.data / ".cs-toolkit").iterdir() if path.stat().st_size > 20_000
    )
    content = held.read_bytes()
    held.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert files_of(month.report().path) == first and len(month.ran) == 2


def test_a_report_that_compared_with_another_is_made_again(month):
    month.report()
    month.report("2026-09")  # by now there is a month before
    month.report()
    assert len(month.ran) == 3


def test_without_a_day_that_was_given_or_with_own_notebooks_nothing_is_kept(month):
    book = month.data.parent / "05_satisfaction.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), book)
    month.report(notebooks=[book], family=None)
    (month.data / "company.toml").write_text('name = "Ann"\n', encoding="utf-8")
    month.report()
    assert not list((month.data / ".cs-toolkit").glob("*"))

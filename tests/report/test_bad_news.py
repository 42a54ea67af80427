"""What a report says when something is wrong, without a kernel: the runs are made up."""

import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cs_toolkit.errors import InputError
from tests.report.demo import DEMO, demo_company


def remembered(method):
    told = {}

    def ask(*asked, **named):
        key = str((asked, named))
        if key not in told:
            told[key] = method(*asked, **named)
        return told[key]

    return ask


@pytest.fixture(scope="module")
def companies(tmp_path_factory):
    """The demo company in two states, opened once for all tests: it remembers what it told."""
    from cs_toolkit.company.opening import open_company

    folder, opened = tmp_path_factory.mktemp("companies"), {}

    def open_once(data, *, as_of=None, **_):
        if (data, as_of) not in opened:
            company = opened[data, as_of] = open_company(data, as_of=as_of)
            company.metrics, company.rows = remembered(company.metrics), remembered(company.rows)
        return opened[data, as_of]

    files = {
        lost: str(demo_company(folder / f"lost_{lost}" / "company", lost=lost)) for lost in (0, 3)
    }
    return files, open_once


@pytest.fixture
def write(tmp_path, monkeypatch, companies):
    """Writes a report of the demo company; ``html`` is what its notebooks show."""
    from cs_toolkit.report import pipeline
    from cs_toolkit.report.execute import Run

    files, open_once = companies

    def runs(books, parameters, **_):
        return [Run(book, "Title", *made(book.stem)) for book in books]

    def made(name):
        if name in write_report.failures:
            return None, write_report.failures[name]
        output = new_output("display_data", {"text/html": write_report.html})
        cells = [new_markdown_cell("# Title\n\n## Part"), new_code_cell("x", outputs=[output])]
        return new_notebook(cells=cells), None

    def write_report(period="2026-10", *, lost=3, failures=None, html="<p>fine</p>", **options):
        write_report.failures, write_report.html = failures or {}, html
        options = {"notebooks": DEMO, **options}
        return pipeline.write_report(files[lost], period, tmp_path / "out", **options)

    write_report.data = files[3]
    monkeypatch.setattr(pipeline, "run_notebooks", runs)
    monkeypatch.setattr(pipeline, "open_company", open_once)
    return write_report


def soup(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_numbers_that_do_not_reconcile_are_said_in_red_first(write, monkeypatch):
    from cs_toolkit.company import Company

    broken = pd.DataFrame(
        {
            "identity": ["starting + new − churned = ending", "segments add up: new_mrr"],
            "period": "2026-10", "dimension": ["plan", "total"], "segment": ["<b>pro</b>", ""],
            "difference": [-1012.5, 0.0], "holds": [False, True],
        }
    )  # fmt: skip
    monkeypatch.setattr(Company, "reconcile", lambda self, periods: broken)
    result = write()
    assert (result.reconciled, result.exit_code) == (False, 1)
    page = soup(result.path / "index.html")
    alert = page.find(attrs={"role": "alert"})
    assert "bad" in alert["class"]
    assert "The numbers do not reconcile" in alert.h2.text
    assert "1 of 2 checks" in alert.text
    assert "plan: <b>pro</b>" in alert.text
    assert "−1,012.5" in alert.text
    assert "close exactly" not in page.text
    assert "does not reconcile" in soup(result.path.parent / "index.html").text


def test_a_failed_page_says_so_and_the_others_are_there(write):
    from cs_toolkit.report.failures import Failure

    failure = Failure("The cell under “<i>Part</i>” stopped.", "Traceback <b>…</b>")
    result = write(failures={"01_revenue": failure})
    assert (result.failed_pages, result.exit_code) == (("01_revenue",), 1)
    page = soup(result.path / "01_revenue.html")
    assert page.find(attrs={"role": "alert"}).p.text == failure.says
    assert page.find("details").pre.text == failure.traceback
    assert not page.find("details").has_attr("open")
    index = soup(result.path / "index.html")
    assert "1 of 2 pages could not be completed" in index.text
    assert "fine" in index.main.text
    assert index.find("a", class_="failed")["href"] == "01_revenue.html"
    manifest = json.loads((result.path / "manifest.json").read_text("utf-8"))
    assert [page["failed"] for page in manifest["pages"]] == ["", failure.says]


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        ("the data have no column", "The data have no column"),
        ("net_revenue_retention cannot be split", "net_revenue_retention cannot be split"),
    ],
)
def test_a_sentence_begins_large_and_a_metric_s_name_as_it_is(raised, told):
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from cs_toolkit.report.failures import failure_of

    output = new_output("error", ename="InputError", evalue=raised, traceback=["InputError"])
    cell = new_code_cell("ask()", execution_count=1, outputs=[output])
    assert failure_of(new_notebook(cells=[cell]), None, 60).says == told


def test_past_figures_that_changed_are_listed_with_the_reason(write):
    write(lost=0)
    result = write(lost=3)
    page = soup(result.path / "changes.html")
    assert (
        "figures that an earlier report for October 2026 showed are different now" in page.main.text
    )
    assert "The contents of subscriptions.csv changed." in page.main.text
    assert "churned customers" in page.main.text.lower()
    assert "past figures changed" in soup(result.path / "index.html").text
    again = write(lost=3)
    assert soup(again.path / "changes.html").main == page.main


def test_a_month_is_compared_with_the_month_before(write, tmp_path):
    first = soup(write("2026-09").path / "changes.html")
    assert "There is no earlier report to compare this one with." in first.main.text
    page = soup(write("2026-10", lost=3).path / "changes.html")
    assert "Every figure that an earlier report showed is the same" in page.main.text
    listing = soup(tmp_path / "out" / "index.html")
    assert [link.strong.text for link in listing.select(".reports li > a")] == [
        "October 2026", "September 2026",
    ]  # fmt: skip


def test_a_period_in_progress_is_marked(write):
    result = write("2026-11", as_of="2026-11-10")
    text = soup(result.path / "index.html").main.text
    assert "November 2026 is still in progress: these figures will change." in text
    assert "data up to 10 November 2026" in text


@pytest.mark.parametrize(("as_of", "until"), [(None, "2026-02-01"), ("2026-03-01", "2026-03-01")])
def test_data_reach_to_the_last_row_where_nobody_says_how_far(as_of, until):
    from cs_toolkit.company.opening import open_company
    from cs_toolkit.report.site import _known_until

    day = pd.DataFrame(
        {"order_id": [1], "customer_id": [1], "ordered_at": ["2026-02-01"], "amount": [1]}
    )
    assert f"{_known_until(open_company({'orders': day}, as_of=as_of)):%Y-%m-%d}" == until


def test_a_report_without_a_scorecard_notebook_still_has_a_first_page(write):
    result = write(notebooks=DEMO[1:])
    assert "checks close exactly" in soup(result.path / "index.html").text


@pytest.mark.parametrize(
    ("period", "options", "words"),
    [
        ("2031-01", {}, "2031-01 lies outside the data"),
        ("2026-13", {}, '"2026-13" is not a period'),
        ("2026-08..2026-10", {}, "names 3 periods where one is meant"),
        ("2026-10", {"notebooks": ["nowhere.ipynb"]}, "there is no notebook nowhere.ipynb"),
        ("2026-10", {"notebooks": [DEMO[0], DEMO[0]]}, "two notebooks have one name"),
    ],
)
def test_a_wrong_call_writes_nothing_over(write, tmp_path, period, options, words):
    old = tmp_path / "out" / "2026-10" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    with pytest.raises(InputError, match=words.replace(".", r"\.")):
        write(period, **options)
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == [old]
    assert old.read_text() == "old"


def test_dataframes_cannot_be_reported(tmp_path):
    from cs_toolkit.report import write_report

    with pytest.raises(InputError, match="a report reads a company file, a folder"):
        write_report({}, "2026-10", tmp_path)


def test_what_a_notebook_prints_is_scrubbed(write):
    secret = f"<p>postgresql://me:secret@host/db {write.data} at 0x7f001122aabb</p>"
    page = (write(html=secret).path / "index.html").read_text("utf-8")
    assert "postgresql://me@host/db company.toml at 0x…" in page


def test_a_word_without_end_is_scrubbed():
    from cs_toolkit.report.normalising import Scrubber

    scrub, word = Scrubber({}), "x" * 60_000
    assert scrub(f"{word} /tmp/ipykernel_12/34.py:1") == f"{word} the notebook:1"

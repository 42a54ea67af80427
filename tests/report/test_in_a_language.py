"""A report in another language: its pages' language, words, numbers and dates, and the same files of numbers."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from cs_toolkit.language import use
from cs_toolkit.report import write_report
from tests.report.demo import DEMO

pytestmark = pytest.mark.xdist_group("report")


@pytest.fixture(scope="module")
def german(tmp_path_factory, company_file):
    out = tmp_path_factory.mktemp("german")
    result = write_report(
        company_file, "2026-10", out, notebooks=DEMO[:1], locale="de_DE", share=True
    )
    yield result.path
    use("en_US")


def soup(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_every_page_says_its_language(german):
    pages = [*german.rglob("*.html"), german.parent / "index.html"]
    assert len(pages) > 15
    assert {soup(page).html["lang"] for page in pages} == {"de-DE"}


def test_words_numbers_and_dates_are_german(german):
    text = soup(german / "index.html").text
    for words in ("Oktober 2026", "Daten bis", "Prüfungen gehen genau auf", "Suche", "Alle Zeiträume",
                  "Monatlich wiederkehrender Umsatz", "zum Vorzeitraum", "\xa0€"):  # fmt: skip
        assert words in text
    for words in ("data up to", "on last period", "All periods", "Search", "October"):
        assert words not in text
    assert "Oktober 2026" in (german / "summary.txt").read_text("utf-8")
    assert "Alle Zahlen" in soup(german / "share.html").text


def test_prose_that_stays_english_says_so(german):
    page = soup(german / "index.html")
    prose = page.select(".text > p, .text > ul, .text > ol")
    assert all(one.get("lang") == "en" for one in prose)


def test_the_files_of_numbers_are_those_of_every_language(german, report):
    rows = sorted(path.relative_to(german) for path in german.glob("rows/*.csv"))
    assert len(rows) > 5
    for name in ("metrics.csv", *rows):
        assert (german / name).read_bytes() == (report / name).read_bytes()
    here, there = (
        json.loads((one / "report.json").read_text("utf-8"))["metrics"] for one in (german, report)
    )
    assert here == there


def test_the_rows_page_counts_in_german(german):
    page = (german / "rows" / "index.html").read_text("utf-8")
    assert (
        re.search(r"\d+ Zeilen", page)
        and "rows" not in soup(german / "rows" / "index.html").main.text
    )

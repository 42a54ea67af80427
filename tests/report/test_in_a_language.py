"""A report in another language: its pages' language, words, numbers and dates, and the same files of numbers."""

import json
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from cs_toolkit import METRICS, display
from cs_toolkit.language import spoken, use
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


def test_what_is_english_in_every_language_says_so_to_a_screen_reader(german):
    page = soup(german / "share.html")
    english = {one.get_text(" ", strip=True) for one in page.select("[lang=en]")}
    says = METRICS["net_promoter_score"].default.says
    assert says in english and METRICS["net_promoter_score"].hides in english
    rules = page.select("table td.cs-words")
    assert any(one.get("lang") == "en" for one in rules)
    labels = page.select(".cs-define summary strong, .cs-label")
    assert labels and not any(one.find_parent(lang="en") for one in labels)


def test_sentences_of_rules_and_warnings_in_a_table_are_marked_too():
    frame = pd.DataFrame({"rule": ["paused", "fx"], "says": ["A pause <counts>.", ""]})
    with spoken("en_US"):
        assert "lang=" not in display.table(frame).to_html()
    with spoken("zh_CN"):
        html = display.table(frame).to_html()
    assert html.count('<span lang="en">') == 1 and "A pause &lt;counts&gt;." in html


def test_no_two_regions_of_the_edition_to_share_have_one_name(german):
    page = soup(german / "share.html")
    names = [one["aria-label"] for one in page.select("section[aria-label], [role=region]")]
    assert len(names) > 20 and len(set(names)) == len(names)

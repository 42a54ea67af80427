"""The pages: nothing from the net, nothing hostile, nothing hidden, readable without eyes."""

import json
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from cs_toolkit.report.metrics_csv import read_csv
from cs_toolkit.report.packing import unpacked

pytestmark = pytest.mark.xdist_group("report")
PAGES = (
    "index.html",
    "01_revenue.html",
    "changes.html",
    "../index.html",
    "../archive/2026-10/index.html",
)
FETCHING = {
    "src": None, "srcset": None, "poster": None, "data": "object", "action": None, "background": None,
    "href": "link", "xlink:href": None,
}  # fmt: skip


@pytest.fixture(params=PAGES)
def soup(request, report):
    return BeautifulSoup((report / request.param).read_text("utf-8"), "html.parser")


@pytest.fixture
def revenue(report):
    return BeautifulSoup((report / "01_revenue.html").read_text("utf-8"), "html.parser")


def test_nothing_is_fetched(soup):
    for attribute, element in FETCHING.items():
        for found in soup.find_all(element or True, attrs={attribute: True}):
            assert found[attribute].startswith(("data:", "#")), found
    assert not re.search(r"@import|url\((?!data:)", str(soup.style))
    assert not soup.find_all(["iframe", "object", "embed", "link", "base"])


def test_the_policy_lets_one_script_run_and_nothing_load(soup):
    (policy,) = soup.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith("default-src 'none'; img-src data:;")
    assert "script-src 'sha256-" in policy["content"]
    assert len(soup.find_all("script")) == 1
    assert not [
        tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)
    ]


def test_links_lead_somewhere(soup, report, request):
    page = report / request.node.callspec.params["soup"]
    for link in soup.find_all("a"):
        target, _, fragment = link["href"].partition("#")
        assert not target or (page.parent / target).exists(), link
        if not target:
            assert soup.find(id=fragment), link


def test_a_reader_without_eyes_finds_the_way(soup):
    assert soup.html["lang"] == "en"
    assert len(soup.find_all("h1")) == 1
    assert soup.find("a", class_="skip")["href"] == "#content"
    assert soup.find("main", id="content")
    assert all(image.get("alt") for image in soup.find_all("img"))
    assert all(svg.get("aria-label") for svg in soup.find_all("svg"))
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_the_scorecard_leads_and_says_that_the_numbers_close(report):
    text = BeautifulSoup((report / "index.html").read_text("utf-8"), "html.parser").main.text
    assert "checks close exactly" in text
    assert "Monthly recurring revenue" in text


def test_a_lesson_is_left_out(report):
    assert "For the class" not in (report / "index.html").read_text("utf-8")
    assert "a lesson cell" not in (report / "notebooks" / "00_scorecard.ipynb").read_text("utf-8")


def test_formulas_are_mathml(revenue):
    assert "$" not in revenue.main.text
    display = revenue.find("math", display="block")
    assert display.mtext.text == "ending"
    assert revenue.find("math", display=None).find("mfrac")


def test_figures_keep_their_words_and_their_width(revenue):
    image = revenue.find("img")
    assert image["alt"] == "Four invented values: they rise from 1 to 4."
    assert image["width"] == "691"
    assert image.find_parent("figure", class_="paper")


def test_a_hostile_segment_is_text(revenue):
    assert "<script>alert(1)</script>=1+1[U+202E]" in revenue.main.text
    assert "\u202e" not in str(revenue)


def test_code_and_messages_stand_behind_a_switch_and_parameters_nowhere(revenue):
    code = [tag.text for tag in revenue.find_all(attrs={"data-code": True})]
    assert any("display.figure(ax" in text for text in code)
    assert any("a message for the person who corrects the notebook" in text for text in code)
    assert not any("period = " in text for text in code)
    assert revenue.find("button", attrs={"data-switch": "code"})


def test_the_statement_is_folded(revenue):
    statement = revenue.find("details", class_="cs-statement")
    assert not statement.has_attr("open")
    assert "select" in statement.text.lower()


def test_each_statement_that_ran_has_a_link_to_its_text(revenue, report):
    links = revenue.find("details", class_="cs-statements").find_all("a")
    assert len(links) > 5
    page = BeautifulSoup((report / "sql_revenue.html").read_text("utf-8"), "html.parser")
    statements = unpacked(page.find(id="packed")["data-packed"]).split("\0")
    headings = page.find_all("h2")
    assert len(statements) == len(headings) == len(page.select("pre[data-part]"))
    for link in links:
        name, identity = link["href"].split("#")
        assert name == "sql_revenue.html"
        heading = page.find(id=identity)
        assert heading.text == link.text
        assert "select" in statements[headings.index(heading)].lower()


def test_the_loading_of_the_tables_has_a_page_too(report):
    page = (report / "sql_tables.html").read_text("utf-8")
    assert "<h2" in page and "tables/subscriptions" in page


def test_the_tidy_table_is_there_and_guarded(report):
    import pandas as pd

    table = read_csv(report / "metrics.csv")
    plain = pd.read_csv(report / "metrics.csv", keep_default_na=False)
    assert set(plain.loc[plain["dimension"] != "total", "period"]) == {"2026-10"}
    assert len(plain) < len(table) and plain["period"].nunique() == 13
    assert {"period", "dimension", "segment", "metric", "variant", "value", "note"} <= set(table)
    assert table["period"].nunique() == 13
    assert "2026-10" in set(table["period"])


def test_the_rows_behind_the_numbers_are_there(report):
    import pandas as pd

    manifest = json.loads((report / "manifest.json").read_text("utf-8"))
    rows = pd.read_parquet(report / manifest["rows"]["net_promoter_score"])
    assert len(rows) == 24
    assert manifest["rows"]["customer_churn_rate"] in manifest["files"]


def test_its_notebooks_name_the_data_relative_to_themselves(report):
    path = report / "notebooks" / "01_revenue.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (given,) = [c for c in notebook.cells if "injected-parameters" in c.metadata.get("tags", [])]
    assert "/company/company.toml" in given.source and 'results = ""' in given.source


def test_the_manifest_says_what_it_was_made_from(report):
    manifest = json.loads((report / "manifest.json").read_text("utf-8"))
    assert manifest["reconciliation"]["holds"] is True
    assert manifest["reconciliation"]["checks"] > 100
    assert set(manifest["inputs"]["files"]) == {
        "company.toml", "subscriptions.csv", "survey_responses.csv",
    }  # fmt: skip
    assert manifest["inputs"]["tables"]["subscriptions"] == 40
    assert manifest["policies"]["paused"] == "excluded"
    assert manifest["as_of"] == "2026-11-01T00:00:00"
    assert not any(page["failed"] for page in manifest["pages"])


def test_the_same_run_gives_the_same_bytes(reports):
    now, before = reports / "2026-10", reports / "archive" / "2026-10" / "1"
    files = sorted(path.relative_to(now) for path in now.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(before) for p in before.rglob("*") if p.is_file())
    assert len(files) > 9
    different = [
        file for file in files if (now / file).read_bytes() != (before / file).read_bytes()
    ]
    assert different == []


def test_no_output_names_a_folder_of_this_machine(report, company_file):
    here = [str(Path.home()), str(Path(__file__).parents[2]), str(company_file.parent), "/tmp/"]
    for path in report.rglob("*"):
        if path.suffix in (".html", ".json", ".ipynb", ".csv"):
            text = path.read_text("utf-8")
            assert not [folder for folder in here if folder in text], path

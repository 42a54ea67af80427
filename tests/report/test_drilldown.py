"""From a number to its rows, to its SQL and to a customer's page, without a network or a server."""

import json
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from cs_toolkit.report.row_links import with_rows
from cs_toolkit.report.row_pages import as_json, table_of, write_row_pages

pytestmark = pytest.mark.xdist_group("report")
GIVEN = {"company": "Demo", "heading": "October 2026"}


def soup_of(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_a_number_leads_to_its_rows_and_these_to_its_sql_and_its_customers(report):
    page = soup_of(report / "index.html")
    links = {link["href"] for link in page.select("a.cs-rows")}
    assert "rows/satisfaction_recommendation.html" in links
    for href in links:
        rows = soup_of(report / href)
        for link in rows.select("main a"):
            target, _, identity = link["href"].partition("#")
            assert (report / "rows" / target).is_file(), link
            if identity:
                assert soup_of(report / "rows" / target).find(id=identity)


def test_the_rows_of_a_page_are_those_of_its_file(report):
    manifest = json.loads((report / "manifest.json").read_text("utf-8"))
    file = report / manifest["rows"]["net_promoter_score"]
    page = soup_of(file.with_suffix(".html"))
    data = json.loads(page.find(id="rows").string)
    assert len(data["rows"]) == len(pd.read_parquet(file)) == 24
    assert len(pd.read_csv(file.with_suffix(".csv"))) == 24
    assert "Net promoter score" in page.main.text


def test_each_customer_in_the_rows_has_a_page_with_what_happened(report):
    lines = soup_of(report / "customers" / "index.html").select("tbody a")
    assert len(lines) == 40
    first = soup_of(report / "customers" / lines[0]["href"])
    assert {"Contracts", "Survey answers"} <= {head.text for head in first.find_all("h2")}
    moments = [one.text for one in first.select("ol.time time")]
    assert moments == sorted(moments, reverse=True) and len(moments) > 2


def test_small_pages_are_small_and_say_nothing_to_the_net(report):
    leaves = [*(report / "rows").glob("*.html"), *(report / "customers").glob("*.html")]
    assert len(leaves) > 45
    for path in leaves:
        text = path.read_text("utf-8")
        assert len(text) < 60_000, path
        assert "default-src 'none'" in text and "src=" not in text.split("<main", 1)[1]


def test_a_value_that_means_harm_is_text_in_a_page_of_rows(tmp_path):
    (tmp_path / "rows").mkdir()
    harm = "</script><script>alert(1)</script>"
    frame = pd.DataFrame({"customer_id": [harm, None], "score": [1.25, float("nan")]})
    frame.to_parquet(tmp_path / "rows" / "satisfaction_answers.parquet")
    files = {"net_promoter_score": "rows/satisfaction_answers.parquet"}
    pages = write_row_pages(tmp_path, files, GIVEN, {harm: "../customers/a.html"})
    assert pages == {"net_promoter_score": "rows/satisfaction_answers.html"}
    page = soup_of(tmp_path / "rows" / "satisfaction_answers.html")
    scripts = page.find_all("script")
    assert len(scripts) == 3 and not any("alert" in str(one)[:30] for one in scripts)
    assert json.loads(page.find(id="rows").string)["rows"] == [[harm, 1.25], [None, None]]
    assert page.find("a", href="../customers/a.html").text == harm


def test_what_a_page_cannot_hold_is_said_and_is_in_the_files(tmp_path):
    (tmp_path / "rows").mkdir()
    frame = pd.DataFrame({"ticket_id": [f"{number:040}" for number in range(9_000)]})
    frame.to_parquet(tmp_path / "rows" / "support_tickets.parquet")
    files = {"first_contact_resolution": "rows/support_tickets.parquet"}
    write_row_pages(tmp_path, files, GIVEN, {})
    path = tmp_path / "rows" / "support_tickets.html"
    assert path.stat().st_size < 300_000
    assert re.search(
        r"The first [\d,]+ are here, all of them in the files", path.read_text("utf-8")
    )


def test_cells_are_numbers_texts_or_nothing():
    rows = pd.DataFrame(
        {"n": pd.array([1, None], dtype="Int64"), "flag": [True, False], "at": pd.to_datetime(["2026-10-01 09:30", None])}
    )  # fmt: skip
    assert table_of(rows)[1] == [[1, "yes", "2026-10-01 09:30:00"], [None, "no", None]]
    assert as_json(["</script>"]) == '["\\u003c/script>"]'


def test_a_number_without_rows_is_no_link():
    html = '<td><span data-metric="mrr" class="x">€1</span> <span data-metric="arpa">€2</span></td>'
    assert with_rows(html, {"mrr": "rows/a.html"}).count("<a ") == 1


@pytest.mark.browser
def test_rows_are_searched_and_sorted_offline(browser, report):
    manifest = json.loads((report / "manifest.json").read_text("utf-8"))
    path = (report / manifest["rows"]["net_promoter_score"]).with_suffix(".html")
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 800})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="score", exact=True).click()
    head = page.locator("th[aria-sort=ascending]")
    assert head.inner_text().startswith("score")
    at = page.evaluate("[...document.querySelectorAll('thead th')].findIndex(one => one.ariaSort)")
    cells = page.locator(f"tbody td:nth-child({at + 1})").all_inner_texts()
    assert list(map(float, cells)) == sorted(map(float, cells))
    page.get_by_label("Search in these rows").fill("promoter")
    assert 0 < page.locator("tbody tr").count() < 24
    assert "of 24" in page.locator("[data-count]").inner_text()
    assert said == []
    context.close()


def test_the_search_finds_numbers_sections_and_customers(report):
    page = soup_of(report / "search.html")
    links = {link["href"] for link in page.select("main a")}
    for href in links:
        assert (report / href.partition("#")[0]).is_file(), href
    assert any(href.startswith("customers/c") for href in links)
    churn = [line for line in page.select("li") if line.text.startswith("Customer churn rate")]
    assert len(churn) == 1 and "%" in churn[0].text
    assert soup_of(report / "index.html").find("a", href="search.html")


@pytest.mark.browser
def test_the_search_filters_while_one_types(browser, report):
    page = browser.new_page()
    page.goto((report / "search.html").as_uri())
    page.get_by_label("Search for a number").fill("NRR")
    shown = page.locator("[data-part] li:visible").all_inner_texts()
    assert shown and any("Net revenue retention" in one for one in shown)
    assert "found" in page.locator("[data-count]").inner_text()
    page.close()

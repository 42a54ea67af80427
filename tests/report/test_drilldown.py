"""From a number to its rows, to its SQL and to a customer's page, without a network or a server."""

import json
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from cs_toolkit.report.packing import unpacked
from cs_toolkit.report.row_links import with_rows
from cs_toolkit.report.row_pages import as_json, place, table_of, write_row_pages

pytestmark = pytest.mark.xdist_group("report")
GIVEN = {"company": "Demo", "heading": "October 2026"}


def soup_of(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def rows_of(page):
    """What a page of rows holds packed, by the table's place."""
    tables = unpacked(page.find(id="rows")["data-packed"]).split("\0")
    places = [one["id"] for one in page.select("[data-table]")]
    return dict(zip(places, map(json.loads, tables), strict=True))


def customers_of(path):
    """What a page of customers holds packed: a customer's place → (title, content)."""
    parts = unpacked(soup_of(path).find(id="packed")["data-packed"]).split("\0")
    return {name: (title, html) for name, title, html in (one.split("\1") for one in parts)}


def test_a_number_leads_to_its_rows_and_these_to_its_sql_and_its_customers(report):
    page = soup_of(report / "index.html")
    links = {link["href"] for link in page.select("a.cs-rows")}
    assert "rows/satisfaction.html#recommendation" in links
    for href in links:
        name, _, table = href.partition("#")
        rows = soup_of(report / name)
        assert rows.find(id=table)
        for link in rows.select("main a"):
            target, _, identity = link["href"].partition("#")
            path = report / "rows" / target if target else report / name
            assert path.is_file(), link
            if path.parent.name == "customers" and identity:
                assert identity in customers_of(path)
            elif identity:
                assert soup_of(path).find(id=identity)


def test_the_rows_of_a_page_are_those_of_its_file(report):
    manifest = json.loads((report / "manifest.json").read_text("utf-8"))
    file = report / manifest["rows"]["net_promoter_score"]
    name, _, table = place(manifest["rows"]["net_promoter_score"]).partition("#")
    page = soup_of(report / name)
    assert len(rows_of(page)[table]["rows"]) == len(pd.read_parquet(file)) == 24
    assert len(page.find(id=table).select("tbody tr")) == 5  # also without a script
    assert len(pd.read_csv(file.with_suffix(".csv"))) == 24
    sheets = pd.read_excel(report / name.replace(".html", ".xlsx"), sheet_name=None)
    assert set(sheets) == set(rows_of(page)) and len(sheets[table]) == 24
    assert "Net promoter score" in page.find(id=table).text


def test_each_customer_in_the_rows_has_a_page_with_what_happened(report):
    lines = soup_of(report / "customers" / "index.html").select("tbody a")
    assert len(lines) == 40
    file, _, who = lines[0]["href"].partition("#")
    title, html = customers_of(report / "customers" / file)[who]
    first = BeautifulSoup(html, "html.parser")
    assert title == lines[0].text
    assert {"Contracts", "Survey answers"} <= {head.text for head in first.find_all("h2")}
    moments = [one.text for one in first.select("ol.time time")]
    assert moments == sorted(moments, reverse=True) and len(moments) > 2


def test_small_pages_are_small_and_say_nothing_to_the_net(report):
    leaves = [*(report / "rows").glob("*.html"), *(report / "customers").glob("*.html")]
    assert len(leaves) > 4
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
    assert pages == {"net_promoter_score": "rows/satisfaction.html#answers"}
    page = soup_of(tmp_path / "rows" / "satisfaction.html")
    scripts = page.find_all("script")
    assert len(scripts) == 2 and not any("alert" in str(one)[:30] for one in scripts)
    assert rows_of(page)["answers"]["rows"] == [[harm, 1.25], [None, None]]
    assert page.find("a", href="../customers/a.html").text == harm


def test_what_a_page_cannot_hold_is_said_and_is_in_the_files(tmp_path):
    (tmp_path / "rows").mkdir()
    frame = pd.DataFrame({"ticket_id": [f"{number:040}" for number in range(9_000)]})
    frame.to_parquet(tmp_path / "rows" / "support_tickets.parquet")
    files = {"first_contact_resolution": "rows/support_tickets.parquet"}
    write_row_pages(tmp_path, files, GIVEN, {})
    path = tmp_path / "rows" / "support.html"
    assert path.stat().st_size < 100_000
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
    name, _, table = place(manifest["rows"]["net_promoter_score"]).partition("#")
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 800})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{(report / name).as_uri()}#{table}")
    page.get_by_label("Search in these rows").wait_for()
    assert page.locator("[data-table]:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="score", exact=True).click()
    head = page.locator("th[aria-sort=ascending]")
    assert head.inner_text().startswith("score")
    at = page.evaluate(
        "[...document.querySelectorAll('[data-table]:not([hidden]) th')].findIndex(one => one.ariaSort)"
    )
    cells = page.locator(f"tbody td:nth-child({at + 1}):visible").all_inner_texts()
    assert list(map(float, cells)) == sorted(map(float, cells))
    page.get_by_label("Search in these rows").fill("promoter")
    assert 0 < page.locator("tbody tr:visible").count() < 24
    assert "of 24" in page.locator("[data-count]:visible").inner_text()
    assert said == []
    context.close()


@pytest.mark.browser
def test_a_link_to_a_customer_unpacks_that_customer_s_page(browser, report):
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 800})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((report / "customers" / "index.html").as_uri())
    for at in (0, 1):
        link = page.locator("tbody a").nth(at)
        name = link.inner_text()
        link.click()
        page.get_by_role("heading", name=name, exact=True).wait_for()
        assert page.title().startswith(name)
        assert page.get_by_role("heading", name="Contracts").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.go_back()
    assert said == []
    context.close()


def test_the_search_finds_numbers_sections_and_customers(report):
    page = soup_of(report / "search.html")
    links = {link["href"] for link in page.select("main a")}
    for href in links:
        assert (report / href.partition("#")[0]).is_file(), href
    assert any(href.startswith("customers/1.html#c") for href in links)
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

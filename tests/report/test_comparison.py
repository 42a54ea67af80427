"""The lead numbers over all reports, and two periods side by side."""

import json

from bs4 import BeautifulSoup

from cs_toolkit.report.comparison import trends, write_comparison


def facts(period, mrr, nps, **more):
    metrics = [
        {"metric": "mrr", "label": "Monthly recurring revenue", "unit": "money", "value": mrr},
        {"metric": "net_promoter_score", "label": "Net promoter score", "unit": "points", "value": nps},
    ]  # fmt: skip
    return {
        "company": "Demo", "currency": "EUR", "period": period, "title": period, "folder": period,
        "as_of": "2026-11-01", "lead": ["mrr", "net_promoter_score"], "metrics": metrics,
    } | more  # fmt: skip


REPORTS = [
    facts("2026-10", 120.0, None), facts("2026-08", 100.0, 30.0), facts("2026-09", 110.0, 40.0),
    facts("2026-Q3", 300.0, 35.0), facts("2026-10", 9.0, 9.0, company="Other"),
]  # fmt: skip


def test_reports_of_one_company_and_length_stand_in_order():
    table = next(one for one in trends(REPORTS) if len(one["titles"]) == 3)
    assert table["titles"] == ["2026-08", "2026-09", "2026-10"]
    assert table["columns"][0]["cells"] == ["€100", "€110", "€120"]
    assert table["columns"][1]["cells"][-1] == "n/a"
    assert table["hrefs"][0] == "2026-08/index.html"
    assert len(trends(REPORTS)) == 3


def test_two_periods_stand_side_by_side(tmp_path):
    assert write_comparison(tmp_path, REPORTS)
    soup = BeautifulSoup((tmp_path / "compare.html").read_text("utf-8"), "html.parser")
    row = [cell.text for cell in soup.select("tbody tr")[0].find_all(["th", "td"])]
    assert row == ["Monthly recurring revenue", "€110", "€120", "+€10"]
    data = json.loads(soup.find(id="figures").string)
    assert data["lines"][0]["values"] == [100.0, 110.0, 120.0]
    assert [path.name for path in tmp_path.iterdir()] == ["compare.html"]


def test_one_report_is_compared_with_none(tmp_path):
    (tmp_path / "compare.html").write_text("old")
    assert not write_comparison(tmp_path, REPORTS[:1])
    assert not (tmp_path / "compare.html").exists()


def test_other_periods_are_chosen_in_the_browser(tmp_path, browser):
    write_comparison(tmp_path, REPORTS)
    page = browser.new_page()
    page.goto((tmp_path / "compare.html").as_uri())
    page.get_by_label("Before").select_option(label="2026-08")
    cells = page.locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells == ["€100", "€120", "+€20.00"]
    page.close()

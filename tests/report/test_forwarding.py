"""What is forwarded: a summary, a dashboard's facts, a workbook; and pages only where there are data."""

import json
import re
import shutil
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup

import cs_toolkit as cs
from cs_toolkit import display
from cs_toolkit.errors import InputError
from cs_toolkit.report import write_report
from cs_toolkit.report.dry_run import planned
from cs_toolkit.report.families import lacking
from cs_toolkit.report.mail import write_mail
from cs_toolkit.report.pages import page
from cs_toolkit.report.schedule import scheduled
from cs_toolkit.report.share import by_segment
from cs_toolkit.report.workbook import write_workbook
from tests.conftest import CHROMIUM
from tests.report.demo import DEMO

pytestmark = pytest.mark.xdist_group("report")


def test_the_summary_says_the_headline_and_the_lead_numbers(report):
    for name in ("summary.md", "summary.txt"):
        text = (report / name).read_text("utf-8")
        assert "Monthly recurring revenue is €" in text
        assert "Net promoter score: " in text
        assert "noise in October 2026" in text
        assert "Data up to 1 November 2026." in text
    assert (report / "summary.md").read_text("utf-8").startswith("# Demo & Sons: October 2026\n")


def test_a_dashboard_reads_the_facts_without_nan(report):
    def refuse(word):
        raise AssertionError(word)

    facts = json.loads((report / "report.json").read_text("utf-8"), parse_constant=refuse)
    assert facts["period"] == "2026-10" and facts["reconciled"] is True
    assert 3 <= len(facts["headline"]) <= 5
    (mrr,) = [one for one in facts["metrics"] if one["metric"] == "mrr"]
    assert mrr["value"] > 0 and mrr["unit"] == "money"


def test_the_workbook_has_every_number_and_runs_nothing(report):
    book = openpyxl.load_workbook(report / "metrics.xlsx")
    assert book.sheetnames == ["scorecard", "metrics"]
    rows = list(book["metrics"].values)
    text = pd.read_csv(report / "metrics.csv", dtype=str, keep_default_na=False)
    assert rows[0] == tuple(text.columns) and len(rows) == len(text) + 1
    assert all(cell.data_type != "f" for row in book["metrics"].iter_rows() for cell in row)


def test_the_workbook_is_the_same_bytes_on_every_run(tmp_path):
    frame = pd.DataFrame({"label": ["MRR"], "value": [1.5], "unit": ["money"]})
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in paths:
        write_workbook(path, frame, frame)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.fixture(scope="module")
def editions(tmp_path_factory, company_file):
    """A report with every edition, of two notebooks, one of them without tables."""
    folder = tmp_path_factory.mktemp("editions")
    support = folder / "06_support.ipynb"
    shutil.copy(DEMO[1], support)
    result = write_report(
        company_file, "2026-10", folder / "reports", notebooks=[DEMO[0], support],
        share=True, single=True, pdf=CHROMIUM is not None, mail=True,
    )  # fmt: skip
    assert result.exit_code == 0
    return folder / "reports" / "2026-10"


def test_a_family_without_its_tables_is_a_line_and_no_page(editions):
    assert not (editions / "06_support.html").exists()
    soup = BeautifulSoup((editions / "index.html").read_text("utf-8"), "html.parser")
    assert "Support" not in soup.nav.text
    lines = soup.find("ul", class_="lacking").text
    assert "Support: needs table" in lines
    assert "Revenue" not in lines and "Satisfaction" not in lines


def test_no_customer_is_in_the_edition_to_share(editions):
    text = (editions / "share.html").read_text("utf-8")
    words = BeautifulSoup(text, "html.parser").text
    assert "Monthly recurring revenue is €" in words and "3 customers left" in words
    assert not re.search(r"\bc\d+\b", words)
    assert (editions / "01_revenue.html").exists() is False
    assert 'href="' not in text.replace('href="#content"', "")
    # ids are where they may be: so the search would have found them
    assert re.search(r"\bc\d+\b", (editions / "summary.txt").read_text("utf-8"))


def test_the_mail_holds_the_summary_and_with_an_edition_to_share_no_customer(editions):
    mail = message_from_bytes((editions / "report.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == "Demo & Sons, October 2026" and mail["To"] is None
    text = mail.get_body(("plain",)).get_content()
    assert "Monthly recurring revenue is €" in text and not re.search(r"\bc\d+\b", text)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "share.html"
    assert attached.get_content_charset() == "utf-8"
    assert attached.get_payload(decode=True) == (editions / "share.html").read_bytes()


def test_the_mail_is_the_same_bytes_on_every_run(tmp_path):
    (tmp_path / "single.html").write_text("<p>ü</p>", "utf-8")
    made = []
    for _ in range(2):
        write_mail(tmp_path, "Müller\r\nBcc: all", "Grüße", tmp_path / "single.html")
        made.append((tmp_path / "report.eml").read_bytes())
    assert made[0] == made[1]
    assert message_from_bytes(made[0], policy=policy.default)["Bcc"] is None


def test_amounts_are_not_broken_between_their_sign_and_their_digits():
    shown = display.headline(["MRR is €100.", "of it exchange rates +€22.87, churned −€1,132"]).html
    assert '<span class="cs-amount">+€22.87,</span>' in shown
    assert '<span class="cs-amount">−€1,132</span>' in shown


def test_the_edition_to_share_fits_a_phone(editions, browser):
    for width in (360, 768):
        window = browser.new_page(viewport={"width": width, "height": 720})
        window.goto((editions / "share.html").as_uri())
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        window.close()


def test_small_groups_are_left_out_and_none_can_be_had_from_the_total():
    names = ("a", "b", "c", "d")
    sizes = (40.0, 30.0, 12.0, 3.0)
    scores = pd.DataFrame(
        {"period": "2026-10", "dimension": "plan", "segment": names, "metric": "net_promoter_score",
         "variant": "default", "value": 10.0, "unit": "points", "n": sizes, "low": 1.0, "high": 20.0}
    )  # fmt: skip
    sums = scores.assign(metric="mrr", unit="money", n=float("nan"))
    payers = scores.assign(metric="paying_customers", variant="measure", value=sizes)
    found = by_segment(pd.concat([scores, sums, payers]), ["net_promoter_score", "mrr"], "2026-10")
    for metric in ("Net promoter score", "Monthly recurring revenue"):
        rows = found[found["metric"] == metric]
        # d is small, and with c it cannot be told what either had
        assert rows["value"].notna().tolist() == [True, True, False, False]
        assert rows["segment"].tolist() == ["a", "b", "c", "(a small group)"]
    # without payers nobody knows how large a sum's group is
    assert by_segment(sums, ["mrr"], "2026-10")["value"].isna().all()


def test_one_file_holds_the_whole_report_and_its_links_stay_in_it(editions):
    soup = BeautifulSoup((editions / "single.html").read_text("utf-8"), "html.parser")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)) and "page-index" in ids
    for link in soup.find_all("a"):
        assert link["href"].startswith("#") and link["href"][1:] in ids, link


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_the_report_is_printed_with_company_period_and_page_numbers(editions):
    printed = (editions / "report.pdf").read_bytes()
    assert printed.startswith(b"%PDF-") and b"20000101000000" in printed
    assert (editions / "share.pdf").stat().st_size > 10_000
    page = (editions / "single.html").read_text("utf-8")
    assert "counter(page)" in page and "@top-left" in page


def test_a_style_cannot_be_left_by_a_company_s_name():
    assert page("share", title="", company='"}</style><script>', heading="", parts=(), reconciled=True,
                data_until="", in_progress="").count("</style>") == 1  # fmt: skip


def test_a_dry_run_says_what_would_run_and_writes_nothing(tmp_path, company_file):
    lines = list(planned(cs.open(company_file), "2026-10", tmp_path / "reports"))
    assert lines[0].startswith("Demo & Sons, October 2026: would write")
    told = "\n".join(lines)
    assert "Revenue: a page (" in told
    assert "Support: no page, not available: needs table" in told
    assert not (tmp_path / "reports").exists()
    with pytest.raises(InputError):
        list(planned(cs.open(company_file), "2031-10", tmp_path))


def test_the_schedule_runs_the_last_month_and_quotes_what_it_is_given():
    told = scheduled("my data/100%.toml", Path("reports"), 3, 5)
    assert "0 5 3 * * cs-toolkit report last --data 'my data/100\\%.toml'" in told
    assert "OnCalendar=*-*-03 05:00" in told and "100%%.toml" in told
    assert "Exit codes: 0 all well" in told


def test_what_is_lacking_is_what_no_table_feeds(company_file):
    found = lacking(cs.open(company_file).metrics("2026-10"))
    assert {"support", "engagement"} <= set(found)
    assert not {"revenue", "retention", "satisfaction"} & set(found)


def test_each_figure_can_be_jumped_to(report):
    soup = BeautifulSoup((report / "01_revenue.html").read_text("utf-8"), "html.parser")
    contents = soup.find("details", class_="contents")
    figure = soup.find("figure", class_="paper")
    assert contents.find("a", href=f"#{figure['id']}")

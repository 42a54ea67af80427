"""Pages of the demo, and of a company in which everything is odd, by axe: widths, themes, large letters, paper."""

import csv

import pytest

from cs_toolkit.report import write_report
from tests.report.demo import DEMO

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("report")]
PAGES = (
    "index.html",
    "01_revenue.html",
    "sql_revenue.html",
    "rows/index.html",
    "customers/index.html",
)
SIMPLER = (
    "changes.html",
    "search.html",
    "../index.html",
    "rows/satisfaction.html",
    "customers/1.html",
)
READERS = ((1440, "light", "screen", ""), (768, "light", "screen", "200%"),
           (360, "dark", "screen", ""), (768, "light", "print", ""))  # fmt: skip
NAMES = (
    "Gesellschaft für außergewöhnlich lange Namen in Tabellen mbH", "北京市海淀区客户成功有限公司",
    "شركة نجاح العملاء", "🦄 Unicorn & Söhne 🚀", "x" * 60,
)  # fmt: skip


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A report in dinars of a thousandth, of names in every script, 10⁹ and 0.004, in its first month."""
    folder = tmp_path_factory.mktemp("odd")
    with (folder / "subscriptions.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["subscription_id", "customer_id", "plan", "mrr", "starts_on", "ends_on"])
        for at, mrr in enumerate((1e9, 0.004, 12.5, 999_999.6, 1)):
            rows.writerow([f"S{at}", NAMES[at], NAMES[at], mrr, "2026-10-02", ""])
    (folder / "company.toml").write_text(
        f'name = "{NAMES[1]} {NAMES[0]}"\ncurrency = "KWD"\nas_of = "2026-11-01"\ndimensions = ["plan"]\n',
        encoding="utf-8",
    )
    result = write_report(
        folder / "company.toml", "2026-10", tmp_path_factory.mktemp("out"), notebooks=DEMO[:1]
    )
    return result.path


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def complaints(browser, axe, path, reader):
    """What axe, the console or the page's width says against a page, and what it asks of the net."""
    width, theme, medium, letters = reader
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, offline=True, bypass_csp=True
    )
    page, found = context.new_page(), []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "request", lambda asked: found.append(asked.url) if asked.url.startswith("http") else None
    )
    page.goto(path.as_uri())
    page.emulate_media(media=medium, color_scheme=theme)
    if letters:
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
        # two frames: what watches a box's size has answered
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
    # what is printed is shrunk to the paper
    if medium == "screen" and page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("it scrolls sideways")
    options = {"resultTypes": ["violations"]}
    for one in axe.run(page, options=options).response["violations"]:
        found.append(f"{one['id']}: {one['nodes'][0]['html'][:200]}")
    context.close()
    return found


@pytest.mark.parametrize("reader", READERS, ids=["wide", "large letters", "phone", "paper"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_a_page(browser, axe, report, name, reader):
    assert complaints(browser, axe, report / name, reader) == []


@pytest.mark.parametrize("name", SIMPLER)
def test_axe_finds_nothing_in_a_simpler_page_on_a_phone(browser, axe, report, name):
    assert complaints(browser, axe, report / name, READERS[2]) == []


@pytest.mark.parametrize("reader", [READERS[0], READERS[2]], ids=["wide", "phone"])
@pytest.mark.parametrize("name", ["index.html", "rows/index.html", "customers/index.html"])
def test_axe_finds_nothing_in_the_pages_of_an_odd_company(browser, axe, odd, name, reader):
    assert complaints(browser, axe, odd / name, reader) == []


def test_an_odd_company_s_numbers_are_reported_whole(odd):
    text = (odd / "index.html").read_text("utf-8")
    assert "KWD 1bn" in text and NAMES[1] in text

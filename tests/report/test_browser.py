"""The pages in a real browser, from the file system, with the network off."""

import pandas as pd
import pytest

from cs_toolkit import display

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("report")]
NO = float("nan")
LIGHT, DARK = "rgb(252, 251, 248)", "rgb(21, 23, 26)"


@pytest.fixture
def opened(browser, report):
    """Opens a page of the report; whatever its console says or it asks of the net is an error."""
    contexts, complaints = [], []

    def open_page(name, width=1280, theme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                complaints.append(asked.url)
                if not asked.url.startswith(("file:", "data:"))
                else None
            ),
        )
        page.goto((report / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "name",
    ["index.html", "01_revenue.html", "sql_revenue.html", "changes.html", "../index.html"],
)
def test_a_page_fits_its_window_in_both_themes(opened, name, width, theme):
    page = opened(name, width, theme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == (LIGHT if theme == "light" else DARK)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "name", ["index.html", "search.html", "rows/index.html", "customers/index.html"]
)
def test_a_page_fits_a_phone_with_letters_twice_as_large(opened, name):
    page = opened(name, 360)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_box_that_holds_all_it_shows_is_no_stop_for_the_keyboard(opened):
    page = opened("01_revenue.html", 1280)
    needless = """[...document.querySelectorAll('[tabindex="0"]')].filter(
        (box) => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight)"""
    page.wait_for_load_state("load")
    assert page.evaluate(f"{needless}.length") == 0


def test_the_switches_work_from_the_keyboard_and_are_remembered(opened):
    page = opened("01_revenue.html")
    code = page.locator("[data-code]").first
    assert not code.is_visible()
    page.locator("[data-switch=code]").focus()
    page.keyboard.press("Enter")
    assert code.is_visible()
    assert page.locator("[data-switch=code]").get_attribute("aria-pressed") == "true"
    page.locator("[data-switch=theme]").focus()
    page.keyboard.press("Space")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
    # what was stored reaches the next page's process in the browser's own time
    page.wait_for_timeout(500)
    page.get_by_role("link", name="Scorecard").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK


def test_a_page_of_statements_unpacks_them_and_shows_the_one_that_is_asked_for(opened):
    page = opened("sql_revenue.html")
    page.goto(f"{page.url}#revenue-movements")
    page.reload()
    heading = page.locator("#revenue-movements")
    statement = page.locator("#revenue-movements + pre")
    statement.wait_for()
    assert "select" in statement.inner_text().lower()
    assert page.locator("pre[hidden]").count() == 0
    assert heading.evaluate("one => one.getBoundingClientRect().top < innerHeight")


def test_the_first_tab_skips_to_the_content(opened):
    page = opened("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_page_reads_without_scripts(opened):
    page = opened("01_revenue.html", java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert not page.locator("[data-switch]").first.is_visible()


def test_a_script_that_got_into_a_page_does_not_run(browser, report, tmp_path):
    hostile = (
        (report / "index.html")
        .read_text("utf-8")
        .replace(
            "</main>",
            "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\"></main>",
        )
    )
    (tmp_path / "hostile.html").write_text(hostile, "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "hostile.html").as_uri())
    assert page.title() != "taken"
    page.close()


def test_print_leaves_the_frame_out(opened):
    page = opened("01_revenue.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").is_visible()
    assert not page.locator(".top").is_visible()
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert ink == "rgb(36, 39, 43)"


@pytest.mark.parametrize("width", [280, 740, 985])
def test_the_verdict_of_a_scorecard_is_seen_without_scrolling(browser, width):
    card = pd.DataFrame(
        {
            "family": "value", "metric": "customer_roi", "label": "Customer return on investment",
            "unit": ["percent", "months", "money"], "better": "higher", "value": [4.611, 21.8, 422_294],
            "previous": [7.4, 22.3, 415_974], "year_before": [-0.6, 61.0, 252_553],
            "sparkline": [[1.0, 2.0]] * 3, "n": [6, 196, 30], "low": [1.439, 20.2, 391_901],
            "high": [11.908, 23.5, 443_805], "target": [5.0, NO, NO], "verdict": ["below target", "", ""],
            "note": ["", "", "no basis: no lead of the period has had its whole window yet"],
        }
    )  # fmt: skip
    context = browser.new_context(viewport={"width": width + 16, "height": 900})
    page = context.new_page()
    page.set_content(display.scorecard(card, currency="EUR")._repr_html_())
    table = page.locator(".cs-scroll")
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.get_by_text("below target").first.is_visible()
    changes = page.locator(
        ".cs-scorecard td:nth-child(3) > span, .cs-scorecard td:nth-child(4) > span"
    )
    boxes = [one.bounding_box() for one in changes.all()]
    for left, right in zip(boxes[::2], boxes[1::2], strict=True):
        assert left["x"] + left["width"] <= right["x"]
    context.close()

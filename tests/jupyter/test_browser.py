"""JupyterLab driven by a browser: open, run all, change the period: no red cell."""

import json
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from cs_toolkit import display
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.drafting.recipes.demo import write_demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("report")]
BOOK = "02_retention.ipynb"
TILE = {
    "label": "Revenue", "unit": "money", "better": "higher", "value": 42.0, "previous": 40.0,
    "sparkline": [40.0, 41.0, 42.0], "judgement": "beyond noise",
}  # fmt: skip
LONGEST = 240  # seconds: how busy the machine is decides nothing


def outputs(notebook) -> str:
    return json.dumps([cell.get("outputs") for cell in notebook.cells])


def run_all(page, path, wanted: str, *, hints: bool = False):
    """Run every cell and save until the file says that all ran and shows what is wanted.

    No cell is red, or, in a lesson, none but those that check an answer.
    """
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=LONGEST * 1000)
    page.locator(".lm-MenuBar-item", has_text="Run").first.click()
    page.get_by_text("Run All Cells", exact=True).click()
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        page.wait_for_timeout(1000)
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=LONGEST * 1000)
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
        notebook = nbformat.read(path, as_version=4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        meant = [cell for cell in code if hints and cell.source.startswith("check(")]
        kinds = [one.output_type for cell in code if cell not in meant for one in cell.outputs]
        assert "error" not in kinds, outputs(notebook)
        if all(cell.execution_count for cell in code) and wanted in outputs(notebook):
            return notebook
    raise AssertionError("not every cell ran")


def test_tiles_are_seen_in_a_notebook_that_nobody_trusts_yet(browser, lab):
    tiles = display.tiles(pd.DataFrame([TILE] * 3), currency="EUR")
    shown = new_output("execute_result", {"text/html": tiles._repr_html_()}, execution_count=1)
    cell = new_code_cell("tiles(card)", outputs=[shown], execution_count=1)
    nbformat.write(new_notebook(cells=[cell]), lab.folder / "untrusted.ipynb")
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    try:
        page.goto(f"{lab.url}/lab/workspaces/untrusted/tree/untrusted.ipynb?token={lab.token}")
        page.locator(".cs-label").first.wait_for(timeout=LONGEST * 1000)
        boxes = [one.bounding_box() for one in page.locator(".cs-tile").all()]
        assert len({box["y"] for box in boxes}) == 1  # side by side, and no list
        line = page.locator("img.cs-sparkline").first
        assert line.is_visible() and line.evaluate("one => one.naturalWidth") > 0
        assert page.locator(".cs-untrusted").is_visible()
        assert page.locator("style[data-cs-toolkit]").count() == 0
    finally:
        page.close()


def test_a_lesson_shows_a_right_answer_a_hint_and_no_other_red_cell(browser, lab):
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    path = lab.folder / "course" / "05_churn.ipynb"
    churn = 'answer = (own["at_start"] & ~own["at_end"]).sum() / own["at_start"].sum()'
    written = nbformat.read(path, as_version=4)
    places = [cell for cell in written.cells if "in place of the three dots" in cell.source]
    places[0].source = places[1].source = churn  # right, and not what S17 would report
    nbformat.write(written, path)
    try:
        page.goto(f"{lab.url}/lab/workspaces/class/tree/course/{path.name}?token={lab.token}")
        # an editor of a cell of text is hidden while its text is shown
        code = page.locator(".jp-CodeCell .cm-content")
        code.first.wait_for(timeout=LONGEST * 1000)
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=LONGEST * 1000)
        checks = {
            cell.source.split('"')[1]: cell.outputs
            for cell in run_all(page, path, "churn-1: right.", hints=True).cells
            if cell.source.startswith("check(")
        }
    finally:
        page.close()
    assert checks["churn-1"][0].data["text/plain"] == "churn-1: right."
    assert "That is the default, the share that left." in checks["churn-2"][0].evalue
    assert all("not answered yet" in checks[name][0].evalue for name in ("churn-3", "churn-4"))


def test_run_all_a_changed_period_and_an_export_show_no_red_cell_and_nothing_is_left_running(
    browser, lab
):
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    try:
        page.goto(f"{lab.url}/lab/workspaces/own/tree/{BOOK}?token={lab.token}")
        path = lab.folder / BOOK
        first = page.locator(".jp-Notebook .cm-content").filter(has_text="period =")
        first.wait_for(timeout=LONGEST * 1000)
        assert str(lab.folder.parent / "own") in first.inner_text()
        run_all(page, path, "October 2026")
        first.scroll_into_view_if_needed()
        first.click()
        page.keyboard.press("Control+a")
        page.keyboard.type(
            f"data = '{lab.folder.parent / 'own'}'; period = '2026-09'; as_of = results = split_by = ''"
        )
        run_all(page, path, "September 2026")
        stripe = lab.folder.parent / "stripe"
        write_demo("stripe", stripe)
        (stripe / "company.toml").write_text(draft_company_file(str(stripe)), encoding="utf-8")
        first.click()
        page.keyboard.press("Control+a")
        page.keyboard.type(
            f"data = '{stripe}'; period = '2026-08'; as_of = '2026-11-01'; results = split_by = ''"
        )
        run_all(page, path, "August 2026")
        assert {kernel["name"] for kernel in json.loads(lab.ask("/kernels"))} == {"python3"}
    finally:
        page.close()
    lab.process.terminate()
    assert lab.process.wait(60) == 0
    assert [one for one in Path("/proc").iterdir() if _runs_in(one, lab.folder)] == []


def _runs_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").readlink().is_relative_to(folder)
    except OSError:
        return False

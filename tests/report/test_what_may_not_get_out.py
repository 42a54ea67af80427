"""A report acts on nothing, bears no secret, and is its owner's to read."""

import stat

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cs_toolkit.report import write_report
from cs_toolkit.report.exporting import fragment
from cs_toolkit.report.normalising import Scrubber, normalised
from tests.report.demo import DEMO

ACTING = {
    "a redirect": ('<meta http-equiv="refresh" content="0;url=https://example.org">', "<meta"),
    "a base": ('<base href="https://example.org/">', "<base"),
    "a frame": ('<iframe src="https://example.org"></iframe>', "<iframe"),
    "a form": ('<form action="https://example.org"><input name="a"></form>', "<form"),
    "a script": ("<script>location = 'https://example.org'</script>", "location"),
    "a handler": ('<img src="x" onerror="alert(1)" alt="">', "onerror"),
    "a link that runs": ('<a href="javascript:alert(1)">here</a>', "javascript"),
    "an object": ('<object data="x.swf"></object><embed src="x.swf">', "x.swf"),
    "a style sheet": ('<link rel="stylesheet" href="https://example.org/a.css">', "<link"),
}


@pytest.mark.parametrize("kind", ACTING)
@pytest.mark.parametrize("place", ["markdown", "html output", "markdown output"])
def test_what_acts_is_dropped_and_the_words_stay(kind, place):
    html, sign = ACTING[kind]
    text = f"Before.\n\n{html}\n\nAfter."
    data = {"html output": "text/html", "markdown output": "text/markdown"}
    if place == "markdown":
        cell = new_markdown_cell(text)
    else:
        output = new_output("display_data", data={data[place]: text})
        cell = new_code_cell("x", outputs=[output], execution_count=1)
    page = fragment(new_notebook(cells=[cell])).html
    assert "Before." in page
    assert "After." in page
    assert sign not in page


def test_what_the_displays_are_made_of_stays():
    html = (
        '<div class="cs-tiles" style="gap:1em"><svg viewBox="0 0 9 9" role="img" aria-label="a line">'
        '<path d="M0 0L9 9" stroke="#123"></path></svg><details open=""><summary>More</summary>'
        '<table id="T_1"><tbody><tr><th scope="row">a</th><td data-x="1">1</td></tr></tbody></table>'
        "</details></div>"
    )
    output = new_output("display_data", data={"text/html": html})
    cell = new_code_cell("x", outputs=[output], execution_count=1)
    assert html in fragment(new_notebook(cells=[cell])).html


def test_no_secret_that_the_process_knows_is_kept(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "open-sesame")
    monkeypatch.setenv("CRM_API_TOKEN", "t0ken-of-ours")
    address = "postgresql://me:p%40ssphrase@host/crm"
    printed = "open-sesame t0ken-of-ours p%40ssphrase p@ssphrase and the rest"
    cell = new_code_cell(
        f"password = 'open-sesame'  # {printed}",
        outputs=[
            new_output("stream", text=printed),
            new_output("display_data", data={"text/html": f"<p>{printed}</p>"}),
            new_output("error", ename="E", evalue=printed, traceback=[printed]),
        ],
        execution_count=1,
    )
    kept = nbformat.writes(normalised(new_notebook(cells=[cell]), Scrubber({address: "crm"})))
    for secret in ("sesame", "t0ken", "ssphrase"):
        assert secret not in kept
    assert kept.count("and the rest") == 5


@pytest.mark.parametrize(("group", "others_may"), [(False, 0o077), (True, 0o007)])
def test_a_report_is_readable_by_its_owner_or_the_group_alone(
    tmp_path, company_file, group, others_may
):
    books = [book for book in DEMO if book.stem.startswith("00")]
    out = tmp_path / "reports"
    result = write_report(company_file, "2026-10", out, notebooks=books, group_readable=group)
    assert result.exit_code == 0
    for path in (out, *out.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & others_may == 0, path
    page = out / "2026-10" / "index.html"
    assert bool(page.stat().st_mode & stat.S_IRGRP) is group

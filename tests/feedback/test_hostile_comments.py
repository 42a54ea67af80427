"""Comments that mean harm reach neither a page as markup nor a spreadsheet as a formula."""

import csv

import pytest

import cs_toolkit as cs
from cs_toolkit import display
from cs_toolkit.analyses import feedback
from cs_toolkit.formatting.csv_json import to_csv
from cs_toolkit.report.metrics_csv import write_csv
from tests.feedback.comments import HOSTILE, tables


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    said = [
        (text, "a", f"=1+1 <i>{name}", None, f"2026-10-{n + 1:02d}")
        for n, (name, text) in enumerate(HOSTILE.items())
    ]
    folder = tmp_path_factory.mktemp("hostile")
    for name, frame in tables(*said).items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    return cs.open(folder, as_of="2026-12-01")


def test_they_are_read_all_the_same(company):
    found = feedback.classified_comments(company)
    assert len(found) == len(HOSTILE)
    assert set(found["label"]) <= {"negative", "abstained"}
    assert found["says_stop"].sum() >= 3


def test_no_markup_reaches_a_page(company):
    now = company.period("2026-10")
    for frame in (
        feedback.comments_to_answer(company, now), feedback.examples(company, [now], each=3),
        feedback.theme_table(company, [now]), feedback.classified(company)["about"],
        company.rows("sentiment", "2026-10"),
    ):  # fmt: skip
        html = display.table(frame)._repr_html_()
        assert "<script" not in html and "<img" not in html and "<i>" not in html
        assert "<b>slow" not in html and "\x00" not in html and "\u202e" not in html


def test_no_formula_reaches_the_csv(company, tmp_path):
    metrics = company.metrics("2026-10", family="feedback", by="channel")
    write_csv(metrics, tmp_path / "metrics.csv")
    with (tmp_path / "metrics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    segments = {row[2] for row in rows[1:]}
    assert len(segments) == 1 + len(HOSTILE)
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row)


def test_no_formula_reaches_the_rows_behind_a_number(tmp_path):
    """A carriage return alone is a new line to a spreadsheet, and what follows it a cell."""
    said = [
        "fine\r=1+1",
        "\r=1+1",
        "=1+1",
        "+1",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "two\r\nlines",
        "nul\x00l",
    ]
    rows = [(text, "a", "review", None, "2026-10-02") for text in said]
    company = cs.open(tables(*rows), as_of="2026-12-01")
    path = tmp_path / "rows.csv"
    path.write_text(to_csv(company.rows("sentiment", "2026-10")), encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))
    assert len(read) == 1 + len(said) and len({len(row) for row in read}) == 1
    starts = ("=", "+", "-", "@", "\t", "\r")
    assert not any(cell.startswith(starts) for row in read for cell in row)


def test_a_long_comment_is_shown_short_enough(company):
    shown = feedback.comments_to_answer(company, company.period("2026-10"))["comment"]
    assert shown.str.len().max() <= 5000

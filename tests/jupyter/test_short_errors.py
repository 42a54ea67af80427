"""An error of the kit in a notebook is its sentence and the reader's own line."""

import traceback

import pytest

from cs_toolkit.jupyter.tracebacks import OWN, last_own_frame
from tests.jupyter.cells import run_cells

TABLE = """import pandas as pd, warnings
table = pd.DataFrame({"metric": ["mrr"], "variant": ["default"], "dimension": ["total"],
                      "period": ["2026-10"], "segment": [""], "value": [5.0]})
def mine(name):
    return cs.pick(table, name)
"""


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    told = run_cells(
        ["import cs_toolkit as cs", TABLE, 'mine("mrrr")', "cs.debug()", "1 / 0",
         "from cs_toolkit.errors import Note\nwarnings.warn('two rows left out', Note)"],
        tmp_path_factory.mktemp("cells"),
    )  # fmt: skip
    return told[2:]


def test_it_shows_the_sentence_and_the_readers_line_and_nothing_of_the_kit(cells):
    shown = cells[0]
    assert shown.raised == "InputError"
    assert 'the table has no metric "mrrr": did you mean "mrr"?' in shown.text
    assert "return cs.pick(table, name)" in shown.text
    assert "cs.debug()" in shown.text
    assert "select.py" not in shown.text
    assert len(shown.text.splitlines()) <= 8


def test_debug_shows_every_step(cells):
    assert "select.py" in cells[1].text and 'mine("mrrr")' in cells[1].text


def test_other_errors_keep_their_whole_traceback(cells):
    assert cells[2].raised == "ZeroDivisionError"
    assert "Traceback" in cells[2].text


def test_a_note_is_one_line(cells):
    assert cells[3].errors == "note: two rows left out\n"


def test_the_innermost_line_that_is_neither_the_kits_nor_a_librarys_is_shown():
    frames = [
        traceback.FrameSummary("/cell.py", 1, "<module>"),
        traceback.FrameSummary("/home/me/mine.py", 4, "mine"),
        traceback.FrameSummary(f"{OWN}/scorecard/select.py", 9, "pick"),
        traceback.FrameSummary(traceback.__file__, 9, "print"),
    ]
    assert last_own_frame(frames).filename == "/home/me/mine.py"
    assert last_own_frame(frames[2:]) is None

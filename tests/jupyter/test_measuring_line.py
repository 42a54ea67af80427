"""While a cell measures, one line says what; once it has ended, the line is empty."""

import pytest

from cs_toolkit.jupyter import measuring_line
from cs_toolkit.jupyter.measuring_line import MeasuringLine
from tests.jupyter.cells import run_cells


class Screen:
    """What the line shows, one text after the other."""

    def __init__(self):
        self.shown = []

    def display(self, data, **_):
        self.shown.append(data["text/plain"])
        return self

    update = display


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(measuring_line.time, "monotonic", lambda: now[0])
    return now


def test_a_quick_cell_shows_nothing(clock):
    screen = Screen()
    line = MeasuringLine(screen.display)
    line.begin()
    line.says("revenue/movements")
    line.end()
    assert screen.shown == []


def test_a_slow_cell_shows_one_line_that_changes_now_and_then_and_ends_empty(clock):
    screen = Screen()
    line = MeasuringLine(screen.display)
    line.begin()
    for seconds, name in (
        (1, "revenue/movements"),
        (0.1, "revenue/too_soon"),
        (0.5, "support/calls"),
    ):
        clock[0] += seconds
        line.says(name)
    line.end()
    line.end()
    assert screen.shown == ["measuring revenue: movements …", "measuring support: calls …", ""]


def test_a_batch_shows_none_of_it(tmp_path, monkeypatch):
    for name in measuring_line.LOOKED_AT:
        monkeypatch.delenv(name, raising=False)
    (told,) = run_cells(
        ["import cs_toolkit\nfrom cs_toolkit.progress import _LISTENERS\nprint(len(_LISTENERS))"],
        tmp_path,
    )
    assert told.text == "0\n"

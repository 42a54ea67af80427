"""What a person sees of the tidy table: whole numbers in any window, one line a row in a file."""

import pandas as pd
import pytest
from rich.console import Console

from cs_toolkit.formatting import terminal

ROW = {
    "period": "2026-10", "dimension": "plan", "segment": "business", "metric": "net_promoter_score",
    "variant": "default", "value": 33.333, "unit": "points", "n": 1_234.0, "low": 10.1,
    "high": 56.6, "verdict": "on target", "note": "small sample",
}  # fmt: skip


@pytest.fixture
def frame():
    return pd.DataFrame([ROW, {**ROW, "value": 1_234_567.5, "unit": "money", "low": None}])


def test_a_row_is_one_line_in_a_file(frame, capsys):
    terminal.print_metrics(frame, "EUR")
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[:2] == ["period", "segment"]
    assert [line.split()[0] for line in lines] == ["2026-10", "2026-10"]
    assert "plan: business" in lines[0] and "10.1 to 56.6" in lines[0] and "1,234 " in lines[0]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_narrow_window_folds_words_and_keeps_numbers(frame, width, monkeypatch, capsys):
    window = Console(width=width, force_terminal=True, color_system=None)
    monkeypatch.setattr(terminal, "Console", lambda **_: window)
    terminal.print_metrics(frame, "EUR")
    shown = capsys.readouterr().out
    for whole in ("2026-10", "33.3", "1,234"):
        assert whole in shown
    assert max(map(len, shown.splitlines())) <= width

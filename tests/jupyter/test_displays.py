"""What a cell's last expression shows."""

import pytest

from tests.jupyter.cells import run_cells

OPEN = """import cs_toolkit as cs, pandas as pd
from cs_toolkit import figures
company = cs.open({"subscriptions": pd.DataFrame({"subscription_id": [1, 2], "customer_id": ["a", "b"],
    "mrr": [100, 80], "starts_on": ["2026-01-01", "2026-02-01"]})}, as_of="2026-04-01", currency="EUR")
mrr = company.metrics("2026-01..2026-03", metric="mrr", by=())"""


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    told = run_cells(
        [OPEN, "figures.trend(cs.pick(mrr, 'mrr'))", "cs.nrr", "mrr", "pd.DataFrame({'value': [1.5]})",
         "company.measures('2026-03', family='revenue', by=())[['period', 'ending_mrr']]",
         "from matplotlib.figure import Figure\nFigure().subplots()",
         "pd.concat([mrr] * 40)"],
        tmp_path_factory.mktemp("cells"),
    )  # fmt: skip
    assert [one.errors for one in told] == [""] * len(told)
    return told[1:]


def test_a_figure_as_the_last_expression_is_drawn_once_with_its_words_and_numbers(cells):
    pictures = [one for one in cells[0].data if "image/png" in one]
    assert len(pictures) == 1
    assert "recurring revenue" in pictures[0]["text/plain"].lower()
    assert "The numbers of this figure" in cells[0].data[-1]["text/html"]


def test_a_metric_shows_its_card(cells):
    (shown,) = cells[1].data
    assert "What it hides" in shown["text/html"]
    assert shown["text/plain"].startswith("<metric net_revenue_retention")


def test_frames_of_the_kit_show_units_and_others_are_left_alone(cells):
    assert "€180" in cells[2].data[0]["text/html"]
    assert "<td>1.5</td>" in cells[3].data[0]["text/html"]
    assert "€180" in cells[4].data[0]["text/html"]
    assert "The first 60 of" in cells[6].data[0]["text/html"]


def test_an_axes_of_somebody_else_is_shown_as_it_was(cells):
    assert [list(one) for one in cells[5].data] == [["text/plain"]]

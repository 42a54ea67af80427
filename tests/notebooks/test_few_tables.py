"""A company has some tables, never all: every page works on what is there, and says what is not."""

from pathlib import Path

import pandas as pd
import pytest

from cs_toolkit.errors import InputError
from tests.notebooks.running import run

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
SUBSCRIPTIONS = """subscription_id,customer_id,starts_on,ends_on,mrr,plan
1,a,2026-01-01,,100,pro
2,b,2026-02-01,2026-10-05,80,basic
3,c,2026-10-10,,50,basic
"""
ANSWERS = """response_id,survey,score,responded_at
1,nps,9,2026-09-03
2,nps,3,2026-10-04
3,csat,4,2026-10-05
"""
SILENT = """response_id,survey,score,customer_id,sent_at,responded_at
1,nps,,a,2026-09-03,
"""
TICKETS = """ticket_id,opened_at,first_resolved_at,customer_id
1,2026-10-03T09:00:00,2026-10-03T11:00:00,a
2,2026-10-05T09:00:00,,b
"""
COMPANIES = {
    "subscriptions": {"subscriptions": SUBSCRIPTIONS},
    "answers": {"survey_responses": ANSWERS},
    "nobody answered": {"survey_responses": SILENT},
    "tickets": {"tickets": TICKETS},
    "subscriptions without a row, and answers": {
        "subscriptions": SUBSCRIPTIONS.splitlines()[0] + "\n", "survey_responses": ANSWERS,
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def shown_figures(monkeypatch):
    """Figures display themselves; here their words are enough."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *given: shown.extend(map(repr, given)))
    return shown


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_page_shows_what_it_can(path, company, tmp_path, shown_figures):
    for table, text in COMPANIES[company].items():
        (tmp_path / f"{table}.csv").write_text(text)
    page = run(path, data=str(tmp_path), period="2026-10", as_of="2026-11-01")
    told = "\n".join([page, *shown_figures])
    # the page on quality lists the missing tables instead
    assert "ot available" in told or path == NOTEBOOKS[-1]
    assert len(page.splitlines()) > 10


def test_one_parameter_splits_every_page_below_it(tmp_path, shown_figures):
    (tmp_path / "subscriptions.csv").write_text(SUBSCRIPTIONS)
    run(NOTEBOOKS[1], data=str(tmp_path), period="2026-10", as_of="2026-11-01", split_by="plan")
    assert "basic" in "\n".join(shown_figures)
    with pytest.raises(InputError, match='no table has a column "plam"'):
        run(NOTEBOOKS[1], data=str(tmp_path), period="2026-10", as_of="2026-11-01", split_by="plam")


def test_the_page_on_quality_shows_what_the_missing_tables_would_give(tmp_path):
    (tmp_path / "survey_responses.csv").write_text(ANSWERS)
    page = run(NOTEBOOKS[-1], data=str(tmp_path), period="2026-10", as_of="2026-11-01")
    assert "subscriptions" in page and "Monthly recurring revenue" in page
    assert "All 2 checks of 1 identities close exactly." in page


def test_a_loss_that_was_forgotten_is_reported_first(tmp_path, monkeypatch):
    (tmp_path / "survey_responses.csv").write_text(ANSWERS)
    broken = pd.DataFrame(
        [["start + new − lost = end", "2026-10", "total", "", 5.0, False]],
        columns=["identity", "period", "dimension", "segment", "difference", "holds"],
    )
    monkeypatch.setattr("cs_toolkit.scorecard.reconciliation.identities", lambda *_: broken)
    page = run(NOTEBOOKS[0], data=str(tmp_path), period="2026-10", as_of="2026-11-01")
    assert "1 of 1 checks do not close." in page
    assert "BROKEN start + new − lost = end: 2026-10, total (all), by 5" in page


def test_churn_leads_where_a_team_reads_the_other_set(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(SUBSCRIPTIONS)
    page = run(NOTEBOOKS[0], data=str(tmp_path), period="2026-10", as_of="2026-11-01", lead="s16")
    assert "\nCustomer churn rate: 50.0%" in page
    assert "Net promoter score: n/a (not available: needs table survey_responses" in page

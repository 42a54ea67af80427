"""What the team noted stands beside the number that it is about, and in its figure."""

from datetime import date

import matplotlib
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit import display
from cs_toolkit.config.notes import Note, read_notes
from cs_toolkit.errors import InputError
from cs_toolkit.figures import trend
from cs_toolkit.report.inputs import Inputs
from cs_toolkit.report.share import shared_parts
from tests.report.demo import demo_company

TOML = """
[[note]]
date = 2026-10-14
metric = ["mrr", "nrr"]
owner = "Ada"
text = "Prices rose by 8% <for c1>"
[[note]]
date = 2026-09-02
text = "An outage of two days"
"""


@pytest.fixture(scope="module")
def noted(tmp_path_factory):
    file = demo_company(tmp_path_factory.mktemp("noted") / "company")
    (file.parent / "notes.toml").write_text(TOML, "utf-8")
    (file.parent / "notes").mkdir()
    (file.parent / "notes" / "2026-10.md").write_text(
        "# October\n\n- 2026-10-20 nps (Bo): A new survey\n- 2026-10-21: The office moved\n",
        "utf-8",
    )
    return file


def test_notes_are_read_from_both_places(noted):
    notes = read_notes(noted.parent)
    assert [note.day.isoformat() for note in notes] == ["2026-09-02", "2026-10-14", "2026-10-20", "2026-10-21"]  # fmt: skip
    assert notes[1].metrics == ("mrr", "net_revenue_retention") and notes[1].owner == "Ada"
    assert notes[2] == Note(date(2026, 10, 20), "A new survey", ("net_promoter_score",), "Bo")
    assert set(Inputs(str(noted)).files) >= {noted.parent / "notes.toml"}


def test_a_note_stands_beside_its_number_and_in_no_edition_to_share(noted):
    company = cs.open(noted)
    assert company.notes("2026-10")[""] == ["21 Oct: The office moved"]
    card = company.scorecard("2026-10", family="revenue")
    shown = display.tiles(card[card["metric"] == "mrr"]).html
    assert "14 Oct: Prices rose by 8% &lt;for c1&gt; (Ada)" in shown
    metrics = company.metrics("2026-10", family="revenue")
    period = company.period("2026-10")
    assert "Prices rose" in display.scorecard(card).html
    parts = shared_parts(company, period, card, metrics)
    assert not any("Prices rose" in str(part) for _, part in parts)


def test_a_trend_marks_its_notes(noted):
    company = cs.open(noted)
    numbers = company.metrics("2026-08..2026-10", metric="mrr", variant="default", by=())
    axes = trend(numbers)
    words = " ".join(text.get_text() for text in axes.figure.findobj(matplotlib.text.Text))
    flat = " ".join(words.split())
    assert "a: 2 Sep: An outage of two days" in flat and "b: 14 Oct: Prices rose" in flat
    plain = numbers.copy()
    plain.attrs.pop("notes")
    bare = " ".join(text.get_text() for text in trend(plain).figure.findobj(matplotlib.text.Text))
    assert "outage" not in bare


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[note]]\ndate = 2026-10-14\ntext = "a"\nmetirc = "mrr"', 'note 1 has no "metirc"'),
        ('[[note]]\ndate = 2026-10-14\nmetric = "mrrr"\ntext = "a"', 'no metric "mrrr"'),
        ('[[note]]\ndate = "soon"\ntext = "a"', "needs date = 2026-10-14"),
        ("[[note]]\ndate = 2026-10-14", "needs text ="),
        ("note = 1", "notes.toml holds"),
        ("[[note", "cannot be read"),
    ],
)
def test_a_note_that_cannot_be_read_says_where(tmp_path, text, says):
    (tmp_path / "notes.toml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"notes\.toml") as raised:
        read_notes(tmp_path)
    assert says in str(raised.value)


def test_a_line_that_is_no_note_is_named(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2026-10.md").write_text("We were busy.", "utf-8")
    with pytest.raises(InputError, match=r"notes/2026-10.md, line 1: .* is no note; write"):
        read_notes(tmp_path)


def test_a_company_without_notes_is_as_it_was(tmp_path):
    assert read_notes(tmp_path) == ()
    frame = pd.DataFrame({"period": ["2026-10"], "value": [1.0]})
    assert frame.attrs == {}

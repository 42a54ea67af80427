"""Does a health score tell who leaves, in data that nobody here wrote?"""

from functools import cache
from pathlib import Path

import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from tests.real_data import real_data

MAPPINGS = Path(__file__).parents[2] / "data" / "mappings"


@cache
def _scored(name: str, folder: str, periods=None):
    company = cs.open(MAPPINGS / f"{name}.toml", source=str(real_data(folder)))
    return company, health.past_scores(company, periods)


def telco():
    """The telephone company's customers at the end of September; outcomes are those of October."""
    return _scored("telco_health", "telco", "2026-09")


def ravenstack():
    return _scored("ravenstack_health", "ravenstack")


def test_telcos_score_tells_who_leaves():
    company, past = telco()
    found = health.does_it_tell(company, past, months_ahead=1)
    assert (found.overall.rows, found.overall.happened) == (7032, 1869)  # 11 joined that day
    assert found.overall.auc == pytest.approx(0.81, abs=0.01)
    assert found.overall.better_than_chance and found.overall.low > 0.79
    assert found.lift["lift"].iloc[0] > 2.5
    assert found.sentence.startswith("The score tells who leaves within a month better than chance")


def test_telcos_weights_learned_on_half_the_customers_tell_the_other_half_better():
    company, past = telco()
    found = health.weights_held_out(company, past, months_ahead=1, held_out="customers")
    assert found.learned_less_equal.low > 0
    auc = found.table.set_index("weights")["auc"]
    assert auc["learned"] > auc["equal"] > 0.8
    assert "Learned weights tell better than equal ones on held-out customers" in found.sentence
    assert found.weights[["chosen", "equal", "learned"]].sum().tolist() == pytest.approx([1, 1, 1])


def test_ravenstacks_score_says_that_it_is_no_better_than_chance():
    company, past = ravenstack()
    found = health.does_it_tell(company, past, months_ahead=3)
    assert found.overall.low < 0.5 < found.overall.high
    assert found.sentence.startswith("The score is no better than chance at telling who leaves")


def test_ravenstacks_learned_weights_tell_better_on_later_dates():
    company, past = ravenstack()
    found = health.weights_held_out(company, past, months_ahead=3)
    assert found.learned_less_equal.low > 0
    assert found.weights.set_index("indicator")["learned"].idxmax() == "tenure"

"""Has the score changed, and whose score is it: tests of change and of who answers."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.models.response_bias import response_bias
from cs_toolkit.models.survey_changes import survey_changes


def answers(month: str, scores, region: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "survey": "nps",
            "score": scores,
            "sent_at": f"{month}-01",
            "responded_at": f"{month}-05",
            "region": region,
        }
    )


@pytest.fixture(scope="module")
def company():
    parts = [
        answers("2026-08", [10] * 50 + [5] * 50, "north"), answers("2026-09", [10] * 80 + [5] * 20, "north"),
        answers("2026-08", [10] * 50 + [5] * 50, "south"), answers("2026-09", [10] * 51 + [5] * 49, "south"),
        answers("2026-09", [10] * 3, "new"),
    ]  # fmt: skip
    frame = pd.concat(parts, ignore_index=True)
    frame.insert(0, "response_id", range(len(frame)))
    return cs.open({"survey_responses": frame}, as_of="2026-11-01")


def test_change_by_segment_is_corrected_for_many(company):
    measures = company.measures("2026-08..2026-09", family="satisfaction", by="region")
    found = survey_changes(measures, "net_promoter_score").set_index("segment")
    assert found.loc["north", "difference"] == pytest.approx(60)
    assert found.loc["south", "difference"] == pytest.approx(2)
    assert found["changed"].to_dict() == {"": True, "new": False, "north": True, "south": False}
    assert found.loc["north", "p_value_of_many"] == pytest.approx(2 * found.loc["north", "p_value"])
    assert np.isnan(found.loc["new", "difference"])
    assert found.loc["", "p_value_of_many"] == found.loc["", "p_value"]


def test_two_periods_and_a_metric_with_a_test_are_needed(company):
    measures = company.measures("2026-09", family="satisfaction", by=())
    with pytest.raises(InputError, match="of two periods"):
        survey_changes(measures, "net_promoter_score")
    with pytest.raises(InputError, match="net_promoter_score"):
        survey_changes(measures, "net_promotor_score")


def test_the_same_people_answering_alike_leaves_the_score():
    found = response_bias(["a", "b"], [100, 300], [50, 150], [0.9, 0.5])
    assert found.difference == pytest.approx(0)
    assert found.p_value == 1
    assert found.score == pytest.approx(0.6)


def test_the_silent_get_the_weight_of_their_segment():
    found = response_bias(["a", "b"], [100, 100], [90, 10], [0.5, 1.0])
    assert found.score == pytest.approx(0.55)
    assert found.reweighted_score == pytest.approx(0.75)
    assert found.by_segment["response_rate"].tolist() == [0.9, 0.1]


def test_a_segment_that_was_asked_and_never_answered_has_no_stand_in():
    found = response_bias(["a", "b"], [100, 100], [50, 0], [0.5, np.nan])
    assert found.score == 0.5
    assert np.isnan(found.reweighted_score)


def test_nobody_asked_and_nobody_answered():
    assert np.isnan(response_bias(["a"], [0], [0], [np.nan]).score)
    assert np.isnan(response_bias(["a", "b"], [10, 10], [0, 0], [np.nan, np.nan]).p_value)


def test_more_answers_than_surveys_are_refused():
    with pytest.raises(InputError, match="first: b, 11 of 10"):
        response_bias(["a", "b"], [10, 10], [5, 11], [1, 1])

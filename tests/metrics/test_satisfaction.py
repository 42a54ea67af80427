"""Surveys: by hand, the identities, and other people's test suites, their mistakes included."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.metrics.worked_examples import worked_example

answers_0_to_10 = st.lists(st.integers(0, 10), max_size=60)
answers_1_to_5 = st.lists(st.integers(1, 5), min_size=1, max_size=60)


def nps_of(answers) -> float:
    """The score of answers on 0–10, None being unanswered."""
    given_ = [answer for answer in answers if answer is not None]
    return cs.nps(
        promoters=sum(answer >= 9 for answer in given_),
        detractors=sum(answer <= 6 for answer in given_),
        responses=len(given_),
    )


def test_nps_by_hand():
    assert cs.nps(promoters=50, detractors=20, responses=100) == 30.0
    assert cs.nps(promoters=0, detractors=10, responses=10) == -100
    assert nps_of([10, 9, 8, 7, 6, 0]) == 0


def test_half_against_half_is_the_zero_of_all_passive():
    assert nps_of([10, 0]) == nps_of([7, 8]) == 0


@given(answers_0_to_10)
def test_the_groups_make_up_all_answers_and_the_score_stays_on_its_scale(answers):
    promoters = sum(answer >= 9 for answer in answers)
    passives = sum(answer in (7, 8) for answer in answers)
    detractors = sum(answer <= 6 for answer in answers)
    assert promoters + passives + detractors == len(answers)
    score = nps_of(answers)
    assert np.isnan(score) if not answers else -100 <= score <= 100


@given(answers_0_to_10)
def test_the_order_of_answers_does_not_matter(answers):
    np.testing.assert_equal(nps_of(answers), nps_of(answers[::-1]))


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_letter_of_s16s_sentence_is_the_score_upside_down(promoters, passives, detractors):
    """S16's sentence takes promoters from detractors; its formula below it does not."""
    n = promoters + passives + detractors
    score, sentence = cs.nps(promoters, detractors, n), cs.nps(detractors, promoters, n)
    np.testing.assert_equal(sentence, -score if score else score)


def test_more_detractors_than_answers_are_refused():
    with pytest.raises(InputError, match="= 20, more than responses = 10"):
        cs.nps(promoters=0, detractors=20, responses=10)


def test_formbricks_score():
    example = worked_example("nps_formbricks_basic")
    assert nps_of(example["given"]) == example["expected"], example["source"]


def test_unanswered_surveys_are_no_responses():
    """Formbricks' test pins 33.33: it puts two dismissed surveys into the denominator.

    Who did not answer is neither for nor against; silence belongs into the response rate.
    """
    example = worked_example("nps_formbricks_dismissed")
    assert nps_of(example["given"]) == example["expected"] == 100
    assert cs.nps(1, 0, responses=3) == pytest.approx(example["upstream_asserts"], abs=0.005)
    assert cs.response_rate(3, closed_surveys_answered=1) == 1 / 3


def test_no_answers_are_no_score():
    """Formbricks' test pins 0 for no answers, which is a real score: half for, half against."""
    example = worked_example("nps_empty")
    assert example["expected"] is None
    assert np.isnan(nps_of(example["given"]))
    assert example["upstream_asserts"] == 0 == cs.nps(5, 5, 10)


def test_satisfied_or_points_are_two_numbers():
    """Four answers of 3 on 1–5: nobody is satisfied, and 60% of the points were given."""
    answers = [3, 3, 3, 3]
    assert cs.csat(satisfied=0, satisfaction_responses=4) == 0
    assert cs.csat(sum(answers), 5 * len(answers), variant="score_share") == 0.6
    assert cs.csat(sum(answers), len(answers), variant="mean") == 3


@given(answers_1_to_5)
def test_the_share_of_points_never_falls_below_a_fifth(answers):
    share = cs.csat(sum(answers), 5 * len(answers), variant="score_share")
    assert 0.2 <= share <= 1
    assert share == pytest.approx(cs.csat(sum(answers), len(answers), variant="mean") / 5)


def test_the_interval_of_the_points_is_that_of_the_mean():
    columns = {
        "satisfaction_responses": 4.0, "satisfaction_score_sum": 14.0, "satisfaction_points": 14.0,
        "satisfaction_score_square_sum": 54.0, "satisfaction_points_possible": 20.0,
    }  # fmt: skip
    variants = cs.csat.variants
    mean = variants["mean"].bounds(3.5, columns)
    share = variants["score_share"].bounds(0.7, columns)
    assert share == pytest.approx((mean[0] / 5, mean[1] / 5))


def test_s12_calls_eighty_percent_of_points_excellent_and_nothing_else():
    (benchmark,) = cs.csat.benchmarks
    assert benchmark.variant == "score_share"
    assert benchmark.judge(0.8) == "excellent"
    assert not cs.csat.default.benchmarks


def test_four_effort_scores_of_the_same_answers():
    """support.cys.group: a thousand answers on 1–7 with a mean of 4.08."""
    example = worked_example("ces_cys_avg")
    counts = {int(score): count for score, count in example["given"].items()}
    n = sum(counts.values())
    points = sum(score * count for score, count in counts.items())
    assert cs.ces(points, n, variant="mean") == example["expected"]
    assert cs.ces(low_effort=160 + 180 + 120, effort_responses=n) == 0.46
    assert cs.ces(effort_positive=180 + 120, effort_responses=n, variant="positive_share") == 0.3
    easy, difficult = 180 + 120, 80 + 210 + 140
    assert cs.ces(easy, difficult, n, variant="index") == -0.13


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60))
def test_the_index_turns_around_with_the_scale(answers):
    def index(scores):
        easy, difficult = sum(s >= 6 for s in scores), sum(s <= 2 for s in scores)
        return cs.ces(easy, difficult, len(scores), variant="index")

    assert index(answers) == -index([8 - score for score in answers])


def test_rates_of_answering():
    assert cs.response_rate(400, closed_surveys_answered=100) == 0.25
    assert cs.response_rate(surveys_sent=400, surveys_answered=90, variant="so_far") == 0.225
    assert cs.comment_rate(answers_received=100, answers_commented=35) == 0.35
    with pytest.raises(
        InputError, match="surveys_with_closed_window = 10, closed_surveys_answered = 11"
    ):
        cs.response_rate(10, 11)


@pytest.mark.parametrize("scale", ["3", "4", "5", "6", "7", "10"])
def test_the_top_box_of_each_scale_is_the_published_one(scale):
    """Formbricks' table of answers that count as satisfied, scale by scale."""
    from cs_toolkit.config.surveys import declared_surveys

    box = worked_example("csat_formbricks_ranges")["expected"][scale]
    survey = declared_surveys({"csat": {"scale": [1, int(scale)]}})["csat"]
    assert list(range(survey.top_box_from, survey.highest + 1)) == box

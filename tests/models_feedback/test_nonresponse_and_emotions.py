"""Who comments scores differently from who doesn't; emotions are read in English only."""

import numpy as np
import pytest
from scipy.stats import ttest_ind

from cs_toolkit.models.emotions import emotion_counts, find_emotions
from cs_toolkit.models.nonresponse_bias import bias_of_silence


def test_the_difference_and_its_interval():
    scores = [2, 4, 3, 5, 1, 6, 3, 2, 4, 5, 2, 3, 8, 9, 7, 10, 9, 8, 6, 9, 10, 7, 8, 9]
    found = bias_of_silence(scores, ["x"] * 12 + [""] * 6 + [None] * 6)
    assert found.table["answers"].tolist() == [12, 12]
    assert found.difference == pytest.approx(np.mean(scores[:12]) - np.mean(scores[12:]))
    expected = ttest_ind(scores[:12], scores[12:], equal_var=False).confidence_interval()
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert "lower than those who stay silent" in found.sentence


def test_no_difference_is_said_too():
    found = bias_of_silence([5, 6, 7, 8] * 10, (["x"] * 4 + [None] * 4) * 5)
    assert found.difference == 0
    assert "no clearly different" in found.sentence


def test_unanswered_surveys_are_no_scores_and_few_are_too_few():
    found = bias_of_silence([None] * 50 + [1, 2, 3], [None] * 50 + ["a", "b", None])
    assert found.table["answers"].tolist() == [2, 1]
    assert np.isnan(found.difference) and "needs 10 scores" in found.note


def test_equal_scores_on_both_sides_have_an_interval_of_a_point():
    found = bias_of_silence([3] * 20 + [5] * 20, ["x"] * 20 + [None] * 20)
    assert (found.difference, found.low, found.high) == (-2, -2, -2)


def test_emotions_are_found_where_the_words_are():
    found = find_emotions(
        ["I am furious and worried", "Thanks, love it!", "Merci"], ["en", "en", "fr"]
    )
    assert found.loc[0, ["anger", "worry", "joy"]].tolist() == [1, 1, 0]
    assert found.loc[1, ["gratitude", "joy", "anger"]].tolist() == [1, 1, 0]
    assert found.loc[2].isna().all()


def test_the_counts_are_shares_of_what_was_read_with_an_example():
    said = ["I am so angry about all this", "So angry, call 0721 555 123", "Merci beaucoup"]
    counts = emotion_counts(said, ["en", "en", "fr"]).set_index("emotion")
    assert counts.loc["anger", ["comments", "share"]].tolist() == [2, 1.0]
    assert counts.loc["anger", "example"] == "So angry, call [phone]"
    assert emotion_counts([], [])["share"].isna().all()

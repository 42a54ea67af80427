"""Feedback: shares that make up the whole, and the net of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from tests.real_data import real_data

counts = st.integers(0, 10_000)


@given(counts, counts, counts)
def test_the_three_shares_make_up_all_and_give_the_net(positive, neutral, negative):
    n = positive + neutral + negative
    shares = [
        cs.sentiment(count, n, variant=kind)
        for kind, count in (("positive", positive), ("neutral", neutral), ("negative", negative))
    ]
    net = cs.sentiment(positive, negative, n)
    if n:
        assert sum(shares) == pytest.approx(1)
        assert net == pytest.approx(shares[0] - shares[2])
    else:
        assert np.isnan(shares).all() and np.isnan(net)


def test_a_language_that_is_not_supported_is_not_neutral():
    """100 comments, 20 of them in a language that can't be scored."""
    assert cs.sentiment(neutral_comments=8, scored_comments=80, variant="neutral") == 0.1
    assert (
        cs.sentiment(unsupported_comments=20, comments=100, variant="unsupported_language") == 0.2
    )


def test_tweets_at_airlines():
    """14,640 tweets, 62.69% of them labelled negative."""
    tweets = pd.read_csv(real_data("airline_tweets/TwitterUSAirlineSentiment.csv.gz"))
    labels = tweets["airline_sentiment"].value_counts()
    negative = cs.sentiment(
        negative_comments=labels["negative"], scored_comments=labels.sum(), variant="negative"
    )
    assert labels.sum() == 14_640
    assert round(100 * negative, 2) == 62.69


def test_themes_and_alerts_by_hand():
    assert cs.themes(comments_with_theme=80, comments=100) == 0.8
    assert cs.themes(continue_comments=40, comments=100, variant="continue") == 0.4
    assert cs.themes(stop_comments=25, comments=100, variant="stop") == 0.25
    assert cs.comments_to_answer(6) == 6
    assert cs.comments_to_answer(6, comments=100, variant="share") == 0.06
    assert cs.predicted_customer_satisfaction(160, 200) == 0.8

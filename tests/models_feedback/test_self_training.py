"""From seed words to the words of these comments; only where the seed words hold together."""

import numpy as np

from cs_toolkit.models.sentiment import analyse_sentiment
from cs_toolkit.models.sentiment.self_training import self_train


def planted(rows=600, seed=0, told=True):
    """By design "zarpo" goes with praise and "dresk" with blame; in a fifth they stand alone."""
    draw = np.random.default_rng(seed)
    good = draw.random(rows) < 0.5
    alone = draw.random(rows) < 0.2
    texts, balances = [], []
    for is_good, is_alone in zip(good, alone, strict=True):
        companion = ("zarpo" if is_good else "dresk") if told else draw.choice(["zarpo", "dresk"])
        seed_word = "" if is_alone else "bun" if is_good else "prost"
        filler = " ".join("".join(draw.choice(list("abcdef"), 3)) for _ in range(4))
        texts.append(
            f"{seed_word} {companion} {filler}".strip() if told else f"{companion} {filler}"
        )
        balances.append(0.0 if is_alone else 0.8 if is_good else -0.8)
    return texts, np.array(balances), good, alone


def test_companions_of_the_seed_words_are_learned():
    texts, balances, good, alone = planted()
    found = self_train(texts, balances)
    assert found.agreement > 0.95
    assert np.mean((found.scores[alone] > 0) == good[alone]) > 0.95
    assert (np.abs(found.scores) <= 1).all()


def test_where_nothing_goes_with_the_seed_words_they_stand_alone():
    found = self_train(*planted(told=False)[:2])
    assert found.scores is None
    assert found.agreement < 0.7 and "agree only" in found.note


def test_few_comments_or_few_that_lean_teach_nothing():
    texts, balances, *_ = planted()
    assert "fewer than 300" in self_train(texts[:50], balances[:50]).note
    assert "lean clearly in 0.00" in self_train(texts, balances * 0).note
    assert self_train(texts, np.abs(balances)).scores is None  # nobody complains


def test_the_order_of_the_rows_changes_nothing():
    texts, balances, *_ = planted()
    order = np.random.default_rng(4).permutation(len(texts))
    turned = self_train([texts[row] for row in order], balances[order])
    assert np.array_equal(turned.scores, self_train(texts, balances).scores[order])


def test_the_method_and_the_agreement_are_reported():
    texts, *_ = planted()
    found = analyse_sentiment(texts, languages=["ro"] * len(texts))
    assert set(found.comments["method"]) == {"seed words, self-trained"}
    assert found.rows == 0 and "weaker" in found.trained_on

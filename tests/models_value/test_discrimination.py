"""AUC and its interval: against scikit-learn, the definition done the long way, and a bootstrap."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from cs_toolkit.errors import InputError
from cs_toolkit.models.discrimination import (
    discrimination,
    discrimination_difference,
    lift_by_decile,
)


def scored(rows=300, strength=1.0, seed=0):
    rng = np.random.default_rng(seed)
    happened = rng.random(rows) < 0.3
    return rng.normal(happened * strength).round(1), happened


many_scored = st.builds(
    scored, st.integers(60, 200), st.floats(-2, 2), st.integers(0, 10_000)
)  # fmt: skip


def delong_the_long_way(score, happened):
    """Every pair compared, and the variance of the two kinds' means (DeLong and others 1988)."""
    yes, no = score[happened], score[~happened]
    pairs = (yes[:, None] > no) + 0.5 * (yes[:, None] == no)
    by_yes, by_no = pairs.mean(axis=1), pairs.mean(axis=0)
    return pairs.mean(), np.sqrt(by_yes.var(ddof=1) / len(yes) + by_no.var(ddof=1) / len(no))


@settings(deadline=None)
@given(many_scored)
def test_the_auc_is_scikit_learns_and_the_error_delongs(data):
    found = discrimination(*data)
    if found.note:
        assert min(data[1].sum(), (~data[1]).sum()) < 10
        return
    assert found.auc == pytest.approx(roc_auc_score(data[1], data[0]))
    auc, error = delong_the_long_way(*data)
    reach = 1.959964 * error / (auc * (1 - auc))
    odds = np.log(auc / (1 - auc))
    assert found.low == pytest.approx(1 / (1 + np.exp(reach - odds)))
    assert found.high == pytest.approx(1 / (1 + np.exp(-reach - odds)))
    assert found.low <= found.auc <= found.high


@settings(deadline=None)
@given(many_scored, st.randoms(use_true_random=False))
def test_order_of_rows_and_any_rising_scale_change_nothing(data, random):
    score, happened = data
    order = list(range(len(score)))
    random.shuffle(order)
    customers = np.arange(len(score)) // 3
    ours = discrimination(score, happened, customers)
    assert repr(discrimination(score[order], happened[order], customers[order])) == repr(ours)
    assert repr(discrimination(np.exp(score), happened, customers)) == repr(ours)
    pd.testing.assert_frame_equal(
        lift_by_decile(score, happened), lift_by_decile(score[order], happened[order])
    )


@settings(deadline=None)
@given(many_scored)
def test_turned_round_it_is_the_complement(data):
    score, happened = data
    ours, turned = discrimination(score, happened), discrimination(-score, happened)
    if not ours.note:
        assert turned.auc == pytest.approx(1 - ours.auc)
        assert turned.low == pytest.approx(1 - ours.high)


def test_seeing_everybody_five_times_makes_nothing_surer():
    score, happened = scored()
    once = discrimination(score, happened)
    customers = np.tile(np.arange(len(score)), 5)
    repeated = discrimination(np.tile(score, 5), np.tile(happened, 5), customers)
    assert (repeated.auc, repeated.low, repeated.high) == pytest.approx(
        (once.auc, once.low, once.high)
    )
    taken_for_customers = discrimination(np.tile(score, 5), np.tile(happened, 5))
    assert taken_for_customers.high - taken_for_customers.low < (once.high - once.low) / 2


def test_the_clustered_interval_agrees_with_a_bootstrap_of_customers():
    rng = np.random.default_rng(4)
    customers = np.repeat(np.arange(150), 6)
    leaning = rng.normal(size=150)[customers]
    happened = rng.random(900) < 1 / (1 + np.exp(1.5 - leaning))
    score = leaning + rng.normal(size=900)
    found = discrimination(score, happened, customers)
    rows_of = [np.flatnonzero(customers == customer) for customer in range(150)]
    drawn = []
    for _ in range(400):
        rows = np.concatenate([rows_of[customer] for customer in rng.integers(0, 150, 150)])
        drawn.append(roc_auc_score(happened[rows], score[rows]))
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([found.low, found.high], abs=0.012)


def test_a_useless_score_is_found_out():
    """Of 200 scores that are noise, about one in twenty has an interval beside one half."""
    beside = 0
    for seed in range(200):
        found = discrimination(*scored(strength=0, seed=seed))
        beside += found.better_than_chance or found.worse_than_chance
    assert 2 <= beside <= 20


def test_a_perfect_score_of_few_is_not_certain():
    happened = np.arange(40) >= 30
    found = discrimination(np.arange(40), happened)
    assert (found.auc, found.high) == (1, 1)
    assert found.low == pytest.approx(0.025 ** (1 / 10))
    turned = discrimination(-np.arange(40), happened)
    assert (turned.auc, turned.low) == (0, 0)
    assert turned.worse_than_chance


def test_a_constant_score_is_chance():
    found = discrimination(np.ones(40), np.arange(40) >= 20)
    # of scores that are all alike nothing is known, least of all that they are exactly chance
    assert (found.auc, found.better_than_chance, found.worse_than_chance) == (0.5, False, False)
    assert found.low < 0.4 < 0.6 < found.high


def test_too_few_of_one_kind():
    found = discrimination(range(30), [1] * 9 + [0] * 21)
    assert np.isnan(found.auc)
    assert found.note.endswith("there are 9 and 21")
    one_customer_often = discrimination(range(60), [1] * 30 + [0] * 30, [1] * 30 + list(range(30)))
    assert "there are 1 and 30" in one_customer_often.note


def test_the_paired_difference():
    score, happened = scored(strength=1.5)
    noise = np.random.default_rng(1).normal(size=len(score))
    better = discrimination_difference(score, noise, happened)
    assert better.clear
    assert better.difference == pytest.approx(
        roc_auc_score(happened, score) - roc_auc_score(happened, noise)
    )
    same = discrimination_difference(score, score * 2, happened)
    assert (same.difference, same.clear) == (0, False)


def test_bad_input_is_reported():
    with pytest.raises(InputError, match="score: 1 of 2 rows holds no finite number"):
        discrimination([1, None], [0, 1])
    with pytest.raises(InputError, match="score has 2, happened has 1"):
        discrimination([1, 2], [0])


def test_lift_by_hand():
    """100 rows, 20 to whom it happened: 8 in the first tenth, so a lift of 4 and 40% found."""
    happened = np.zeros(100, dtype=bool)
    happened[[0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 25, 35, 45, 55, 65, 75, 85, 95, 96]] = True
    table = lift_by_decile(-np.arange(100), happened)
    assert table["rows"].tolist() == [10] * 10
    assert table.loc[0, ["happened", "rate", "lift", "found"]].tolist() == [8, 0.8, 4, 0.4]
    assert table["found"].iloc[-1] == 1


def test_equal_scores_stay_together():
    table = lift_by_decile([1] * 50 + [0] * 50, [1, 0] * 50)
    assert table["rows"].tolist() == [50, 50]
    assert table["lift"].tolist() == [1, 1]

"""Do two measures go together? Against scipy, a known truth, and what must not matter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cs_toolkit.errors import InputError
from cs_toolkit.models.relations import (
    Relation,
    lagged_relation,
    relation,
    relations_table,
)
from tests.real_data import real_data

pairs = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=12, max_size=60
).map(lambda rows: np.array(rows, dtype=float).T)  # fmt: skip


def followed(customers=120, periods=8, lag=2, strength=1.0, seed=0) -> pd.DataFrame:
    """NPS of a customer, and usage that goes along with the NPS of ``lag`` periods before."""
    rng = np.random.default_rng(seed)
    rows = []
    for customer in range(customers):
        liking = rng.normal()
        nps = liking + rng.normal(size=periods)
        usage = rng.normal(size=periods)
        usage[lag:] += strength * nps[: periods - lag]
        rows += [
            (f"c{customer:03}", period, nps[period], usage[period]) for period in range(periods)
        ]
    return pd.DataFrame(rows, columns=["customer_id", "period", "nps", "usage"])


@given(pairs)
def test_coefficients_are_scipys(columns):
    x, y = columns
    found = relation(x, y)
    if found.note:
        assert np.ptp(x) == 0 or np.ptp(y) == 0
        return
    assert found.spearman == pytest.approx(stats.spearmanr(x, y).statistic)
    assert found.pearson == pytest.approx(stats.pearsonr(x, y).statistic)
    assert -1 <= found.low <= found.spearman <= found.high <= 1
    assert found.pearson_low <= found.pearson <= found.pearson_high


@given(pairs, st.randoms(use_true_random=False))
def test_order_sides_and_rising_scales_do_not_matter(columns, random):
    x, y = columns
    order = list(range(len(x)))
    random.shuffle(order)
    assert repr(relation(x[order], y[order])) == repr(relation(x, y))
    ours, turned, scaled = relation(x, y), relation(y, x), relation(np.exp(x / 10), y * 3)
    if not ours.note:
        assert turned.spearman == pytest.approx(ours.spearman)
        assert scaled.spearman == pytest.approx(ours.spearman)
        assert relation(x, -y).low == pytest.approx(-ours.high)


def test_rows_with_a_gap_are_counted_not_filled():
    x = [*range(12), None, 5]
    y = [*range(0, 24, 2), 3, None]
    found = relation(x, y)
    assert (found.pairs, found.left_out, found.spearman) == (12, 2, 1)


def test_too_few_pairs_or_no_variation():
    few = relation(range(9), range(9), names=("CSAT", "revenue"))
    assert few.sentence == (
        "CSAT and revenue: not available: needs at least 10 customers with both figures, "
        "there are 9."
    )
    assert np.isnan(few.spearman)
    assert relation([1] * 20, range(20)).note == "not available: one of the two never varies"


def test_words_for_strengths():
    rng = np.random.default_rng(3)
    x = rng.normal(size=4000)
    for slope, words in ((0.06, "no relation to speak of"), (0.2, "a weak relation"),
                         (0.45, "a moderate relation"), (2.0, "a strong relation")):  # fmt: skip
        assert relation(x, slope * x + rng.normal(size=4000)).strength == words
    nothing = relation(x[:50], rng.normal(size=50), names=("CES", "churn"))
    assert nothing.strength == "no clear relation"
    assert nothing.sentence.startswith("CES and churn show no clear relation (Spearman")


def test_sentences_name_no_cause():
    x = np.arange(30.0)
    sentence = relation(x, -x + np.sin(x) * 9, names=("wait", "score")).sentence
    assert sentence.startswith("Higher wait goes with lower score: a strong relation")
    assert sentence.endswith("That does not say which brings about which.")


def test_intervals_hold_the_truth():
    """Two normal columns with a Pearson correlation of 0.5 have a Spearman one of 6/π asin(1/4)."""
    truth = 6 / np.pi * np.arcsin(0.25)
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(300):
        x = rng.normal(size=60)
        found = relation(x, 0.5 * x + np.sqrt(0.75) * rng.normal(size=60))
        held += found.low <= truth <= found.high
    assert 0.92 <= held / 300 <= 0.98


def test_a_relation_that_comes_later_is_found_at_its_lag():
    table = followed(lag=2)
    by_lag = {lag: lagged_relation(table, "nps", "usage", lag=lag) for lag in range(4)}
    assert max(by_lag, key=lambda lag: by_lag[lag].spearman) == 2
    found = by_lag[2]
    assert found.pairs == 120 * 6
    assert found.customers == 120
    assert "2 periods later" in found.sentence
    same_rows = table.assign(later=table.groupby("customer_id")["usage"].shift(-2)).dropna()
    assert found.spearman == pytest.approx(
        stats.spearmanr(same_rows["nps"], same_rows["later"]).statistic
    )


def test_customers_seen_often_make_nothing_surer():
    table = followed(periods=1, lag=0)
    once = lagged_relation(table, "nps", "usage", lag=0)
    often = pd.concat([table.assign(period=period) for period in range(6)])
    repeated = lagged_relation(often, "nps", "usage", lag=0)
    assert repeated.spearman == pytest.approx(once.spearman)
    width, same = once.high - once.low, repeated.high - repeated.low
    assert same == pytest.approx(width, rel=0.01)
    plain = relation(table["nps"], table["usage"])
    assert width == pytest.approx(plain.high - plain.low, rel=0.4)


def test_unrelated_but_each_steady_columns_are_not_taken_for_related():
    """Both belong to the customer and never change; 40 periods of 30 customers are 30 witnesses."""
    found_related = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        steady = np.repeat(rng.normal(size=(30, 2)), 10, axis=0)
        table = pd.DataFrame(steady, columns=["nps", "usage"]).assign(
            customer_id=np.repeat(np.arange(30), 10), period=np.tile(np.arange(10), 30)
        )
        found = lagged_relation(table, "nps", "usage", lag=1)
        found_related += found.p_value < 0.05
    assert found_related <= 6


def test_months_as_periods():
    table = followed(lag=1)
    months = pd.PeriodIndex(pd.Period("2025-01", "M") + table["period"])
    expected = lagged_relation(table, "nps", "usage", lag=1)
    for form in (months, months.astype(str)):
        assert lagged_relation(table.assign(period=form), "nps", "usage", lag=1) == expected
    with pytest.raises(InputError, match=r"table.period: give months"):
        lagged_relation(table.assign(period="soon"), "nps", "usage", lag=1)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 100))
def test_the_order_of_rows_does_not_matter_to_lagged_relations(seed):
    table = followed(customers=20)
    mixed = table.sample(frac=1, random_state=seed)
    assert lagged_relation(mixed, "nps", "usage", lag=1) == lagged_relation(
        table, "nps", "usage", lag=1
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: lagged_relation(followed(), "nps", "usgae", lag=0), 'no column "usgae": did you'),
        (lambda: lagged_relation(followed(), "nps", "usage", lag=-1), "lag = -1"),
        (
            lambda: lagged_relation(pd.concat([followed()] * 2), "nps", "usage", lag=0),
            "960 rows repeat a customer and period",
        ),
        (lambda: relation([1, 2], [1]), "first has 2, second has 1"),
    ],
)
def test_bad_input_is_reported(call, said):
    with pytest.raises(InputError, match=said):
        call()


def test_many_at_once_are_judged_more_strictly():
    rng = np.random.default_rng(2)
    columns = rng.normal(size=(21, 100))
    columns[1] = columns[0] + 0.5 * rng.normal(size=100)
    found = [
        relation(columns[0], other, names=("nps", str(n))) for n, other in enumerate(columns[1:])
    ]
    table = relations_table([*found, relation([1, 2], [1, 2])])
    assert (table["p_adjusted"].dropna() >= table["p_value"].dropna()).all()
    assert (table["p_adjusted"] < 0.05).tolist()[0]
    assert (table["p_adjusted"] < 0.05).sum() == 1
    assert np.isnan(table["p_adjusted"].iloc[-1])


def test_ravenstack_slower_resolution_and_satisfaction():
    """In the public sample satisfaction is drawn at random: no clear relation to the time taken."""
    tickets = pd.read_csv(real_data("ravenstack/ravenstack_support_tickets.csv"))
    found = relation(
        tickets["resolution_time_hours"], tickets["satisfaction_score"],
        names=("resolution time", "satisfaction"),
    )  # fmt: skip
    assert (found.pairs, found.left_out) == (1175, 825)
    assert found.strength == "no clear relation"


def test_without_an_interval_no_relation_is_clear():
    nan = float("nan")
    found = Relation("a", "b", 0, 0.4, nan, nan, nan, 0.4, nan, nan, 101, 76, 0)
    assert found.strength == "no clear relation"
    assert "show no clear relation" in found.sentence


def test_what_hangs_on_one_customer_is_not_quoted():
    """Of forty customers one left: without that one nothing varies, so no interval can be told."""
    months = pd.DataFrame(
        [(customer, month, customer % 7, int((customer, month) != (3, 1)))
         for customer in range(40) for month in (0, 1)],
        columns=["customer_id", "period", "score", "stayed"],
    )  # fmt: skip
    found = lagged_relation(months, "score", "stayed", lag=1)
    assert np.isnan(found.spearman)
    assert found.strength == "not available: only a handful of customers differ in one of the two"

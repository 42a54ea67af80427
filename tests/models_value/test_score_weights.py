"""Weights of a health score: how much they matter, and whether learning them pays."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.errors import InputError
from cs_toolkit.models.score_weights import health_scores, learn_weights, weight_sensitivity
from cs_toolkit.models.weight_comparison import compare_weights
from tests.real_data import real_data

WEIGHTS = {"usage": 0.5, "nps": 0.3, "payment": 0.2}


def components(rows=400, seed=0) -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(seed).random((rows, 3)), columns=list(WEIGHTS))


def left(table: pd.DataFrame, seed=0, **pull) -> np.ndarray:
    """Who leaves, at odds that fall with the components named."""
    odds = 1.0 - sum(weight * table[name] for name, weight in pull.items())
    return np.random.default_rng(seed).random(len(table)) < 1 / (1 + np.exp(-odds))


def past(rows=1200, seed=0, dates=8, **pull) -> pd.DataFrame:
    table = components(rows, seed)
    as_of = pd.Series(pd.date_range("2025-01-01", periods=dates, freq="MS"))[
        np.arange(rows) % dates
    ].to_numpy()
    happened_on = pd.Series(as_of) + pd.Timedelta(days=20)
    return table.assign(
        customer_id=[f"c{number:04}" for number in range(rows)], as_of=as_of,
        happened_on=happened_on.where(left(table, seed + 1, **pull)),
    )  # fmt: skip


def test_the_score_by_hand_with_a_missing_indicator():
    table = pd.DataFrame({"usage": [0.8, 0.8], "nps": [0.5, None], "payment": [1.0, 1.0]})
    score = health_scores(table, WEIGHTS)
    assert score[0] == pytest.approx(100 * (0.4 + 0.15 + 0.2))
    assert score[1] == pytest.approx(100 * (0.4 + 0.2) / 0.7)
    assert np.isnan(health_scores(table * np.nan, WEIGHTS)).all()


@given(st.integers(0, 1000), st.floats(0.1, 50))
def test_only_the_proportions_of_weights_count(seed, factor):
    table = components(20, seed)
    scaled = {name: weight * factor for name, weight in WEIGHTS.items()}
    assert health_scores(table, scaled) == pytest.approx(health_scores(table, WEIGHTS))
    assert ((health_scores(table, WEIGHTS) >= 0) & (health_scores(table, WEIGHTS) <= 100)).all()


@pytest.mark.parametrize(
    ("table", "weights", "said"),
    [
        (components(), {"usage": 1, "nps": 1}, "only one has payment"),
        (components(), WEIGHTS | {"nps": 0}, 'the weight of "nps" is 0'),
        (components() * 2, WEIGHTS, r"components.usage: \d+ of 400 rows lie outside 0 to 1"),
    ],
)
def test_bad_input_is_reported(table, weights, said):
    with pytest.raises(InputError, match=said):
        health_scores(table, weights)


def test_sensitivity_of_indicators_that_agree_and_that_do_not():
    one = components()
    alike = pd.DataFrame(dict.fromkeys(WEIGHTS, one["usage"]))
    same = weight_sensitivity(alike, WEIGHTS)
    assert (same.agreement, same.agreement_low, same.same_worst) == (1, 1, 1)
    unlike = weight_sensitivity(one, WEIGHTS)
    assert unlike.agreement_low < unlike.agreement < 0.95
    without = unlike.without.set_index("indicator")["agreement"]
    assert without.idxmin() == "usage", "the heaviest decides most"
    assert weight_sensitivity(one, WEIGHTS).agreement == unlike.agreement, "seeded"


def test_sensitivity_needs_customers_to_rank():
    with pytest.raises(InputError, match="at least two customers"):
        weight_sensitivity(components(1), WEIGHTS)


def test_learned_weights_find_what_tells():
    table = components(20_000)
    learned = learn_weights(table, left(table, usage=3.0, nps=1.0))
    assert learned["usage"] == pytest.approx(0.75, abs=0.04)
    assert learned["nps"] == pytest.approx(0.25, abs=0.04)
    assert sum(learned.values()) == pytest.approx(1)


def test_an_indicator_in_the_wrong_direction_gets_no_weight():
    table = components(5_000)
    assert learn_weights(table, left(table, usage=3.0, nps=-2.0))["nps"] == 0


def test_nothing_tells_in_its_direction():
    table = components(2_000)
    learned = learn_weights(table, left(table, usage=-3.0, nps=-3.0, payment=-3.0))
    assert np.isnan(list(learned.values())).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(seed):
    table = components(100, seed)
    table.iloc[::7, 0] = np.nan
    happened = left(table.fillna(0), seed, usage=1.0)
    order = np.random.default_rng(seed).permutation(len(table))
    mixed = learn_weights(table.iloc[order], happened[order])
    assert repr(mixed) == repr(learn_weights(table, happened))


def test_learning_pays_where_one_indicator_tells_and_two_do_not():
    found = compare_weights(past(usage=4.0), WEIGHTS, known_until="2026-01-01", months_ahead=1)
    auc = found.table.set_index("weights")["auc"]
    assert auc["equal"] < auc["chosen"] < auc["learned"]
    assert found.sentence.startswith(
        "Learned weights tell better than equal ones on held-out dates"
    )
    assert found.weights.set_index("indicator")["learned"].idxmax() == "usage"


def test_learning_does_not_pay_where_equal_weights_are_the_truth():
    truth = past(usage=1.5, nps=1.5, payment=1.5)
    found = compare_weights(truth, WEIGHTS, known_until="2026-01-01", months_ahead=1)
    assert found.sentence.startswith("Learned weights tell no better than equal ones on held-out")


def test_nothing_is_learned_from_what_came_out_after_the_cut():
    """Scores at the same dates, outcomes after the cut turned round: the learned weights stay."""
    table = past(usage=4.0)
    ours = compare_weights(table, WEIGHTS, known_until="2026-01-01", months_ahead=1)
    last = table["as_of"] == table["as_of"].max()
    later = pd.Timestamp("2025-08-05")
    turned = table.assign(
        happened_on=table["happened_on"].where(~last, later).where(~last | (table["usage"] > 0.2))
    )
    theirs = compare_weights(turned, WEIGHTS, known_until="2026-01-01", months_ahead=1)
    pd.testing.assert_frame_equal(ours.weights, theirs.weights)
    assert ours.table.loc[0, "auc"] != theirs.table.loc[0, "auc"]


def test_too_little_to_compare():
    short = past(dates=1, usage=4.0)
    found = compare_weights(short, WEIGHTS, known_until="2026-01-01")
    assert found.sentence.startswith("Whether other weights would tell better is not available")
    few = compare_weights(short.head(30), WEIGHTS, known_until="2026-01-01", held_out="customers")
    assert few.note.startswith("not available: needs at least 10 customers")
    with pytest.raises(InputError, match='held_out "weeks"'):
        compare_weights(short, WEIGHTS, known_until="2026-01-01", held_out="weeks")


def test_telco_learned_weights_beat_equal_ones_on_held_out_customers():
    table = pd.read_csv(real_data("telco/Telco-Customer-Churn.csv"))
    extras = ["OnlineSecurity", "OnlineBackup", "DeviceProtection", "TechSupport"]
    indicators = pd.DataFrame(
        {
            "contract": table["Contract"].map(
                {"Month-to-month": 0, "One year": 0.5, "Two year": 1}
            ),
            "tenure": table["tenure"] / 72,
            "extras": (table[extras] == "Yes").mean(axis=1),
            "automatic_payment": table["PaymentMethod"].str.contains("automatic").astype(float),
            "price": 1 - table["MonthlyCharges"].rank(pct=True),
        }
    )
    scores = indicators.assign(
        customer_id=table["customerID"],
        as_of="2018-07-01",
        happened_on=table["Churn"].map({"Yes": "2018-07-15"}),
    )
    found = compare_weights(
        scores, dict.fromkeys(indicators, 1.0), known_until="2018-08-01", months_ahead=1,
        held_out="customers",
    )  # fmt: skip
    auc = found.table.set_index("weights")["auc"].round(2)
    assert (auc["equal"], auc["learned"]) == (0.80, 0.84)
    assert found.learned_less_equal.low > 0.02
    assert found.sentence == (
        "Learned weights tell better than equal ones on held-out customers (AUC 0.84 against "
        "0.80, difference 0.04, 95% interval 0.03 to 0.05)."
    )

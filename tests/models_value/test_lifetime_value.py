"""Repeat buying and its value: held against published parameters, known truths and arithmetic."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special

from cs_toolkit.errors import InputError
from cs_toolkit.models.bg_nbd import BuyingPace, _loss, fit_buying_pace
from cs_toolkit.models.gamma_gamma import SpendPerPurchase, fit_spend_per_purchase
from cs_toolkit.models.lifetime_value import held_out_error, predicted_lifetime_value
from cs_toolkit.models.purchase_history import purchase_history
from cs_toolkit.models.repeat_probability import repeat_backtest, repeat_probability
from tests.real_data import real_data

ASSUMPTIONS = {"horizon_days": 365, "annual_discount_rate": 0.1, "gross_margin": 0.3}
PUBLISHED = BuyingPace(0.243, 4.414, 0.793, 2.426, -9582.4, 2357, 946)


def invented_orders(seed: int = 5, customers: int = 150) -> pd.DataFrame:
    """A year of a shop whose customers buy at paces and amounts of their own, and some stop."""
    rng = np.random.default_rng(seed)
    rows = []
    for customer in range(customers):
        day, price = int(rng.integers(0, 180)), rng.gamma(6, 5)
        while day < 365:
            rows.append((f"c{customer:03}", day, round(float(rng.gamma(6, price / 6)), 2)))
            if rng.random() < 0.25:
                break
            day += 1 + int(rng.exponential(40))
    orders = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    return orders.assign(
        ordered_on=pd.Timestamp("2025-01-01") + pd.to_timedelta(orders["day"], "D")
    )


@pytest.fixture(scope="module")
def cdnow():
    orders = pd.read_csv(
        real_data("cdnow/CDNOW_sample.txt"), sep=r"\s+", header=None,
        names=["master_id", "customer_id", "ordered_on", "discs", "amount"],
    )  # fmt: skip
    return orders.assign(ordered_on=pd.to_datetime(orders["ordered_on"].astype(str)))


# --- the purchase history


def test_the_lifetimes_example_in_any_order():
    """From lifetimes' tests: purchases of 10, 20 and 25; the first is left out of the mean."""
    orders = pd.DataFrame(
        {
            "customer_id": 1,
            "ordered_on": ["2014-05-21", "2014-03-14", "2014-04-09"],
            "amount": [25, 10, 20],
        }
    )
    row = purchase_history(orders, "2014-06-01").iloc[0]
    assert (row["frequency"], row["mean_repeat_amount"]) == (2, 22.5)


def test_what_is_one_purchase_occasion():
    orders = pd.DataFrame(
        {
            "customer_id": ["a"] * 7 + ["b"],
            "ordered_on": [
                "2025-01-01 09:00", "2025-01-01 18:00",  # twice on the first day
                "2025-01-10", "2025-01-10", "2025-01-10",  # twice, and a return
                "2025-01-20",  # a return only
                "2025-02-01",  # not read any more
                "2025-01-05",  # nothing but a return: not a customer yet
            ],
            "amount": [5, 5, 10, 10, 7, 3, 99, -4],
            "is_return": [0, 0, 0, 0, 1, 1, 0, 0],
        }
    )  # fmt: skip
    history = purchase_history(orders, "2025-02-01")
    assert history["customer_id"].tolist() == ["a"]
    row = history.iloc[0]
    assert (row["frequency"], row["recency_days"], row["age_days"]) == (1, 9, 30)
    assert row["mean_repeat_amount"] == 20


def test_a_missing_customer_or_amount_is_reported():
    orders = pd.DataFrame({"customer_id": ["a", None], "ordered_on": "2025-01-01", "amount": 1})
    with pytest.raises(InputError, match=r"orders.customer_id: 1 of 2 rows"):
        purchase_history(orders, "2025-02-01")
    with pytest.raises(InputError, match=r"orders.amount: 1 of 1 row holds no finite number"):
        purchase_history(orders.head(1).assign(amount=None), "2025-02-01")
    with pytest.raises(InputError, match='orders has no column "amount"'):
        purchase_history(orders[["customer_id", "ordered_on"]], "2025-02-01")


def test_cdnow_repeat_buyers(cdnow):
    """Fader and Hardie's note on the same 2,357 customers: 946 repeat buyers and what they spend."""
    history = purchase_history(cdnow, "1997-10-01")
    amounts = history["mean_repeat_amount"].dropna()
    assert (len(history), len(amounts)) == (2357, 946)
    told = [amounts.mean(), amounts.std(), amounts.min(), amounts.median(), amounts.max()]
    assert [round(figure) for figure in told] == [35, 30, 3, 27, 300]
    theirs = pd.read_csv(real_data("cdnow/cdnow_customers_summary.csv"))
    assert history["frequency"].tolist() == theirs["frequency"].tolist()
    assert (history["recency_days"] / 7).round(2).tolist() == theirs["recency"].tolist()
    assert (history["age_days"] / 7).round(2).tolist() == theirs["T"].tolist()


# --- the pace of buying


def test_cdnow_published_parameters():
    """Fader, Hardie and Lee 2005, table 2 (times in weeks)."""
    summary = pd.read_csv(real_data("cdnow/cdnow_customers_summary.csv"))
    pace = fit_buying_pace(summary["frequency"], summary["recency"], summary["T"])
    assert [round(figure, 3) for figure in (pace.r, pace.alpha, pace.a, pace.b)] == [
        0.243, 4.414, 0.793, 2.426,
    ]  # fmt: skip
    assert round(pace.log_likelihood, 2) == -9582.43
    assert (pace.customers, pace.repeat_buyers) == (2357, 946)


def test_the_gradient_is_that_of_the_likelihood():
    alike = np.array([[0, 0, 0.7], [1, 0.2, 0.9], [4, 0.6, 1.0], [30, 0.5, 0.5]])
    loss = _loss(alike, np.array([5, 3, 2, 1]))
    for logs in ([-1.4, -2.0, -0.2, 0.9], [0.5, 1.0, 2.0, -1.0]):
        wrong = optimize.check_grad(lambda at: loss(at)[0], lambda at: loss(at)[1], logs)
        assert wrong < 1e-6


def test_the_published_customer():
    """The authors' spreadsheet: x = 2, t = 30.43, T = 38.86 makes 1.226 purchases in 39 weeks."""
    assert PUBLISHED.expected_purchases([2], [30.43], [38.86], 39) == pytest.approx(1.226, abs=5e-4)


@pytest.mark.parametrize("a", [0.02, 0.793, 1.0001, 2.5])
@pytest.mark.parametrize("x", [0, 1, 3, 400])
def test_expected_purchases_equal_the_published_closed_form(a, x):
    """Equation (10) of Fader, Hardie and Lee 2005, for one who is certainly still alive."""
    r, alpha, b, age, ahead = 0.5, 20.0, 2.4, 200.0, 90.0
    pace = BuyingPace(r, alpha, a, b, np.nan, 1, 1)
    shrinking = (alpha + age) / (alpha + age + ahead)
    series = special.hyp2f1(r + x, b + x, a + b + x - 1, 1 - shrinking)
    published = (a + b + x - 1) / (a - 1) * (1 - shrinking ** (r + x) * series)
    seen = [x], [150.0 if x else 0.0], [age]
    assert pace.expected_purchases(*seen, ahead) / pace.alive(*seen) == pytest.approx(
        published, rel=1e-4
    )


def test_repeat_probability_by_simulation():
    """20,000 lives drawn from the model; among those who look like ours, how many buy again?"""
    rng = np.random.default_rng(3)
    pace = BuyingPace(1.0, 10.0, 1.0, 2.0, np.nan, 1, 1)
    alike, again = 0, 0
    for rate, chance in zip(rng.gamma(1, 1 / 10, 40_000), rng.beta(1, 2, 40_000), strict=True):
        time, bought, last, after = 0.0, 0, 0.0, False
        while True:
            time += rng.exponential(1 / rate)
            if time > 40:
                break
            if time > 20:
                after = True
                break
            bought, last = bought + 1, time
            if rng.random() < chance:
                break
        if bought == 1 and 8 < last <= 12:
            alike, again = alike + 1, again + after
    error = 4 * np.sqrt(0.25 / alike)
    assert pace.repeat_probability([1], [10], [20], 20)[0] == pytest.approx(
        again / alike, abs=error
    )


def test_a_known_truth_is_found_again():
    """5,000 lives drawn from the model and seen for up to 100 days give back its parameters."""
    rng = np.random.default_rng(21)
    truth = {"r": 0.8, "alpha": 15.0, "a": 1.0, "b": 3.0}
    age = rng.uniform(40, 100, 5_000)
    bought, last = np.zeros(5_000), np.zeros(5_000)
    rates = rng.gamma(truth["r"], 1 / truth["alpha"], 5_000)
    for number, chance in enumerate(rng.beta(truth["a"], truth["b"], 5_000)):
        day = rng.exponential(1 / rates[number])
        while day <= age[number]:
            bought[number], last[number] = bought[number] + 1, day
            if rng.random() < chance:
                break
            day += rng.exponential(1 / rates[number])
    pace = fit_buying_pace(bought, last, age)
    assert {name: getattr(pace, name) for name in truth} == pytest.approx(truth, rel=0.2)


def test_long_silence_of_a_frequent_buyer_means_more_than_of_a_rare_one():
    rare, frequent = PUBLISHED.alive([1, 20], [20, 20], [38.86, 38.86])
    assert frequent < 0.01 < rare


def test_a_customer_who_buys_all_the_time_does_not_overflow():
    purchases = PUBLISHED.expected_purchases([3000], [1000], [1000], 100)[0]
    assert purchases == pytest.approx(300, rel=0.05)


def test_too_few_repeat_buyers_give_nothing():
    pace = fit_buying_pace([0, 0, 1], [0, 0, 5], [9, 9, 9])
    assert pace.note == (
        "not available: needs at least 20 customers who bought more than once, there are 1"
    )
    assert np.isnan(pace.expected_purchases([0, 1], [0, 5], [9, 9], 30)).all()
    assert np.isnan(pace.alive([0, 1], [0, 5], [9, 9])).all()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((1, 9, 5), "1 of 1 customers have a recency above their age"),
        ((2, 0, 5), "bought again with a recency of 0"),
        ((1.5, 2, 5), "no whole number"),
        ((-1, 2, 5), "frequency: 1 of 1 row is below 0"),
    ],
)
def test_impossible_histories_are_reported(row, said):
    with pytest.raises(InputError, match=said):
        fit_buying_pace(*([figure] for figure in row))


# --- the amounts


def test_cdnow_published_amounts(cdnow):
    """Fader and Hardie 2013: p 6.25, q 3.74, v 15.44 on the 946 repeat buyers."""
    history = purchase_history(cdnow, "1997-10-01")
    spend = fit_spend_per_purchase(history["frequency"], history["mean_repeat_amount"])
    assert [round(figure, 2) for figure in (spend.p, spend.q, spend.v)] == [6.25, 3.74, 15.44]
    assert spend.frequency_correlation == pytest.approx(0.11, abs=0.005)
    assert spend.mean == pytest.approx(35.17, abs=0.01)


def test_a_rare_buyer_is_drawn_to_the_mean_and_a_frequent_one_is_not():
    spend = SpendPerPurchase(6.25, 3.74, 15.44, np.nan, 946, 0.1)
    rare, frequent, unknown = spend.expected_amount([1, 500, 0], [100.0, 100.0, np.nan])
    assert unknown == pytest.approx(spend.mean)
    assert spend.mean < rare < 81 < 99 < frequent < 100


# --- the value


def test_value_by_hand():
    """One step of 30 days, no discount: purchases × amount × margin, nothing else."""
    history = purchase_history(invented_orders(), "2025-12-01")
    value = predicted_lifetime_value(
        history, horizon_days=30, annual_discount_rate=0, gross_margin=0.5
    ).customers
    by_hand = value["expected_purchases"] * value["expected_amount"] * 0.5
    assert value["predicted_value"].tolist() == pytest.approx(by_hand.tolist())
    kept = value["predicted_value"] / value["alive"]
    assert (value["predicted_value"] + value["worth_keeping"]).tolist() == pytest.approx(
        kept.tolist()
    )
    assert value["repeat"].between(0, value["expected_purchases"]).all(), "Markov's inequality"


def test_discounting_and_horizon():
    history = purchase_history(invented_orders(), "2025-12-01")

    def mean(**changed):
        return predicted_lifetime_value(history, **(ASSUMPTIONS | changed)).mean

    assert mean(annual_discount_rate=0.3) < mean() < mean(annual_discount_rate=0)
    assert mean(annual_discount_rate=1e9) == pytest.approx(0, abs=mean() / 5)
    assert mean(horizon_days=180) < mean() < mean(horizon_days=730)
    assert mean(gross_margin=0.6) == pytest.approx(2 * mean())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"horizon_days": 0}, "horizon_days = 0"),
        ({"annual_discount_rate": -0.1}, "annual_discount_rate = -0.1"),
        ({"gross_margin": 30}, "gross_margin = 30"),
    ],
)
def test_assumptions_are_checked(changed, said):
    history = purchase_history(invented_orders(customers=3), "2025-12-01")
    with pytest.raises(InputError, match=said):
        predicted_lifetime_value(history, **(ASSUMPTIONS | changed))


def test_too_few_customers_have_no_value():
    value = predicted_lifetime_value(
        purchase_history(invented_orders(customers=5), "2025-12-01"), **ASSUMPTIONS
    )
    assert value.note.startswith("not available: needs at least 20 customers")
    assert value.customers["predicted_value"].isna().all()


@settings(max_examples=3, deadline=None)
@given(st.sampled_from([0.01, 7, 1000]), st.randoms(use_true_random=False))
def test_scaling_money_scales_value_and_the_order_of_rows_changes_nothing(factor, random):
    orders = invented_orders()
    order = list(range(len(orders)))
    random.shuffle(order)
    history = purchase_history(orders, "2025-12-01")
    ours = predicted_lifetime_value(history, **ASSUMPTIONS).customers
    shuffled = purchase_history(orders.iloc[order], "2025-12-01")
    pd.testing.assert_frame_equal(history, shuffled)
    scaled = predicted_lifetime_value(
        shuffled.assign(mean_repeat_amount=shuffled["mean_repeat_amount"] * factor), **ASSUMPTIONS
    ).customers
    assert scaled["predicted_value"].tolist() == pytest.approx(
        (ours["predicted_value"] * factor).tolist(), rel=1e-3
    )
    mixed = history.sample(frac=1, random_state=random.randrange(1000))
    again = predicted_lifetime_value(mixed, **ASSUMPTIONS).customers
    pd.testing.assert_frame_equal(again.sort_values("customer_id", ignore_index=True), ours)


def test_later_orders_do_not_change_the_past():
    orders = invented_orders()
    known = orders[orders["ordered_on"] < "2025-10-01"]
    pd.testing.assert_frame_equal(
        purchase_history(orders, "2025-10-01"), purchase_history(known, "2025-10-01")
    )


def test_cdnow_held_out_the_model_beats_the_naive_guesses(cdnow):
    """Fitted on 39 weeks, held against the 39 that follow."""
    errors = held_out_error(cdnow, "1997-10-01", "1998-07-01")
    errors = errors.set_index(["target", "guess"])
    for target in ("purchases", "spend"):
        for measure in ("mean_absolute_error", "root_mean_squared_error"):
            best = errors.loc[target, measure].idxmin()
            assert best == "model", (target, measure)
    purchases = errors.loc[("purchases", "model")]
    assert purchases["actual_total"] == 1882
    assert purchases["predicted_total"] == pytest.approx(1653, abs=2)
    assert errors.loc[("purchases", "own_pace"), "predicted_total"] > 2900, "nobody is thought gone"


def test_held_out_needs_a_past_and_a_future():
    with pytest.raises(InputError, match="must lie before as_of"):
        held_out_error(invented_orders(), "2025-10-01", "2025-10-01")
    with pytest.raises(InputError, match="no purchases before 2020-01-01"):
        held_out_error(invented_orders(), "2020-01-01", "2025-10-01")


# --- buying again


def test_cdnow_who_buys_again_is_predicted(cdnow):
    found = repeat_backtest(cdnow, "1997-10-01", "1998-07-01")
    assert found.discrimination.rows == 2357
    assert found.discrimination.low > 0.7
    assert found.brier.model < found.brier.base_rate - 0.04
    assert found.sentence.startswith("Who buys again within 273 days can be predicted (AUC 0.76")
    assert found.calibration["observed"].iloc[0] > 3 * found.calibration["observed"].iloc[-1]


def test_the_likeliest_to_buy_again_come_first():
    history = purchase_history(invented_orders(), "2025-12-01")
    table = repeat_probability(history, days_ahead=90)
    assert table["repeat"].is_monotonic_decreasing
    assert (table["repeat"] <= table["alive"]).all()
    longer = repeat_probability(history, days_ahead=365).set_index("customer_id")["repeat"]
    assert (longer[table["customer_id"]].to_numpy() >= table["repeat"]).all()


def test_repeat_probability_says_what_it_needs():
    few = invented_orders(customers=5)
    found = repeat_backtest(few, "2025-06-01", "2025-12-01")
    assert found.sentence.startswith("Who buys again is not available: needs at least 20 customers")
    assert found.calibration.empty
    history = purchase_history(few, "2025-12-01")
    assert repeat_probability(history, days_ahead=90)["repeat"].isna().all()
    with pytest.raises(InputError, match="days_ahead = 0"):
        repeat_probability(history, days_ahead=0)
    with pytest.raises(InputError, match="must lie before as_of"):
        repeat_backtest(few, "2025-12-01", "2025-06-01")

"""Each change is judged before it is coloured: beyond noise, within noise, or not testable."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import cs_toolkit as cs
from cs_toolkit.metrics.change import (
    change_of_intervals,
    change_of_sums,
    judgement,
    many_in_words,
    share_change,
)
from cs_toolkit.metrics.intervals import wilson_interval
from cs_toolkit.metrics.mean_intervals import skewed_mean_interval
from tests.by_hand import company, subscriptions


def found(of, metric, since="last_period", period="2026-09", family=None, **where):
    frame = of.changes(period, family=family or cs.METRICS[metric].family, by=where.pop("by", ()))
    chosen = {"metric": metric, "variant": "default", "since": since, "segment": ""} | where
    for column, wanted in chosen.items():
        frame = frame[frame[column] == wanted]
    return frame.iloc[0]


def answers(months):
    """CSAT answers: month → (satisfied, others)."""
    rows = [
        (f"{month}-{at}", "csat", 5 if at < good else 2, f"c{at}", f"{month}-10")
        for month, (good, bad) in months.items()
        for at in range(good + bad)
    ]
    columns = ["response_id", "survey", "score", "customer_id", "responded_at"]
    return cs.open(
        {"survey_responses": pd.DataFrame(rows, columns=columns)},
        as_of="2027-01-01",
        surveys={"csat": {"kind": "csat", "scale": [1, 5]}},
    )


def test_two_shares_are_newcombe_s():
    change = found(answers({"2026-08": (70, 30), "2026-09": (90, 10)}), "customer_satisfaction")
    expected = share_change(90, 100, 70, 100)
    assert (change["low"], change["high"]) == pytest.approx((expected.low, expected.high))
    assert change["judgement"] == "beyond noise"
    assert change["change"] == pytest.approx(0.2)


def test_a_small_change_of_a_share_is_within_noise_and_few_answers_are_not_testable():
    near = found(answers({"2026-08": (70, 30), "2026-09": (73, 27)}), "customer_satisfaction")
    assert near["judgement"] == "within noise"
    few = found(answers({"2026-08": (2, 8), "2026-09": (10, 0)}), "customer_satisfaction")
    assert few["judgement"] == "not testable"
    assert few["change"] == pytest.approx(0.8)


def test_on_last_year_too():
    year = found(
        answers({"2025-09": (50, 50), "2026-08": (70, 30), "2026-09": (73, 27)}),
        "customer_satisfaction", "last_year",
    )  # fmt: skip
    assert (year["earlier_period"], year["judgement"]) == ("2025-09", "beyond noise")


def test_a_level_such_as_mrr_is_judged_by_what_moved():
    """By hand: one of 40 grows by 10 and one leaves 10: change 0. 9 come with 10 each: 90 ± 1.96·√900."""
    rows = [(f"s{at}", f"c{at}", "2026-01-01", None, 10.0) for at in range(40)]
    come = [(f"n{at}", f"d{at}", "2026-09-05", None, 10.0) for at in range(9)]
    change = found(company(as_of="2026-12-01", subscriptions=subscriptions(*rows, *come)), "mrr")
    assert change["change"] == 90
    assert (change["low"], change["high"]) == pytest.approx(
        (90 - 1.96 * 30, 90 + 1.96 * 30), abs=0.1
    )
    assert change["judgement"] == "beyond noise"
    one = [("n", "d", "2026-09-05", None, 90.0)]  # the same sum by one customer says nothing
    change = found(company(as_of="2026-12-01", subscriptions=subscriptions(*rows, *one)), "mrr")
    assert (change["change"], change["judgement"]) == (90, "within noise")


def test_arr_is_judged_like_mrr():
    rows = [(f"s{at}", f"c{at}", "2026-01-01", None, 10.0) for at in range(40)]
    come = [(f"n{at}", f"d{at}", "2026-09-05", None, 10.0) for at in range(9)]
    firm = company(as_of="2026-12-01", subscriptions=subscriptions(*rows, *come))
    mrr, arr = found(firm, "mrr"), found(firm, "arr")
    assert arr["change"] == pytest.approx(12 * mrr["change"])
    assert arr["p_value"] == pytest.approx(mrr["p_value"])


def test_counts_are_judged_as_counts():
    def leads(earlier, later):
        rows = [(f"a{at}", "2026-08-05") for at in range(earlier)]
        rows += [(f"b{at}", "2026-09-05") for at in range(later)]
        return company(
            as_of="2026-12-01", leads=pd.DataFrame(rows, columns=["lead_id", "created_at"])
        )

    assert found(leads(20, 40), "leads_generated")["judgement"] == "beyond noise"
    assert found(leads(20, 26), "leads_generated")["judgement"] == "within noise"


def test_a_period_that_is_not_over_is_not_testable():
    rows = [(f"s{at}", f"c{at}", "2026-01-01", None, 10.0) for at in range(40)]
    rows += [(f"n{at}", f"d{at}", "2026-09-05", None, 10.0) for at in range(9)]
    firm = company(as_of="2026-09-15", subscriptions=subscriptions(*rows))
    assert found(firm, "mrr")["judgement"] == "not testable"


def test_every_row_is_judged_and_segments_are_too():
    rows = [(f"s{at}", f"c{at}", "2026-01-01", None, 10.0, "xy"[at % 2]) for at in range(80)]
    firm = company(as_of="2026-12-01", subscriptions=subscriptions(*rows, more="plan"))
    frame = firm.changes("2026-09", family="revenue", by=("plan",))
    frame = frame[frame["since"] == "last_period"]
    assert set(frame["judgement"]) <= {"beyond noise", "within noise", "not testable"}
    assert set(frame["segment"]) == {"", "x", "y"}
    tested = frame["judgement"] != "not testable"
    assert frame.loc[tested, ["low", "high"]].notna().all(axis=None)
    assert not (frame["judgement"] == "beyond noise").any()  # nothing happened


def test_the_scorecard_holds_the_judgements():
    card = answers({"2026-08": (70, 30), "2026-09": (90, 10)}).scorecard("2026-09")
    row = card.set_index("metric").loc["customer_satisfaction"]
    assert (row["judgement"], row["judgement_on_year"]) == ("beyond noise", "not testable")
    assert row["p_value"] < 0.01


@pytest.mark.parametrize("same", [True, False])
def test_it_cries_wolf_five_times_in_a_hundred(same):
    rng = np.random.default_rng(5)
    runs, n = 2_000, 80
    mean = 1.0 if same else 3.0
    wolves = 0
    for _ in range(runs):
        now, before = mean * rng.lognormal(-0.5, 1, n), rng.lognormal(-0.5, 1, n)
        bounds = [
            (one.mean(), *skewed_mean_interval(one.mean(), n, (one**2).sum()))
            for one in (now, before)
        ]
        wolves += judgement(change_of_intervals(*bounds[0], *bounds[1])) == "beyond noise"
    assert (wolves / runs <= 0.08) if same else (wolves / runs > 0.9)


def test_counts_cry_wolf_as_seldom():
    rng = np.random.default_rng(6)
    pairs = rng.poisson(40, (4_000, 2)).astype(float)
    wolves = [judgement(change_of_sums(a - b, a + b)) == "beyond noise" for a, b in pairs]
    assert np.mean(wolves) == pytest.approx(0.05, abs=0.015)
    assert change_of_sums(20, 60).p_value == pytest.approx(2 * stats.norm.sf(20 / np.sqrt(60)))


def test_the_p_value_and_the_interval_agree():
    for part in range(40, 70):
        bounds = (part / 80, *wilson_interval(part / 80, 80))
        change = change_of_intervals(*bounds, 0.5, *wilson_interval(0.5, 80))
        assert (change.p_value < 0.05) == (judgement(change) == "beyond noise")


def test_over_many_metrics_the_caveat_is_written():
    words = many_in_words(["beyond noise", "within noise"] * 30, [0.0001, 0.5] * 30)
    assert words.startswith("60 changes were tested: by chance alone about 3")
    assert many_in_words(["not testable", ""], [float("nan")] * 2) == ""


def test_nrr_has_an_interval_of_customers_resampled():
    """Against a bootstrap of the customers themselves."""
    rng = np.random.default_rng(2)
    fees = rng.lognormal(4, 0.7, 150).round(2)
    after = np.where(rng.random(150) < 0.06, 0, np.where(rng.random(150) < 0.2, 1.3, 1.0)) * fees
    rows = []
    for at, (before, later) in enumerate(zip(fees, after, strict=True)):
        rows.append((f"a{at}", f"c{at}", "2026-01-01", "2026-09-10", before))
        if later:
            rows.append((f"b{at}", f"c{at}", "2026-09-10", None, round(later, 2)))
    firm = company(as_of="2026-12-01", subscriptions=subscriptions(*rows))
    table = firm.metrics("2026-09", family="revenue", by=())
    told = cs.pick(table, "net_revenue_retention").iloc[0]
    picked = rng.integers(0, 150, (4_000, 150))
    again = after[picked].sum(axis=1) / fees[picked].sum(axis=1)
    assert told["low"] < told["value"] < told["high"]
    low, high = np.quantile(again, [0.025, 0.975])
    assert 0.8 < (told["high"] - told["low"]) / (high - low) < 1.6
    assert low - 0.05 < told["low"] < told["high"] < high + 0.05
    kept = cs.pick(table, "gross_revenue_retention").iloc[0]
    assert 0 <= kept["low"] < kept["value"] < kept["high"] <= 1

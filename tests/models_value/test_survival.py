"""Survival: held against scipy's own estimator, a published example, and the Telco sample."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from cs_toolkit.errors import InputError
from cs_toolkit.models.lifespan import lifespan_variants
from cs_toolkit.models.survival import kaplan_meier
from cs_toolkit.models.survival_by_segment import log_rank, survival_by_segment
from tests.real_data import real_data

# Charles Zaiontz's example, which scipy's tests use too (scipy issue 18092, t5, d5, r5)
MONTHS = [3, 5, 8, 10, 5, 5, 8, 12, 15, 14, 2, 11, 10, 9, 12, 5, 8, 11]
LEFT = [1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1]

lives = st.lists(
    st.tuples(st.integers(0, 36), st.booleans()), min_size=1, max_size=60
).map(lambda rows: tuple(np.array(column) for column in zip(*rows, strict=True)))  # fmt: skip


def scipy_curve(months, left):
    months, left = np.asarray(months), np.asarray(left).astype(bool)
    return stats.ecdf(stats.CensoredData(uncensored=months[left], right=months[~left])).sf


@pytest.fixture(scope="module")
def telco():
    table = pd.read_csv(
        real_data("telco/Telco-Customer-Churn.csv"), usecols=["tenure", "Contract", "Churn"]
    )
    return table.assign(left=table["Churn"] == "Yes")


def test_the_published_example():
    curve = kaplan_meier(MONTHS, LEFT)
    shares = curve.curve["staying"].to_numpy()[1:]
    assert shares.round(3).tolist() == [
        0.944, 0.889, 0.722, 0.542, 0.542, 0.542, 0.361, 0.181, 0.181, 0.181,
    ]  # fmt: skip
    assert curve.median == 11


def test_by_hand():
    """Four customers: 1 leaves at 1, one is last seen at 2, one of the remaining two leaves at 3."""
    curve = kaplan_meier([1, 2, 3, 4], [1, 0, 1, 0])
    assert curve.curve["staying"].tolist() == pytest.approx([1, 3 / 4, 3 / 4, 3 / 8, 3 / 8])
    assert curve.curve["still_here"].tolist() == [0, 0, 1, 0, 1]
    assert curve.median == 3
    mean, low, high = curve.lifespan()
    assert mean == pytest.approx(1 + 3 / 4 * 2 + 3 / 8)
    assert low < mean < high <= 4
    assert curve.at([0, 2.5, 4]).tolist() == pytest.approx([1, 3 / 4, 3 / 8])
    assert np.isnan(curve.at(4.1))


def test_without_leavers_nothing_is_reached():
    curve = kaplan_meier([3, 5], [0, 0])
    assert curve.curve["staying"].tolist() == [1, 1, 1]
    assert np.isnan(curve.median)
    assert curve.lifespan()[0] == 5
    assert "nobody has left" in curve.note


def test_all_gone():
    curve = kaplan_meier([1, 2, 3], [1, 1, 1])
    assert curve.curve["staying"].iloc[-1] == 0
    assert np.isnan(curve.curve["low"].iloc[-1]), "no band where nobody is left"
    assert curve.lifespan()[0] == pytest.approx(2), "without censoring it is the plain mean"
    assert curve.note == ""


def test_customers_who_came_under_observation_late():
    """The second is seen from age 4 on, so at age 3 only the first and third are at risk."""
    curve = kaplan_meier([3, 6, 8], [1, 1, 0], entered=[0, 4, 0])
    assert curve.curve["at_risk"].tolist() == [2, 2, 2, 1]
    assert curve.curve["staying"].tolist() == pytest.approx([1, 1 / 2, 1 / 4, 1 / 4])
    with pytest.raises(InputError, match="1 of 3 customers ended no later"):
        kaplan_meier([3, 6, 8], [1, 1, 0], entered=[0, 6, 0])


@pytest.mark.parametrize(
    ("months", "left", "said"),
    [
        ([1, -2], [1, 0], "durations: 1 of 2 rows is below 0"),
        ([1, None], [1, 0], "durations: 1 of 2 rows holds no finite number"),
        ([1, 2], [1, 2], "left: 1 of 2 rows is neither true nor false"),
        ([1, 2], [1], "durations has 2, left has 1"),
        ([], [], "there are no rows"),
    ],
)
def test_bad_input_is_reported(months, left, said):
    with pytest.raises(InputError, match=said):
        kaplan_meier(months, left)


def test_a_horizon_beyond_the_data_is_refused():
    with pytest.raises(InputError, match="followed for 15 at most"):
        kaplan_meier(MONTHS, LEFT).lifespan(24)


@given(lives)
def test_a_share_that_never_rises(rows):
    curve = kaplan_meier(*rows).curve
    assert curve["staying"].between(0, 1).all()
    assert (curve["staying"].diff().dropna() <= 0).all()
    inside = curve.dropna()
    assert (inside["low"] <= inside["staying"]).all()
    assert (inside["staying"] <= inside["high"]).all()


@given(lives)
def test_equals_scipy(rows):
    theirs = scipy_curve(*rows)
    ours = kaplan_meier(*rows).at(theirs.quantiles)
    assert ours == pytest.approx(theirs.probabilities, abs=1e-12)


@given(lives, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, random):
    months, left = rows
    order = list(range(len(months)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        kaplan_meier(months, left).curve, kaplan_meier(months[order], left[order]).curve
    )
    pd.testing.assert_frame_equal(
        lifespan_variants(months, left), lifespan_variants(months[order], left[order])
    )


@given(lives, st.integers(2, 30))
def test_another_unit_scales_the_times_only(rows, days):
    months, left = rows
    ours, scaled = kaplan_meier(months, left), kaplan_meier(months * days, left)
    assert scaled.curve["staying"].tolist() == ours.curve["staying"].tolist()
    assert scaled.lifespan()[0] == pytest.approx(ours.lifespan()[0] * days)


@given(lives)
def test_taking_those_still_here_for_gone_shortens_life(rows):
    months, left = rows
    censored, mistaken = kaplan_meier(months, left), kaplan_meier(months, np.ones_like(left))
    assert mistaken.lifespan()[0] <= censored.lifespan()[0] + 1e-9


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")
def test_telco_by_contract_equals_another_implementation(telco):
    by_contract = survival_by_segment(telco["tenure"], telco["left"], telco["Contract"])
    assert list(by_contract.curves) == ["Month-to-month", "One year", "Two year"]
    for contract, curve in by_contract.curves.items():
        rows = telco[telco["Contract"] == contract]
        theirs = scipy_curve(rows["tenure"], rows["left"])
        assert curve.at(theirs.quantiles) == pytest.approx(theirs.probabilities, abs=1e-12)
        band = theirs.confidence_interval(method="log-log")
        ours = curve.curve.set_index("time").reindex(theirs.quantiles)
        shown = np.isfinite(band.low.probabilities)  # scipy leaves the stretch at 1 undefined
        assert shown.sum() > 40
        for side in ("low", "high"):
            there = getattr(band, side).probabilities[shown]
            assert ours[side][shown].to_numpy() == pytest.approx(there, abs=1e-9)
    assert by_contract.table["median"].iloc[0] == 35
    assert by_contract.table["median"].iloc[1:].isna().all(), "fewer than half ever left"
    assert by_contract.log_rank.statistic == pytest.approx(2352.87, abs=0.01)
    assert by_contract.log_rank.degrees_of_freedom == 2
    assert by_contract.log_rank.sentence.endswith("(log-rank test, p below 0.01).")


def test_telco_lifespans_show_the_bias(telco):
    variants = lifespan_variants(telco["tenure"], telco["left"]).set_index("variant")
    survival = variants.loc["observed", "lifespan"]
    assert variants.loc["one_over_churn", "lifespan"] == pytest.approx(227_990 / 1_869)
    assert variants.loc["mean_of_leavers", "lifespan"] == pytest.approx(
        telco.loc[telco["left"], "tenure"].mean()
    )
    assert variants.loc["mean_of_leavers", "lifespan"] < survival / 2
    assert variants.loc["one_over_churn", "lifespan"] > survival * 2
    assert "lower bound" in variants.loc["observed", "note"]
    # those who still are there after six years leave as all have so far
    staying = kaplan_meier(telco["tenure"], telco["left"]).curve["staying"].iloc[-1]
    assert variants.loc["default", "lifespan"] == pytest.approx(
        survival + staying * 227_990 / 1_869, rel=1e-9
    )


def test_the_bias_against_a_known_truth():
    """Lives of 20 months in the mean, two kinds of customers, looked at after 24 months at most."""
    rng = np.random.default_rng(11)
    truth = rng.exponential(np.where(rng.random(20_000) < 0.5, 4, 36))
    seen = rng.uniform(0, 24, len(truth))
    followed = np.minimum(truth, seen)
    variants = lifespan_variants(followed, truth <= seen).set_index("variant")
    within_horizon = np.minimum(truth, followed.max()).mean()
    survival = variants.loc["observed"]
    assert survival["low"] < within_horizon < survival["high"]
    assert variants.loc["mean_of_leavers", "high"] < within_horizon
    assert truth.mean() > variants.loc["one_over_churn", "high"], "here the old stay longer"


def test_constant_churn_is_the_case_in_which_one_over_churn_is_right():
    rng = np.random.default_rng(12)
    truth = rng.exponential(10, 20_000)
    seen = rng.uniform(0, 60, len(truth))
    variant = lifespan_variants(np.minimum(truth, seen), truth <= seen).set_index("variant")
    assert variant.loc["one_over_churn", "low"] < 10 < variant.loc["one_over_churn", "high"]


def test_variants_without_leavers_are_not_available():
    variants = lifespan_variants([3, 4], [0, 0]).set_index("variant")
    assert variants["lifespan"].notna().to_dict() == {
        "default": False, "observed": True, "one_over_churn": False, "mean_of_leavers": False
    }  # fmt: skip
    assert variants.loc["one_over_churn", "note"] == "not available: nobody has left yet"


@given(lives, lives)
def test_log_rank_of_two_equals_scipy(one, other):
    if not (one[1].any() and other[1].any()):
        return
    samples = [
        stats.CensoredData(uncensored=months[left], right=months[~left])
        for months, left in (one, other)
    ]
    ours = log_rank(
        np.concatenate([one[0], other[0]]),
        np.concatenate([one[1], other[1]]),
        ["one"] * len(one[0]) + ["other"] * len(other[0]),
    )
    with np.errstate(all="ignore"):
        theirs = stats.logrank(*samples)
    if np.isfinite(theirs.statistic):
        assert ours.statistic == pytest.approx(theirs.statistic**2, abs=1e-6)
        assert ours.p_value == pytest.approx(theirs.pvalue, abs=1e-6)
    else:
        assert ours.note


def test_log_rank_says_what_it_cannot_compare():
    assert "two segments" in log_rank([1, 2], [1, 1], ["a", "a"]).sentence
    assert "nobody has left" in log_rank([1, 2], [0, 0], ["a", "b"]).sentence


@given(lives, st.booleans())
def test_shares_and_errors_are_those_of_statsmodels(rows, late):
    months, left = rows
    months = months + 1.0
    entered = months * 0.3 if late else None
    curve = kaplan_meier(months, left, entered=entered, confidence=0.9).curve.set_index("time")
    theirs = SurvfuncRight(months, left.astype(int), entry=entered)
    of_them = curve.loc[theirs.surv_times]
    assert of_them["staying"].tolist() == theirs.surv_prob.tolist()
    low, high = theirs.surv_prob, theirs.surv_prob
    inside = (low > 0) & (low < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = stats.norm.ppf(0.95) * theirs.surv_prob_se / (low * np.log(low))
        low, high = low ** np.exp(-reach), high ** np.exp(reach)
    assert of_them["low"][inside].to_numpy() == pytest.approx(low[inside], abs=1e-12, nan_ok=True)
    assert of_them["high"][inside].to_numpy() == pytest.approx(high[inside], abs=1e-12, nan_ok=True)

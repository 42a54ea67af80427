"""Value and survival on data that others published."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import estimates
from tests.by_hand import row, value
from tests.real_data import real_data


def opened(name: str, folder: str):
    return cs.open(f"data/mappings/{name}.toml", source=str(real_data(folder)))


@pytest.fixture(scope="module")
def cdnow():
    return opened("cdnow", "cdnow")


@pytest.fixture(scope="module")
def telco():
    return opened("telco", "telco")


def test_cdnow_revenue_average_order_and_repeat_buyers(cdnow):
    years = cdnow.measures("1997..1998", family=["value", "retention"], by=())
    assert years["purchases"].sum() == 69_659  # the 255 repeated rows and 80 free orders, too
    assert years["purchase_revenue"].sum() == pytest.approx(2_500_315.63, abs=1e-6)
    assert years["purchase_revenue"].sum() / years["purchases"].sum() == pytest.approx(
        35.8936, abs=5e-5
    )
    assert row(cdnow, "1998", "repeat_purchase_rate", "ever")["n"] == 23_570
    assert value(cdnow, "1998", "repeat_purchase_rate", "ever") == pytest.approx(0.488587, abs=5e-7)
    assert value(cdnow, "1998", "customer_lifetime_value", "historical") == pytest.approx(
        2_500_315.63 / 23_570
    )


def test_cdnow_models_through_the_door(cdnow):
    """The file has all customers, the published parameters are of a tenth: like, not equal."""
    found = estimates.predicted_value(cdnow, "1998-06")
    assert found.note == ""
    assert found.pace.r == pytest.approx(0.243, rel=0.25)
    told = value(cdnow, "1998-06", "customer_lifetime_value", "predicted")
    assert told == pytest.approx(found.mean, rel=1e-6)


def test_telco_churn_and_revenue(telco):
    assert value(telco, "2020-01", "customer_churn_rate") == pytest.approx(0.265370, abs=5e-7)
    assert row(telco, "2020-01", "customer_churn_rate")["n"] == 7_043
    assert value(telco, "2020-01", "mrr_churn_rate") == pytest.approx(0.305034, abs=5e-7)
    before = telco.measures("2019-12", family="revenue", by=()).iloc[0]
    assert before["ending_mrr"] == pytest.approx(456_116.60, abs=1e-6)
    assert before["ending_mrr"] / before["paying_customers"] == pytest.approx(64.7617, abs=5e-5)


@pytest.mark.parametrize(
    ("contract", "churn"),
    [("Month-to-month", 0.427097), ("One year", 0.112695), ("Two year", 0.028319)],
)
def test_telco_by_contract(telco, contract, churn):
    found = value(telco, "2020-01", "customer_churn_rate", "default", "contract", contract)
    assert found == pytest.approx(churn, abs=5e-7)


def test_telco_survival_by_contract_is_that_of_another_implementation():
    """Seen at the sample's own moment, when everybody's stay is the tenure that the file tells."""
    telco = cs.open(
        "data/mappings/telco.toml", source=str(real_data("telco")), as_of="2020-01-01T00:00:01"
    )
    found = estimates.survival_by_segment(telco, "2020-01", "contract")
    customers = pd.read_csv(real_data("telco/Telco-Customer-Churn.csv"))
    for contract, curve in found.curves.items():
        group = customers[customers["Contract"] == contract]
        for tenure in (1, 6, 12, 24, 48, 60, 72):
            stay = pd.Timestamp("2020-01-01") - (
                pd.Timestamp("2019-12-31") - pd.DateOffset(months=tenure)
            )
            theirs = _staying(group["tenure"], group["Churn"] == "Yes", tenure)
            assert curve.at(stay.days * 12 / 365) == pytest.approx(theirs, abs=1e-12), contract
    assert found.log_rank.p_value < 1e-100


def _staying(tenure: pd.Series, left: pd.Series, until: int) -> float:
    """The product-limit estimate, written out: at each month the share of those there who stay."""
    share = 1.0
    for month in range(until + 1):
        there = (tenure >= month).sum()
        share *= 1 - ((tenure == month) & left).sum() / there if there else 1
    return share


def test_facebook_ads_cost_of_a_customer_and_of_a_lead():
    ads = opened("fb_ads", "fb_ads_kag")
    assert value(ads, "2023-08", "customer_acquisition_cost") == pytest.approx(54.4071, abs=5e-5)
    assert value(ads, "2023-08", "cost_per_lead") == pytest.approx(17.9857, abs=5e-5)
    by_campaign = ads.metrics("2023-08", family="value", by="campaign")
    costs = by_campaign[
        (by_campaign["metric"] == "customer_acquisition_cost")
        & (by_campaign["variant"] == "default") & (by_campaign["dimension"] == "campaign")
    ]  # fmt: skip
    assert np.average(costs["value"], weights=costs["n"]) == pytest.approx(54.4071, abs=5e-5)

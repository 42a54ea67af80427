"""What a group is worth beside its cost, sums over periods, and the frame of a forecast."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import estimates
from cs_toolkit.analyses.frames.additive import over_periods
from cs_toolkit.analyses.frames.outlook import outlook
from cs_toolkit.analyses.frames.value import spend_by_segment, worth_by_group
from tests.by_hand import company, subscriptions, table

SPAN = "2026-01..2026-05"
CAME_BY = table("customer_id channel", ("a", "search"), ("b", "search"), ("c", "social"))
BOUGHT = subscriptions(
    ("s1", "a", "2026-01-01", None, 100), ("s2", "b", "2026-02-01", None, 50),
    ("s3", "c", "2026-03-01", "2026-04-10", 80),
)  # fmt: skip
SPENT = table(
    "spent_on category amount channel",
    ("2026-01-05", "marketing", 600, "search"), ("2026-03-05", "sales", 90, "social"),
    ("2026-04-05", "marketing", 300, "search"), ("2026-05-05", "marketing", 111, None),
)  # fmt: skip


@pytest.fixture(scope="module")
def firm():
    return company(customers=CAME_BY, subscriptions=BOUGHT, spend=SPENT)


def test_a_year_of_months_is_divided_once(firm):
    measures = firm.measures(SPAN, family="value", by="channel")
    cost = over_periods(measures, "customer_acquisition_cost", unassigned="assigned_only")
    cost = cost.set_index("segment")
    assert cost.loc["search", "value"] == 900 / 2
    assert cost.loc["social", "value"] == 90
    assert cost.loc["", "value"] == (600 + 90 + 300 + 111) / 3
    assert np.isnan(cost.loc["(none)", "value"])  # money, and nobody it can be set against
    assert cost["n"].to_dict() == {"": 3, "(none)": 0, "search": 2, "social": 1}
    # a figure draws it hollow, as it does a single month's
    rest = "10% of the acquisition spend (111.00 EUR) names no channel"
    assert cost["note"].to_dict() == {
        "": "small sample (n 3)", "(none)": f"not available by channel: {rest}",
        "search": f"{rest}: left out; small sample (n 2)",
        "social": f"{rest}: left out; small sample (n 1)",
    }  # fmt: skip
    assert over_periods(measures, "cac")["value"].notna().tolist() == [
        segment == "" for segment in over_periods(measures, "cac")["segment"]
    ]


def test_a_share_over_periods_keeps_its_interval():
    leads = table(
        "lead_id created_at converted_at channel",
        *((n, f"2026-0{1 + n % 4}-02", "2026-05-01" if n < 3 else None, "web") for n in range(40)),
    )
    measures = company(leads=leads).measures(SPAN, family="acquisition", by="channel")
    web = over_periods(measures, "conversion_rate", "leads").set_index("segment").loc["web"]
    assert (web["value"], web["n"]) == (3 / 40, 40)
    low, high = cs.METRICS["conversion_rate"].variants["leads"].interval(3 / 40, 40)
    assert (web["low"], web["high"]) == (low, high)


def test_worth_beside_cost(firm):
    numbers = firm.metrics("2026-05", family="value", by="channel")
    measures = firm.measures(SPAN, family="value", by="channel")
    found = worth_by_group(numbers, measures, "channel", unassigned="assigned_only")
    search = found.set_index("segment").loc["search"]
    value = cs.pick(numbers, "customer_lifetime_value", by="channel", segment="search")["value"]
    assert search["customer_acquisition_cost"] == 450
    worth = pytest.approx(value.item(), nan_ok=True)  # nobody who came by search has left yet
    assert search["customer_lifetime_value"] == worth
    assert search["ltv_cac_ratio"] == pytest.approx(value.item() / 450, nan_ok=True)
    assert search["customer_roi"] == pytest.approx(value.item() / 450 - 1, nan_ok=True)
    assert search["cac_payback_months"] == 450 / 75
    halved = worth_by_group(
        numbers, measures, "channel", gross_margin=0.5, unassigned="assigned_only"
    ).set_index("segment")
    assert halved.loc["search", "cac_payback_months"] == 450 / 75 / 0.5
    # the company's own policy is that what names no channel leaves the channels without a cost
    unknown = worth_by_group(numbers, measures, "channel")
    assert unknown["customer_acquisition_cost"].isna().all()
    assert unknown["note"].str.contains("names no channel").all()
    # 111 for three customers won: 37 each
    allocated = worth_by_group(numbers, measures, "channel", unassigned="by_customers_won")
    allocated = allocated.set_index("segment")["customer_acquisition_cost"]
    assert allocated[["search", "social"]].tolist() == [450 + 37, 90 + 37]


def test_spend_by_channel_adds_up_to_the_total(firm):
    measures = firm.measures(SPAN, family="value", by="channel")
    found = spend_by_segment(measures, "channel")
    assert found[["segment", "acquisition_spend"]].values.tolist() == [
        ["search", 900], ["social", 90], ["names no channel", 111],
    ]  # fmt: skip
    assert found["share"].sum() == pytest.approx(1)
    by_size = spend_by_segment(firm.measures(SPAN, family="value", by=()), "size")
    assert by_size.values.tolist() == [["names no size", 1_101, 1]]


def test_without_subscriptions_both_say_what_they_need():
    firm = company(tickets=table("ticket_id opened_at", (1, "2026-01-02")))
    measures = firm.measures(SPAN, family="value", by="channel")
    numbers = firm.metrics("2026-05", family="value", by="channel")
    for frame in (
        over_periods(measures, "customer_acquisition_cost"),
        worth_by_group(numbers, measures, "channel"),
        outlook(firm, estimates.forecast(firm, "2026-05")),
    ):
        assert "not available: needs" in next(iter(frame.attrs["not_available"].values()))


def test_an_outlook_goes_on_where_the_past_ends():
    growing = subscriptions(
        *((n, n, f"{2024 + n // 12}-{1 + n % 12:02d}-01", None, 10) for n in range(28))
    )
    firm = company(as_of="2026-06-15", subscriptions=growing)
    frame = outlook(firm, estimates.forecast(firm, "2026-05", months=3), months=6)
    assert frame["kind"].tolist() == ["actual"] * 6 + ["forecast"] * 3
    assert frame["period"].tolist() == [
        "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08",
    ]  # fmt: skip
    assert frame["value"].head(6).tolist() == [240, 250, 260, 270, 280, 280]
    assert frame["low"].notna().tolist() == [False] * 6 + [True] * 3


def test_segments_that_are_missing_in_a_month_are_not_0():
    frame = pd.DataFrame(
        {"period": ["2026-01", "2026-02"], "dimension": "channel", "segment": ["a", "a"],
         "acquisition_spend": [np.nan, np.nan], "new_customers": [1, 1]}
    )  # fmt: skip
    assert np.isnan(over_periods(frame, "customer_acquisition_cost")["value"].item())

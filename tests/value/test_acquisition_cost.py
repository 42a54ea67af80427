"""CAC: with a lag, by channel, referred against others, and where nobody subscribes."""

import pytest

from tests.by_hand import company, measures, row, subscriptions, table, value

SUBSCRIBED = subscriptions(
    ("1", "old", "2025-01-01", None, 10),
    *((n, n, "2026-03-05", None, 10) for n in ("web1", "web2", "web3", "fair1", "friend1")),
    # joined and left within March: counted apart
    ("9", "gone", "2026-03-05", "2026-03-20", 10),
    # was here before: not new
    ("10", "back", "2025-01-01", "2025-06-01", 10), ("11", "back", "2026-03-05", None, 10),
)  # fmt: skip
SPEND = table(
    "spent_on category amount channel",
    ("2026-02-01", "marketing", 60, "web"), ("2026-02-27", "sales", 40, None),
    ("2026-03-01", "marketing", 90, "web"), ("2026-03-15", "marketing", 50, "fair"),
    ("2026-03-20", "sales", 100, None), ("2026-03-20", "programmes", 30, "Referral"),
    ("2026-03-20", "support", 999, "web"),
)  # fmt: skip
CHANNELS = table(
    "customer_id channel", ("web1", "web"), ("web2", "web"), ("web3", "web"), ("fair1", "fair"),
    ("friend1", "referral"), ("gone", "web"), ("back", "web"),
)  # fmt: skip
LEADS = table(
    "lead_id created_at customer_id referrer_customer_id",
    ("l1", "2026-02-01", "friend1", "old"), ("l2", "2026-02-01", "web1", None),
    ("l3", "2026-02-01", None, "old"),
)  # fmt: skip


@pytest.fixture(scope="module")
def firm():
    return company(subscriptions=SUBSCRIBED, spend=SPEND, customers=CHANNELS, leads=LEADS)


def test_spend_on_winning_over_new_customers_only(firm):
    assert value(firm, "2026-03", "customer_acquisition_cost") == (90 + 50 + 100) / 5
    assert row(firm, "2026-03", "customer_acquisition_cost")["n"] == 5


def test_by_channel():
    """Of what names a channel: 100 of the 240 do not, see test_unassigned_spend.py."""
    firm = company(
        subscriptions=SUBSCRIBED, spend=SPEND, customers=CHANNELS, leads=LEADS,
        policies={"unassigned_spend": "assigned_only"},
    )  # fmt: skip
    by_channel = [
        value(firm, "2026-03", "customer_acquisition_cost", "default", "channel", channel)
        for channel in ("web", "fair")
    ]
    assert by_channel == [90 / 3, 50 / 1]


def test_by_the_channel_of_the_lead_or_the_sign_up_that_became_a_customer():
    """Where customers bear no channel, a customer came the way of the first lead that was won."""
    leads = table(
        "lead_id created_at converted_at customer_id channel",
        ("l1", "2026-02-01", "2026-03-05", "web1", "web"), ("l2", "2026-02-02", "2026-03-05", "web2", "web"),
        ("l3", "2026-02-03", "2026-03-05", "fair1", "fair"), ("l4", "2026-01-01", None, "web1", "fair"),
        ("l5", "2026-02-04", None, None, "fair"),
    )  # fmt: skip
    signups = table(
        "account_id signed_up_at customer_id channel",
        ("s1", "2026-03-05", "web1", "web"), ("s2", "2026-03-05", "web2", "web"),
        ("s3", "2026-03-05", "fair1", "fair"),
    )  # fmt: skip
    for came in ({"leads": leads}, {"signups": signups}):
        assigned = {"unassigned_spend": "assigned_only"}
        firm = company(subscriptions=SUBSCRIBED, spend=SPEND, policies=assigned, **came)
        won = measures(firm, "2026-03", "retention", by="channel")["new_customers"]
        assert won.to_dict() == {"": 5, "(none)": 2, "fair": 1, "web": 2, "Referral": 0}
        cost = ("customer_acquisition_cost", "default", "channel")
        assert value(firm, "2026-03", *cost, "web") == 90 / 2
        assert value(firm, "2026-03", *cost, "fair") == 50 / 1
    # without the customer that a lead became nobody's way is known
    nameless = company(
        subscriptions=SUBSCRIBED, spend=SPEND, leads=leads.drop(columns="customer_id")
    )
    found = row(nameless, "2026-03", "customer_acquisition_cost", "default", "channel", "web")
    assert found["note"] == "not available: new_customers cannot be split by channel"


def test_the_lag_takes_the_spend_of_the_month_before(firm):
    assert value(firm, "2026-03", "customer_acquisition_cost", "lagged") == 100 / 5
    further = company(subscriptions=SUBSCRIBED, spend=SPEND, policies={"acquisition_lag_months": 2})
    # nothing is known of January: that is no cost of 0
    found = row(further, "2026-03", "customer_acquisition_cost", "lagged")
    assert str(found["value"]) == "nan"
    assert found["note"] == "not available: no spend is known for the months before"


def test_referred_against_others(firm):
    assert value(firm, "2026-03", "customer_acquisition_cost", "referred") == 30 / 1
    assert value(firm, "2026-03", "customer_acquisition_cost", "not_referred") == 240 / 4
    found = measures(firm, "2026-03", "value")
    assert found["referred_new_customers"] + found["unreferred_new_customers"] == 5


def test_by_first_purchase_where_nobody_subscribes():
    orders = table(
        "order_id customer_id ordered_at amount", (1, "ann", "2026-02-01", 5),
        (2, "ann", "2026-03-01", 5), (3, "bob", "2026-03-01", 5), (4, "bob", "2026-03-09", 5),
    )  # fmt: skip
    shop = company(orders=orders, spend=SPEND)
    assert value(shop, "2026-03", "customer_acquisition_cost") == 240 / 1
    assert shop.rows("new_customers", "2026-03")["customer_id"].tolist() == ["bob"]
    assert measures(shop, "2026-03", "retention")["served_customers"] == 2
    assert sorted(shop.rows("served_customers", "2026-03")["customer_id"]) == ["ann", "bob"]


def test_by_converted_leads_where_only_leads_are_known():
    leads = table(
        "lead_id created_at converted_at", (1, "2026-02-01", "2026-03-01"), (2, "2026-03-01", None),
        (3, "2026-03-01", "2026-03-20"), (4, "2026-03-01", "2026-04-01"),
    )  # fmt: skip
    agency = company(leads=leads, spend=SPEND)
    assert value(agency, "2026-03", "customer_acquisition_cost") == 240 / 2
    assert value(agency, "2026-03", "cost_per_lead") == 240 / 3
    # a company with subscriptions counts those, whatever the leads say
    both = company(leads=leads, spend=SPEND, subscriptions=SUBSCRIBED)
    assert value(both, "2026-03", "customer_acquisition_cost") == 240 / 5

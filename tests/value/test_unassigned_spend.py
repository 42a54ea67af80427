"""Spend that names no segment: not available by segment, or allocated by a named policy, never 0."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.measures.unassigned import ALLOCATED_BY, costs_of_segments
from tests.by_hand import company, measures, row, subscriptions, table, value

BOUGHT = subscriptions(
    ("1", "ann", "2026-01-01", None, 100), ("2", "bob", "2026-03-02", None, 300),
    ("3", "cat", "2026-03-02", None, 50), ("4", "dan", "2026-03-05", None, 50),
)  # fmt: skip
CUSTOMERS = table(
    "customer_id size channel", ("ann", "big", "web"), ("bob", "big", "web"),
    ("cat", "small", "fair"), ("dan", "small", "web"),
)  # fmt: skip
SPENT = table(
    "spent_on category amount channel customer_id",
    ("2026-03-01", "marketing", 600, "web", None), ("2026-03-02", "sales", 300, None, None),
    ("2026-03-03", "support", 70, None, "ann"), ("2026-03-03", "training", 30, None, "cat"),
)  # fmt: skip
CAC = "customer_acquisition_cost"
OF_SPEND = ("customer_acquisition_cost", "ltv_cac_ratio", "cac_payback_months", "customer_roi")


def firm(unassigned: str = "not_available", **tables):
    mine = {"subscriptions": BOUGHT, "customers": CUSTOMERS, "spend": SPENT} | tables
    return company(policies={"unassigned_spend": unassigned}, **mine)


def test_what_names_no_segment_is_no_cost_of_0():
    found = firm().metrics("2026-03", family="value", by="size")
    costs = found[
        found["metric"].isin(OF_SPEND) & found["variant"].isin(["default", "not_referred"])
    ]
    split = costs[costs["dimension"] == "size"]
    assert len(split) and split["value"].isna().all()
    assert set(split["status"]) == {"cannot_split"}
    big = costs[(costs["segment"] == "big") & (costs["metric"] == CAC)].iloc[0]
    assert big["note"] == (
        "not available by size: 100% of the acquisition spend (900.00 EUR) names no size"
    )
    assert value(firm(), "2026-03", CAC) == 900 / 3  # the total stays


def test_some_that_names_no_segment_leaves_all_of_them_without_a_cost():
    found = row(firm(), "2026-03", CAC, by="channel", segment="web")
    assert found["value"] != found["value"]
    assert found["note"] == (
        "not available by channel: 33% of the acquisition spend (300.00 EUR) names no channel"
    )


def test_spend_on_a_customer_is_of_the_customers_segment():
    """Merged customers too: ann was two."""
    merges = table("from_customer_id to_customer_id merged_on", ("ann2", "ann", "2026-02-01"))
    spent = SPENT.replace({"customer_id": {"ann": "ann2"}})
    for mine in (firm(), firm(spend=spent, customer_merges=merges)):
        cost = "customer_retention_cost"
        assert value(mine, "2026-03", cost, "per_customer", "size", "big") == 70 / 2
        assert value(mine, "2026-03", cost, "per_customer", "size", "small") == 30 / 2
        assert value(mine, "2026-03", cost, "per_customer", "channel", "fair") == 30 / 1


def test_the_assigned_part_alone_says_what_it_leaves_out():
    mine = firm("assigned_only")
    web = row(mine, "2026-03", CAC, by="channel", segment="web")
    assert web["value"] == 600 / 2
    assert web["note"].startswith(
        "33% of the acquisition spend (300.00 EUR) names no channel: left out"
    )
    # fair has a customer and no spend of its own: not 0
    assert row(mine, "2026-03", CAC, by="channel", segment="fair")["status"] == "cannot_split"
    assert row(mine, "2026-03", CAC, by="size", segment="big")["status"] == "cannot_split"


def test_allocated_by_customers_won_and_by_revenue():
    won, revenue = firm("by_customers_won"), firm("by_revenue")
    assert value(won, "2026-03", CAC, by="channel", segment="web") == (600 + 200) / 2
    assert value(won, "2026-03", CAC, by="channel", segment="fair") == 100
    assert value(won, "2026-03", CAC, by="size", segment="big") == 300
    bought = measures(revenue, "2026-03", "value", by="channel")["purchase_revenue"]
    share = bought["fair"] / bought[""]
    fair = row(revenue, "2026-03", CAC, by="channel", segment="fair")
    assert fair["value"] == pytest.approx(300 * share)
    assert "names no channel: allocated by revenue" in fair["note"]
    ratio = row(won, "2026-03", "acquisition_to_retention_cost", by="channel", segment="web")
    assert "allocated by customers won" in ratio["note"] or ratio["status"] != "ok"


def test_what_nobody_was_won_for_cannot_be_allocated():
    mine = firm("by_customers_won", spend=SPENT.assign(spent_on="2026-02-01"))
    found = row(mine, "2026-02", CAC, by="size", segment="big")
    assert found["status"] in ("cannot_split", "undefined")
    assert measures(mine, "2026-02", "retention", by="size").loc["big", "acquisition_spend"] != 0


def test_where_all_spend_names_its_segment_a_segment_without_any_costs_nothing():
    spent = SPENT[SPENT["channel"].notna()]
    assert value(firm(spend=spent), "2026-03", CAC, by="channel", segment="web") == 300
    assert value(firm(spend=spent), "2026-03", CAC, by="channel", segment="fair") == 0


def test_cost_per_lead_and_gross_margin():
    leads = table("lead_id created_at channel", (1, "2026-03-01", "web"), (2, "2026-03-01", "fair"))
    found = row(firm(leads=leads), "2026-03", "cost_per_lead", by="channel", segment="fair")
    assert "33% of the acquisition spend" in found["note"]
    spent = table(
        "spent_on category amount customer_id", ("2026-03-01", "cost_of_revenue", 40, "bob"),
        ("2026-03-01", "cost_of_revenue", 60, None),
    )  # fmt: skip
    margin = row(firm(spend=spent), "2026-03", "gross_margin", by="size", segment="big")
    assert margin["note"] == (
        "not available by size: 60% of the cost of revenue (60.00 EUR) names no size"
    )
    whole = firm(spend=spent.assign(customer_id=["bob", "cat"]))
    assert value(whole, "2026-03", "gross_margin", "absolute", "size", "big") == pytest.approx(
        value(whole, "2026-03", "gross_margin", "absolute")
        - value(whole, "2026-03", "gross_margin", "absolute", "size", "small")
    )


@settings(max_examples=12, deadline=None)
@given(
    policy=st.sampled_from(sorted(ALLOCATED_BY)),
    spent=st.lists(
        st.tuples(
            st.sampled_from(["marketing", "sales", "support", "surveys"]),
            st.decimals(0, 10_000, places=2), st.sampled_from(["web", "fair", None]),
            st.sampled_from(["ann", "cat", None]),
        ), min_size=1, max_size=8,
    ),
)  # fmt: skip
def test_allocated_costs_add_up_to_the_total(policy, spent):
    rows = [("2026-03-09", kind, float(amount), *of) for kind, amount, *of in spent]
    mine = firm(policy, spend=table("spent_on category amount channel customer_id", *rows))
    for by in ("channel", "size"):
        found = measures(mine, "2026-03", "retention", by=by)
        for name in ("acquisition_spend", "retention_spend", "support_spend"):
            assert found[name].drop("").sum() == pytest.approx(found.loc["", name])


@given(
    st.lists(st.tuples(st.integers(0, 50), st.floats(0, 1e6)), min_size=1, max_size=6),
    st.floats(0, 1e6),
)
def test_shares_of_any_weights_add_up(parts, rest):
    segments = [f"s{n}" for n in range(len(parts))]
    whole = sum(cost for _, cost in parts) + rest
    frame = table(
        "dimension segment new_customers acquisition_spend",
        ("total", "", sum(won for won, _ in parts), whole), ("size", "(none)", 0, rest),
        *(("size", name, *part) for name, part in zip(segments, parts, strict=True)),
    )  # fmt: skip
    told = costs_of_segments(frame, ["acquisition_spend"], "by_customers_won", "EUR")
    own = told.own.loc[told.own["dimension"] == "size", "acquisition_spend"]
    withheld = told.reasons(["acquisition_spend"])
    if rest > 1e-3 and sum(won for won, _ in parts):
        assert own.sum() == pytest.approx(whole) and not any(withheld)

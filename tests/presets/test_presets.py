"""Presets: the vendors' own examples, which come out only with the preset; and nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.config.policies import POLICIES
from cs_toolkit.config.policies_in_force import in_force
from cs_toolkit.config.presets import PRESETS
from cs_toolkit.errors import InputError
from tests.by_hand import company, subscriptions, value
from tests.metrics.worked_examples import worked_example

every_preset = pytest.mark.parametrize("preset", PRESETS)


def of(rows, preset=None, more="", **policies):
    given_ = policies | ({"preset": preset} if preset else {})
    return company(subscriptions=subscriptions(*rows, more=more), policies=given_)


def customers(count: int, start="2025-01-01", end=None, mrr=1, name="c"):
    return [(f"{name}{n}", f"{name}{n}", start, end, mrr) for n in range(count)]


def returning(name, mrr=1):
    return [
        (f"{name}1", name, "2025-01-01", "2026-03-05", mrr),
        (f"{name}2", name, "2026-03-20", None, mrr),
    ]


def test_chartmogul_leaves_out_who_joined_and_who_returned_within_the_period():
    """12 of 100 churned, of whom one came back and one had only joined: 10%."""
    example = worked_example("chartmogul_customer_churn")
    rows = [
        *customers(89), *customers(10, end="2026-03-10", name="lost"), *returning("back"),
        *customers(1, "2026-03-02", "2026-03-20", name="brief"),
    ]  # fmt: skip
    assert value(of(rows, "chartmogul"), "2026-03", "customer_churn_rate") == example["expected"]
    # under other vendors' rules the same twelve are lost
    assert value(of(rows, "chargebee"), "2026-03", "customer_churn_rate") == 0.12


@pytest.mark.parametrize(("reactivated", "churn"), [(0, 0.1), (5, 0.05)])
def test_chartmogul_nets_reactivation_into_net_mrr_churn(reactivated, churn):
    example = worked_example("chartmogul_net_mrr_churn")
    assert example["expected"] == 0.1
    rows = [
        ("1", "ann", "2025-01-01", "2026-03-05", 10),
        ("2", "bob", "2025-01-01", "2026-03-05", 40), ("3", "bob", "2026-03-05", None, 30),
        ("4", "cat", "2025-01-01", "2026-03-05", 50), ("5", "cat", "2026-03-05", None, 60),
    ]  # fmt: skip
    if reactivated:
        rows += [("6", "dan", "2025-01-01", "2025-02-01", 5), ("7", "dan", "2026-03-09", None, 5)]
    found = value(of(rows, "chartmogul"), "2026-03", "mrr_churn_rate", "net")
    assert found == pytest.approx(churn)
    assert value(of(rows), "2026-03", "mrr_churn_rate", "net") == pytest.approx(0.1)
    gross = worked_example("chartmogul_gross_mrr_churn")["expected"]
    assert value(of(rows, "chartmogul"), "2026-03", "mrr_churn_rate", "gross") == gross


def test_chartmogul_counts_a_loss_when_it_is_cancelled():
    rows = [(*customers(1)[0], None), ("x", "x", "2025-01-01", "2026-04-20", 1, "2026-03-10")]
    assert value(of(rows, "chartmogul", "cancelled_on"), "2026-03", "customer_churn_rate") == 1 / 2
    assert value(of(rows, None, "cancelled_on"), "2026-03", "customer_churn_rate") == 0


def test_stripe_adds_new_subscribers_to_the_denominator():
    """Ten left of 100 at the start and 25 who joined in the window: 8%, not 10%."""
    rows = [
        *customers(90), *customers(10, end="2026-03-10", name="lost"),
        *customers(25, "2026-03-02", name="new"),
    ]  # fmt: skip
    assert value(of(rows, "stripe"), "2026-03", "customer_churn_rate") == 10 / 125
    assert value(of(rows), "2026-03", "customer_churn_rate") == 10 / 100


def test_stripe_takes_off_only_coupons_without_an_end():
    rows = [
        ("1", "ann", "2026-01-01", None, 100, 50, "percent", None),
        ("2", "bob", "2026-01-01", None, 100, 50, "percent", "2026-12-01"),
    ]
    more = "discount discount_kind discount_ends_on"
    forever = worked_example("polar_forever_discount")["expected"]
    assert value(of(rows, "stripe", more), "2026-03", "mrr") == forever + 100
    assert value(of(rows, None, more), "2026-03", "mrr") == 100


def test_stripe_spreads_a_year_over_its_months():
    """100 subscribers at 100 a month and 50 at 600 a year: 12,500; a year at 1,200: 100."""
    assert worked_example("stripe_mrr")["expected"] == 12_500
    rows = [*customers(100, mrr=100), *customers(50, mrr=600 / 12, name="yearly")]
    assert value(of(rows, "stripe"), "2026-03", "mrr") == 12_500
    assert worked_example("stripe_annual")["expected"] == 1_200 / 12


def test_profitwell_subtracts_every_discount():
    """A year at 120 with 10% off, even if only once, is 9 a month."""
    rows = [("1", "ann", "2026-03-01", None, 10, 10, "percent", "2026-03-31")]
    more = "discount discount_kind discount_ends_on"
    months = [
        of(rows, preset, more).measures("2026-03", by=(), family="revenue")
        for preset in ("profitwell", None)
    ]
    started = [frame["total_revenue"].item() for frame in months]
    expected = worked_example("profitwell_discount")["expected"]
    assert started[0] == pytest.approx((expected * 30 + 10) / 31)
    assert started[1] == pytest.approx(10)


@pytest.mark.parametrize("preset", ["profitwell", "chargebee"])
def test_any_return_is_a_reactivation(preset):
    rows = [*customers(9), *returning("back")]
    found = of(rows, preset).measures("2026-03", family="retention", by=()).iloc[0]
    assert found[["churned_customers", "reactivated_customers"]].tolist() == [1, 1]
    plain = of(rows).measures("2026-03", family="retention", by=()).iloc[0]
    assert plain[["churned_customers", "reactivated_customers"]].tolist() == [0, 0]


def test_baremetrics_counts_the_brief_and_drops_the_delinquent():
    """Who signs up and cancels within the window is in churn; delinquent over 30 days is gone."""
    brief = customers(1, "2026-03-02", "2026-03-20", name="brief")
    assert (
        value(of([*customers(10), *brief], "baremetrics"), "2026-03", "customer_churn_rate") == 0.1
    )
    assert value(of([*customers(10), *brief]), "2026-03", "customer_churn_rate") == 0
    overdue = [
        *((*row, "active", None) for row in customers(9)),
        ("x", "x", "2025-02-10", None, 1, "past_due", "2026-02-10"),
    ]
    assert value(of(overdue, "baremetrics", "status status_since"), "2026-03", "mrr") == 9
    assert value(of(overdue, None, "status status_since"), "2026-03", "mrr") == 10


def test_recurly_asks_for_a_month_without_service():
    """Reactivation needs a gap of a month at least; a shorter one is no loss."""
    rows = [
        *customers(8), *returning("short"),
        ("1", "long", "2025-01-01", "2026-02-10", 1), ("2", "long", "2026-03-20", None, 1),
        ("3", "over", "2025-01-01", "2026-02-20", 1), ("4", "over", "2026-03-10", None, 1),
    ]  # fmt: skip
    names = ["reactivated_customers", "churned_customers", "starting_customers"]
    months = of(rows, "recurly").measures("2026-02..2026-03", family="retention", by=())
    assert months[names].to_numpy().tolist() == [[0, 1, 11], [1, 0, 10]]
    plain = of(rows).measures("2026-02..2026-03", family="retention", by=())
    assert plain[names].to_numpy().tolist() == [[0, 2, 11], [2, 0, 9]]


def test_chargebee_calls_a_smaller_fee_contraction_and_no_churn():
    example = worked_example("chargebee_contraction")
    rows = [("1", "ann", "2025-01-01", "2026-03-05", 100), ("2", "ann", "2026-03-05", None, 70)]
    found = (
        of(rows, "chargebee").measures("2026-03", family=["revenue", "retention"], by=()).iloc[0]
    )
    assert found["churned_customers"] == example["expected"]["customer_churn"]
    assert found["contraction_mrr"] == example["expected"]["contraction"]


@every_preset
def test_a_preset_changes_only_what_it_says(preset):
    before, after = in_force({}), in_force({"preset": preset})
    moved = {name for name in POLICIES if after[name].value != before[name].value}
    assert moved
    assert moved <= set(PRESETS[preset].values)
    assert {name: after[name].value for name in PRESETS[preset].values} == PRESETS[preset].values


start = st.sampled_from(["2026-01-10", "2026-02-01", "2026-02-20"])
span = st.tuples(st.sampled_from("abcdef"), start, st.booleans(), st.integers(1, 99))


@settings(max_examples=2, deadline=None)
@given(st.lists(span, min_size=3, max_size=6, unique_by=lambda row: row[0]))
def test_without_the_rows_that_it_speaks_of_a_preset_changes_nothing(rows):
    """One paid period each, over a month's end, without discounts, breaks, pauses or arrears."""
    rows = [
        *customers(1),
        *(
            (customer, customer, begin, "2026-03-20" if ends else None, mrr)
            for customer, begin, ends, mrr in rows
        ),
    ]
    plain = of(rows).measures("2026-01..2026-04", family=["revenue", "retention"], by=())
    for preset in PRESETS:
        found = of(rows, preset).measures(
            "2026-01..2026-04", family=["revenue", "retention"], by=()
        )
        assert found.equals(plain), preset


def test_a_rule_named_beside_the_preset_goes_before_it():
    told = in_force({"preset": "chartmogul", "churn_lands": "end_of_service"})
    assert told["churn_lands"].value == "end_of_service"
    assert told["net_mrr_churn"].value == "less_reactivation"


def test_a_preset_of_the_call_goes_before_the_company_file(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(
        "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,5\n"
    )
    (tmp_path / "company.toml").write_text(
        '[policies]\npaused = "counted"\nwithin_period = "excluded"\n'
    )
    policies = cs.open(
        tmp_path / "company.toml", policies={"preset": "baremetrics"}
    ).settings.policies
    assert policies["within_period"].value == "included"
    assert policies["paused"].value == "counted"


def test_an_unknown_preset_names_the_nearest():
    with pytest.raises(InputError, match='"charmogul" is none: did you mean "chartmogul"'):
        in_force({"preset": "charmogul"})

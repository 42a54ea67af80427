"""Twelve customers on paper, and every variant of what a customer is worth."""

import pytest

from tests.by_hand import company, measures, row, subscriptions, table, value

# ten pay at the start of March and two of them leave in it; one joins, one was gone before
TWELVE = subscriptions(
    *((f"s{n}", f"c{n}", "2025-03-01", None, 40) for n in range(1, 9)),
    ("s9", "c9", "2025-09-01", "2026-03-02", 40),
    ("s10", "c10", "2025-12-01", "2026-03-31", 40),
    ("s11", "c11", "2026-03-01", None, 40),
    ("s12", "c12", "2025-03-01", "2026-01-01", 40),
)
SPEND = table(
    "spent_on category amount", ("2026-03-10", "marketing", 150), ("2026-02-10", "sales", 90)
)
MARCH = "2026-03"


@pytest.fixture(scope="module")
def firm():
    return company(subscriptions=TWELVE, spend=SPEND)


def test_a_month_of_fees_is_a_purchase(firm):
    """Nine pay 40 for all of March, c9 for one day and c10 for thirty: one average month of 40 each."""
    found = measures(firm, MARCH, "value")
    revenue = 9 * 40 + 40 * 1 / 31 + 40 * 30 / 31
    assert found["purchases"] == found["spending_customers"] == 11
    assert found["purchase_revenue"] == pytest.approx(revenue)
    assert value(firm, MARCH, "average_purchase_value") == pytest.approx(revenue / 11)
    assert value(firm, MARCH, "purchases_per_month") == 1


def test_s16s_two_forms_are_one_number(firm):
    assert value(firm, MARCH, "customer_lifetime_value") == pytest.approx(
        value(firm, MARCH, "customer_lifetime_value", "customer_value"), rel=1e-12
    )


def test_every_variant_from_its_parts(firm):
    spent = (9 * 40 + 40) / 11  # a month, of each of the eleven
    lifespan = value(firm, MARCH, "lifespan")
    assert value(firm, MARCH, "customer_lifetime_value") == pytest.approx(spent * lifespan)
    # ten pay at the start and nine at the end: 400 of revenue over 9.5 average accounts
    assert value(firm, MARCH, "customer_lifetime_value", "monthly_revenue") == pytest.approx(
        400 / 9.5 * lifespan
    )
    assert value(firm, MARCH, "customer_lifetime_value", "margin") == pytest.approx(400 / 9.5 / 0.2)
    # nobody yet was there twelve months before the end of March but c1 to c8 and c12
    assert value(firm, MARCH, "annual_retention_rate") == pytest.approx(8 / 9)
    assert value(firm, MARCH, "customer_lifetime_value", "annual_retention") == pytest.approx(
        spent * 12 * 8 / 9
    )
    assert value(firm, MARCH, "customer_acquisition_cost") == 150  # one new customer
    assert value(firm, MARCH, "customer_lifetime_value", "over_cac") == pytest.approx(
        spent * lifespan / 150
    )
    assert value(firm, MARCH, "ltv_cac_ratio") == pytest.approx(spent * lifespan / 150)
    assert value(firm, MARCH, "customer_roi") == pytest.approx(spent * lifespan / 150 - 1)
    assert value(firm, MARCH, "cac_payback_months") == pytest.approx(150 / (400 / 9.5))


def test_what_customers_have_spent_so_far(firm):
    """The months of each: 8 × 13, c9 6 and a day, c10 4 but a day, c11 1, c12 10."""
    months = 8 * 13 + 6 + 1 / 31 + 3 + 30 / 31 + 1 + 10
    assert value(firm, MARCH, "customer_lifetime_value", "historical") == pytest.approx(
        months * 40 / 12
    )
    assert row(firm, MARCH, "customer_lifetime_value", "historical")["n"] == 12


def test_lifespans_and_their_biases(firm):
    """Three of twelve have left, after 182, 120 and 306 days; those still here count, too."""
    assert value(firm, MARCH, "lifespan", "mean_of_leavers") == pytest.approx(
        (182 + 120 + 306) / 3 * 12 / 365
    )
    assert value(firm, MARCH, "lifespan", "one_over_churn") == 5  # one month ÷ 20%
    # still here: of 12, 11 at 31 days, 10 after 120, 9 after 182, 8 after 306, up to 396 days
    steps = 120 + 62 * 10 / 11 + 124 * 10 / 11 * 9 / 10 + 90 * 10 / 11 * 9 / 10 * 8 / 9
    assert value(firm, MARCH, "lifespan", "observed") == pytest.approx(steps * 12 / 365)
    # not all left on a day like their first: counted in days. In the last year three left, and the
    # customers who are counted in it paid for 8 × 365 + 182 + 120 + 31 days, and c12 from the 32nd on
    still_here = 10 / 11 * 9 / 10 * 8 / 9
    followed = 8 * 365 + 182 + 120 + 31 + (306 - 31)
    assert value(firm, MARCH, "lifespan") == pytest.approx(
        (steps + still_here * followed / 3) * 12 / 365
    )


def test_what_is_to_come_needs_leavers_to_learn_from(firm):
    assert row(firm, MARCH, "customer_lifetime_value", "predicted")["note"] != ""
    assert "orders" in row(firm, MARCH, "repeat_purchase_probability")["note"]


def test_a_quarter_has_the_same_monthly_values():
    steady = company(subscriptions=subscriptions(*((n, n, "2025-01-01", None, 30) for n in "abc")))
    for period in ("2026-03", "2026-Q1", "2025"):
        assert value(steady, period, "average_purchase_value") == 30
        assert value(steady, period, "purchases_per_month") == 1
        assert value(steady, period, "monthly_revenue_per_customer") in (30, 60)
    assert measures(steady, "2026-Q1", "value")["months_in_period"] == 3
    assert measures(company(as_of="2026-03-16", subscriptions=TWELVE), "2026-03", "value")[
        "months_in_period"
    ] == pytest.approx(15 / 31)

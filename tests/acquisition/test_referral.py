"""Who brings others: referral rates, and the viral coefficient of each cycle."""

import pytest

import cs_toolkit as cs
from cs_toolkit.metrics.acquisition.organic_growth import (
    mean_organic_growth,
    pooled_viral_coefficient,
)
from tests.by_hand import company, measures, subscriptions, table, value
from tests.metrics.worked_examples import worked_example

PAYING = subscriptions(
    *((n, f"c{n}", "2026-01-01", None, 10) for n in range(1, 5)),
    (5, "c5", "2026-01-01", "2026-03-10", 10), (6, "c6", "2026-03-02", "2026-03-09", 10),
    (7, "c7", "2025-01-01", "2025-06-01", 10),
)  # fmt: skip
LEADS = table(
    "lead_id created_at referrer_customer_id channel",
    (1, "2026-03-01", "c1", "mail"), (2, "2026-03-02", "c1", "mail"), (3, "2026-03-03", "c5", "web"),
    (4, "2026-03-04", "c6", "web"), (5, "2026-03-05", "c7", "web"), (6, "2026-03-06", None, "web"),
    (7, "2026-04-01", "c2", "web"), (8, "2026-03-09", "merged", "web"),
)  # fmt: skip
INVITATIONS = table(
    "invitation_id sent_at customer_id sender_kind platform converted_at",
    *((n, "2026-03-05", "c1", "customer", "mail", None) for n in range(1, 7)),
    (7, "2026-03-05", "c2", None, "chat", "2026-04-20"),
    (8, "2026-03-31", "c2", "customer", "chat", "2026-03-31"),
    (9, "2026-03-05", None, None, "mail", "2026-03-06"),
    (10, "2026-03-05", None, "company", "mail", None),
    (11, "2026-04-05", "c1", "customer", "mail", "2026-04-06"),
)
MERGED = table("from_customer_id to_customer_id merged_on", ("merged", "c2", "2026-01-01"))


@pytest.fixture(scope="module")
def firm():
    return company(
        subscriptions=PAYING, leads=LEADS, invitations=INVITATIONS, customer_merges=MERGED
    )


def test_customers_who_referred_over_customers_of_the_period(firm):
    """Of six customers of March, c1, c5, c6 and c2 (by a merged id) referred; c7 is none any more."""
    assert value(firm, "2026-03", "customer_referral_rate") == 4 / 6


def test_leads_referred_over_active_customers(firm):
    assert value(firm, "2026-03", "lead_referral_rate") == 6 / 4
    split = ("lead_referral_rate", "default", "channel", "mail")
    assert value(firm, "2026-03", *split) == 2 / 4  # of all active customers: they have no channel


def test_the_viral_coefficient_of_a_cycle(firm):
    """Five customers at the start send eight invitations, two are taken up, whenever."""
    assert value(firm, "2026-03", "viral_coefficient") == pytest.approx(8 / 5 * 2 / 8)
    assert value(firm, "2026-03", "viral_coefficient", "company") == pytest.approx(2 / 5 * 1 / 2)
    assert value(firm, "2026-03", "viral_coefficient", "together") == pytest.approx(10 / 5 * 3 / 10)


def test_platforms_add_up_to_the_whole(firm):
    found = firm.metrics("2026-03", family="acquisition", by="platform")
    found = found[(found["metric"] == "viral_coefficient") & (found["variant"] == "together")]
    total = found[found["dimension"] == "total"]["value"].item()
    parts = found[found["dimension"] == "platform"].set_index("segment")["value"]
    assert parts["chat"] == pytest.approx(2 / 5)
    assert parts.sum() == pytest.approx(total)


def test_growth_over_cycles_is_pooled_from_the_measures(firm):
    cycles = firm.measures("2026-03..2026-04", family="acquisition", by=())
    customers, converted = cycles["starting_customers"], cycles["customer_invitations_converted"]
    assert pooled_viral_coefficient(customers, converted) == 3 / 9
    each = firm.metrics("2026-03..2026-04", family="acquisition", by=())
    each = each[(each["metric"] == "viral_coefficient") & (each["variant"] == "default")]["value"]
    assert mean_organic_growth(each) == pytest.approx((1.4 * 1.25) ** 0.5 - 1)


def test_published_coefficients():
    """Invitations of each customer × share that converts, as the pages of the example have it."""
    for sent, share, expected in worked_example("kfactor")["given"]:
        invited = sent * 100
        assert cs.viral_coefficient(100, invited, share * invited) == pytest.approx(expected)


def test_measures_say_who_sent(firm):
    found = measures(firm, "2026-03", "acquisition")
    assert found[["customer_invitations", "company_invitations"]].tolist() == [8, 2]

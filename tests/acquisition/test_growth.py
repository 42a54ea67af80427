"""Funnels added up over periods, and cycles of growth beside what happened."""

import pandas as pd
import pytest

from cs_toolkit.analyses.frames.acquisition import cycles, growth_in_words, steps
from cs_toolkit.analyses.frames.additive import over_periods
from tests.by_hand import company, row, subscriptions, table, value

SPAN = "2026-01..2026-03"
BOUGHT = subscriptions(*((n, n, f"2025-{12 - n % 2}-01", None, 10) for n in range(10)))
INVITED = table(
    "invitation_id sent_at customer_id sender_kind converted_at",
    *((f"i{n}", "2026-01-10", n, "customer", "2026-01-20" if n < 5 else None) for n in range(10)),
    ("i10", "2026-03-02", 1, "customer", "2026-03-03"), ("i11", "2026-03-02", None, "company", "2026-03-09"),
)  # fmt: skip


def test_a_funnel_of_all_periods():
    firm = company(
        signups=table(
            "account_id signed_up_at activated_at paid_at",
            ("a", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-05T00:00:00Z"),
            ("b", "2026-02-01T00:00:00Z", "2026-02-04T00:00:00Z", None),
            ("c", "2026-02-02T00:00:00Z", None, "2026-02-20T00:00:00Z"),
            ("d", "2026-03-02T00:00:00Z", None, None),
        )
    )
    told = steps(firm.detail("acquisition/onboarding_funnel", SPAN)).set_index("step")
    assert told["entered"].to_dict() == {"signed up": 4, "activated": 3, "paying": 2}
    assert told["dropped"].tolist()[1:] == [1, 1]
    assert told.loc["activated", "rate"] == 3 / 4
    assert told.loc["activated", "seconds"] == 2 * 86400  # of the two whose time is known


def test_cycles_by_hand():
    firm = company(subscriptions=BOUGHT, invitations=INVITED)
    told = cycles(firm.measures(SPAN, family=["acquisition", "retention"], by=()))
    assert told["viral_coefficient"].tolist() == [0.5, 0, 0.2]
    assert told["invitations"].tolist() == [10, 0, 2]
    assert told["projected"].tolist() == [15, 15, 18]
    assert told["ending_customers"].tolist() == [10, 10, 10]
    words = growth_in_words(told)
    assert "k is 0.23 (pooled)" in words  # 7 of 30
    assert "from 10 customers it would have led to 18, and there were 10" in words


def test_invitations_of_the_last_days_do_not_lower_k():
    """Each invitation is accepted on its 20th day. Those still within their window are left open."""
    invited = table(
        "invitation_id sent_at customer_id sender_kind converted_at",
        *((n, f"2026-03-{1 + n:02d}", n % 10, "customer", f"2026-{3 + (n > 10):02d}-{21 + n if n <= 10 else n - 10:02d}")
          for n in range(30)),
    )  # fmt: skip
    for as_of, open_ones in (("2026-04-05", 25), ("2026-04-20", 10), ("2026-06-01", 0)):
        firm = company(as_of=as_of, subscriptions=BOUGHT, invitations=invited)
        found = firm.measures("2026-03", family=["acquisition", "retention"], by=())
        assert found["open_customer_invitations"].item() == open_ones
        assert value(firm, "2026-03", "viral_coefficient") == pytest.approx(3)
        assert cycles(found)["viral_coefficient"].tolist() == pytest.approx([3])
    assert value(
        company(as_of="2026-04-01", subscriptions=BOUGHT, invitations=invited),
        "2026-03", "viral_coefficient", "so_far",
    ) == pytest.approx(11 / 10)  # fmt: skip
    early = company(as_of="2026-03-31", subscriptions=BOUGHT, invitations=invited)
    assert "window" in row(early, "2026-03", "viral_coefficient")["note"]


def test_pooled_k_by_segment_is_a_ratio_of_sums():
    firm = company(
        customers=table("customer_id region", *((n, "north" if n < 5 else "south") for n in range(10))),
        subscriptions=BOUGHT, invitations=INVITED,
    )  # fmt: skip
    measures = firm.measures(SPAN, family=["acquisition", "retention"], by="region")
    found = over_periods(measures, "viral_coefficient").set_index("segment")["value"]
    assert found["north"] == pytest.approx(6 / 15)
    assert found[""] == pytest.approx(6 / 30)
    assert "(none)" not in found  # promotional contacts are nobody's: nothing of k happened there


def test_what_is_missing_is_reported():
    firm = company(tickets=table("ticket_id opened_at", (1, "2026-01-02")))
    measures = firm.measures(SPAN, family=["acquisition", "retention"], by=())
    told = cycles(measures)
    assert growth_in_words(told).startswith("not available: needs table")
    funnel = steps(firm.detail("acquisition/onboarding_funnel", SPAN))
    assert "needs table signups" in funnel.attrs["not_available"]["entered"]


def test_without_customers_at_the_start_there_is_no_growth():
    told = pd.DataFrame(
        {"starting_customers": [0], "converted": [0], "viral_coefficient": [float("nan")],
         "projected": [0.0], "ending_customers": [3]}
    )  # fmt: skip
    assert growth_in_words(told) == "not available: nobody was a customer at the start of a cycle"

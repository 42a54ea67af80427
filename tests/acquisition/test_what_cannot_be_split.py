"""A part of a metric that no table lets be split is shown as that, not as an empty denominator."""

from tests.by_hand import company, row, table

VISITS = table(
    "visitor_id visited_at channel page", ("v1", "2026-05-02", "web", "home"),
    ("v2", "2026-05-03", "web", "pricing"),
)  # fmt: skip
SIGNUPS = table(
    "account_id signed_up_at channel paid_at", ("a1", "2026-05-02", "web", None),
    ("a2", "2026-05-02", "mail", "2026-05-20"),
)  # fmt: skip


def test_sign_ups_have_no_page():
    firm = company(visits=VISITS, signups=SIGNUPS)
    shown = row(firm, "2026-05", "onboarding_funnel", "visitor_to_signup", "page", "home")
    assert shown["n"] == 1
    assert shown["note"] == "not available: signups cannot be split by page"


def test_a_segment_without_visitors_has_no_basis():
    firm = company(visits=VISITS, signups=SIGNUPS)
    shown = row(firm, "2026-05", "onboarding_funnel", "visitor_to_signup", "channel", "mail")
    assert shown["note"].startswith("no basis: no visitors are known here;")
    there = row(firm, "2026-05", "onboarding_funnel", "visitor_to_signup", "channel", "web")
    assert there["value"] == 1 / 2

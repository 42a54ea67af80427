"""Odd rows of purchases, contracts, spend, cash, and of those who may become customers."""

import pandas as pd


def odd_commercial_tables() -> dict[str, pd.DataFrame]:
    """Same-day orders, returns, foreign money, a daylight-saving night, ties, nulls, empty texts."""
    return {
        "orders": pd.DataFrame(
            [
                ("o1", "a", "2026-03-28T23:30:00Z", 100.0, None, None, None, None, "web"),
                ("o2", "a", "2026-03-29T02:30:00", 33.33, "EUR", "repeat_sale", True, False, ""),
                ("o3", "a", "2026-03-29T21:59:59Z", 20.0, "USD", "add_on", False, None, None),
                ("o4", "b", "2026-02-28", 50.0, None, "new_sale", None, False, "web"),
                ("o5", "b", "2026-04-01", -50.0, None, "new_sale", None, None, "web"),
                ("o6", "b", "2026-04-02", 5.0, "USD", "repeat_sale", None, True, "shop"),
                ("o7", "g", "2025-12-05", 12.345678, None, None, None, None, "shop"),
                ("o8", "e", "2026-03-31T23:59:59", 9.0, None, "subscription", None, None, None),
                ("o9", "e", "2026-04-01T00:00:00", 1.0, None, "late_fee", None, None, None),
                ("o10", "f", "2026-05-01", 0.0, None, None, None, None, "web"),
                ("o11", None, "2026-03-15", 7.0, None, "other", None, None, "web"),
            ],
            columns=[
                "order_id", "customer_id", "ordered_at", "amount", "currency", "revenue_type",
                "is_upsell", "is_return", "shop",
            ],
        ).dropna(subset=["customer_id"]),
        "renewals": pd.DataFrame(
            [
                ("k1", "a", "2026-03-01", "renewed", 100.0, 150.0),
                ("k2", "g", "2026-03-31", "renewed", 11.0, None),
                ("k3", "b", "2026-04-01", "lost", 33.33, None),
                ("k4", "b", "2026-05-10", "open", None, None),
                ("k5", "c", "2026-05-11", "open", 5.0, None),
            ],
            columns=[
                "contract_id", "customer_id", "due_on", "outcome", "value_before", "value_after",
            ],
        ),
        "spend": pd.DataFrame(
            [
                ("2026-02-15", "marketing", 1000.0, "referral", None),
                ("2026-03-01", "marketing", 333.33, "Referral", "USD"),
                ("2026-03-31", "sales", 500.0, None, None),
                ("2026-03-31", "support", 99.99, "", "USD"),
                ("2026-04-01", "cs_team", 10.0, "web", None),
                ("2026-04-30", "other", 1.0, "web", None),
                ("2026-03-31", "cost_of_revenue", 20.0, None, "USD"),
                ("2026-04-01", "cost_of_revenue", 30.5, None, None),
                ("2026-03-15", "programmes", 12.0, None, None),
            ],
            columns=["spent_on", "category", "amount", "channel", "currency"],
        ).assign(
            customer_id=[None] * 6 + ["a", None, "h"],
            campaign=["spring", " ", None] + [None] * 6,
            segment=[None, None, "basic", "pro", None, "", None, "pro", "basic"],
        ),
        "cash_flows": pd.DataFrame(
            [
                ("2025-12", 90.0, 10.0, 50.0), ("2026-01", 100.0, 0.0, 60.5),
                ("2026-02", -20.25, 5.0, 40.0), ("2026-03", 30.0, 5.0, 40.0),
                ("2026-Q2", 1.0, 2.0, 3.0),
            ],
            columns=["period", "operating_cash_flow", "investments", "working_capital"],
        ),
        "visits": pd.DataFrame(
            [
                ("v1", "2026-03-29T02:30:00", None, None, "web", "spring"),
                ("v1", "2026-03-29T03:30:00", None, None, "mail", None),
                ("v2", "2026-03-31T23:30:00Z", None, None, None, "spring"),
                ("v2", "2026-03-31T21:30:00Z", None, None, "web", ""),
                (None, None, "2026-03", 40.0, "shop", None),
                (None, None, "2026-W13", 9.0, "shop", None),
            ],
            columns=["visitor_id", "visited_at", "period", "visitors", "channel", "campaign"],
        ).assign(page=["/", "/prices", None, "/", None, ""]),
        "conversions": pd.DataFrame(
            [
                ("x1", "purchase", "2026-03-29T03:00:00", "v1", None),
                ("x2", "form", "2026-03-30", "v2", None),
                ("x3", "form", "2026-03-30", None, "l1"),
                ("x4", "list", "2026-04-01", None, None),
                ("x5", "form", "2026-03-31T22:30:00Z", "v1", "l2"),
                ("x6", "purchase", "2026-03-28", "v2", None),  # before the first visit
                ("x7", "purchase", "2026-04-10", "v9", None),  # of somebody who never visited
                ("x8", "purchase", "2026-03-31T21:45:00Z", "v2", None),
            ],
            columns=["conversion_id", "goal", "converted_at", "visitor_id", "lead_id"],
        ).assign(channel=["web", None, None, "", "mail", None, "web", "web"], page="/prices"),
        "signups": pd.DataFrame(
            [
                ("n1", "2026-03-01T09:00:00", "e", "2026-03-02", "2026-03-01T09:05:00", "2026-03-31T09:00:00", "pro"),
                ("n2", "2026-03-28T23:30:00", None, None, None, "2026-04-27T23:30:01", "pro"),
                ("n3", "2026-03-29T02:30:00", "d", "2026-03-29T03:30:00", None, None, None),
                ("n4", "2026-03-29T04:00:00", None, None, None, "2026-03-29T04:00:00", "basic"),
                ("n5", "2026-04-10T12:00:00", None, "2026-04-11", None, None, "basic"),
                ("n6", "2026-04-10T12:00:01", None, None, None, None, ""),
            ],
            columns=[
                "account_id", "signed_up_at", "customer_id", "activated_at", "trial_started_at",
                "paid_at", "plan",
            ],
        ).assign(channel=["web", "web", None, "", "mail", "mail"]),
        "deals": pd.DataFrame(
            [
                ("d1", "2026-01-10", "2026-03-02", "won", 1200.5, None, "a", "x"),
                ("d2", "2026-03-29", "2026-03-29", "won", None, "USD", "h", "x"),
                ("d3", "2026-03-01", "2026-03-31T23:59:59", "lost", 33.33, "USD", None, None),
                ("d4", "2026-02-01", None, "open", 500.0, None, "e", ""),
                ("d5", "2026-03-20", "2026-04-02", "won", 70.0, None, "g", "y"),
                ("d6", "2026-04-01", "2026-03-01", "lost", 0.0, None, "zz", "y"),
            ],
            columns=[
                "deal_id", "opened_on", "closed_on", "outcome", "amount", "currency", "customer_id",
                "owner",
            ],
        ),
        "leads": pd.DataFrame(
            [
                ("l1", "2026-03-01", "2026-03-05T10:00:00", "2026-03-29T02:30:00", "e", "web", "a"),
                ("l2", "2026-03-28T23:30:00Z", None, None, None, None, "g"),
                ("l3", "2026-03-29T02:30:00", "2026-03-29T03:30:00", None, None, "web", None),
                ("l4", "2026-03-31T23:59:59", None, "2026-05-01", None, "Web", "d"),
                ("l5", "2026-04-20", None, "2026-04-21", "d", "mail", "b"),
                ("l6", "2025-12-20", "2025-12-21", "2026-03-02", "d", "mail", "c"),
            ],
            columns=[
                "lead_id", "created_at", "qualified_at", "converted_at", "customer_id", "channel",
                "referrer_customer_id",
            ],
        ).assign(
            representative=["Ann", None, "Ann", "", "Bo", "Bo"],
            campaign=["spring", "spring", None, None, "", "fair"],
        ),
        "campaigns": pd.DataFrame(
            [
                ("spring", "2026-03", 1000, 21.0, "mail"), ("spring", "2026-02", 500, None, "mail"),
                ("spring", "2026-01", 70, 7.0, None), ("fair", "2026-Q1", 10, 1.0, "fair"),
            ],
            columns=["campaign", "period", "contacts", "responses", "channel"],
        ),
        "invitations": pd.DataFrame(
            [
                ("i1", "2026-03-28T23:30:00Z", "a", "customer", "mail", "2026-04-10"),
                ("i2", "2026-03-29T02:30:00", "h", None, "mail", None),
                ("i3", "2026-03-31T23:59:59", None, None, None, "2026-05-09"),
                ("i4", "2026-04-01", None, "company", "chat", None),
            ],
            columns=[
                "invitation_id", "sent_at", "customer_id", "sender_kind", "platform", "converted_at",
            ],
        ),
        "usage_events": pd.DataFrame(
            [
                ("u1", "2026-03-29T02:30:00", None, "open"), ("u1", "2026-03-29T03:30:00", None, "open"),
                ("old1", "2026-04-10", None, "save"), ("u3", "2026-03-31T23:30:00Z", "b", "open"),
                ("u4", "2026-05-10T11:59:59", "e", None), ("u5", "2025-10-02", None, "open"),
            ],
            columns=["user_id", "occurred_at", "customer_id", "event"],
        ),
        "user_aliases": pd.DataFrame([("old1", "u2")], columns=["alias", "user_id"]),
    }  # fmt: skip

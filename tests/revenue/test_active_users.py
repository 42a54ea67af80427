"""S16's MRR from active users: right only if both counts mean the same users."""

import pytest

from tests.by_hand import company, subscriptions, table, value

PAYING = subscriptions(
    ("1", "ann", "2026-01-01", None, 80), ("2", "bob", "2026-01-01", "2026-03-15", 40)
)
USERS = table("user_id customer_id", ("u1", "ann"), ("u2", "ann"), ("u3", "bob"))


@pytest.mark.parametrize(
    ("active", "mrr"),
    [
        (["u1", "u2"], 80),  # all users of all payers, and nobody else: the two ways agree
        (["u1", "u1"], 40),  # a user who did nothing pays all the same
        (["u1", "u2", "u3"], 120),  # a user of a customer who has left pays nothing
    ],
)
def test_s16s_way_agrees_only_where_both_count_alike(active, mrr):
    events = table("user_id occurred_at", *((user, "2026-03-20") for user in active))
    firm = company(subscriptions=PAYING, users=USERS, usage_events=events)
    assert value(firm, "2026-03", "mrr") == 80
    assert value(firm, "2026-03", "mrr", "arpu_times_active_users") == mrr

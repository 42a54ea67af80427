"""Trials that nothing tells from paid service."""

from .warning import Checked, DataWarning, Trap


def trial_unknown(checked: Checked) -> list[DataWarning]:
    """Stripe calls a subscription active whose trial is over, and only trial_end says when it was.

    An export without that column makes each trial paid from its first day. Paddle's ids look alike, and
    its first_billed_at says the same.
    """
    if not checked.has("subscriptions", "amount", "interval"):
        return []
    parts = checked.tables.all["subscriptions"].parts
    known = " ".join(
        text
        for part in parts
        for text in (part.rows, *part.further, *(one.source for one in part.filled.values()))
    )
    known = known.lower().replace("'trialing'", "").replace("'trial'", "")
    if "trial" in known or "first_billed" in known:
        return []
    return checked.found(
        "trial_unknown", "subscriptions", "starts_on",
        "select subscription_id, customer_id, starts_on from subscriptions "
        "where (subscription_id like 'sub\\_%' escape '\\' or customer_id like 'cus\\_%' escape '\\') "
        "and coalesce(amount, 0) > 0 and coalesce(status, '') <> 'trial'",
        "nothing says when a trial ended (trial_end at Stripe): a trial counts as paid from its first "
        "day, so MRR may be too high and a customer too early",
        "export the subscriptions with trial_end and let it be starts_on where it is filled",
    )  # fmt: skip


TRAPS = (
    Trap(
        "trial_unknown", "subscriptions without the end of their trials", ("subscriptions",),
        trial_unknown,
    ),
)  # fmt: skip

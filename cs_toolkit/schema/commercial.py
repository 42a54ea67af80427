"""How customers come: visits, sign-ups, leads, campaigns, invitations."""

from .table import Rule, declare, in_order, not_negative

TABLES = (
    declare(
        "visits", "visit, or period with a total of visitors",
        "visitor_id id, visited_at moment, period period, visitors whole, channel text, "
        "campaign text, page text",
        key="", since="visited_at", either=["visitor_id visited_at", "period visitors"],
        rules=[not_negative("visitors")],
    ),
    declare(
        "conversions", "goal reached",
        "conversion_id! id, goal! text, converted_at! moment, visitor_id id, lead_id id, "
        "channel text, page text",
        key="conversion_id", since="converted_at",
    ),
    declare(
        "signups", "account that signed up",
        "account_id! id, signed_up_at! moment, customer_id id, activated_at moment, "
        "trial_started_at moment, paid_at moment, channel text, plan text",
        key="account_id", since="signed_up_at",
        rules=[in_order("signed_up_at", "activated_at"), in_order("signed_up_at", "paid_at")],
    ),
    declare(
        "leads", "lead",
        "lead_id! id, created_at! moment, qualified_at moment, converted_at moment, "
        "customer_id id, channel text, campaign text, representative text, "
        "referrer_customer_id id",
        key="lead_id", since="created_at",
        rules=[in_order("created_at", "qualified_at"), in_order("created_at", "converted_at")],
    ),
    declare(
        "deals", "deal or opportunity",
        "deal_id! id, opened_on! day, closed_on day, outcome text, amount money, currency text, "
        "customer_id id, stage text, pipeline text, kind text, owner text",
        key="deal_id", since="opened_on", either=["outcome"], outcome=("open", "won", "lost"),
        known_since={"outcome": "closed_on"},
        rules=[
            not_negative("amount"),
            Rule(
                "outcome is null or outcome = 'open' or closed_on is not null",
                "the deal is won or lost, and closed_on is empty",
                "fill the day on which it was closed, or write outcome open",
            ),
        ],
    ),
    declare(
        "campaigns", "campaign and period",
        "campaign! text, period! period, contacts! whole, responses whole, channel text",
        key="campaign period channel",
        rules=[not_negative("contacts"), not_negative("responses")],
    ),
    declare(
        "invitations", "invitation",
        "invitation_id! id, sent_at! moment, customer_id id, sender_kind text, platform text, "
        "converted_at moment",
        key="invitation_id", since="sent_at", sender_kind=("customer", "company"),
        rules=[
            in_order("sent_at", "converted_at"),
            Rule(
                "sender_kind is null or sender_kind <> 'customer' or customer_id is not null",
                "a customer's invitation names no customer",
                "fill customer_id, or write sender_kind company",
            ),
        ],
    ),
)  # fmt: skip

"""Who the customers are, what they subscribe to, and what they are worth: the money tables."""

from .table import Rule, declare, in_order, not_negative

INTERVALS = ("day", "week", "month", "quarter", "year")

# what an order's status says where the order is no revenue: in any case, and with the usual spellings
NO_REVENUE = (
    "void", "voided", "open", "draft", "refunded", "cancelled", "canceled", "pending", "unpaid",
    "failed", "declined", "rejected", "expired", "abandoned", "uncollectible", "deleted",
)  # fmt: skip
# statuses that say that the service has ended, and need a date from which they hold
ENDED = ("cancelled", "expired", "unpaid")
# the first moment without service, from whichever column has it
END_OF_SERVICE = """
    coalesce(
        case when status = 'unpaid' and (ends_on is null or status_since < ends_on)
            then case when status_since < starts_on then starts_on else status_since end
        end,
        ends_on,
        cast(cast(last_day as date) as {timestamp}) + interval '1' day,
        case when status in ('cancelled', 'expired', 'unpaid')
            then case when coalesce(cancelled_on, status_since) < starts_on then starts_on
                else coalesce(cancelled_on, status_since) end
        end
    )
"""

TABLES = (
    declare(
        "customers", "customer",
        "customer_id! id, name text, email text, domain text, signed_up_on day, closed_on day, upsell_eligible flag, "
        "plan text, segment text, region text, owner text",
        key="customer_id", since="signed_up_on",
        rules=[in_order("signed_up_on", "closed_on")],
    ),
    declare(
        "customer_merges", "merger of one customer into another",
        "from_customer_id! id, to_customer_id! id, merged_on! day",
        key="from_customer_id", since="merged_on",
        rules=[
            Rule(
                "from_customer_id <> to_customer_id", "a customer is merged into itself",
                "name the customer that lives on in to_customer_id",
            )
        ],
    ),
    declare(
        "customer_ids", "id or e-mail of a customer in another system",
        "id! id, customer_id! id, system text", key="id",
    ),
    declare(
        "users", "user", "user_id! id, customer_id id, created_at moment",
        key="user_id", since="created_at",
    ),
    declare("user_aliases", "further id of a user", "alias! id, user_id! id", key="alias"),
    declare(
        "subscriptions", "paid period of a subscription",
        "subscription_id! id, customer_id! id, starts_on! day, ends_on day, last_day day, "
        "mrr money, amount money, quantity number, interval text, interval_count whole, "
        "currency text, product text, plan text, seats number, status text, status_since day, "
        "discount money, discount_kind text, discount_ends_on day, cancelled_on day, "
        "end_reason text, end_kind text",
        key="subscription_id starts_on", since="starts_on", either=["mrr", "amount interval"],
        interval=INTERVALS,
        status=("active", "trial", "paused", "past_due", *ENDED),
        discount_kind=("amount", "percent"),
        end_kind=(
            "cancelled_subscription", "closed_account", "lost_contract", "paused",
            "failed_payment",
        ),
        derived={"ends_on": END_OF_SERVICE}, replaces={"last_day": "ends_on"},
        rules=[
            in_order("starts_on", "ends_on"),
            not_negative("mrr"), not_negative("amount"), not_negative("quantity"),
            not_negative("discount"),
            Rule(
                "last_day is null or last_day < ends_on",
                "last_day, the last day of service, is not before ends_on, the first moment without",
                "keep the one of the two columns that is right",
            ),
            Rule(
                f"status is null or status not in {ENDED} or ends_on is not null",
                "status says that the service has ended, and no date says when: ends_on is empty",
                "fill ends_on, last_day, cancelled_on or status_since; where no date is known, "
                "decide in the company file: leave these rows out, where = \"coalesce(status, '') "
                f"not in {ENDED}\", or name the day up to which they count, status_since = "
                f"\"case when status in {ENDED} then '2026-06-30' end\"",
                given="status",
            ),
            Rule(
                "mrr is not null or (amount is not null and interval is not null)",
                "neither mrr nor amount with interval is filled",
                "fill mrr, or amount and interval; a free period has mrr 0",
            ),
            Rule(
                "interval_count is null or interval_count > 0",
                "interval_count is not above 0", "leave it empty for 1",
            ),
            Rule(
                "discount_kind is null or discount_kind <> 'percent' or discount is null "
                "or discount <= 100",
                "a percentage discount is above 100", "write 15 for 15%",
            ),
        ],
    ),
    declare(
        "mrr_movements", "changes of a subscription's MRR, from which subscriptions are made",
        "customer_id! id, moved_on! day, subscription_id id, change money, mrr money, "
        "move_number whole, kind text, currency text, product text, plan text, seats number",
        key="", since="moved_on", either=["change", "mrr"],
        rules=[
            not_negative("mrr"),
            Rule(
                "change is not null or mrr is not null",
                "neither change nor mrr, the MRR after the movement, is filled", "fill one of the two",
            ),
        ],
    ),
    declare(
        "renewals", "contract falling due",
        "contract_id! id, customer_id! id, due_on! day, outcome! text, value_before money, "
        "value_after money",
        key="contract_id due_on", outcome=("renewed", "lost", "open"),
        rules=[not_negative("value_before"), not_negative("value_after")],
    ),
    declare(
        "orders", "purchase or charge",
        "order_id! id, customer_id! id, ordered_at! moment, amount! money, currency text, "
        "revenue_type text, status text, is_upsell flag, is_return flag",
        key="order_id", since="ordered_at",
        revenue_type=(
            "new_sale", "repeat_sale", "subscription", "usage", "add_on", "service_fee",
            "late_fee", "interest", "other",
        ),
    ),
    declare(
        "spend", "expense",
        "spent_on! day, category! text, amount! money, channel text, campaign text, "
        "segment text, currency text, customer_id id",
        key="", since="spent_on",
        category=(
            "sales", "marketing", "support", "account_management", "programmes", "surveys",
            "cs_team", "training", "customer_marketing", "professional_services",
            "cost_of_revenue", "other",
        ),
    ),
    declare(
        "cash_flows", "period",
        "period! period, operating_cash_flow! money, investments! money, working_capital! money",
        key="period",
    ),
    declare(
        "fx_rates", "currency and day", "day! day, currency! text, rate! number",
        key="day currency", since="day",
        rules=[Rule("rate > 0", "a rate is not above 0", "write the reporting currency per unit")],
    ),
)  # fmt: skip

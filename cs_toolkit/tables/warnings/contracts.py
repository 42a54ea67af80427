"""Ends of contracts: last days given as ends, gaps of a day, rows that overlap or are never in service."""

from .warning import Checked, DataWarning, Trap

# the first start of the same customer after each end
_ENDS = """
    with ends as (
        select
            customer_id, ends_on, min(starts_on) as starts_on,
            min(subscription_id) as subscription_id
        from subscriptions
        where ends_on > starts_on
        group by customer_id, ends_on
    ),
    moments as (
        select customer_id, ends_on as moment, 0 as is_start from ends
        union
        select customer_id, starts_on as moment, 1 as is_start from subscriptions
    ),
    followed as (
        select
            customer_id, moment, is_start,
            lead(moment) over (partition by customer_id order by moment, is_start) as next_moment,
            lead(is_start) over (partition by customer_id order by moment, is_start) as next_is_start
        from moments
    ),
    gaps as (
        select
            ends.subscription_id, ends.starts_on, ends.ends_on,
            case when followed.next_is_start = 1
                then seconds_between(ends.ends_on, followed.next_moment) end as gap,
            case when followed.next_is_start = 1 then followed.next_moment end as next_starts_on,
            -- the day after the end is the day of the month on which it began
            case when extract(day from ends.ends_on + interval '1' day)
                = extract(day from ends.starts_on) then 1 else 0 end as is_whole_months,
            case when extract(hour from ends.ends_on) = 23 and extract(minute from ends.ends_on) = 59
                then 1 else 0 end as is_last_minute
        from ends
        inner join followed
            on followed.customer_id = ends.customer_id and followed.moment = ends.ends_on
            and followed.is_start = 0
    ),
    judged as (
        select
            *,
            case
                when is_last_minute = 1 or (gap > 0 and gap <= 60) then 'surely'
                when gap > 60 and gap <= 90000 and is_whole_months = 1 then 'surely'
                when gap > 60 and gap <= 90000 then 'a day apart'
                when is_whole_months = 1 and (gap is null or gap > 0) then 'perhaps'
            end as looks
        from gaps
    )
"""
_LAST_DAY = (
    'map it as such in the company file: [tables.subscriptions] columns = { last_day = "ends_on" }'
)


def last_day_as_end(checked: Checked) -> list[DataWarning]:
    """31 December or 23:59:59 as the end, and the next contract starts a day or a second later."""
    if not checked.has("subscriptions", "ends_on") or checked.maps("subscriptions", "last_day"):
        return []
    counts = checked.query(
        f"{_ENDS} select looks, count(*) as n from judged group by looks"
    ).set_index("looks")["n"]
    surely, perhaps = int(counts.get("surely", 0)), int(counts.get("perhaps", 0))
    # alone, an end a day before a round number of months may be chance
    if not surely and (perhaps < 2 or 2 * perhaps < int(counts.sum())):
        return []
    return checked.found(
        "last_day_as_end", "subscriptions", "ends_on",
        f"{_ENDS} select subscription_id, ends_on, next_starts_on from judged "
        "where looks in ('surely', 'perhaps')",
        "ends_on, the first moment without service, looks like the last day or second of service: "
        "a contract that goes on then counts as churn and win-back",
        _end_from(checked),
    )  # fmt: skip


def gap_of_a_day(checked: Checked) -> list[DataWarning]:
    """The next contract starts a day after the end, and nothing says that the end is a last day."""
    if not checked.has("subscriptions", "ends_on") or checked.policy("late_renewal_days"):
        return []
    last_day = "" if checked.maps("subscriptions", "last_day") else _end_from(checked)
    choice = f"if ends_on is the last day of service, {last_day}; else " if last_day else ""
    return checked.found(
        "gap_of_a_day", "subscriptions", "ends_on",
        f"{_ENDS} select subscription_id, ends_on, next_starts_on from judged "
        "where looks = 'a day apart'",
        "the next subscription starts a day after ends_on, the first moment without service: the "
        "customer is without service for a day, which over a month's end is churn and win-back",
        f"{choice}let a short gap be none with [policies] late_renewal_days = 1",
    )  # fmt: skip


def _end_from(checked: Checked) -> str:
    """The line that makes the column that fills ends_on the last day of service."""
    for part in checked.settings.tables.get("subscriptions", ()):
        if "ends_on" in part.columns:
            return (
                "write last_day in place of ends_on in the company file: [tables.subscriptions] "
                f'columns = {{ last_day = "{part.columns["ends_on"]}" }}'
            )
    return _LAST_DAY


def never_in_service(checked: Checked) -> list[DataWarning]:
    """A row that ends when it starts."""
    if not checked.has("subscriptions", "ends_on"):
        return []
    return checked.found(
        "never_in_service", "subscriptions", "ends_on",
        "select subscription_id, customer_id, starts_on, ends_on from subscriptions "
        "where starts_on = ends_on",
        "the row ends when it starts, so it is never in service and pays nothing",
        "leave ends_on empty where it runs on; for a service of one day give that day as last_day",
    )  # fmt: skip


def overlapping_rows(checked: Checked) -> list[DataWarning]:
    """Rows of one subscription_id that run at the same time and add up."""
    if not checked.has("subscriptions") or checked.policy("overlapping_rows") != "added":
        return []
    return checked.found(
        "overlapping_rows", "subscriptions", "subscription_id",
        """
        select subscription_id, starts_on, ends_on, next_starts_on
        from (
            select
                subscription_id, starts_on, ends_on,
                lead(starts_on) over (
                    partition by subscription_id order by starts_on
                ) as next_starts_on
            from subscriptions
        ) as numbered
        where next_starts_on < coalesce(ends_on, cast('9999-12-31' as timestamp))
        """,
        "a later row of the same subscription_id starts while this one runs, and both are added up",
        'if the later row replaces the earlier one, [policies] overlapping_rows = "replaced"; '
        "services side by side have a subscription_id each",
    )  # fmt: skip


def subscription_of_two_customers(checked: Checked) -> list[DataWarning]:
    """One subscription_id at two customers that are not merged."""
    if not checked.has("subscriptions"):
        return []
    return checked.found(
        "subscription_of_two_customers", "subscriptions", "customer_id",
        """
        select
            subscriptions.subscription_id,
            min(coalesce(customer_merges.to_customer_id, subscriptions.customer_id)) as customer_id,
            max(coalesce(customer_merges.to_customer_id, subscriptions.customer_id))
                as other_customer_id
        from subscriptions
        left join customer_merges
            on customer_merges.from_customer_id = subscriptions.customer_id
        group by subscriptions.subscription_id
        having min(coalesce(customer_merges.to_customer_id, subscriptions.customer_id))
            <> max(coalesce(customer_merges.to_customer_id, subscriptions.customer_id))
        """,
        "one subscription_id is at two customers: each is a customer of its own, and a transfer is "
        "churn and a new customer",
        "correct customer_id, or name merged customers in table customer_merges",
    )  # fmt: skip


def status_without_date(checked: Checked) -> list[DataWarning]:
    """A status of today that would take a customer out of the past."""
    out = [name for name in ("paused", "past_due") if checked.policy(name) == "excluded"]
    if not out or not checked.has("subscriptions", "status"):
        return []
    words = ", ".join(f"'{name}'" for name in out)
    return checked.found(
        "status_without_date", "subscriptions", "status",
        f"""
        select subscription_id, customer_id, starts_on, status
        from (
            select *, count(*) over (partition by subscription_id) as rows_of_subscription
            from subscriptions
        ) as numbered
        where status in ({words}) and status_since is null and rows_of_subscription = 1
            and (ends_on is null or ends_on > cast($known_on as timestamp))
        """,
        "the status is today's and no date says since when: the customer counts as paying up to the "
        "last known moment, and not from there on",
        "fill status_since, the first day on which the status holds",
    )  # fmt: skip


TRAPS = (
    Trap("last_day_as_end", "ends_on given as the last day of service", ("subscriptions",),
         last_day_as_end),
    Trap("gap_of_a_day", "a day without service between two contracts", ("subscriptions",),
         gap_of_a_day),
    Trap("never_in_service", "a row that ends when it starts", ("subscriptions",), never_in_service),
    Trap("overlapping_rows", "rows of one subscription that run at the same time",
         ("subscriptions",), overlapping_rows),
    Trap("subscription_of_two_customers", "one subscription at two customers", ("subscriptions",),
         subscription_of_two_customers),
    Trap("status_without_date", "a status of today without the day since which it holds",
         ("subscriptions",), status_without_date),
)  # fmt: skip

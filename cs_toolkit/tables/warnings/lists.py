"""Lists that are not whole: a page of what an interface gives, and movements that contradict their name."""

from .warning import Checked, DataWarning, Trap

NEW, CHURN = ("new_biz", "new_business", "new"), ("churn", "churned", "cancellation")


def page_of_a_list(checked: Checked) -> list[DataWarning]:
    """An answer of an interface that says that more rows follow."""
    return [
        DataWarning(
            "page_of_a_list", name, next(iter(checked.tables.all[name].table.columns)),
            checked.tables.rows.get(name) or 0, (),
            f"{part.more} in {part.origin}: the rows are one page of a list, and those of the others are missing",
            "fetch the other pages and put each beside it as a file of its own, named with a pattern in from",
        )
        for name in sorted(checked.tables.there)
        for part in checked.tables.all[name].parts
        if part.more
    ]  # fmt: skip


def movement_kind(checked: Checked) -> list[DataWarning]:
    """A movement called new business of a subscription that had MRR, or churn of one that keeps some."""
    if not checked.has("mrr_movements", "kind"):
        return []
    levels = (
        "select moved.customer_id, moved.moved_on, moved.kind, "
        "sum(case when levels.starts_on < moved.moved_on and (levels.ends_on is null "
        "or levels.ends_on >= moved.moved_on) then levels.mrr else 0 end) as had, "
        "sum(case when levels.starts_on <= moved.moved_on and (levels.ends_on is null "
        "or levels.ends_on > moved.moved_on) then levels.mrr else 0 end) as keeps "
        "from (select distinct customer_id, coalesce(subscription_id, customer_id) as line, moved_on, "
        "lower(kind) as kind from mrr_movements) as moved "
        "left join subscriptions as levels on levels.customer_id = moved.customer_id "
        "and levels.subscription_id = moved.line "
        "group by moved.customer_id, moved.line, moved.moved_on, moved.kind"
    )
    return checked.found(
        "movement_kind", "mrr_movements", "kind",
        f"select customer_id, moved_on, kind from ({levels}) as judged "
        f"where (kind in {NEW} and had > 0) or (kind in {CHURN} and keeps > 0)",
        "the list calls it new business of a subscription that had MRR, or churn of one that keeps some, so that "
        "movements are missing or are of another subscription",
        "export the list with all its movements, with subscription_id where a customer has several",
    )  # fmt: skip


TRAPS = (
    Trap("page_of_a_list", "one page of a longer list", (), page_of_a_list),
    Trap("movement_kind", "a movement that its subscription's MRR contradicts", ("mrr_movements",),
         movement_kind),
)  # fmt: skip

"""Customers won, kept and lost, and what keeping them costs, from the words of the rules."""

from functools import lru_cache

import numpy as np
import pandas as pd

from .recurring import DAY, ever_paid, in_euros, moves, paid_on
from .tables import PLANS, Company, Figures, Span, each_plan, per

RETENTION = [
    "support", "account_management", "programmes", "surveys", "cs_team", "training",
    "customer_marketing", "professional_services",
]  # fmt: skip


@lru_cache
def customer_figures(company: Company, span: Span) -> Figures:
    table = moves(company, span)
    states = table[["starting_mrr", "constant"]].groupby(level=0).sum() > 0
    was, now = states["starting_mrr"], states["constant"]
    new = states.index[~was & now & ~states.index.isin(list(ever_paid(company, span.first)))]
    back = states.index[~was & now & ~states.index.isin(new)]
    gone = states.index[was & ~now]
    served = served_in(company, span)
    figures: Figures = {}
    for plan in ("", *PLANS):
        own = table if plan == "" else table[table.index.get_level_values("plan") == plan]
        start = set(own.index[own["starting_mrr"] > 0].get_level_values(0))
        close = set(own.index[own["constant"] > 0].get_level_values(0))
        lost, won = len(start & set(gone)), len(close & set(new))
        returned = len(close & set(back))
        kept = len(start) - lost
        found = {
            ("starting_customers", "measure"): len(start),
            ("ending_customers", "measure"): len(close),
            ("churned_customers", "measure"): lost,
            ("new_customers", "measure"): won,
            ("reactivated_customers", "measure"): returned,
            ("retained_customers", "measure"): kept,
            ("served_customers", "measure"): len(served[plan]),
            ("customer_churn_rate", "default"): per(lost, len(start)),
            ("customer_churn_rate", "net"): per(len(start) - len(close), len(start)),
            ("customer_churn_rate", "all_customers"): per(lost, len(served[plan])),
            ("customer_churn_rate", "average"): per(lost, (len(start) + len(close)) / 2),
            ("customer_retention_rate", "default"): per(kept, len(start)),
            ("customer_retention_rate", "reactivated_as_retained"): per(
                len(close) - won, len(start)
            ),
            **_lost_since(company, span, plan),
        }
        figures |= {(*key, plan): value for key, value in found.items()}
    return figures


@lru_cache
def served_in(company: Company, span: Span) -> dict[str, set[str]]:
    """Who paid on some day from the period's start to its close, also who came and left within it."""
    days = pd.date_range(span.first - DAY, span.after - DAY)
    paid = pd.concat([paid_on(company, day, day)[["customer_id", "plan"]] for day in days])
    return {
        plan: set(paid.loc[(plan == "") | (paid["plan"] == plan), "customer_id"])
        for plan in ("", *PLANS)
    }


def _lost_since(company: Company, span: Span, plan: str) -> dict:
    """Of those who paid a year, or 30 days, before the close: who does not at the close."""
    at_close = set(paid_on(company, span.after - DAY, span.after - DAY)["customer_id"])
    found = {}
    for variant, ago in (
        ("trailing_12_months", pd.DateOffset(months=12)),
        ("rolling_30_days", pd.Timedelta(days=30)),
    ):
        day = span.after - ago - DAY
        then = paid_on(company, day, day)
        then = set(then.loc[(plan == "") | (then["plan"] == plan), "customer_id"])
        found["customer_churn_rate", variant] = per(len(then - at_close), len(then))
    year = found["customer_churn_rate", "trailing_12_months"]
    return found | {("annual_retention_rate", "default"): 1 - year}


def renewal_figures(company: Company, span: Span) -> Figures:
    due = company.renewals
    return each_plan(company.by_plan(due[span.holds(due["due_on"])]), _renewed)


def _renewed(due: pd.DataFrame) -> dict:
    done = due[due["outcome"] == "renewed"]
    after = done["value_after"]
    capped = after.where(after < done["value_before"], done["value_before"])
    still_due = due.loc[due["outcome"] != "renewed", "customer_id"]
    customers = due["customer_id"].nunique()
    whole = done["customer_id"][~done["customer_id"].isin(still_due)].nunique()
    return {
        ("contracts_due", "measure"): len(due),
        ("contracts_renewed", "measure"): len(done),
        ("renewal_rate", "default"): per(len(done), len(due)),
        ("renewal_rate", "by_customer"): per(whole, customers),
        ("renewal_rate", "by_value"): per(after.sum(), due["value_before"].sum()),
        ("renewal_rate", "by_value_capped"): per(capped.sum(), due["value_before"].sum()),
    }


def cost_figures(company: Company, span: Span) -> Figures:
    """Of a plan the spend that names it; most names none, so a plan's cost is not available."""
    base = {key[0]: value for key, value in customer_figures(company, span).items() if key[2] == ""}
    spend = company.spend
    spend = spend[span.holds(spend["spent_on"])]
    euros = in_euros(company, spend["amount"], spend["currency"], spend["spent_on"])
    by_category = euros.groupby(spend["category"]).sum()
    keeping = by_category.reindex(RETENTION).sum()
    winning = by_category.reindex(["sales", "marketing"]).sum()
    crc, cac = per(keeping, base["retained_customers"]), per(winning, base["new_customers"])
    cash = company.cash_flows.set_index("period")
    months = cash.loc[[month.name for month in span.months]]
    before = cash.loc[f"{span.first - DAY:%Y-%m}", "working_capital"]
    flow = months["operating_cash_flow"].sum() - months["investments"].sum()
    tied_up = months["working_capital"].iloc[-1] - before
    found = {
        ("customer_retention_cost", "default"): crc,
        ("customer_retention_cost", "per_customer"): per(keeping, base["served_customers"]),
        ("acquisition_to_retention_cost", "default"): per(cac, crc),
        ("customer_acquisition_cost", "default"): cac,
        ("net_cash", "default"): flow - max(0.0, tied_up),
        ("net_cash", "signed"): flow - tied_up,
        ("net_cash", "already_in_ocf"): flow,
    }
    split = {key for key in found if key[0].endswith("_cost")}
    return {
        **_spent_by_plan(company.by_plan(spend.assign(euros=euros))),
        **{(*key, ""): value for key, value in found.items()},
        **{(*key, plan): np.nan for key in split for plan in (*PLANS, "(none)")},
    }


def _spent_by_plan(parts: dict[str, pd.DataFrame]) -> Figures:
    """Each sum. A plan has a figure where something was spent on it; the rest always has one."""
    found = {}
    for plan, rows in parts.items():
        by_category = rows.groupby("category")["euros"].sum()
        sums = {f"{name}_spend": by_category.reindex([name]) for name in RETENTION}
        sums["retention_spend"] = by_category.reindex(RETENTION)
        sums["acquisition_spend"] = by_category.reindex(["sales", "marketing"])
        least = 0 if plan in ("", "(none)") else 1
        for name, amounts in sums.items():
            found[name, "measure", plan] = amounts.sum(min_count=least)
    return found


def billing_figures(company: Company, span: Span) -> Figures:
    orders = company.orders
    orders = orders[span.holds(orders["ordered_at"])].copy()
    days = orders["ordered_at"].dt.tz_localize(None).dt.normalize()
    orders["euros"] = in_euros(company, orders["amount"], orders["currency"], days)
    return each_plan(company.by_plan(orders), _billed)


def _billed(orders: pd.DataFrame) -> dict:
    whole = orders["euros"].sum()
    by_type = orders.groupby("revenue_type")["euros"].sum()
    kinds = ["new_sale", "repeat_sale", "subscription", "add_on", "service_fee", "late_fee",
             "interest", "other"]  # fmt: skip
    return {
        ("revenue_by_type", "default"): whole,
        **{
            ("revenue_by_type", f"{kind}_share"): per(by_type.get(kind, 0.0), whole)
            for kind in kinds
        },
    }

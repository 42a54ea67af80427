"""Leads, sign-ups, visitors, referrals and invitations, from the words of the rules."""

import numpy as np
import pandas as pd

from .customers import customer_figures, served_in
from .tables import AS_OF, PLANS, Company, Figures, Span, per

WINDOW = pd.Timedelta(days=30)


def acquisition_figures(company: Company, span: Span) -> Figures:
    found = _leads(company, span) | _visitors(company, span)
    campaigns = company.campaigns
    campaigns = campaigns[campaigns["period"].isin([month.name for month in span.months])]
    found["marketing_response_rate", "default"] = per(
        campaigns["responses"].sum(), campaigns["contacts"].sum()
    )
    figures = {(*key, ""): value for key, value in found.items()}
    return figures | _signups(company, span) | _referrals(company, span)


def _leads(company: Company, span: Span) -> dict:
    leads = company.leads
    begun = leads[span.holds(leads["created_at"])]
    closed = begun[begun["created_at"] + WINDOW <= AS_OF]

    def within(column: str) -> pd.Series:
        return closed[column] < closed["created_at"] + WINDOW

    qualified = within("qualified_at")
    won = within("converted_at")
    known = begun["converted_at"] < AS_OF
    seen = begun["qualified_at"] < AS_OF
    in_period = span.holds(leads["converted_at"]).sum()
    return {
        ("leads_generated", "default"): len(begun),
        ("cohort_leads", "measure"): len(closed),
        ("conversion_rate", "default"): per(won.sum(), len(closed)),
        ("conversion_rate", "leads"): per(known.sum(), len(begun)),
        ("conversion_rate", "qualified_leads"): per((won & qualified).sum(), qualified.sum()),
        ("conversion_rate", "by_period"): per(in_period, len(begun)),
        ("sales_funnel", "default"): per(won.sum(), len(closed)),
        ("sales_funnel", "so_far"): per(known.sum(), len(begun)),
        ("sales_funnel", "lead_to_qualified"): per(qualified.sum(), len(closed)),
        ("sales_funnel", "lead_to_qualified_so_far"): per(seen.sum(), len(begun)),
        ("sales_funnel", "qualified_to_customer_so_far"): per((known & seen).sum(), seen.sum()),
    }


def _visitors(company: Company, span: Span) -> dict:
    visits, goals = company.visits, company.conversions
    # different people: the totals of three months are not one of a quarter, which then has none
    totals = visits.loc[visits["period"] == span.name, "visitors"].sum()
    known = visits["period"].isna().all() or span.name in set(visits["period"])
    now = visits[span.holds(visits["visited_at"])]
    came = set(now["visitor_id"])
    reached = goals[span.holds(goals["converted_at"])]
    # a channel that reports a total only is left out of the share: nobody can be followed there
    converted = came & set(reached["visitor_id"].dropna())
    return {
        ("identified_visitors", "measure"): len(came),
        ("visitors", "measure"): len(came) + int(totals) if known else float("nan"),
        ("converting_visitors", "measure"): len(converted),
        ("conversion_rate", "visitors"): per(len(converted), len(came)),
    }


def _signups(company: Company, span: Span) -> Figures:
    signups = company.signups
    signups = signups[span.holds(signups["signed_up_at"])]
    figures: Figures = {}
    for plan in ("", *PLANS):
        begun = signups if plan == "" else signups[signups["plan"] == plan]
        closed = begun[begun["signed_up_at"] + WINDOW <= AS_OF]
        limit = closed["signed_up_at"] + WINDOW
        active, pays = closed["activated_at"] < limit, closed["paid_at"] < limit
        pays_now, active_now = begun["paid_at"] < AS_OF, begun["activated_at"] < AS_OF
        funnel = "onboarding_funnel"
        found = {
            ("signups", "measure"): len(begun),
            ("cohort_signups", "measure"): len(closed),
            (funnel, "default"): per(pays.sum(), len(closed)),
            (funnel, "so_far"): per(pays_now.sum(), len(begun)),
            (funnel, "signup_to_activated"): per(active.sum(), len(closed)),
            (funnel, "signup_to_activated_so_far"): per(active_now.sum(), len(begun)),
            (funnel, "activated_to_paying"): per((active & pays).sum(), active.sum()),
            (funnel, "activated_to_paying_so_far"): per(
                (active_now & pays_now).sum(), active_now.sum()
            ),
            (funnel, "time_to_activated"): _mean_time(closed[active], "activated_at"),
            (funnel, "time_to_paying"): _mean_time(closed[pays], "paid_at"),
        }
        figures |= {(*key, plan): value for key, value in found.items()}
    return figures


def _mean_time(rows: pd.DataFrame, column: str) -> float:
    took = (rows[column] - rows["signed_up_at"]).dt.total_seconds()
    return took.mean() if len(took) else np.nan


def _referrals(company: Company, span: Span) -> Figures:
    base = customer_figures(company, span)
    leads = company.leads
    referred = leads[span.holds(leads["created_at"]) & leads["referrer_customer_id"].notna()]
    figures: Figures = {}
    for plan, customers in served_in(company, span).items():
        from_plan = referred["referrer_customer_id"].map(company.plan_of) == plan
        own = referred if plan == "" else referred[from_plan]
        active = base["ending_customers", "measure", plan]
        # of the period's customers, each in the plans for which it paid
        who = len(set(referred["referrer_customer_id"]) & customers)
        figures["customer_referral_rate", "default", plan] = per(who, len(customers))
        figures["lead_referral_rate", "default", plan] = per(len(own), active)
    return figures

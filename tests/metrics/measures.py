"""Measures that fit any formula: small, positive, and no part larger than its whole."""

from cs_toolkit.metrics.variant import Variant

# Parts that belong into a whole; what is not named here may be any number.
WHOLE = 1_000.0


def plausible(variant: Variant) -> dict[str, float]:
    """One value for each measure of a variant, for which the formula must give a number."""
    return {name: _value(name) for name in variant.measures}


def _value(name: str) -> float:
    parts = {
        "mau_lookback_days": 0.0, "mau_lookback_user_days": 0.0, "mau_lookback_account_days": 0.0,
        "mau_months": 1.0, "issues_without_customer_resolved_at_first_contact": 0.0, "trials_without_rate": 0.0, "open_customer_invitations": 0.0, "open_company_invitations": 0.0, "lifespan_months": 30.0, "lifespan_months_low": 25.0, "lifespan_months_high": 36.0, "observed_lifespan_months": 11.4, "months_in_period": 1.0,
        "trailing_days_before_data": 0.0, "days_in_period": 30.0, "short_abandons": 5.0, "features": 4.0, "satisfaction_points": 400.0,
        "stage_score_sum": 45_000.0, "health_score_sum": 45_000.0, "usage_score_sum": 45_000.0,
    }  # fmt: skip
    if name in parts:
        return parts[name]
    return WHOLE if name in _WHOLES else 40.0


_WHOLES = {
    "starting_mrr", "starting_customers", "customers_30_days_ago", "cohort_starting_mrr", "annual_cohort_customers", "served_customers", "lapsed_customers", "contracts_due",
    "customers_due", "upsell_eligible_customers", "buyers", "spending_customers", "buyers_ever", "transactions",
    "known_customers", "responses", "trailing_responses", "satisfaction_responses", "satisfaction_points_possible",
    "effort_responses", "surveys_sent", "surveys_with_closed_window", "issues_with_closed_window", "issues", "offered_calls",
    "queued_calls", "known_users", "monthly_active_users", "monthly_active_accounts",
    "active_users_trailing_30_days", "scheduled_seconds", "cohort_leads", "leads",
    "qualified_leads", "campaign_contacts", "cohort_free_accounts", "signups",
    "signups_activated", "identified_visitors", "identified_visits", "cohort_leads_qualified", "cohort_signups",
    "cohort_signups_activated", "free_accounts", "user_weeks", "users_of_weeks", "scored_customers", "customers_scored_on_usage", "known_stages",
    "scored_comments", "comments", "predicted_conversations",
    "customers_with_prediction",
}  # fmt: skip

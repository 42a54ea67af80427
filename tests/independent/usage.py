"""Who uses the product, how often and for how long, from the words of the rules."""

import pandas as pd

from .recurring import DAY, paid_on
from .tables import PLANS, Company, Figures, Span, per


def usage_figures(company: Company, span: Span) -> Figures:
    events = company.usage_events.copy()
    alias = company.user_aliases.set_index("alias")["user_id"]
    events["user_id"] = events["user_id"].map(lambda one: alias.get(one, one))
    events["day"] = events["occurred_at"].dt.tz_localize(None).dt.normalize()
    sessions = company.sessions
    sessions = sessions[span.holds(sessions["started_at"])].copy()
    sessions["seconds"] = (sessions["ended_at"] - sessions["started_at"]).dt.total_seconds()
    users = company.users[company.users["created_at"] < span.closes]
    payers = paid_on(company, span.after - DAY, span.after - DAY)
    users = users[users["customer_id"].isin(payers["customer_id"])]
    figures: Figures = {}
    for plan in ("", *PLANS):

        def of(rows: pd.DataFrame, plan: str = plan) -> pd.DataFrame:
            return rows if plan == "" else rows[rows["customer_id"].map(company.plan_of) == plan]

        found = _active(of(events), span) | _sessions(of(events), of(sessions), span)
        found |= _adoption(of(events), of(users), span)
        seats = payers if plan == "" else payers[payers["plan"] == plan]
        active = of(events[span.holds(events["occurred_at"])])["user_id"].nunique()
        found["product_usage_rate", "licensed_seats"] = per(active, seats["seats"].sum())
        figures |= {(*key, plan): value for key, value in found.items()}
    return figures


def _between(events: pd.DataFrame, first: pd.Timestamp, after: pd.Timestamp) -> pd.DataFrame:
    return events[(events["day"] >= first) & (events["day"] < after)]


def _days_active(events: pd.DataFrame, who: str) -> int:
    return len(events[[who, "day"]].drop_duplicates())


def _active(events: pd.DataFrame, span: Span) -> dict:
    now = _between(events, span.first, span.after)
    month = _between(events, span.after - 30 * DAY, span.after)
    week = _between(events, span.after - 7 * DAY, span.after)
    # of a week or a few days the MAU is that of the 30 days to its end
    months = [
        _between(events, one.first, one.after) for one in span.months if one.after <= span.after
    ]
    whole = bool(months)
    months = months or [month]
    mau, accounts = (
        sum(one[who].nunique() for one in months) / len(months)
        for who in ("user_id", "customer_id")
    )
    dau = _days_active(now, "user_id") / span.days
    daily_accounts = _days_active(now, "customer_id") / span.days
    sundays = pd.date_range(span.first, span.after, freq="W-SUN", inclusive="left")
    weeks = [_between(events, day - 6 * DAY, day + DAY) for day in sundays]
    user_weeks = sum(one["user_id"].nunique() for one in weeks)
    user_days = sum(_days_active(one, "user_id") for one in weeks)
    last_30 = _days_active(month, "user_id") / 30
    # stickiness is of the same days as the MAU
    same = now if whole else month
    days = span.days if whole else 30
    sticky = [_days_active(same, who) / days for who in ("user_id", "customer_id")]
    return {
        ("active_users", "measure"): now["user_id"].nunique(),
        ("dau", "default"): dau,
        ("dau", "accounts"): daily_accounts,
        ("dau", "trailing_30_days"): last_30,
        ("wau", "default"): week["user_id"].nunique(),
        ("wau", "accounts"): week["customer_id"].nunique(),
        ("wau", "mean_of_weeks"): per(user_weeks, len(weeks)),
        ("mau", "default"): mau,
        ("mau", "accounts"): accounts,
        ("mau", "trailing_30_days"): month["user_id"].nunique(),
        ("dau_mau_ratio", "default"): per(sticky[0], mau),
        ("dau_mau_ratio", "accounts"): per(sticky[1], accounts),
        ("dau_mau_ratio", "trailing_30_days"): per(last_30, month["user_id"].nunique()),
        ("dau_mau_ratio", "days_active_per_user"): per(
            _days_active(same, "user_id"), mau * len(months)
        ),
        ("dau_wau_ratio", "default"): per(user_days, 7 * user_weeks),
        ("dau_wau_ratio", "days_active_per_week"): per(user_days, user_weeks),
    }


def _sessions(events: pd.DataFrame, sessions: pd.DataFrame, span: Span) -> dict:
    now = _between(events, span.first, span.after)
    users, accounts = now["user_id"].nunique(), now["customer_id"].nunique()
    used = now[now["feature"].notna()]
    seconds, rate = sessions["seconds"], "product_usage_rate"
    by_user = len(used[["user_id", "feature"]].drop_duplicates())
    by_account = len(used[["customer_id", "feature"]].drop_duplicates())
    return {
        ("sessions", "measure"): len(sessions),
        ("average_session_duration", "default"): seconds.mean(),
        ("average_session_duration", "median"): seconds.median(),
        (rate, "frequency"): per(len(sessions), users),
        (rate, "breadth"): per(by_user, users),
        (rate, "duration"): per(seconds.sum(), users),
        (rate, "frequency_per_account"): per(len(sessions), accounts),
        (rate, "breadth_per_account"): per(by_account, accounts),
        (rate, "duration_per_account"): per(seconds.sum(), accounts),
    }


def _adoption(events: pd.DataFrame, users: pd.DataFrame, span: Span) -> dict:
    known = users["user_id"]
    ever = events[events["day"] < span.after]
    ever = ever[ever["user_id"].isin(known)]
    now = _between(ever, span.first, span.after)
    return {
        ("known_users", "measure"): len(known),
        ("product_adoption_rate", "default"): per(ever["user_id"].nunique(), len(known)),
        ("product_usage_rate", "default"): per(now["user_id"].nunique(), len(known)),
    }

"""First contact, resolution times, replies and complaints, from the words of the rules."""

import numpy as np
import pandas as pd

from .tables import AS_OF, Company, Figures, Span, each_plan, per

WEEK = pd.Timedelta(days=7)
WAITS = ("requester_wait", "agent_wait", "on_hold")


def ticket_figures(company: Company, span: Span) -> Figures:
    issues = company.tickets
    issues = issues[issues["merged_into"].isna()].copy()
    first, undone, last = issues["first_resolved_at"], issues["reopened_at"], issues["resolved_at"]
    # resolved at the close: what was re-opened before it and resolved later is open
    issues["ended_at"] = last.where(
        last < span.closes, first.where((first < span.closes) & ~(undone < span.closes))
    )
    issues["stands_at"] = last
    opened = issues[span.holds(issues["opened_at"])].copy()
    judged = opened[opened["opened_at"] + WEEK <= AS_OF].copy()
    judged["at_once"] = [_at_once(issue, issues) for issue in judged.itertuples()]
    ended = issues[span.holds(issues["ended_at"])].copy()
    ended["took"] = (ended["ended_at"] - ended["opened_at"]).dt.total_seconds()
    ended["worked"] = _worked(ended["opened_at"], ended["ended_at"])
    opened["waited"] = (opened["first_replied_at"] - opened["opened_at"]).dt.total_seconds()
    opened["waited_at_work"] = _worked(opened["opened_at"], opened["first_replied_at"])
    opened["followed"] = (
        opened["stands_at"].fillna(AS_OF) - opened["opened_at"]
    ).dt.total_seconds()
    complaints = issues[issues["is_complaint"] & (issues["opened_at"] < span.closes)].copy()
    complaints["open"] = complaints["ended_at"].isna()
    complaints["age"] = (span.closes - complaints["opened_at"]).dt.total_seconds()
    complaints["now"] = span.holds(complaints["opened_at"])
    complaints["done"] = span.holds(complaints["ended_at"])
    solved = issues[span.holds(issues["first_resolved_at"])].copy()
    solved["took"] = (solved["first_resolved_at"] - solved["opened_at"]).dt.total_seconds()
    return {
        **each_plan(company.by_plan(judged), _first_contact),
        **each_plan(company.by_plan(ended), _resolution),
        **each_plan(company.by_plan(opened), _opened),
        **each_plan(company.by_plan(complaints), _complaints),
        **each_plan(company.by_plan(solved), _first_resolution),
    }


def _at_once(issue, issues: pd.DataFrame) -> bool:
    # two contacts of no known category may be about the same thing
    categories = issues["category"].fillna("")
    alike = categories == ("" if pd.isna(issue.category) else issue.category)
    same = (issues["customer_id"] == issue.customer_id) & alike
    later = issues.loc[same, "opened_at"] - issue.opened_at
    return (
        issue.contacts == 1 and issue.transfers == 0 and not issue.ended_by_wait
        and pd.notna(issue.stands_at) and pd.isna(issue.reopened_at)
        and not ((later > pd.Timedelta(0)) & (later < WEEK)).any()
    )  # fmt: skip


def _worked(starts: pd.Series, ends: pd.Series) -> pd.Series:
    """Seconds between two moments from 9 to 17 on weekdays."""

    def seconds(start: pd.Timestamp, end: pd.Timestamp) -> float:
        days = pd.bdate_range(start.normalize().tz_localize(None), end.tz_localize(None))
        zone = start.tz
        spans = (
            (max(start, (day + pd.Timedelta(hours=9)).tz_localize(zone)),
             min(end, (day + pd.Timedelta(hours=17)).tz_localize(zone)))
            for day in days
        )  # fmt: skip
        return sum(max(0.0, (close - begin).total_seconds()) for begin, close in spans)

    pairs = zip(starts, ends, strict=True)
    return pd.Series([np.nan if pd.isna(b) else seconds(a, b) for a, b in pairs], starts.index)


def _first_contact(judged: pd.DataFrame) -> dict:
    at_once, customers = judged["at_once"].sum(), judged["customer_id"].nunique()
    failed = judged[~judged["at_once"].astype(bool)]
    return {
        ("first_contact_resolution", "default"): per(at_once, len(judged)),
        ("first_contact_resolution", "count"): at_once,
        ("first_contact_resolution", "per_customer"): per(at_once, customers),
        ("first_contact_resolution", "failed_by_team"): per(
            (failed["fault"] == "team").sum(), len(judged)
        ),
        ("first_contact_resolution", "failed_by_product"): per(
            (failed["fault"] == "product").sum(), len(judged)
        ),
        ("issues_with_closed_window", "measure"): len(judged),
    }


def _times(metric: str, took: pd.Series, ranks: tuple[float, ...] = (0.9, 0.95)) -> dict:
    found = {(metric, "default"): took.mean(), (metric, "median"): took.median()}
    return found | {(metric, f"p{rank * 100:.0f}"): took.quantile(rank) for rank in ranks}


def _resolution(ended: pd.DataFrame) -> dict:
    worked, metric = ended["worked"], "average_resolution_time"
    figures = {
        ("resolved_issues", "measure"): len(ended),
        **_times(metric, ended["took"]),
        (metric, "business_hours"): worked.mean(),
        (metric, "business_hours_median"): worked.median(),
        (metric, "business_hours_p90"): worked.quantile(0.9),
    }
    for wait in WAITS:
        figures |= _times(f"{wait}_time", ended[f"{wait}_seconds"])
    return figures


def _first_resolution(solved: pd.DataFrame) -> dict:
    return {
        ("average_resolution_time", "first_resolution"): solved["took"].mean(),
        ("average_resolution_time", "first_resolution_median"): solved["took"].median(),
    }


def _opened(opened: pd.DataFrame) -> dict:
    worked, metric = opened["waited_at_work"], "first_response_time"
    return {
        ("issues", "measure"): len(opened),
        **_times(metric, opened["waited"]),
        (metric, "business_hours"): worked.mean(),
        (metric, "business_hours_median"): worked.median(),
        (metric, "business_hours_p90"): worked.quantile(0.9),
        ("average_resolution_time", "censored_median"): _half(
            opened["followed"], opened["stands_at"].notna()
        ),
        ("first_contact_resolution", "contacts_is_one"): per(
            ((opened["contacts"] == 1) & opened["stands_at"].notna()).sum(), len(opened)
        ),
    }


def _half(followed: pd.Series, ended: pd.Series) -> float:
    """The first time at which half or fewer are still open."""
    still_open = 1.0
    for seconds in np.unique(followed[ended]):
        at_risk = (followed >= seconds).sum()
        still_open *= 1 - (ended & (followed == seconds)).sum() / at_risk
        if still_open <= 0.5 + 1e-12:
            return seconds
    return np.nan


def _complaints(rows: pd.DataFrame) -> dict:
    waiting = rows[rows["open"]]
    return {
        ("complaints", "default"): rows["now"].sum(),
        ("complaints", "open"): len(waiting),
        ("complaints", "resolved"): rows["done"].sum(),
        ("complaints", "backlog_age"): per(waiting["age"].sum(), len(waiting)),
    }

"""A random company's issues, worked out a second time in plain pandas from the words of the rules."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs

ZONE = "Europe/Paris"
MOMENTS = [
    "opened_at", "first_replied_at", "first_resolved_at", "reopened_at", "last_resolved_at",
]  # fmt: skip
COUNTED = [
    "issues_with_closed_window", "issues_resolved_at_first_contact", "asking_customers",
    "resolved_issues", "resolution_seconds", "resolution_seconds_p90",
    "resolution_seconds_censored_median", "complaints_opened", "complaints_open",
]  # fmt: skip


def random_issues(seed: int, many: int = 250) -> pd.DataFrame:
    """From end of February to early May: the clock is changed, and windows are open at the end."""
    chance = np.random.default_rng(seed)

    def after(moment, hours):
        return moment + pd.to_timedelta(chance.exponential(hours * 3600, many).round(), unit="s")

    opened = pd.Series(
        pd.Timestamp("2026-02-25", tz="UTC")
        + pd.to_timedelta(chance.integers(0, 70 * 86_400, many), unit="s")
    )
    replied = after(opened, 3)
    solved = after(replied, 30).where(chance.random(many) < 0.85)
    reopened = after(solved, 90).where(chance.random(many) < 0.2)
    again = after(reopened, 20).where(chance.random(many) < 0.6)
    return pd.DataFrame(
        {
            "ticket_id": range(many), "opened_at": opened, "first_replied_at": replied,
            "first_resolved_at": solved, "reopened_at": reopened,
            "last_resolved_at": again.where(reopened.notna(), solved),
            "customer_id": pd.Series(chance.integers(0, 50, many)).where(chance.random(many) > 0.1),
            "category": chance.choice(["login", "invoice"], many),
            "contacts": chance.integers(1, 3, many), "transfers": chance.integers(0, 3, many) // 2,
            "ended_by_wait": chance.random(many) < 0.1, "is_complaint": chance.random(many) < 0.4,
        }
    )  # fmt: skip


def moment(day) -> pd.Timestamp:
    return pd.Timestamp(day).tz_localize(ZONE)


def by_hand(issues: pd.DataFrame, month: str, as_of: str, days: int) -> dict[str, float]:
    starts, known = moment(f"{month}-01"), moment(as_of)
    closes = min(moment(pd.Timestamp(f"{month}-01") + pd.DateOffset(months=1)), known)
    issues = issues[issues["opened_at"] < known].copy()
    issues[MOMENTS] = issues[MOMENTS].where(issues[MOMENTS] < known)
    # resolved so far: where it was re-opened and not resolved again, it is not
    first, undone = issues["first_resolved_at"], issues["reopened_at"]
    final = issues["last_resolved_at"].where(
        issues["last_resolved_at"].notna() | undone.notna(), first
    )
    started = issues[(issues["opened_at"] >= starts) & (issues["opened_at"] < closes)]
    window = pd.Timedelta(days=days)
    judged = started[started["opened_at"] + window <= known]
    at_once = [_at_once(issue, final, issues, window) for issue in judged.itertuples()]
    # as it stood at the close: what was undone or done again later is not known yet
    then = final.where(final < closes, first.where((first < closes) & ~(undone < closes)))
    resolved = then[(then >= starts) & (then < closes)]
    took = (resolved - issues["opened_at"].loc[resolved.index]).dt.total_seconds()
    complaints = issues[issues["is_complaint"] & (issues["opened_at"] < closes)]
    ended = final.loc[started.index]
    followed = (ended.fillna(known) - started["opened_at"]).dt.total_seconds()
    return {
        "issues_with_closed_window": len(judged),
        "issues_resolved_at_first_contact": sum(at_once),
        "asking_customers": judged["customer_id"].nunique(),
        "resolved_issues": len(took),
        "resolution_seconds": took.sum(),
        "resolution_seconds_p90": np.quantile(took, 0.9),
        "resolution_seconds_censored_median": _half(followed, ended.notna()),
        "complaints_opened": started["is_complaint"].sum(),
        "complaints_open": then.loc[complaints.index].isna().sum(),
    }


def _at_once(issue, final: pd.Series, issues: pd.DataFrame, window: pd.Timedelta) -> bool:
    same = (issues["customer_id"] == issue.customer_id) & (issues["category"] == issue.category)
    later = issues.loc[same, "opened_at"] - issue.opened_at
    return (
        issue.contacts == 1 and issue.transfers == 0 and not issue.ended_by_wait
        and pd.notna(final[issue.Index]) and pd.isna(issue.reopened_at)
        and not ((later > pd.Timedelta(0)) & (later < window)).any()
    )  # fmt: skip


def _half(followed: pd.Series, ended: pd.Series) -> float:
    """The first time at which half or fewer are still open."""
    still_open = 1.0
    for seconds in np.unique(followed[ended]):
        at_risk = (followed >= seconds).sum()
        still_open *= 1 - (ended & (followed == seconds)).sum() / at_risk
        if still_open <= 0.5 + 1e-12:
            return seconds
    return np.nan


@pytest.mark.parametrize("as_of", ["2026-05-10", "2026-04-18"])
@pytest.mark.parametrize("days", [7, 3])
@pytest.mark.parametrize("seed", range(3))
def test_the_same_numbers(seed, days, as_of):
    issues = random_issues(seed)
    company = cs.open(
        {"tickets": issues}, as_of=as_of, time_zone=ZONE, policies={"repeat_window": days}
    )
    for month in ("2026-03", "2026-04"):
        found = company.measures(month, family="support", by=()).iloc[0]
        expected = by_hand(issues, month, as_of, days)
        assert found[COUNTED].to_dict() == pytest.approx(expected, nan_ok=True), month

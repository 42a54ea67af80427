"""The planted story, found again in a sample's files with plain pandas."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from cs_toolkit.sample import planted_story

PER_MONTH = {"day": 365 / 12, "week": 52 / 12, "month": 1, "quarter": 1 / 3, "year": 1 / 12}


def read(folder: Path, table: str) -> pd.DataFrame:
    """One table; only an empty cell is missing, so a region called NA stays one."""
    return pd.read_csv(folder / f"{table}.csv", keep_default_na=False, na_values=[""])


@cache
def monthly_fees(folder: Path) -> pd.DataFrame:
    """What each customer pays a month at each month's end, in its own currency: customers × months."""
    rows = read(folder, "subscriptions")
    rows = rows[rows.status.isin(["active", "past_due"])]
    merges = read(folder, "customer_merges").set_index("from_customer_id").to_customer_id
    payer = rows.customer_id.map(merges).fillna(rows.customer_id)
    per_month = rows.interval.map(PER_MONTH) / rows.interval_count
    fee = rows.mrr.fillna(rows.amount * per_month)
    months = pd.period_range(rows.starts_on.min()[:7], rows.starts_on.max()[:7], freq="M")
    fees = {}
    for month in months:
        closes = str((month + 1).start_time.date())
        there = (rows.starts_on < closes) & (rows.ends_on.isna() | (rows.ends_on >= closes))
        fees[str(month)] = fee[there].groupby(payer[there]).sum()
    return pd.DataFrame(fees).fillna(0.0)


def movements(folder: Path) -> pd.DataFrame:
    """Shares of the starting customers and fees, month by month."""
    fees = monthly_fees(folder)
    before, after = fees.to_numpy()[:, :-1], fees.to_numpy()[:, 1:]
    started, stayed = before > 0, (before > 0) & (after > 0)
    change = np.where(stayed, after - before, 0)
    return pd.DataFrame(
        {
            "churn": (started & (after == 0)).sum(0) / started.sum(0),
            "expansion": np.maximum(change, 0).sum(0) / before.sum(0),
            "contraction": np.maximum(-change, 0).sum(0) / before.sum(0),
        },
        index=fees.columns[1:],
    )


def churn_of(folder: Path, region: str, *, inside: bool) -> float:
    """Leavers a month, among the customers of a region or all others."""
    regions = read(folder, "customers").set_index("customer_id").region
    fees = monthly_fees(folder)
    fees = fees[(fees.index.map(regions) == region) == inside].to_numpy()
    return float(((fees[:, :-1] > 0) & (fees[:, 1:] == 0)).sum() / (fees[:, :-1] > 0).sum())


def scores(folder: Path, survey: str, highest: int) -> pd.DataFrame:
    """The answers on a survey's scale, with their month."""
    answers = read(folder, "survey_responses")
    answers = answers[(answers.survey == survey) & answers.score.between(highest == 5, highest)]
    return answers.assign(month=answers.responded_at.str[:7])


def nps(answers: pd.DataFrame) -> float:
    """Promoters less detractors, in points."""
    return 100 * float((answers.score >= 9).mean() - (answers.score <= 6).mean())


def tells_leavers(folder: Path, value: pd.Series, ahead: int = 3) -> float:
    """How often a leaver's value is below a stayer's; ``value`` is indexed by month and customer."""
    fees = monthly_fees(folder)
    months = list(fees.columns)
    leavers, stayers = [], []
    for at, month in enumerate(months[:-ahead]):
        there = fees.index[fees[month] > 0]
        known = value.get(month, pd.Series(dtype=float)).reindex(there).dropna()
        gone = fees.loc[known.index, months[at + ahead]] == 0
        leavers.append(known[gone])
        stayers.append(known[~gone])
    low, high = pd.concat(leavers).to_numpy()[:, None], pd.concat(stayers).to_numpy()
    return float((low < high).mean() + 0.5 * (low == high).mean())


def in_months(column: pd.Series, first: str, last: str) -> pd.Series:
    """Which times lie in these months."""
    return column.str[:7].between(first, last)


def effects(folder: Path, last_month: str) -> dict[str, float]:
    """What can be seen of each planted fact."""
    story = planted_story(last_month)
    seen: dict[str, float] = {}

    rise = story["price_rise"]
    moved = movements(folder)
    raised = moved.loc[rise.first_month : rise.last_month]
    usual = moved.drop(index=raised.index).median()
    seen["expansion in the month of the price rise"] = raised.expansion.iloc[0]
    seen["expansion in a usual month"] = usual.expansion
    for kind in ("churn", "contraction"):
        seen[f"{kind} a month in the two months of the price rise"] = raised[kind].mean()
        seen[f"{kind} in a usual month"] = usual[kind]

    seen["churn a month in region NA"] = churn_of(folder, "NA", inside=True)
    seen["churn a month elsewhere"] = churn_of(folder, "NA", inside=False)

    month = story["outage"].first_month
    before = [str(pd.Period(month, "M") - back) for back in (1, 2, 3)]
    levels = read(folder, "service_levels")
    hours = levels.downtime_seconds.groupby(levels.day.str[:7]).sum() / 3600
    seen["hours of downtime in the outage's month"] = hours[month]
    seen["hours of downtime in a usual month"] = hours.drop(month).median()
    for name, column in (("tickets", "opened_at"), ("calls", "offered_at")):
        monthly = read(folder, name)[column].str[:7].value_counts()
        seen[f"{name} in the outage's month"] = monthly[month]
        seen[f"{name} a month in the three before"] = monthly[before].mean()
    calls = read(folder, "calls").assign(month=lambda table: table.offered_at.str[:7])
    answers, satisfaction = scores(folder, "nps", 10), scores(folder, "csat", 5)
    for when, months in (
        ("in the outage's month", [month]),
        ("in the three months before", before),
    ):
        at_the_time = calls[calls.month.isin(months)]
        seen[f"seconds that callers wait {when}"] = at_the_time.wait_seconds.mean()
        seen[f"calls abandoned {when}"] = (at_the_time.outcome == "abandoned").mean()
        seen[f"NPS {when}"] = nps(answers[answers.month.isin(months)])
        satisfied = satisfaction[satisfaction.month.isin(months)].score >= 4
        seen[f"CSAT {when}"] = satisfied.mean()

    onboarding = story["broken_onboarding"]
    signups = read(folder, "signups")
    broken = in_months(signups.signed_up_at, onboarding.first_month, onboarding.last_month)
    decided = ~in_months(signups.signed_up_at, last_month, last_month)
    for when, which in (("of the broken cohorts", broken), ("of the others", ~broken & decided)):
        seen[f"activation {when}"] = signups[which].activated_at.notna().mean()
        seen[f"conversion to paid {when}"] = signups[which].paid_at.notna().mean()

    programme = story["referral_programme"].first_month
    customers = read(folder, "customers")
    known = customers.channel.notna()
    since = customers.signed_up_on.str[:7] >= programme
    seen["referred customers since the programme"] = (
        customers[known & since].channel == "referral"
    ).mean()
    seen["referred customers before"] = (customers[known & ~since].channel == "referral").mean()
    seen["acquisition cost since the programme"] = acquisition_cost(folder, programme, last_month)
    first = str(pd.Period(signups.signed_up_at.min()[:7], "M") + 1)
    seen["acquisition cost before"] = acquisition_cost(
        folder, first, str(pd.Period(programme, "M") - 1)
    )

    fees = monthly_fees(folder)
    events = read(folder, "usage_events")
    usage = events.groupby([events.customer_id, events.occurred_at.str[:7]]).size().unstack()
    usage = usage.reindex(fees.index).fillna(0).T.rolling(3).sum().stack()
    seen["AUC of three months' events for leaving in the next three"] = tells_leavers(folder, usage)
    latest = answers.groupby([answers.month, answers.customer_id]).score.mean()
    seen["AUC of an NPS score for leaving in the next three"] = tells_leavers(folder, latest)

    asked = read(folder, "survey_responses")
    leaver = asked.customer_id.isin(fees.index[fees[last_month] == 0])
    seen["surveys answered by customers who left later"] = asked[leaver].score.notna().mean()
    seen["surveys answered by customers who stayed"] = asked[~leaver].score.notna().mean()
    for name, which in (("detractors", answers.score <= 6), ("promoters", answers.score >= 9)):
        seen[f"answers of {name} with a comment"] = answers[which].comment.notna().mean()
    return {name: float(value) for name, value in seen.items()}


def acquisition_cost(folder: Path, first: str, last: str) -> float:
    """Spend on sales, marketing and programmes for each customer who first paid in these months."""
    spend = read(folder, "spend")
    counted = spend.category.isin(["sales", "marketing", "programmes"])
    cost = spend[counted & in_months(spend.spent_on, first, last)].amount.sum()
    rows = read(folder, "subscriptions")
    began = rows[rows.status != "trial"].groupby("customer_id").starts_on.min()
    return float(cost / in_months(began, first, last).sum())


def as_table(seen: dict[str, float]) -> str:
    """The effects as the table in data/README.md shows them."""

    def written(name: str, value: float) -> str:
        if name.startswith("NPS"):
            return f"{value:+.0f} points"
        if name.startswith(("AUC", "hours", "tickets a")):
            return f"{value:.2f}" if name.startswith("AUC") else f"{value:.1f}"
        if name.startswith(("acquisition", "seconds", "tickets", "calls in", "calls a month")):
            return f"{value:,.0f}"
        return f"{value:.1%}"

    lines = ["| seen in `data/sample` | |", "|---|--:|"]
    return "\n".join(lines + [f"| {name} | {written(name, seen[name])} |" for name in seen])

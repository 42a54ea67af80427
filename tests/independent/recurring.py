"""What customers pay a month on a day, and how it moved, from the words of the rules."""

from functools import lru_cache

import pandas as pd

from .tables import PLANS, Company, Figures, Span, per

MONTHLY = {"year": 1 / 12, "quarter": 1 / 3, "month": 1.0, "week": 52 / 12, "day": 365 / 12}
DAY = pd.Timedelta(days=1)


@lru_cache
def rates(company: Company) -> pd.DataFrame:
    """Euros a unit on each day: the latest on or before it."""
    table = company.fx_rates.pivot(index="day", columns="currency", values="rate").assign(EUR=1.0)
    days = pd.date_range(table.index.min(), "2027-12-31")
    return table.reindex(days, method="ffill")


def in_euros(company: Company, amounts, currencies, days) -> pd.Series:
    known = rates(company)
    pairs = zip(amounts, currencies, days, strict=True)
    return pd.Series([a * known.at[d, c] for a, c, d in pairs], index=amounts.index, dtype=float)


@lru_cache
def _paying_rows(company: Company) -> pd.DataFrame:
    """A discount runs from its first row on: a change of price does not begin it again."""
    rows = company.subscriptions
    rows = rows[rows["status"].isin(["active", "past_due"])].copy()
    same = ["customer_id", "subscription_id", "discount_kind", "discount", "discount_ends_on"]
    rows["discounted_since"] = rows.groupby(same, dropna=False)["starts_on"].transform("min")
    return rows


def paid_on(company: Company, day: pd.Timestamp, rate_of: pd.Timestamp) -> pd.DataFrame:
    """The rows of subscriptions that pay on a day, with ``mrr`` in euros at the rate of another."""
    rows = _paying_rows(company)
    rows = rows[
        (rows["starts_on"] <= day) & (rows["ends_on"].isna() | (rows["ends_on"] > day))
    ].copy()
    rows["mrr"] = in_euros(company, _monthly(rows, day), rows["currency"], [rate_of] * len(rows))
    return rows[rows["mrr"] > 0]


def _monthly(rows: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    share = rows["interval"].map(MONTHLY) / rows["interval_count"].fillna(1)
    price = rows["mrr"].where(rows["mrr"].notna(), rows["amount"] * share)
    ends = rows["discount_ends_on"]
    long = ends - rows["discounted_since"] > 31 * DAY
    reduces = rows["discount"].notna() & (ends.isna() | ((ends > day) & long))
    percent = (rows["discount_kind"] == "percent") & reduces
    amount = (rows["discount_kind"] == "amount") & reduces
    price = price.where(~percent, price * (1 - rows["discount"] / 100))
    return price.where(~amount, price - rows["discount"] * share)


def on(company: Company, day: pd.Timestamp, rate_of: pd.Timestamp) -> pd.DataFrame:
    """MRR by customer and plan."""
    rows = paid_on(company, day, rate_of)
    return rows.groupby(["customer_id", "plan"])["mrr"].sum().unstack(fill_value=0.0)


@lru_cache
def moves(company: Company, span: Span) -> pd.DataFrame:
    """A row a customer and plan: what was and is paid, and the part of each movement."""
    before, last = span.first - DAY, span.after - DAY
    start = on(company, before, before).stack().rename("starting_mrr")
    then = on(company, last, before).stack().rename("constant")
    ending = on(company, last, last).stack().rename("ending_mrr")
    table = pd.concat([start, then, ending], axis=1).fillna(0.0)
    table["fx_effect"] = table["ending_mrr"] - table["constant"]
    names = ["new", "reactivation", "expansion", "contraction", "churned", "transferred"]
    for name in names:
        table[f"{name}_mrr"] = 0.0
    earlier = ever_paid(company, span.first)
    for customer, own in table.groupby(level=0):
        was, now = own["starting_mrr"].sum(), own["constant"].sum()
        change = own["constant"] - own["starting_mrr"]
        if was == 0:
            column = "reactivation_mrr" if customer in earlier else "new_mrr"
            table.loc[own.index, column] = own["constant"]
        elif now == 0:
            table.loc[own.index, "churned_mrr"] = own["starting_mrr"]
        else:
            _retained(table, change, now - was)
    table["retained_mrr"] = table["starting_mrr"] - table["churned_mrr"] - table["contraction_mrr"]
    return table


def _retained(table: pd.DataFrame, change: pd.Series, net: float) -> None:
    """The net change goes to the plans that moved that way, largest first; the rest moved over."""
    column, sign = ("expansion_mrr", 1) if net > 0 else ("contraction_mrr", -1)
    left = abs(net)
    order = sorted(change.index, key=lambda key: (-sign * change[key], key[1]))
    for key in order:
        used = min(left, max(0.0, sign * change[key]))
        left -= used
        table.loc[key, column] = used
        table.loc[key, "transferred_mrr"] = change[key] - sign * used


@lru_cache
def ever_paid(company: Company, day: pd.Timestamp) -> set[str]:
    """Who has paid on some day before this one."""
    rows = _paying_rows(company)
    rows = rows[rows["starts_on"] < day]
    positive = pd.concat([_monthly(rows, rows["starts_on"]), _monthly(rows, day - DAY)], axis=1)
    return set(rows.loc[positive.max(axis=1) > 0, "customer_id"])


def segments(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    plan = table.index.get_level_values("plan")
    return {"": table, **{name: table[plan == name] for name in PLANS}}


def revenue_over(company: Company, span: Span) -> pd.DataFrame:
    """MRR over the days of a period, a month's worth each month, in the rate of the month's close."""
    parts = []
    for day in pd.date_range(span.first, span.after, inclusive="left"):
        paid = paid_on(company, day, day + pd.offsets.MonthEnd(0))
        parts.append(paid.groupby("plan")["mrr"].sum() / day.days_in_month)
    return pd.concat(parts).groupby(level=0).sum()


def money_figures(company: Company, span: Span) -> Figures:
    figures: Figures = {}
    revenue = revenue_over(company, span)
    last = span.after - DAY
    for plan, rows in segments(moves(company, span)).items():
        sums = rows.sum()
        earned = revenue.sum() if plan == "" else revenue.get(plan, 0.0)
        found = _movements(sums) | _rates(sums)
        counts = [
            rows.loc[rows[at] > 0].index.unique("customer_id")
            for at in ("starting_mrr", "ending_mrr")
        ]
        accounts = [len(ids) for ids in counts]
        users = [
            _users(company, ids, moment)
            for ids, moment in zip(counts, (span.opens, span.closes), strict=True)
        ]
        found |= {
            ("total_revenue", "measure"): earned,
            ("starting_accounts", "measure"): accounts[0],
            ("ending_accounts", "measure"): accounts[1],
            ("starting_users", "measure"): users[0],
            ("ending_users", "measure"): users[1],
            ("arpa", "default"): per(earned, sum(accounts) / 2),
            ("arpa", "ending"): per(earned, accounts[1]),
            ("arpu", "default"): per(earned, sum(users) / 2),
            ("arpu", "ending"): per(earned, users[1]),
        }
        rows = paid_on(company, last, last)
        rows = rows if plan == "" else rows[rows["plan"] == plan]
        going = rows[~(rows["cancelled_on"] < span.after)]["mrr"].sum()
        found["committed_mrr", "default"] = going
        figures |= {(*key, plan): value for key, value in found.items()}
    return figures | _of_last_year(company, span)


def _users(company: Company, customers: pd.Index, moment: pd.Timestamp) -> int:
    users = company.users
    return int((users["customer_id"].isin(customers) & (users["created_at"] < moment)).sum())


def _movements(sums: pd.Series) -> dict:
    columns = [name for name in sums.index if name.endswith("_mrr")]
    return {
        ("mrr", "default"): sums["ending_mrr"],
        ("mrr", "arpu_times_payers"): sums["ending_mrr"],
        ("arr", "default"): 12 * sums["ending_mrr"],
        ("fx_effect", "measure"): sums["fx_effect"],
        **{(name, "measure"): sums[name] for name in columns},
    }


def _rates(sums: pd.Series) -> dict:
    start, more, less = sums["starting_mrr"], sums["expansion_mrr"], sums["contraction_mrr"]
    lost, won = sums["churned_mrr"], sums["new_mrr"] + sums["reactivation_mrr"]
    return {
        ("net_revenue_retention", "default"): per(start + more - less - lost, start),
        ("net_revenue_retention", "ignoring_churn"): per(start + more - less, start),
        ("net_revenue_retention", "current_period"): per(sums["ending_mrr"] + more - less, start),
        ("gross_revenue_retention", "default"): per(start - less - lost, start),
        ("mrr_churn_rate", "default"): per(lost, start),
        ("mrr_churn_rate", "absolute"): lost,
        ("mrr_churn_rate", "gross"): per(lost + less, start),
        ("mrr_churn_rate", "net"): per(lost + less - more, start),
        ("expansion_rate", "default"): per(more, start),
        ("expansion_rate", "absolute"): more,
        ("quick_ratio", "default"): per(won + more, less + lost),
    }


def _of_last_year(company: Company, span: Span) -> Figures:
    year = Span("", span.after - pd.DateOffset(months=12), span.after)
    figures: Figures = {}
    table = moves(company, year)
    # what the customers of then pay now, in whichever plan
    table = table[table.groupby(level=0)["starting_mrr"].transform("sum") > 0]
    for plan, rows in segments(table).items():
        now, kept, start = rows[["constant", "retained_mrr", "starting_mrr"]].sum()
        figures["net_revenue_retention", "trailing_12_months", plan] = per(now, start)
        figures["gross_revenue_retention", "trailing_12_months", plan] = per(kept, start)
    return figures


def lost_contracts(company: Company, span: Span) -> pd.DataFrame:
    """The contracts that paid at the start and not at the close, but for those exchanged."""
    before, last = span.first - DAY, span.after - DAY
    start, close = paid_on(company, before, before), paid_on(company, last, before)
    rows = _paying_rows(company).groupby(["customer_id", "subscription_id"])
    begun, ended = rows["starts_on"].min(), rows["ends_on"].max()
    keys = ["customer_id", "subscription_id"]
    running, paid = (
        frame.set_index(keys)["mrr"].groupby(level=keys).sum() for frame in (close, start)
    )
    gone = paid[~paid.index.isin(running.index)].sort_values(ascending=False)
    new = running.index[~running.index.isin(paid.index)]
    fresh = [(customer, begun[customer, contract]) for customer, contract in new]
    lost = []
    for customer, contract in gone.index:
        # one that another took the place of on the same day was exchanged
        if (customer, ended[customer, contract]) in fresh:
            fresh.remove((customer, ended[customer, contract]))
        else:
            lost.append(contract)
    return start[start["subscription_id"].isin(lost)]


def contract_figures(company: Company, span: Span) -> Figures:
    before = span.first - DAY
    start, lost = paid_on(company, before, before), lost_contracts(company, span)
    figures: Figures = {}
    for plan in ("", *PLANS):
        part, whole = (
            frame.loc[(plan == "") | (frame["plan"] == plan), "mrr"].sum()
            for frame in (lost, start)
        )
        figures["mrr_churn_rate", "by_contract", plan] = per(part, whole)
        figures["cancelled_contract_mrr", "measure", plan] = part
    return figures

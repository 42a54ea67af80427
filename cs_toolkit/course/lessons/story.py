"""A small company with a planted story: what happened, when, and where."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson

MONTHS, CUSTOMERS = 10, 40
KINDS = ("campaign", "outage", "price rise")
REGIONS = ("north", "south", "west")
LIST_PRICES = (40, 60, 90, 150)


def draw(rng: np.random.Generator) -> dict:
    """Tables of forty customers and those who join in ten months, and what was planted in them."""
    last = pd.Period(f"{rng.integers(2024, 2027)}-{rng.integers(1, 13):02d}", "M")
    months = [last - back for back in range(MONTHS - 1, -1, -1)]
    kind, at, region = str(rng.choice(KINDS)), int(rng.integers(3, 7)), str(rng.choice(REGIONS))
    # chance may hide which region is the hardest to keep: then everybody lives again
    for _ in range(60):
        subscriptions, tickets = _life(rng, months, kind, at, region)
        gone = gone_by_region(subscriptions).sort_values()
        if gone.index[-1] == region and gone.iloc[-1] - gone.iloc[-2] > 0.1:
            break
    return {
        "subscriptions": subscriptions, "tickets": tickets, "months": [str(month) for month in months],
        "as_of": str((last + 1).start_time.date()), "planted": (kind, str(months[at]), region),
    }  # fmt: skip


LESSON = Lesson("story", draw, hidden=("planted",))


def _life(
    rng: np.random.Generator, months: list, kind: str, at: int, region: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Everybody's fees and tickets, month by month."""
    fees: list[tuple] = []
    tickets: list[tuple] = []
    joined = CUSTOMERS
    alive = {f"c{number:03d}": _newcomer(rng, number % 3) for number in range(CUSTOMERS)}
    for now, month in enumerate(months):
        for who, (price, where) in list(alive.items()):
            leaves = 0.015 * (4 if where == region else 1)
            leaves *= (
                5
                if (kind == "price rise" and now in (at, at + 1))
                or (kind == "outage" and now == at + 1)
                else 1
            )
            if now and rng.random() < leaves:
                del alive[who]
                continue
            rise = 1.15 if kind == "price rise" and now >= at else 1.0
            fees.append(
                (
                    who,
                    str(month.start_time.date()),
                    str((month + 1).start_time.date()),
                    round(price * rise, 2),
                    where,
                )
            )
            for _ in range(rng.poisson(2.0 if kind == "outage" and now == at else 0.4)):
                day = month.start_time + pd.Timedelta(hours=int(rng.integers(0, 27 * 24)))
                tickets.append((f"t{len(tickets):04d}", who, str(day)))
        for _ in range(14 if kind == "campaign" and now == at - 1 else int(rng.integers(0, 3))):
            alive[f"c{joined:03d}"] = _newcomer(rng, int(rng.integers(0, 3)))
            joined += 1
    columns = ["customer_id", "starts_on", "ends_on", "mrr", "region"]
    table = pd.DataFrame(fees, columns=columns)
    table.insert(0, "subscription_id", [f"s{number:05d}" for number in range(len(table))])
    # the running month's service goes on: its end is not known yet
    table.loc[table["starts_on"] == str(months[-1].start_time.date()), "ends_on"] = None
    return table, pd.DataFrame(tickets, columns=["ticket_id", "customer_id", "opened_at"])


def _newcomer(rng: np.random.Generator, region: int) -> tuple[float, str]:
    return float(rng.choice(LIST_PRICES)), REGIONS[region]


def paying(subscriptions: pd.DataFrame) -> pd.DataFrame:
    """Who pays in which month: one row a customer, one column a month."""
    return subscriptions.pivot(index="customer_id", columns="starts_on", values="mrr").notna()


def gone_by_region(subscriptions: pd.DataFrame) -> pd.Series:
    """Of each region's customers of the first month, the share that is gone in the last."""
    there = paying(subscriptions)
    of = subscriptions.groupby("customer_id")["region"].first()
    first = there[there.iloc[:, 0]]
    return (~first.iloc[:, -1]).groupby(of.reindex(first.index)).mean()


@LESSON.exercise("1")
def what(rows: dict) -> Choice:
    """What happened."""
    kind = rows["planted"][0]
    signs = {
        "price rise": "After a price rise those who stay all pay more from one month on. Look at expansion, month by month.",
        "outage": "In an outage many write in one month. Look at the tickets, month by month.",
        "campaign": "A campaign brings many new customers in one month. Look at new revenue, month by month.",
    }
    return Choice(kind, {other: hint for other, hint in signs.items() if other != kind})


@LESSON.exercise("2")
def when(rows: dict) -> Choice:
    """In which month."""
    hint = "That is not the month in which it stands out. Plot the one measure that this kind of event moves at once."
    return Choice(
        rows["planted"][1], {month: hint for month in rows["months"] if month != rows["planted"][1]}
    )


@LESSON.exercise("3")
def churn_of_all(rows: dict) -> Number:
    """Churn over the whole time: of the customers of the first month, the share that is gone in the last."""
    there = paying(rows["subscriptions"])
    first, last = there.iloc[:, 0], there.iloc[:, -1]
    gone = int((first & ~last).sum())
    return Number(gone / int(first.sum()), "share", {
        "That is the net change: those who joined hide those who left.": (int(first.sum()) - int(last.sum())) / int(first.sum()),
        "You divided by everybody who ever paid.": gone / len(there),
        "Those who joined after the first month and left are in it.": int((~last).sum()) / int(first.sum()),
    })  # fmt: skip


@LESSON.exercise("4")
def where(rows: dict) -> Choice:
    """Which region is the hardest to keep."""
    hint = "Take each region's customers of the first month, and see which share of them is gone in the last."
    region = rows["planted"][2]
    return Choice(region, {other: hint for other in REGIONS if other != region})

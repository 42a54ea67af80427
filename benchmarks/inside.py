"""One side of a comparison, timed inside its own process: imports and what is made beforehand don't count.

    python benchmarks/inside.py CASE FOLDER [NUMBER]

Writes the processor seconds. The cases named ``hand_…`` are what a person would write by hand for the
same question, straight on the files; ``check_by_hand`` holds them against the kit's numbers.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

import cs_toolkit as cs
import cs_toolkit.company.company

CUSTOMERS = 10_000
MOVED = ("starting_mrr", "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "ending_mrr")
BY = ("plan", "region")
TIMES = 300  # of a formula


def movements(folder: Path, _: int) -> Callable[[], object]:
    """MRR and what moved it in a month over 10,000 customers, in total and by two dimensions."""
    _subscribed(folder)
    return lambda: _moved(folder)


def hand_duckdb(folder: Path, _: int) -> Callable[[], object]:
    """The same as SQL on the files."""
    _subscribed(folder)
    return lambda: [_moved_in_sql(folder, by) for by in ("''", *BY)]


def hand_pandas(folder: Path, _: int) -> Callable[[], object]:
    """The same in pandas."""
    _subscribed(folder)
    return lambda: _moved_in_pandas(folder)


def engagement(folder: Path, events: int) -> Callable[[], object]:
    """The engagement family of one month over so many events."""
    _used(folder, events)
    return lambda: cs.open(folder, as_of="2026-11-01").measures("2026-10", "engagement", by=())


def scan(folder: Path, events: int) -> Callable[[], object]:
    """A look at every value of the columns that it reads."""
    _used(folder, events)
    columns = ("user_id", "customer_id", "occurred_at", "event", "feature", "session_id")
    looks = ", ".join(f"max({one}), count({one})" for one in columns)
    return lambda: duckdb.sql(f"select {looks} from '{folder}/usage_events.parquet'").fetchall()


def dimensions(folder: Path, count: int) -> Callable[[], object]:
    """The retention family of a month, in total and by so many dimensions."""
    _subscribed(folder)
    by = tuple(f"dimension_{number}" for number in range(count))
    return lambda: cs.open(folder, as_of="2026-11-01").measures("2026-10", "retention", by=by)


def formula(folder: Path, _: int) -> Callable[[], object]:
    """A formula on Series of 1,000 rows, many times."""
    columns = _columns()
    return lambda: [cs.net_revenue_retention(*columns) for _ in range(TIMES)]


def hand_formula(folder: Path, _: int) -> Callable[[], object]:
    """The bare expression on the same."""
    starting, expansion, contraction, churned = (one.to_numpy() for one in _columns())

    def bare() -> None:
        for _ in range(TIMES):
            with np.errstate(divide="ignore", invalid="ignore"):
                np.where(
                    starting == 0, np.nan, (starting + expansion - contraction - churned) / starting
                )

    return bare


CASES = {
    one.__name__: one
    for one in (
        movements, hand_duckdb, hand_pandas, engagement, scan, dimensions, formula, hand_formula,
    )
}  # fmt: skip


def check_by_hand(folder: Path) -> None:
    """Raise where what is written by hand gives other numbers than the kit."""
    _subscribed(folder)
    frame = _moved(folder)
    ours = frame[frame["variant"] == "measure"].pivot_table(
        index=["dimension", "segment"], columns="metric", values="value"
    )[list(MOVED)]
    in_sql = pd.concat(
        _moved_in_sql(folder, by).assign(dimension="total" if by == "''" else by)
        for by in ("''", *BY)
    ).set_index(["dimension", "segment"])
    for theirs in (in_sql, _moved_in_pandas(folder)):
        theirs = theirs.loc[ours.index, list(MOVED)].astype(float)
        np.testing.assert_allclose(theirs.to_numpy(), ours.to_numpy(), atol=0.01)


def _moved(folder: Path) -> pd.DataFrame:
    company = cs.open(folder, as_of="2026-11-01")
    return company.metrics("2026-10", metric=MOVED, by=BY, variant="measure")


def _moved_in_sql(folder: Path, by: str) -> pd.DataFrame:
    return duckdb.sql(
        f"""
        with held as (
            select
                customer_id,
                sum(mrr) filter (starts_on < '2026-10-01'
                    and (ends_on is null or ends_on >= '2026-10-01')) as starting,
                sum(mrr) filter (starts_on < '2026-11-01'
                    and (ends_on is null or ends_on >= '2026-11-01')) as ending
            from '{folder}/subscriptions.parquet'
            group by customer_id
        ),
        moved as (
            select
                {by} as segment, coalesce(starting, 0) as starting, coalesce(ending, 0) as ending
            from held inner join '{folder}/customers.parquet' using (customer_id)
        )
        select
            segment, sum(starting) as starting_mrr,
            sum(case when starting = 0 then ending else 0 end) as new_mrr,
            sum(case when starting > 0 and ending > starting then ending - starting else 0 end)
                as expansion_mrr,
            sum(case when ending > 0 and ending < starting then starting - ending else 0 end)
                as contraction_mrr,
            sum(case when ending = 0 then starting else 0 end) as churned_mrr,
            sum(ending) as ending_mrr
        from moved
        group by segment
        """
    ).df()


def _moved_in_pandas(folder: Path) -> pd.DataFrame:
    paid = pd.read_parquet(folder / "subscriptions.parquet")
    known = pd.read_parquet(folder / "customers.parquet", columns=["customer_id", *BY])
    sums = {}
    for name, moment in (("starting", "2026-10-01"), ("ending", "2026-11-01")):
        day = pd.Timestamp(moment)
        runs = (paid["starts_on"] < day) & ~(paid["ends_on"] < day)
        sums[name] = paid[runs].groupby("customer_id")["mrr"].sum()
    held = known.join(pd.DataFrame(sums), on="customer_id")
    starting, ending = held["starting"].fillna(0), held["ending"].fillna(0)
    moved = held[list(BY)].assign(
        starting_mrr=starting, ending_mrr=ending, new_mrr=ending.where(starting == 0, 0),
        churned_mrr=starting.where(ending == 0, 0),
        expansion_mrr=(ending - starting).where((starting > 0) & (ending > starting), 0),
        contraction_mrr=(starting - ending).where((ending > 0) & (ending < starting), 0),
    )  # fmt: skip
    parts = [moved[list(MOVED)].sum().to_frame(("total", "")).T]
    for by in BY:
        part = moved.groupby(by)[list(MOVED)].sum()
        parts.append(part.set_axis(pd.MultiIndex.from_product([[by], part.index])))
    return pd.concat(parts).rename_axis(["dimension", "segment"])


def _columns() -> list[pd.Series]:
    drawn = np.random.default_rng(1).uniform(0, 100, (4, 1_000))
    return [pd.Series(one) for one in drawn]


def _subscribed(folder: Path) -> None:
    """10,000 customers with ten dimensions, and what they pay: one contract, or one after the other."""
    if (folder / "subscriptions.parquet").is_file():
        return
    drawn = np.random.default_rng(2)
    names = pd.Series([f"c{number:05d}" for number in range(CUSTOMERS)])
    customers = pd.DataFrame({"customer_id": names, "signed_up_on": pd.Timestamp("2025-01-01")})
    customers["plan"] = drawn.choice(["starter", "team", "business"], CUSTOMERS)
    customers["region"] = drawn.choice(["EU", "US", "APAC"], CUSTOMERS)
    for number in range(10):
        customers[f"dimension_{number}"] = drawn.choice(["a", "b", "c"], CUSTOMERS)
    begun = pd.Timestamp("2025-01-01") + pd.to_timedelta(drawn.integers(0, 660, CUSTOMERS), "D")
    ended = pd.Series(begun + pd.to_timedelta(drawn.integers(30, 900, CUSTOMERS), "D"))
    first = pd.DataFrame(
        {"customer_id": names, "starts_on": begun, "ends_on": ended.where(ended < "2026-11-01"),
         "mrr": drawn.integers(10, 500, CUSTOMERS).astype(float)}
    )  # fmt: skip
    goes_on = first["ends_on"].notna().to_numpy() & (drawn.random(CUSTOMERS) < 0.5)
    second = first[goes_on].assign(
        starts_on=lambda one: one["ends_on"], ends_on=pd.NaT,
        mrr=drawn.integers(10, 500, goes_on.sum()).astype(float),
    )  # fmt: skip
    paid = pd.concat([first, second], ignore_index=True)
    paid.insert(0, "subscription_id", [f"s{number:05d}" for number in range(len(paid))])
    customers.to_parquet(folder / "customers.parquet", index=False)
    paid.to_parquet(folder / "subscriptions.parquet", index=False)


def _used(folder: Path, events: int) -> None:
    """So many events of 20,000 users of 1,000 customers, over half a year."""
    if (folder / "usage_events.parquet").is_file():
        return
    duckdb.sql(
        f"""
        copy (
            select
                'u' || hash(n) % 20000 as user_id, 'c' || hash(n) % 20000 % 1000 as customer_id,
                timestamp '2026-05-01' + interval (hash(n + 1) % 15897600) second as occurred_at,
                'event_' || hash(n + 2) % 20 as event, 'feature_' || hash(n + 3) % 30 as feature,
                's' || n // 8 as session_id
            from range({events}) as made(n)
        ) to '{folder}/usage_events.parquet'
        """
    )


def main(case: str, folder: str, number: str = "0") -> None:
    """Time one case."""
    run = CASES[case](Path(folder), int(number))
    start = time.process_time()
    run()
    print(time.process_time() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])

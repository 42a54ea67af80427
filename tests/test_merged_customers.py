"""A merged customer is the one that lives on, in every table that has a customer_id.

Half of some customers' rows are moved to duplicates, which are then merged back into them. Nothing
that the kit computes may change, in total or split by a column of customers.
"""

from pathlib import Path

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.company import Company
from cs_toolkit.measures import measure_files

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
PERIOD = "2026-10"
ID_COLUMNS = ("customer_id", "referrer_customer_id")


def _read(name: str) -> pd.DataFrame:
    return pd.read_csv(SAMPLE / f"{name}.csv", dtype=str, keep_default_na=False)


def _split(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The same tables with every third customer's rows divided between it and a merged duplicate."""
    divided = set(tables["customers"]["customer_id"].iloc[::3])
    split = {name: frame.copy() for name, frame in tables.items()}
    for name in set(split) - {"customers", "customer_merges"}:
        frame = split[name]
        # the rows of one subscription are one customer's
        nth = frame.groupby("subscription_id").ngroup() if name == "subscriptions" else frame.index
        for column in set(ID_COLUMNS) & set(frame):
            moved = frame[column].isin(divided) & (nth % 2 == 0)
            frame.loc[moved, column] = "dup-" + frame.loc[moved, column]
    known = tables["customers"]
    doubles = known[known["customer_id"].isin(divided)].assign(
        customer_id=lambda rows: "dup-" + rows["customer_id"], plan="wrong", region="wrong"
    )
    mergers = pd.DataFrame(
        {
            "from_customer_id": doubles["customer_id"],
            "to_customer_id": doubles["customer_id"].str.removeprefix("dup-"),
            "merged_on": "2026-10-15",
        }
    )
    split["customers"] = pd.concat([known, doubles])
    split["customer_merges"] = pd.concat([tables["customer_merges"], mergers])
    return split


def _opened(folder: Path, tables: dict[str, pd.DataFrame]) -> Company:
    folder.mkdir()
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    (folder / "company.toml").write_text((SAMPLE / "company.toml").read_text("utf-8"), "utf-8")
    return cs.open(folder / "company.toml")


def test_every_table_with_a_customer_is_divided():
    """So that a table that comes to the kit is tried here too."""
    tables = {path.stem: _read(path.stem) for path in SAMPLE.glob("*.csv")}
    split = _split(tables)
    with_customers = [name for name in tables if set(ID_COLUMNS) & set(tables[name])]
    ids = {name: set(ID_COLUMNS) & set(split[name]) for name in with_customers}
    for name in with_customers:
        moved = sum(split[name][column].str.startswith("dup-").sum() for column in ids[name])
        # the sample's spend names no customer
        assert moved or not (tables[name][list(ids[name])] != "").any(axis=None), name


@pytest.mark.parametrize(
    ("without", "families"),
    [
        ([], None),
        # where nobody subscribes, other measures take the place of those of subscriptions
        (["subscriptions"], ["retention", "value", "health"]),
        (["subscriptions", "orders"], ["retention"]),
    ],
)
def test_merging_back_what_was_divided_changes_no_measure(tmp_path, without, families):
    names = {path.stem for path in SAMPLE.glob("*.csv")} - set(without)
    tables = {name: _read(name) for name in sorted(names)}
    firms = _opened(tmp_path / "whole", tables), _opened(tmp_path / "split", _split(tables))
    wrong = []
    for name, measure_file in measure_files().items():
        if (families and measure_file.family not in families) or firms[0]._missing(measure_file):
            continue
        by = "region" if firms[0].runner.segment(measure_file, "region") is not None else "total"
        whole, split = (_measured(firm, measure_file, by) for firm in firms)
        if not whole.equals(split):
            wrong.append(name)
    assert wrong == []


def _measured(firm: Company, measure_file, by: str) -> pd.DataFrame:
    statement = firm.runner.measure_statement(measure_file, [firm.period(PERIOD)], by)
    frame = firm.tables.source.engine.query(statement)
    numbers = {
        name: pd.to_numeric(frame[name]).astype(float).round(6)
        for name in frame
        if pd.api.types.is_numeric_dtype(frame[name])
    }
    return frame.assign(**numbers).sort_values(list(frame)).reset_index(drop=True)


def test_calls_by_plan_of_the_sample():
    """Handle time by the plan of the customer that lives on, recomputed from the files."""
    calls, customers, merges = _read("calls"), _read("customers"), _read("customer_merges")
    merged = dict(zip(merges["from_customer_id"], merges["to_customer_id"], strict=True))
    plans = dict(zip(customers["customer_id"], customers["plan"], strict=True))
    calls["plan"] = calls["customer_id"].replace(merged).map(plans)
    seconds = ["talk_seconds", "hold_seconds", "wrap_seconds"]
    calls[seconds] = (
        calls[seconds].apply(pd.to_numeric).fillna({"hold_seconds": 0, "wrap_seconds": 0})
    )
    day = pd.to_datetime(calls["offered_at"], utc=True).dt.tz_convert("Europe/Paris")
    taken = calls[
        (day.dt.strftime("%Y-%m") == PERIOD)
        & (calls["outcome"] == "answered")
        & calls["talk_seconds"].notna()
    ]
    expected = taken[seconds].sum(axis=1).groupby(taken["plan"]).mean()
    found = cs.open(SAMPLE / "company.toml").metrics(PERIOD, family="support", by="plan")
    found = found[(found["metric"] == "average_handle_time") & (found["variant"] == "default")]
    found = found[found["dimension"] == "plan"].set_index("segment")["value"]
    assert found.drop("(none)").to_dict() == pytest.approx(expected.to_dict())
    assert found["starter"] == pytest.approx(302.07, abs=0.005)
    assert found["team"] == pytest.approx(281.3, abs=0.05)

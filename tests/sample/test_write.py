"""Writing: the same bytes, any size in pieces, either format, nothing of anybody overwritten."""

import numpy as np
import pandas as pd
import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.sample import write, write_sample
from cs_toolkit.schema import TABLES
from tests.sample.tables_in import OF_SAMPLE


def contents(folder) -> dict[str, bytes]:
    # a question about the sample leaves its kept answers in a folder beside the tables
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_the_committed_sample_is_what_the_defaults_write(committed, tmp_path):
    write_sample(tmp_path)
    written, there = contents(tmp_path), contents(committed)
    assert written.keys() == there.keys()
    # git may have checked the text files out with other line ends
    differing = [name for name in written if written[name] != there[name].replace(b"\r\n", b"\n")]
    assert differing == []


def test_the_committed_sample_is_small_and_complete(committed):
    files = contents(committed)
    assert files.keys() == {f"{table}.csv" for table in OF_SAMPLE} | {"company.toml"}
    assert sum(map(len, files.values())) < 4_000_000


def test_the_same_arguments_give_the_same_bytes_in_parquet(tmp_path):
    for name in "ab":
        write_sample(tmp_path / name, customers=40, months=6, seed=9, format="parquet")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_another_seed_gives_another_company(tmp_path):
    for seed in (1, 2):
        write_sample(tmp_path / str(seed), customers=20, months=4, seed=seed)
    assert contents(tmp_path / "1")["customers.csv"] != contents(tmp_path / "2")["customers.csv"]


def test_both_formats_hold_the_same_rows(tmp_path):
    for kind in ("csv", "parquet"):
        write_sample(tmp_path / kind, customers=30, months=5, seed=4, format=kind)
    for table in ("orders", "subscriptions", "tickets", "fx_rates"):
        rows = pd.read_parquet(tmp_path / "parquet" / f"{table}.parquet")
        lines = pd.read_csv(
            tmp_path / "csv" / f"{table}.csv", keep_default_na=False, na_values=[""]
        )
        assert list(rows.columns) == list(lines.columns)
        assert len(rows) == len(lines)
        for column, kind in TABLES[table].columns.items():
            if column not in rows:  # a column that the sample does not have
                continue
            if kind.kind in ("money", "number"):
                np.testing.assert_allclose(rows[column].astype(float), lines[column].astype(float))
            if kind.kind == "moment":
                assert rows[column].equals(
                    pd.to_datetime(lines[column], utc=True).astype(rows[column].dtype)
                )


def test_a_sample_in_pieces_has_unique_ids_and_every_customer(tmp_path, monkeypatch):
    monkeypatch.setattr(write, "_LARGEST_CHUNK", 7)
    done = []
    write_sample(tmp_path, customers=50, months=8, seed=2, progress=lambda *at: done.append(at))
    assert done == [(7 * k, 50) for k in range(1, 8)] + [(50, 50)]
    for name, table in OF_SAMPLE.items():
        rows = pd.read_csv(tmp_path / f"{name}.csv", keep_default_na=False, na_values=[""])
        if table.key:
            assert not rows.duplicated(list(table.key)).any(), name
    customers = pd.read_csv(tmp_path / "customers.csv").customer_id
    assert list(customers) == [f"C{number:06}" for number in range(1, 51)]


def test_more_events_change_nothing_but_usage(tmp_path):
    for events in (2, 8):
        write_sample(
            tmp_path / str(events), customers=30, months=6, seed=5, events_per_customer=events
        )
    few, many = contents(tmp_path / "2"), contents(tmp_path / "8")
    differing = {name for name in few if few[name] != many[name]}
    assert differing == {
        "usage_events.csv",
        "sessions.csv",
        "section_visits.csv",
        "service_levels.csv",
    }
    assert len(many["usage_events.csv"]) > 2.5 * len(few["usage_events.csv"])


def test_a_new_sample_replaces_one_in_the_other_format(tmp_path):
    write_sample(tmp_path, customers=10, months=3, format="csv")
    write_sample(tmp_path, customers=10, months=3, format="parquet")
    assert not list(tmp_path.glob("*.csv"))


def test_a_folder_of_other_data_is_left_alone(tmp_path):
    (tmp_path / "company.toml").write_text('name = "Mine"')
    (tmp_path / "customers.csv").write_text("customer_id\n1\n")
    with pytest.raises(InputError, match="holds files that are not a sample"):
        write_sample(tmp_path, customers=5, months=2)
    assert contents(tmp_path).keys() == {"company.toml", "customers.csv"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"customers": 0}, "at least 1 customer"),
        ({"months": 0}, "1 month"),
        ({"events_per_customer": 0}, "some events"),
        ({"seed": -1}, "seed = -1 must not be negative"),
        ({"format": "xlsx"}, 'not as "xlsx"'),
        ({"last_month": "October"}, 'last_month = "October"'),
    ],
)
def test_arguments_that_make_no_company_are_refused(tmp_path, arguments, message):
    with pytest.raises(InputError, match=message):
        write_sample(tmp_path / "sample", **arguments)
    assert not (tmp_path / "sample").exists()


def test_half_a_company_is_not_left_behind(tmp_path):
    write_sample(tmp_path, customers=5, months=3)

    def interrupt(done, whole):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path, customers=50, months=3, progress=interrupt)
    assert list(tmp_path.iterdir()) == []

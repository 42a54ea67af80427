"""The same rows give the same digits, whatever order an engine adds them up in."""

from pathlib import Path

import numpy as np
import pandas as pd
import sqlglot
from sqlglot import exp

import cs_toolkit as cs
from cs_toolkit.sources.size import are_small_files, are_small_frames
from tests.by_hand import company, subscriptions, table

DOUBLE = exp.DataType.Type.DOUBLE


def test_fractions_add_up_to_the_same_digits_each_time():
    rng = np.random.default_rng(1)
    opened = pd.Timestamp("2026-10-01") + pd.to_timedelta(
        rng.uniform(0, 2_000_000, 4_000), unit="s"
    )
    tables = {
        "tickets": pd.DataFrame({
            "ticket_id": np.arange(4_000), "customer_id": rng.integers(0, 600, 4_000).astype(str),
            "opened_at": opened, "resolved_at": opened + pd.to_timedelta(rng.exponential(9e4, 4_000), unit="s"),
        }),
        "survey_responses": pd.DataFrame({
            "response_id": np.arange(4_000), "customer_id": rng.integers(0, 600, 4_000).astype(str),
            "survey": "csat", "score": rng.uniform(1, 5, 4_000).round(2), "responded_at": opened,
        }),
    }  # fmt: skip
    asked = {"metric": ["average_resolution_time", "customer_satisfaction"], "by": ()}
    first, *others = (
        cs.open(tables, as_of="2026-12-01").metrics("2026-10", **asked) for _ in range(6)
    )
    for other in others:
        pd.testing.assert_frame_equal(first, other, check_exact=True)


def test_the_time_of_those_who_left_is_added_up_in_whole_days():
    rows = [
        (str(n), str(n), "2026-01-01", f"2026-{1 + n % 9:02}-{2 + n % 26:02}", 10)
        for n in range(60)
    ]
    of = company("2026-11-01", subscriptions=subscriptions(*rows))
    found = of.measures("2026-10", by=()).query("segment == ''")
    days = sum((pd.Timestamp(row[3]) - pd.Timestamp(row[2])).days for row in rows)
    assert found["leaver_months"].item() == days * 12 / 365


def test_no_measure_adds_up_quotients_in_any_order():
    """A sum of doubles has the last digit of its order: whole numbers are added up, then divided."""
    wrong = []
    for path in sorted(Path("cs_toolkit/measures").rglob("*.sql")):
        whole = path.read_text(encoding="utf-8")
        if "-- ends as: " in whole:  # what follows is the text of another file
            whole += "select 1"
        lines = whole.replace("$segment", "segment_").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("--"))
        steps = text if "steps" not in path.parts else f"with {text} select 1"
        for tree in sqlglot.parse(steps, read="duckdb"):
            for one in tree.find_all(exp.Sum):
                doubles = [cast for cast in one.find_all(exp.Cast) if cast.to.this == DOUBLE]
                if (
                    doubles
                    and not isinstance(one.this, exp.Floor)
                    and not isinstance(one.parent, exp.Window)
                ):
                    wrong.append(f"{path.name}: {one.sql('duckdb')}")
    assert wrong == []


def test_what_is_small_is_known_before_it_is_read(tmp_path):
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "tickets.csv").write_bytes(b"x" * 1_000)
    (tmp_path / "picture.png").write_bytes(b"x" * 20_000_000)
    assert are_small_files([tmp_path])
    (tmp_path / "deeper" / "calls.csv").write_bytes(b"x" * 20_000_000)
    assert not are_small_files([tmp_path])
    rows = table("day currency rate", ("2026-01-01", "USD", 0.9))
    assert are_small_frames({"fx_rates": rows})
    assert not are_small_frames({"fx_rates": rows.reindex(range(400_000))})

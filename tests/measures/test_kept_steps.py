"""What several measures stand on is computed once, and changes no number."""

import pandas as pd

from cs_toolkit.measures import execute, measure_files
from cs_toolkit.measures.kept_steps import KEPT, kept_of, up_to_step
from tests.by_hand import company, subscriptions, table

TICKETS = table(
    "ticket_id customer_id opened_at first_resolved_at category",
    ("t1", "a", "2026-04-02", "2026-04-03", "bill"), ("t2", "b", "2026-05-02", None, "login"),
)  # fmt: skip
FIRM = {
    "subscriptions": subscriptions(
        ("s1", "a", "2026-01-01", None, 10, "small"), ("s2", "b", "2026-02-01", "2026-05-01", 20, "big"),
        ("s3", "a", "2026-05-01", None, 5, "big"), more="plan",
    ),
    "tickets": TICKETS,
}  # fmt: skip


def test_every_measure_has_the_rows_of_its_whole_statement():
    firm = company(**FIRM)
    periods, compared = firm.periods("2026-04..2026-05"), 0
    for measure_file in measure_files().values():
        if firm._missing(measure_file) or not kept_of(measure_file.text):
            continue
        for by in ("total", "plan"):
            whole = firm.runner.measure_statement(measure_file, periods, by)
            if whole is None:
                assert firm.runner.measure(measure_file, periods, by) is None
                continue
            expected = firm.tables.source.engine.query(whole)
            found = firm.runner.measure(measure_file, periods, by)
            keys = list(expected.columns)
            pd.testing.assert_frame_equal(
                found.sort_values(keys).reset_index(drop=True),
                expected.sort_values(keys).reset_index(drop=True),
            )
            compared += 1
    assert compared > 50


def test_a_step_is_computed_once_for_all_that_stand_on_it():
    firm = company(**FIRM)
    firm.metrics("2026-05", family="revenue", by=())
    engine = firm.tables.source.engine
    made = len(engine._kept)
    assert made
    firm.detail("revenue/movements", "2026-05")
    assert len(engine._kept) == made


def test_a_step_as_large_as_a_large_table_is_not_kept(monkeypatch):
    used = table("user_id occurred_at", ("u", "2026-05-02"), ("v", "2026-05-03"))
    found = []
    for large in (1, 2):
        monkeypatch.setattr(execute, "LARGE", large)
        firm = company(usage_events=used)
        found.append(firm.measures("2026-05", family="engagement", by=()))
        kept = " ".join(firm.tables.source.engine._kept)
        assert ("select * from activity" in kept) == (large == 2)
    pd.testing.assert_frame_equal(*found)


def test_what_stands_on_a_step_says_it_in_the_same_words():
    for step in set(KEPT) - {"issues"}:  # which are read with and without their categories
        texts = set()
        for measure_file in measure_files().values():
            kept = kept_of(measure_file.text)
            if step in kept:
                texts.add(up_to_step(measure_file.text, step, frozenset(kept[: kept.index(step)])))
        assert len(texts) == 1, step

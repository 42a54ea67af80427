"""Runs a case of the corpus and says what is wrong with what became of it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.corpus.grammar import REFUSED, RIGHT, SET_ASIDE, WARNED, Case

MOST_SECONDS = 20  # of computing, not of waiting: a busy machine changes nothing
CURES = (
    "To mend it: ",
    "Name the one that is meant",
    "Name what is meant",
    "rename or drop",
    "write ",
    "save it",
    "a company file may hold",
    "a comment may not end it",
    "the columns of",
)


@contextmanager
def _no_hang() -> Iterator[None]:
    def give_up(*_):
        raise TimeoutError(f"more than {MOST_SECONDS} seconds of computing")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def wrong_about(case: Case, lay: Callable = dict) -> str | None:
    """What is wrong with what becomes of a case; ``lay`` puts its tables into an engine."""
    try:
        with _no_hang():
            return _wrong(case, lay)
    except Exception as error:  # noqa: BLE001 — a traceback is what is looked for
        return f"{case.name}: {type(error).__name__}: {str(error)[:200]}"


def _wrong(case: Case, lay: Callable) -> str | None:
    settings = {"as_of": "2026-06-01"} | dict(case.settings)
    refusal, company = None, None
    try:
        company = cs.open(lay(case.tables), **settings)
        problems = company.check().problems
        refusal = "\n".join(map(str, problems)) or None
    except InputError as error:
        refusal = str(error)
    if case.expected == REFUSED:
        return _wrong_refusal(case, refusal)
    if refusal is not None:
        return f"{case.name}: refused: {refusal[:300]}"
    if case.expected == SET_ASIDE:
        there = [one for one in company.check().set_aside if one.table == case.table]
        return None if sum(one.rows for one in there) == 1 else f"{case.name}: not counted"
    if case.expected == WARNED and case.table not in set(company.warnings["table"]):
        return f"{case.name}: no warning"
    if case.reads is None and case.expected != RIGHT:
        return None
    read = company.query(f"select {case.column} as v from {case.table}")["v"].iloc[0]
    return None if _same(read, case.reads) else f"{case.name}: {read!r} is read, not {case.reads!r}"


def _wrong_refusal(case: Case, refusal: str | None) -> str | None:
    if refusal is None:
        return f"{case.name}: not refused"
    lacking = [word for word in (case.table, case.column, case.word) if word not in refusal]
    if lacking:
        return f"{case.name}: the refusal does not name {lacking}: {refusal[:300]}"
    if not any(cure in refusal for cure in CURES):
        return f"{case.name}: the refusal has no cure: {refusal[:300]}"
    return None


def _same(read: object, expected: object) -> bool:
    if expected is None or pd.isna(read):
        return expected is None and bool(pd.isna(read))
    if isinstance(expected, pd.Timestamp):
        return pd.Timestamp(read) == expected
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return float(read) == float(expected)
    return read == expected

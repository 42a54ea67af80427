"""A long statement on Spark: a step that several others read is computed once, not once for each.

Spark writes every step of a WITH out wherever it is named. In a measure file of thirty steps that read
each other the plan doubles with almost every step, until planning takes minutes over ten rows.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import sqlglot
from sqlglot.tokens import Token, TokenType

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_numbers = count(1)


def parted(sql: str) -> tuple[dict[str, str], str]:
    """The steps of a statement, each name with its own text, and the SELECT at the end.

    >>> parted("with a as (select 1 as x), b as (select x from (a)) select x from b")
    ({'a': 'select 1 as x', 'b': 'select x from (a)'}, 'select x from b')
    >>> parted("select 1")
    ({}, 'select 1')
    """
    tokens = sqlglot.tokenize(sql, read="spark")
    steps, at = {}, 1
    if tokens[0].token_type != TokenType.WITH:
        return {}, sql
    while True:
        name, _, opening = tokens[at : at + 3]
        at = _closing(tokens, at + 2)
        steps[name.text] = sql[opening.end + 1 : tokens[at].start]
        at += 1
        if tokens[at].token_type != TokenType.COMMA:
            return steps, sql[tokens[at].start :]
        at += 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    """The place of the parenthesis that closes the one at ``at``."""
    depth = 0
    for place in range(at, len(tokens)):
        kind = tokens[place].token_type
        depth += (kind == TokenType.L_PAREN) - (kind == TokenType.R_PAREN)
        if depth == 0:
            return place
    raise ValueError("a parenthesis is not closed")


@contextmanager
def by_steps(
    session: "SparkSession", sql: str, errors: tuple[type[Exception], ...]
) -> Iterator[str]:
    """The SELECT that gives a statement's rows, with the steps that others share computed before it.

    The text of every step is the statement's own. A step that reads the company's tables alone is
    left in place: there Spark reads only the columns and rows that are asked for. A session that
    keeps no rows answers with one of ``errors``, and what is left of the steps stays in place.
    """
    steps, last = parted(sql)
    reads = {name: _named(text, steps) - {name} for name, text in steps.items()}
    readers = Counter(name for read in (*reads.values(), _named(last, steps)) for name in read)
    views = []
    try:
        for name in steps:
            if readers[name] > 1 and reads[name]:
                view = f"cs_toolkit_step_{next(_numbers)}"
                # a checkpoint, as a cached frame keeps its plan, and the plans are what grows
                try:
                    rows = session.sql(_with(steps, reads, f"select * from {name}"))
                    rows.localCheckpoint(eager=False).createOrReplaceTempView(view)
                except (
                    errors
                ):  # a mistake in the statement comes again, with its sentence, when it runs
                    break
                views.append(view)
                steps[name], reads[name] = f"select * from {view}", set()
        yield _with(steps, reads, last)
    finally:
        for view in views:
            session.catalog.dropTempView(view)


def _named(text: str, steps: dict[str, str]) -> set[str]:
    """The steps that a text names; a column called like one counts too, which does no harm."""
    return {token.text for token in sqlglot.tokenize(text, read="spark")} & set(steps)


def _with(steps: dict[str, str], reads: dict[str, set[str]], last: str) -> str:
    """A SELECT with the steps that it stands on, in their order."""
    needed, more = set(), _named(last, steps)
    while more:
        needed |= more
        more = {name for step in more for name in reads[step]} - needed
    named = ",\n".join(f"{name} AS ({text}\n)" for name, text in steps.items() if name in needed)
    return f"WITH {named}\n{last}" if named else last

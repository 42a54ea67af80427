"""Whether the rows keep what their table declares: empties, keys, values, order of times.

Nothing is mended here. A problem names the table, the column, how many rows, the first of them
and the fix; the caller decides whether to go on.
"""

from collections.abc import Callable

import pandas as pd

from ..schema.table import Rule, Table
from .canonical import Canonical, may_lie_ahead
from .problem import SHOWN, Problem, examples_of, line
from .unreadable import bare_source


def broken(canonical: Canonical, query: Callable[[str], pd.DataFrame], zone: str) -> list[Problem]:
    """What breaks the table's rules. ``query`` takes our SQL over our tables.

    Times of the example rows are shown in ``zone``, as in the company's own files.
    """
    table = canonical.table
    rules = [
        # the end of a session that goes on at the last known moment is not missing
        *(
            _filled(name)
            for name in table.required
            if not may_lie_ahead(table, table.columns[name])
        ),
        *(
            _allowed(name, column.allowed)
            for name, column in table.columns.items()
            if column.allowed and name in canonical.filled
        ),
        *(rule for rule in table.rules if rule.given in (None, *canonical.filled)),
    ]
    counts = ", ".join(
        f"sum(case when {rule.holds} then 0 else 1 end) as c{index}"
        for index, rule in enumerate(rules)
    )
    problems = []
    if rules:
        found = query(f"select {counts} from {table.name}").iloc[0].fillna(0).astype(int)
        for rule, count in zip(rules, found, strict=True):
            if count:
                problems.append(_broken(table, rule, count, query, zone))
    return problems + _repeated(canonical, query, zone)


def _filled(name: str) -> Rule:
    return Rule(f"{name} is not null", f"{name} is empty", f"fill {name} in every row")


def _allowed(name: str, allowed: tuple[str, ...]) -> Rule:
    words = ", ".join(f"'{value}'" for value in allowed)
    return Rule(
        f"{name} is null or {name} in ({words})",
        f"{name} is none of {', '.join(allowed)}",
        f"map the company's own words: {name} = \"case … when '…' then '{allowed[0]}' … end\"",
    )


def _broken(
    table: Table, rule: Rule, count: int, query: Callable[[str], pd.DataFrame], zone: str
) -> Problem:
    column = next(
        (name for name in table.columns if name in rule.breaks.split()),
        table.key[0] if table.key else "",
    )
    named_in_rule = [name for name in table.columns if name in rule.holds.replace("(", " ").split()]
    shown = list(dict.fromkeys([*table.key, *named_in_rule]))[:4]
    rows = query(
        f"select {', '.join(shown)} from {table.name} "
        f"where not coalesce(({rule.holds}), false) order by {', '.join(map(str, range(1, len(shown) + 1)))} limit {SHOWN}"
    )
    return Problem(
        table.name, column or shown[0], count, examples_of(rows, zone), rule.breaks, rule.fix
    )


def _repeated(
    canonical: Canonical, query: Callable[[str], pd.DataFrame], zone: str
) -> list[Problem]:
    table = canonical.table
    if not table.key:
        return []
    key = ", ".join(table.key)
    repeated = f"from {table.name} group by {key} having count(*) > 1"
    found = query(
        f"select count(*) as keys, coalesce(sum(extra), 0) as extra from (select count(*) - 1 as extra {repeated}) as repeated"
    ).iloc[0]
    if not found["keys"]:
        return []
    rows = query(f"select {key} {repeated} order by {key} limit {SHOWN}")
    return [
        Problem(
            table.name, " with ".join(table.key), int(found["extra"]), examples_of(rows, zone),
            "the key is there more than once: repeated",
            _one_of_each(canonical, query),
        )
    ]  # fmt: skip


def _one_row_per(canonical: Canonical) -> str:
    """The line by which one of several alike rows is read, where they come from one place."""
    if len(canonical.parts) != 1:
        return "for example with where, "
    filled = canonical.parts[0].filled
    keys = [bare_source(filled[name]) for name in canonical.table.key if name in filled]
    each = keys[0] if len(keys) == 1 else f"concat_ws(' ', {', '.join(keys)})"
    return f"{line('one_row_per', each)} in [tables.{canonical.table.name}], "


def _one_of_each(canonical: Canonical, query: Callable[[str], pd.DataFrame]) -> str:
    """What to do about a repeated key: rows that are alike are one, of those that differ one is right."""
    key = canonical.table.key
    others = [name for name in canonical.table.columns if name in canonical.filled - set(key)]
    differing = ", ".join(
        f"max(case when most_{place} > 1 then 1 else 0 end) as differ_{place}"
        for place in range(len(others))
    )
    counts = ", ".join(
        # a value beside none differs from it
        f"count(distinct {name}) + max(case when {name} is null then 1 else 0 end) as most_{place}"
        for place, name in enumerate(others)
    )
    by = ", ".join(key)
    differ = []
    if others:
        found = query(
            f"select {differing} from (select {counts} from {canonical.table.name} group by {by} "
            "having count(*) > 1) as repeated"
        ).iloc[0]
        differ = [name for name, one in zip(others, found, strict=True) if one]
    if not differ:
        return (
            "the rows are alike in every column that is read: keep one of each, "
            f"{_one_row_per(canonical)}or map a column that is unique"
        )
    return (
        f"the rows differ in {', '.join(differ[:SHOWN])}{' …' if len(differ) > SHOWN else ''}: decide "
        "which one is right and leave the others out, for example with where, or map a column that is "
        "unique"
    )

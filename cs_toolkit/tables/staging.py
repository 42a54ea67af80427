"""A table of texts read in one pass: its values converted once, and looked at where they then lie.

What a file's texts mean is kept in a temporary table, beside marks of what was given. Which values
could not be read, and which rows lie ahead, is counted there, and the table is made of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ..dialects import DuckDBEngine
from .canonical import Canonical, Filled, Part
from .unreadable import given, may_fail


@dataclass(frozen=True)
class Staged:
    """The SELECT of a table over what was staged, and what was seen of its rows."""

    select: str
    unreadable: bool  # whether some value is not of its column's kind
    ahead: int  # rows after the last known moment
    far_ahead: set[str]  # the columns some of whose times lie decades ahead


@contextmanager
def staged(one: Canonical, engine: DuckDBEngine) -> Iterator[Staged | None]:
    """The table staged, as long as the block lasts; None where it is better read as it stands.

    So it is where the engine cannot compute some row: the usual way finds out which column it is.
    """
    found: Staged | None = None
    names: list[str] = []
    try:
        if one.parts and all(_is_worth_it(one, part) for part in one.parts):
            for part in one.parts:
                names.append(engine.stage(_marked(part, engine)))
            found = _looked_at(one, names, engine)
    except engine.errors:
        found = None
    try:
        yield found
    finally:
        for name in names:
            engine.drop(name)


def _is_worth_it(one: Canonical, part: Part) -> bool:
    """Whether texts are converted, and in one place alone; what has its types is only looked at."""
    texts = any(one.source_kind == "text" for one in _doubtful(part))
    return texts and one.select.count(part.converted_rows) == 1


def _doubtful(part: Part) -> list[Filled]:
    return [filled for filled in part.filled.values() if may_fail(filled)]


def _marked(part: Part, engine: DuckDBEngine) -> str:
    """The converted rows, with a mark for each column that may fail of whether a value was given."""
    marks = "".join(
        f", {given(filled, engine)} as given_{place}"
        for place, filled in enumerate(_doubtful(part))
    )
    return f"select {part.converted}{marks} from ({part.rows}) as source_rows"


def _looked_at(one: Canonical, names: list[str], engine: DuckDBEngine) -> Staged:
    select, unreadable, ahead, far = one.select, False, 0, set()
    for part, name in zip(one.parts, names, strict=True):
        read = {part.filled[each].converted: engine.dialect.named(each) for each in part.filled}
        since = part.filled[one.table.since].converted if part.ahead and one.table.since else ""
        lies_ahead = part.ahead.replace(since, read[since]) if part.ahead else "false"
        failed = " + ".join(
            f"count(*) filter (where given_{place} and {engine.dialect.named(filled.column.name)} is null)"
            for place, filled in enumerate(_doubtful(part))
        )
        columns = [f"{failed} as failed", f"count(*) filter (where {lies_ahead}) as ahead"]
        for place, (column, condition) in enumerate(part.far_ahead.items()):
            time = part.filled[column].converted
            columns.append(
                f"coalesce(bool_or({condition.replace(time, read[time])}), false) as far_{place}"
            )
        counts = engine.query(f"select {', '.join(columns)} from {name}").iloc[0]
        unreadable |= bool(counts["failed"])
        ahead += int(counts["ahead"])
        far |= {column for place, column in enumerate(part.far_ahead) if counts[f"far_{place}"]}
        select = select.replace(part.converted_rows, f"select * from {name}")
    return Staged(select, unreadable, ahead, far)

"""What the texts of a column all are: numbers, dates or neither, and the rows with them typed."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ..dialects import DuckDBEngine, Engine, quoted_name
from .relation import AS_TEXT, Relation


def forms_of_texts(
    engine: DuckDBEngine, select: str, kinds: Mapping[str, str]
) -> Callable[[], tuple[Relation, ...]]:
    """What gives the typed forms of rows whose cells may be numbers or dates written as text."""
    texts = [name for name, kind in kinds.items() if kind == "text"]

    def typed() -> tuple[Relation, ...]:
        return typed_forms(engine, select, list(kinds), kinds_of_text(engine, select, texts), kinds)

    return typed if texts else tuple


def kinds_of_text(engine: Engine, select: str, names: Sequence[str]) -> dict[str, str]:
    """What the texts of some columns all are: whole numbers, numbers or times; other columns are left out."""
    tests = {"integer": "bigint", "decimal": "double", "timestamp": "timestamp"}
    if not names:
        return {}
    wanted = [f"count({quoted_name(name)})" for name in names]
    wanted += [
        f"count(try_cast({quoted_name(name)} as {kind}))"
        for kind in tests.values()
        for name in names
    ]
    # 12.5 is a whole number to a cast, which rounds it
    wanted += [f"count(*) filter ({quoted_name(name)} like '%.%')" for name in names]
    counts = [int(one) for one in engine.read(f"select {', '.join(f'{one} as n{at}' for at, one in enumerate(wanted))} from ({select}) as read").iloc[0]]  # fmt: skip
    width = len(names)
    found: dict[str, str] = {}
    for at, name in enumerate(names):
        of_kind = dict(zip(tests, counts[at + width : -width : width], strict=True))
        if counts[at - width]:
            of_kind["integer"] = 0
        if counts[at]:
            kind = next((one for one, count in of_kind.items() if count == counts[at]), None)
            found |= {name: kind} if kind else {}
    return found


def typed_forms(
    engine: Engine, text: str, names: list[str], guessed: Mapping[str, str],
    known_kinds: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Relation, ...]:  # fmt: skip
    """The same rows with numbers typed, and with dates typed too; ids with leading zeros stay text.

    ``known_kinds`` are those of columns that are no text, and stay as they are.
    """
    numbers = {"integer": "bigint", "decimal": "double", "boolean": "boolean"}
    dated = numbers | {"date": "date", "timestamp": "timestamp", "timestamp_tz": "timestamptz"}
    whole = [name for name in names if guessed.get(name) == "integer"]
    padded: set[str] = set()
    if whole:
        flags = ", ".join(
            f"bool_or(regexp_matches({quoted_name(name)}, '^0[0-9]'))" for name in whole
        )
        found = engine.read(f"select {flags} from ({text}) as read").iloc[0]
        padded = {
            name for name, flag in zip(whole, found, strict=True) if flag is True or flag == 1
        }
    # the engine guesses 10/31/2026 too, which a cast would make nothing of
    times = [name for name in names if guessed.get(name) in ("date", "timestamp", "timestamp_tz")]
    if times:
        lost = ", ".join(
            f"count({quoted_name(name)}) - count(try_cast({quoted_name(name)} as {dated[guessed[name]]}))"
            for name in times
        )
        found = engine.read(f"select {lost} from ({text}) as read").iloc[0]
        padded |= {name for name, count in zip(times, found, strict=True) if count}
    forms = []
    for known in (numbers, dated):
        kinds = {
            name: guessed[name]
            if guessed.get(name) in known and name not in padded
            else known_kinds.get(name, "text")
            for name in names
        }
        columns = (
            f"try_cast({quoted_name(name)} as {known[kind]}) as {quoted_name(name)}"
            if name in guessed and kind != "text"
            else quoted_name(name)
            for name, kind in kinds.items()
        )
        raw = (f"{quoted_name(name)} as {quoted_name(name + AS_TEXT)}" for name in names)
        select = f"select {', '.join((*columns, *raw))} from ({text}) as read"
        raw_kinds = {name: kind for name, kind in known_kinds.items() if kind != "text"}
        forms.append(Relation(select, kinds, "typed", as_text=AS_TEXT, raw_kinds=raw_kinds))
    return tuple(forms)

"""Many files that hold one table: a folder of partitions, or all files that a pattern names.

Columns go by their names: one that a file does not have is empty in its rows. A part of a path such
as ``month=2026-10`` is a column ``month``, as Hive writes it.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..dialects import DuckDBEngine, first_line, quoted, quoted_name
from ..errors import InputError
from .files import ending_of
from .relation import AS_TEXT, Relation


def table_files(paths: Iterable[Path]) -> list[Path]:
    """The files among some paths that can be read, by name; those of a writer's own are left out."""
    return sorted(
        path for path in paths if ending_of(path) and not path.name.startswith((".", "~$", "_"))
    )


def read_files(
    engine: DuckDBEngine, paths: list[Path], name: str, read_one: Callable[[Path], Relation]
) -> Relation:
    """One relation over several files; ``read_one`` reads one of them."""
    if len(paths) == 1:
        return read_one(paths[0])
    if {ending_of(path) for path in paths} == {".parquet"}:
        files = ", ".join(quoted(str(path)) for path in paths)
        select = (
            f"select * from read_parquet([{files}], union_by_name = true, "
            "hive_partitioning = true, hive_types_autocast = false)"
        )
        try:
            kinds = engine.kinds(select)
        except engine.errors as error:
            raise InputError(
                f"{name}: its {len(paths):,} files do not fit together: {first_line(error)}"
            ) from None
        return Relation(select, kinds, f"{name}, {len(paths):,} files")
    forms = [read_one(path) for path in paths]
    selects = [
        _with_partitions(form.select, path, form.kinds)
        for form, path in zip(forms, paths, strict=True)
    ]
    return _together(engine, selects, name, forms, paths)


def _with_partitions(select: str, path: Path, kinds: Mapping, *, raw: bool = False) -> str:
    parts = dict(part.split("=", 1) for part in path.parts[:-1] if part.count("=") == 1)
    known = {column.lower() for column in kinds}
    added = [
        f"{quoted(value)} as {quoted_name(column)}, {quoted(value)} as {quoted_name(column + AS_TEXT)}"
        if raw
        else f"{quoted(value)} as {quoted_name(column)}"
        for column, value in parts.items()
        if column and column.lower() not in known
    ]
    return f"select *, {', '.join(added)} from ({select}) as one" if added else select


def _together(
    engine: DuckDBEngine, selects: list[str], name: str, forms: list[Relation], paths: list[Path]
) -> Relation:
    # as a tree, since a statement may not nest as deeply as there are files
    select = _tree(selects)
    kinds = engine.kinds(select)
    text = all(set(form.kinds.values()) == {"text"} for form in forms)
    kinds = dict.fromkeys(kinds, "text") if text else kinds

    def typed() -> tuple[Relation, ...]:
        found = []
        for level in zip(*(form.typed() for form in forms), strict=True):
            pairs = zip(level, paths, strict=True)
            both = _tree(
                [_with_partitions(one.select, path, one.kinds, raw=True) for one, path in pairs]
            )
            shown = {c: k for c, k in engine.kinds(both).items() if not c.endswith(AS_TEXT)}
            found.append(Relation(both, shown, "typed", as_text=level[0].as_text))
        return tuple(found)

    blank, repeated = ([one for one in left if one] for left in zip(*((f.blank, f.repeated) for f in forms), strict=True))  # fmt: skip
    return Relation(
        select, kinds, f"{name}, {len(forms):,} files", typed=typed if text else tuple,
        # of all pages the last one says that nothing follows
        more=forms[0].more if all(form.more for form in forms) else "",
        blank=_tree(blank) if blank else "", repeated=_tree(repeated) if repeated else "",
    )  # fmt: skip


def _tree(selects: list[str]) -> str:
    while len(selects) > 1:
        selects = [
            selects[i] if i + 1 == len(selects)
            else f"select * from ({selects[i]}) as a union all by name select * from ({selects[i + 1]}) as b"
            for i in range(0, len(selects), 2)
        ]  # fmt: skip
    return selects[0]

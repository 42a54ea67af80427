"""What lies in the tables, and what is kept beside them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from .app import app
from .options import Allow, AsOf, Data, Preset, Source, open_asked
from .output import write, write_notices


@app.command()
def check(
    data: Data = ".",
    source: Source = None,
    as_of: AsOf = None,
    policy: Preset = None,
    allow: Allow = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Print the company file with the proposed lines in place, as a diff."
        ),
    ] = False,
    take: Annotated[
        list[str] | None,
        typer.Option(
            help="With --fix: take a proposal that is a choice, by the name of its warning."
        ),
    ] = None,
) -> None:
    """Say what is in the tables, and everything that is wrong with them."""
    from ..company.notices import in_words, rows_in_words
    from ..company.request import dimensions_asked
    from ..tables.further_columns import first_values

    company = open_asked(data, source, as_of, policy, allow)
    tables = company.check()
    if fix:
        _fix(
            data,
            [*tables.problems, *(() if tables.problems else company.data_warnings)],
            take or [],
        )
        return
    if tables.problems:
        for problem in tables.problems:
            sys.stderr.write(f"{problem}\n")
        raise typer.Exit(2)
    for name in sorted(tables.there):
        origins = ", ".join(dict.fromkeys(part.origin for part in tables.all[name].parts))
        write(f"{name}: {rows_in_words(tables.rows[name])} from {origins}")
    for said, found in (("set aside", tables.set_aside), ("unknown", tables.strangers)):
        for one in found:
            write(f"{said}: {in_words(one)}")
    for matched in tables.matched:
        write(f"identity: {matched}")
    for table, values in first_values(tables, company.settings, company.query).items():
        columns = "; ".join(f"{name} ({', '.join(first)})" for name, first in values.items())
        write(f"further columns of {table}, which are dimensions only: {columns}")
    for warning in company.data_warnings:
        write(f"accepted {warning.name}: {warning.accepted}" if warning.accepted else str(warning))
    there = {column.lower() for filled in tables.filled.values() for column in filled}
    split_by = dimensions_asked(company.settings.dimensions, there)
    for name in company.settings.dimensions:
        if name not in split_by:
            write(f"dimension {name}: no table has it filled, so nothing is split by it")
    if tables.first:
        write(f"the data goes from {tables.first:%Y-%m-%d} to {tables.last:%Y-%m-%d}")


def _fix(data: str, found: list, take: list[str]) -> None:
    """Print what the proposals would change; a choice is taken by name, or asked for in a terminal."""
    from ..company.opening import company_file_in
    from ..drafting.cures import cured, cures_of, difference

    file = company_file_in(data)
    if not isinstance(file, Path) or file.is_dir() or file.suffix != ".toml":
        file = Path(str(file))
        if file.suffix != ".toml":
            raise InputError(f"{data} has no company file to correct: cs-toolkit init drafts one")
    taken = []
    for cure in cures_of(found):
        ask = cure.is_choice and cure.name not in take
        if ask and sys.stdin.isatty() and sys.stdout.isatty():
            ask = not typer.confirm(f"{cure.name}: {cure.says}. Take it?", default=False)
        if ask:
            write_notices([f"a choice, not taken: {cure.says} (--take {cure.name})"])
        else:
            taken.append(cure)
    before = file.read_text(encoding="utf-8-sig")
    if changes := difference(before, cured(before, taken), str(file)):
        write(changes)
    else:
        write_notices(["there is no line to put in place"])


@app.command()
def tables(
    name: Annotated[
        str | None, typer.Argument(help="A table, such as subscriptions, for its columns.")
    ] = None,
) -> None:
    """List the tables that can be read, or one table's columns, for a company file."""
    from ..tables.listing import listed

    write(listed(name))


@app.command()
def cache(
    folder: Annotated[
        Path, typer.Argument(help="A folder of data, or the folder that --cache named.")
    ] = Path(),
    clear: Annotated[bool, typer.Option("--clear", help="Remove the kept answers.")] = False,
) -> None:
    """Show how many answers are kept beside the data, or remove them."""
    from ..company.cache import FOLDER, cache_in

    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}")
    kept = cache_in(folder / FOLDER if (folder / FOLDER).is_dir() else folder)
    if kept is None:
        raise InputError("this user has no folder for a key, so no answers are kept")
    size, count = kept.size(), kept.clear() if clear else len(kept.entries())
    removed = " removed" if clear else ""
    write(f"{count:,} answers, {size / 2**20:.1f} MB{removed}")

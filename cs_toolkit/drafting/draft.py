"""A first company file from what a source holds: which table is which, and what is still missing.

A draft guesses and says so. Whatever it is not sure of stands in a comment, for a person to decide.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import wrap

from ..errors import InputError
from ..schema import Table
from ..sources import is_address, open_source, without_password
from ..sources.reference_rates import are_reference_rates
from .choices import MONEY, choices, other_amounts
from .found import Found, found_in, joined
from .identity import identity_text, one_system_of_customers
from .likeness import MONEY_TABLES, SURE, best_table
from .months import is_sheet_of_months, subscriptions_by_month
from .recipes import Section, sections_of
from .recipes.apply import written as expression_of
from .recipes.facts import Facts
from .recipes.text import section_text, survey_texts, toml_text
from .written import Readings, filled_in, read_by_kind, readings_of

HEAD = """\
# A draft of a company file: read each line, correct it, and delete the comments. Then see
#     cs-toolkit check --data company.toml
name = {name}
currency = "{currency}"        # {currency_why}
time_zone = "{zone}"       # {zone_why}
week_start = "monday"
source = {source}
# as_of = "2026-11-01"  # the last moment that the tables know, if that is not now
dimensions = []         # columns to split by, such as ["plan", "region"]
"""
TAIL = """\
# Where columns lie in several files, from may be a SELECT that joins them:
#     from = "select u.*, s.account_id from 'uses.csv' as u join 'contracts.csv' as s using (contract_id)"
# The other tables and their columns: cs-toolkit tables. What each metric is: cs-toolkit glossary.
# Further sections: [surveys.NAME] kind and scale, [policies], [targets], [assumptions].
"""


def draft_company_file(given: str) -> str:
    """The text of a company file for a folder, a DuckDB file or a database."""
    path = Path(given).expanduser().absolute()  # a name is one from here, not from the folder
    folder = path.is_dir()
    address = is_address(given)
    source = open_source(given if address else path, path if folder else path.parent)
    tables, unread = found_in(source)
    if not tables and not unread:
        raise InputError(f"{source.label} has no tables: nothing to draft")
    relations = {name: one.relation for name, one in tables.items()}
    reading = {name: dict(one.settings) for name, one in tables.items() if one.settings}
    years = {name: one.layout.year for name, one in tables.items() if one.layout.year}
    titles = [one.layout.currency for one in tables.values() if one.layout.currency]
    columns = {name: one.columns for name, one in tables.items()}
    froms = {name: one.given for name, one in tables.items()}
    # a database has types: what it holds as text is not looked through
    files = getattr(source, "files", {})
    written: dict[str, Readings] = {
        name: readings_of(source.engine, one.relation) if name in files or one.files else {}
        for name, one in tables.items()
    }
    finished, known = sections_of(
        columns, {name: one.literal for name, one in tables.items()}, written
    )
    finished, others = one_system_of_customers(finished)
    finished = [replace(one, reading=_reading_of(one, tables, written)) for one in finished]
    found = Facts(source, relations, finished, titles)
    lines = [
        HEAD.format(
            name=_in_quotes(Path(given).resolve().name if folder else "Company"),
            source=_in_quotes("." if folder else without_password(given)),
            currency=found.currency[0],
            currency_why=found.currency[1],
            zone=found.zone[0],
            zone_why=found.zone[1],
        )
    ]
    seen: set[str] = set()
    for section in finished:
        first = section.recipe.name not in seen
        lines.append(section_text(section, froms, first=first))
        seen.add(section.recipe.name)
    filled = {section.table for section in finished}
    lines += survey_texts(finished)
    lines += others
    lines += [text] if (text := identity_text(finished)) else []
    lines += [f"# {name} is not read: {why}\n" for name, why in unread.items()]
    fits = {name: best_table(name, columns[name]) for name in columns if name not in known}
    wide = _sheets_of_months(
        columns, fits, reading, years, froms, taken=bool(MONEY_TABLES & filled)
    )
    filled |= {"subscriptions"} if any("[tables." in text for text in wide.values()) else set()
    filled |= MONEY_TABLES if MONEY_TABLES & filled else set()
    # each of our tables is proposed once, for what fits it best
    for name in tables:
        if name in known and not any(name in section.files for section in finished):
            used = any(section.recipe is known[name] for section in finished)
            why = "is not needed beside the others" if used else "needs another file beside it"
            lines.append(f"# {name}: an export of {known[name].system} that {why}\n")
        if name not in fits:
            continue
        if are_reference_rates(columns[name]) and "fx_rates" not in filled:
            lines.append(
                f"# {name} → fx_rates: the European Central Bank's reference rates, as published\n"
                f"[tables.fx_rates]\nfrom = {toml_text(froms[name])}\n"
            )
            continue
        if name in wide:
            lines.append(wide[name])
            continue
        score, table, _ = fits[name]
        rivals = (
            other
            for other, fit in fits.items()
            if other != name
            and other not in wide
            and (fit[1] is table or {fit[1].name, table.name} == MONEY_TABLES)
        )
        taken = table.name in filled
        taken = taken or any((fits[other][0], other) > (score, name) for other in rivals)
        lines.append(_section(tables[name], *fits[name], taken, written[name]))
        if ", sheet " in relations[name].origin:
            lines.append(f'# read from {relations[name].origin}; sheet = "…" takes another\n')
    lines.append(TAIL)
    return "\n".join(lines)


def _reading_of(
    section: Section, tables: Mapping[str, Found], written: Mapping[str, Readings]
) -> dict[str, object]:
    """The settings of a section's files, which a SELECT of several shares.

    A SELECT reads the texts of a file as they are written where the section says how: else the engine
    guesses an order of day and month of its own.
    """
    said = joined(tables[name].settings for name in section.files)
    if section.source in tables or not any(written[name] for name in section.files):
        return said
    return {"delimiter": tables[section.files[0]].delimiter} | said


def _sheets_of_months(
    columns: Mapping[str, list[str]], names: Iterable[str], reading: Mapping[str, Mapping],
    years: Mapping[str, int], given: Mapping[str, str], *, taken: bool,
) -> dict[str, str]:  # fmt: skip
    """What stands for each file with one column a month: a section for the first that is money.

    ``taken`` says that subscriptions come from elsewhere. What the others hold no heading says.
    """
    found: dict[str, str] = {}
    for name in names:
        year = years.get(name)
        if not is_sheet_of_months(columns[name], year):
            continue
        section = ""
        if not taken:
            section = subscriptions_by_month(
                name, columns[name], reading.get(name, {}), year, given=given[name]
            )
        taken = taken or bool(section)
        found[name] = section or (
            f"# {name}: one column a month; which table it is must be said by hand, with "
            f"months_across = {year or 'true'}\n"
        )
    return found


def _section(
    found: Found, score: float, table: Table, proposed: Mapping[str, str], taken: bool,
    written: Readings,
) -> str:  # fmt: skip
    name, columns, reading = found.name, found.columns, found.settings
    odd = {ours: theirs for ours, theirs in proposed.items() if theirs in written}
    ours = name == table.name and all(column in columns for column in table.required)
    if ours and not reading and not found.files and not odd:
        return f"# {name} is shaped like our table {name}: it needs no mapping.\n"
    if score < SURE or taken:
        return f"# {name}: which table it is must be said by hand; it has {', '.join(columns)}\n"
    # a price per unit is never taken for the whole: the line says that it is multiplied
    mapped = {
        ours: theirs
        for ours, theirs in proposed.items()
        if ours != theirs
        or ours == "quantity"
        or ours in odd
        or (ours in MONEY and other_amounts(columns, proposed))
    }
    missing = [column for column in table.required if column not in proposed]
    lines = [
        f"# {name} → {table.name} (one row per {table.grain})",
        f"[tables.{table.name}]",
        f"from = {toml_text(found.given)}",
        *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in reading.items()),
    ]
    if mapped or missing:
        lines.append(f"[tables.{table.name}.columns]")
        whole = _price_times_quantity(table, mapped, columns)
        drafted = {
            ours: f"{ours} = {whole if whole and ours == 'amount' else _read_as(table, ours, theirs, written)}"
            for ours, theirs in mapped.items()
        }
        asked = choices(
            table.name, drafted, proposed, columns,
            lambda ours, theirs: f"{ours} = {_read_as(table, ours, theirs, written)}",
        )  # fmt: skip
        lines += [line for ours in drafted for line in (asked.get(ours), drafted[ours]) if line]
    has = ", ".join(columns)
    lines += [f'# {column} = "…"   # needed, and not found among: {has}' for column in missing]
    unused = [column for column in columns if column not in proposed.values()]
    further = [column for column in table.columns if column not in (*proposed, *missing)]
    lines += _remark("fills no column of ours, may be a dimension", unused)
    lines += _remark("it could also have", further)
    return "\n".join(lines) + "\n"


def _read_as(table: Table, ours: str, theirs: str, written: Readings) -> str:
    """A column of theirs as a TOML string: by its name, or by how its dates or numbers are written."""
    kinds = read_by_kind(table.columns[ours].kind)
    if theirs in written and written[theirs][0] in kinds:
        return toml_text(filled_in(written, theirs, expression_of(theirs), kinds))
    return _quoted(theirs)


def _price_times_quantity(table: Table, mapped: dict[str, str], columns: list[str]) -> str:
    """The amount of an order whose columns are the price of one and how many; else nothing."""
    price = mapped.get("amount", "")
    quantity = [name for name in columns if name.lower() in ("quantity", "qty")]
    if table.name != "orders" or not quantity or not re.search("price|unit|each", price.lower()):
        return ""
    return f'"{price} * {quantity[0]}"' if price.isidentifier() else ""


def _remark(says: str, columns: list[str]) -> list[str]:
    """Columns as a comment that no screen cuts."""
    if not columns:
        return []
    return wrap(
        f"{says}: {', '.join(columns)}", 98, initial_indent="# ", subsequent_indent="#     "
    )


def _quoted(column: str) -> str:
    plain = column.isidentifier()
    name = column if plain else '"' + column.replace('"', '""') + '"'
    return (
        "'" + name + "'" if not plain and "'" not in name else '"' + name.replace('"', '\\"') + '"'
    )


def _in_quotes(text: str) -> str:
    """A TOML string, which escapes what a JSON string escapes."""
    return json.dumps(text, ensure_ascii=False)

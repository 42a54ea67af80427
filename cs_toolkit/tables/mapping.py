"""From a company's columns to ours: one SELECT a table, in the source's own dialect."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from ..config.company_file import TableMapping
from ..dialects import Dialect, Engine, first_line, quoted
from ..errors import InputError, did_you_mean
from ..schema.table import TYPES, Column, Table
from ..sources.allowed_sql import refuse_unsafe_expression
from ..sources.casts import is_plain_column, one_of, to_clock, to_kind
from ..sources.months_across import FILLS, by_months, months_among
from ..sources.reference_rates import are_reference_rates, as_rates
from ..sources.relation import Relation
from ..sources.source import Source
from .canonical import Canonical, Clock, Filled, Part, local_day, may_lie_ahead
from .far_dates import AHEAD_YEARS
from .near_names import as_toml, nearly

_UNKNOWN = '"…"'  # a person has to say it


def canonical(
    table: Table, source: Source, mappings: Iterable[TableMapping], clock: Clock,
    names: Mapping[str, Iterable[str]] | None = None,
) -> Canonical:  # fmt: skip
    """The table's rows from one or several mappings, which are added up.

    ``names`` are the texts that a column is expected to hold: one that differs from a name in
    case alone is that name.
    """
    parts = tuple(_part(table, source, mapping, clock, names or {}) for mapping in mappings)
    further = tuple(dict.fromkeys(name for part in parts for name in part.further))
    parts = tuple(
        replace(part, converted=_converted(table, part, further, source.engine.dialect))
        for part in parts
    )
    selects = (_select(table, part, further, clock, source.engine.dialect) for part in parts)
    return Canonical(table, "\nunion all\n".join(selects), parts, further)


def empty(table: Table, dialect: Dialect) -> Canonical:
    """A table that the company does not have: our columns, and no rows."""
    columns = [
        f"cast(null as {_type(column.kind, dialect)}) as {dialect.named(name)}"
        for name, column in table.columns.items()
    ]
    if day := local_day(table):
        columns.append(f"cast(null as date) as {dialect.named(day)}")
    return Canonical(table, f"select {', '.join(columns)} where 1 = 0", (), ())


def _part(
    table: Table,
    source: Source,
    mapping: TableMapping,
    clock: Clock,
    names: Mapping[str, Iterable[str]],
) -> Part:
    where = f"[tables.{table.name}]"
    for column in mapping.columns:
        # any further name makes a dimension, but a near miss of a declared one is a slip
        if column not in table.columns and get_close_matches(column, table.columns, 1, 0.85):
            raise InputError(f'{where} has no "{column}": {did_you_mean(column, table.columns)}')
    relation = source.relation(mapping, where)
    if mapping.months_across:
        year = None if mapping.months_across is True else mapping.months_across
        relation = by_months(source.engine, relation, where, year)
        mapping = replace(mapping, columns=_filled_by_months(table, mapping.columns))
    elif mapping.currency and are_reference_rates(relation.kinds):
        relation = as_rates(source.engine, relation, mapping.currency)
    wanted = (*table.columns, *table.replaces, *table.replaces.values())
    offered = relation
    relation, mapping = source.pushed_down(relation, mapping, where, wanted)
    _refuse_unsafe(where, source.engine, relation, mapping)
    dialect = source.engine.dialect
    form, kinds = _form(where, source.engine, relation, mapping)
    zone = mapping.time_zone or clock.zone
    filled, further = {}, {}
    for name, expression in _expressions(table, form, mapping).items():
        plain = is_plain_column(expression, form.kinds)
        if plain is not None:
            sql, kind = dialect.named(plain + form.as_text), form.kinds[plain]
            kind = form.raw_kinds.get(plain, "text") if form.as_text else kind
        else:
            sql, kind = f"({expression})", kinds[name]
        if name in table.columns:
            declared = table.columns[name]
            if kind == "nested":
                _refuse_nested(where, declared, expression)
                kind = "unknown"
            converted = to_kind(sql, kind, declared.kind, dialect, zone, clock.zone)
            if name in names:
                converted = one_of(converted, names[name])
            filled[name] = Filled(declared, sql, kind, converted)
        else:
            further[name] = sql
    _complete(table, filled, offered)
    ahead = None
    if table.since in filled:
        limit = _limit(table.columns[table.since], clock, dialect)
        ahead = f"{filled[table.since].converted} >= {limit}"
    rows = _rows(form, mapping, dialect)
    far = {
        one.column.name: _far_ahead(one.converted, clock, dialect)
        for one in filled.values()
        if one.column.name == table.since or may_lie_ahead(table, one.column)
    }
    return Part(
        relation.origin, rows, filled, further, relation.path, relation.blank, relation.repeated,
        ahead, far, zone, more=relation.more,
    )  # fmt: skip


def _refuse_nested(where: str, column: Column, expression: str) -> None:
    """Raise InputError for an id that is a list or has parts: as text it would be the same for nobody else."""
    if column.kind == "id":
        raise InputError(
            f"{where} {column.name}: {expression} holds lists or values with parts, and an id is one "
            f'value: name the part that identifies, for example {column.name} = "{expression}.id", or '
            f'{column.name} = "{expression}[1]" of a list'
        )


def _far_ahead(time: str, clock: Clock, dialect: Dialect) -> str:
    """Whether a time lies decades ahead, and is not how a system writes "never"."""
    limit = f"{min(clock.as_of_on.year + AHEAD_YEARS, 9990)}-01-01"
    ends = f"extract(month from {time}) * 100 + extract(day from {time})"
    return f"{time} > cast('{limit}' as {dialect.timestamp}) and {ends} not in (101, 1231)"


def _filled_by_months(table: Table, columns: Mapping[str, str]) -> dict[str, str]:
    """The columns of a sheet of months: what it says of itself, then what the company file says."""
    given = FILLS.get(table.name, {})
    other = {theirs: ours for ours, theirs in table.replaces.items()}
    usual = {
        ours: theirs
        for ours, theirs in given.items()
        if table.replaces.get(ours) not in columns and other.get(ours) not in columns
    }
    if table.name == "subscriptions":
        if "amount" in columns:
            usual.pop("mrr", None)
        if "customer_id" in columns:
            usual["subscription_id"] = columns["customer_id"]
    return usual | dict(columns)


def _refuse_unsafe(where: str, engine: Engine, relation: Relation, mapping: TableMapping) -> None:
    if mapping.where:
        refuse_unsafe_expression(f"{where} where", mapping.where, engine)
    if mapping.one_row_per:
        refuse_unsafe_expression(f"{where} one_row_per", mapping.one_row_per, engine)
    for name, expression in mapping.columns.items():
        if is_plain_column(expression, relation.kinds) is None:
            refuse_unsafe_expression(f"{where} {name}", expression, engine)


def _rows(form: Relation, mapping: TableMapping, dialect: Dialect) -> str:
    rows = form.select
    if mapping.where:
        rows = f"select * from ({rows}) as source_rows where ({mapping.where})"
    if mapping.one_row_per:
        # the first in the order of all columns, so that it is the same one each time
        order = ", ".join(dialect.named(column + form.as_text) for column in form.kinds)
        rows = (
            f"select * from (select *, row_number() over (partition by {mapping.one_row_per} order by {order}) "
            f"as row_of_these from ({rows}) as source_rows) as numbered_rows where row_of_these = 1"
        )
    return rows


def _form(
    where: str, engine: Engine, relation: Relation, mapping: TableMapping
) -> tuple[Relation, dict[str, str]]:
    """The form of the relation on which every expression makes sense, and the kinds they have."""
    computed = {
        name: expression
        for name, expression in mapping.columns.items()
        if is_plain_column(expression, relation.kinds) is None
    }
    if not computed and not mapping.where and not mapping.one_row_per:
        return relation, {}
    numbers_first = [*relation.typed()[:1], relation, *relation.typed()[1:]]
    for form in numbers_first:
        columns = [f"({e}) as {engine.dialect.named(name)}" for name, e in computed.items()]
        try:
            return form, engine.kinds(
                f"select {', '.join(columns) or '1 as one'} from ({_rows(form, mapping, engine.dialect)}) as source_rows"
            )
        except engine.errors:
            continue
    raise InputError(_which_fails(where, engine, numbers_first[0], mapping, computed))


def _which_fails(
    where: str, engine: Engine, form: Relation, mapping: TableMapping, computed: dict
) -> str:
    columns = f"the columns of {form.origin if form.origin != 'typed' else mapping.source} are: "
    columns += ", ".join(form.kinds)
    for key, text in (("where", mapping.where), ("one_row_per", mapping.one_row_per)):
        alone = replace(mapping, one_row_per=None) if key == "where" else mapping
        try:
            engine.kinds(_rows(form, alone, engine.dialect))
        except engine.errors as error:
            return f'{where} {key} = "{text}": {first_line(error)}; {columns}'
    for name, expression in computed.items():
        try:
            engine.kinds(
                f"select ({expression}) as x from ({_rows(form, mapping, engine.dialect)}) as source_rows"
            )
        except engine.errors as error:
            return f'{where} {name} = "{expression}": {first_line(error)}; {columns}'
    return f"{where} its expressions fit no one reading of the columns: cast them, for example cast(x as double); {columns}"


def _expressions(table: Table, form: Relation, mapping: TableMapping) -> dict[str, str]:
    """What fills each column: the mapping first, then a source column of the same name."""
    expressions = dict(mapping.columns)
    taken = {name.lower() for name in expressions} | {local_day(table)}
    # a last_day that is read from a column called ends_on does not leave it an end as well
    taken |= {other for name, other in table.replaces.items() if name in mapping.columns}
    for column in form.kinds:
        if column.lower() in taken:
            continue
        ours = column.lower() if column.lower() in table.columns else column
        expressions[ours] = column
        taken.add(column.lower())
    return expressions


def _complete(table: Table, filled: Mapping, relation: Relation) -> None:
    months = months_among(relation.kinds)
    across = (
        f" {len(months)} columns are months: if it is a sheet with one column a month, write months_across = true."
        if len(months) > 1 and table.name in FILLS
        else ""
    )
    needs = [name for name in table.required if name not in filled]
    has = ", ".join(relation.kinds)
    near = {ours: as_toml(theirs) for theirs, ours in nearly(table, filled, relation.kinds).items()}
    if not needs and table.either and not any(filled.keys() >= set(c) for c in table.either):
        choices = " or ".join(" with ".join(choice) for choice in table.either)
        first = table.either[0][0]
        raise InputError(
            f"table {table.name} ({relation.origin}) needs the columns {choices}: it has {has}. "
            f"Name what is meant in the company file: [tables.{table.name}] columns = {{ {first} = {near.get(first, _UNKNOWN)} }}"
            f"{'.' * bool(across)}{across}"
        )
    if needs:
        raise InputError(
            f"table {table.name} ({relation.origin}) has no column {', '.join(needs)}: it has {has}. "
            f"Name the one that is meant in the company file: [tables.{table.name}] columns = {{ {needs[0]} = {near.get(needs[0], _UNKNOWN)} }}"
            f"{'.' * bool(across)}{across}"
        )


def _type(kind: str, dialect: Dialect) -> str:
    return dialect.type_of(TYPES[kind])


def _converted(table: Table, part: Part, further: tuple[str, ...], dialect: Dialect) -> str:
    """Our columns, each converted from the source's or missing."""
    columns = [
        f"{part.filled[name].converted if name in part.filled else _null(column, dialect)} as {dialect.named(name)}"
        for name, column in table.columns.items()
    ]
    columns += [
        f"cast({part.further.get(name, 'null')} as {dialect.text}) as {dialect.named(name)}"
        for name in further
    ]
    return ", ".join(columns)


def _select(
    table: Table, part: Part, further: tuple[str, ...], clock: Clock, dialect: Dialect
) -> str:
    """Our columns of one part, without what lies after the last known moment."""
    outer = [_as_known(table, column, clock, dialect) for column in table.columns.values()]
    if table.since and (day := local_day(table)):
        clock_time = to_clock(table.since, "timestamp", "UTC", "UTC", clock.zone, dialect)
        outer.append(f"cast({clock_time} as date) as {day}")
    outer += [dialect.named(name) for name in further]
    known = ""
    if table.since:
        limit = _limit(table.columns[table.since], clock, dialect)
        known = f" where {table.since} is null or {table.since} < {limit}"
    return f"select {', '.join(outer)} from ({part.converted_rows}) as converted{known}"


def _null(column: Column, dialect: Dialect) -> str:
    return f"cast(null as {_type(column.kind, dialect)})"


def _limit(column: Column, clock: Clock, dialect: Dialect) -> str:
    moment = clock.as_of_at if column.kind == "moment" else clock.as_of_on
    return f"cast({quoted(moment.isoformat(sep=' '))} as {dialect.timestamp})"


def _as_known(table: Table, column: Column, clock: Clock, dialect: Dialect) -> str:
    """A column as it is known at the last moment: what happens later has not happened yet."""
    name = dialect.named(column.name)
    if column.name in table.derived:
        derived = table.derived[column.name].format(timestamp=dialect.timestamp)
        return f"{derived} as {name}"
    since = table.known_since.get(column.name)
    if since:
        limit = _limit(table.columns[since], clock, dialect)
        return f"case when {since} is null or {since} < {limit} then {name} end as {name}"
    if may_lie_ahead(table, column):
        return f"case when {name} < {_limit(column, clock, dialect)} then {name} end as {name}"
    return name

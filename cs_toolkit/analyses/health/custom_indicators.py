"""Indicators that a company file states: rows of ``health_inputs``, or an expression over a table."""

import sqlglot
from sqlglot import exp

from ...config.health.indicator import Indicator
from ...errors import InputError, did_you_mean
from ...schema import TABLES
from ...schema.table import Table
from ...sources.allowed_in_a_dialect import refuse_unsafe_tree

LATEST_INPUT = """
-- needs: health_inputs(as_of, indicator, value, customer_id)
-- after: merged
with
judged as (
    select
        windows.period, coalesce(merged.merged_into, health_inputs.customer_id) as customer_id,
        health_inputs.value,
        row_number() over (
            partition by windows.period, coalesce(merged.merged_into, health_inputs.customer_id)
            order by health_inputs.as_of desc, health_inputs.customer_id, health_inputs.stage
        ) as latest
    from health_inputs
    inner join windows
        on health_inputs.as_of >= windows.from_on and health_inputs.as_of < windows.to_on
    left join merged on merged.customer_id = health_inputs.customer_id
    where health_inputs.customer_id is not null and health_inputs.indicator = {name}
)
select period, customer_id, value from judged where latest = 1
"""
OF_CUSTOMERS = """
-- needs: customers(customer_id)
-- after: merged
select windows.period, customers.customer_id, cast({value} as double) as value
from customers
cross join windows
left join merged on merged.customer_id = customers.customer_id
where merged.customer_id is null
"""
OF_EVENTS = """
-- needs: {table}(customer_id, {dated})
-- after: merged
select
    windows.period, coalesce(merged.merged_into, {table}.customer_id) as customer_id,
    cast({value} as double) as value
from {table}
inner join windows
    on {table}.{dated} >= windows.from_{clock} and {table}.{dated} < windows.to_{clock}
left join merged on merged.customer_id = {table}.customer_id
where {table}.customer_id is not null
group by windows.period, coalesce(merged.merged_into, {table}.customer_id)
"""


def measure_file_text(indicator: Indicator) -> str:
    """The indicator as a measure file: one row per period and customer, from what lies before the close.

    Rows of events are read within the window, by the column that dates them; what another column
    only says later (a ticket's resolution, an answer's score) is missing until then. Rows of
    ``customers`` have no date: their columns are taken as they stand now.
    """
    if not indicator.value:
        return LATEST_INPUT.format(name=exp.Literal.string(indicator.name).sql("duckdb"))
    where = f"[health.indicators.{indicator.name}]"
    table = _table(where, indicator.source)
    value = _parsed(where, indicator.value)
    sums_up = value.find(exp.AggFunc) is not None
    if table.name == "customers":
        if sums_up:
            raise InputError(
                f'{where} value = "{indicator.value}" sums rows up, and customers has one row each'
            )
        return OF_CUSTOMERS.format(value=_named(value, table).sql("duckdb"))
    if not sums_up:
        raise InputError(
            f"{where} value = \"{indicator.value}\" must sum a customer's rows up, such as "
            '"count(*)", "avg(score)" or "max(amount)"'
        )  # fmt: skip
    dated = _dated(where, indicator, table, value)
    return OF_EVENTS.format(
        table=table.name, dated=dated, clock=_clock(table, dated),
        value=_named(_as_known(value, table, dated), table).sql("duckdb"),
    )  # fmt: skip


def _table(where: str, name: str) -> Table:
    own = [one.name for one in TABLES.values() if "customer_id" in one.columns]
    if name not in own:
        raise InputError(f'{where} from = "{name}" has no customers: {did_you_mean(name, own)}')
    return TABLES[name]


def _parsed(where: str, text: str) -> exp.Expr:
    try:
        statements = sqlglot.parse(text, read="duckdb")
    except sqlglot.errors.SqlglotError as error:
        raise InputError(f'{where} value = "{text}" is no expression: {error}') from None
    tree = statements[0] if len(statements) == 1 else None
    if not isinstance(tree, exp.Condition):
        raise InputError(f'{where} value = "{text}" must be one expression')
    refuse_unsafe_tree(f"{where} value", text, tree)
    return tree


def _dated(where: str, indicator: Indicator, table: Table, value: exp.Expr) -> str:
    """The column that dates a row: the one named, or the one since which the value is known."""
    times = [name for name, column in table.columns.items() if column.kind in ("day", "moment")]
    shown = indicator.dated or next(
        (
            table.known_since[column.name]
            for column in value.find_all(exp.Column)
            if column.name in table.known_since
        ),
        table.since,
    )
    if shown not in times:
        raise InputError(
            f'{where} dated = "{shown or ""}" is no time of {table.name}: {did_you_mean(shown or "", times)}'
        )
    return shown


def _as_known(value: exp.Expr, table: Table, dated: str) -> exp.Expr:
    """The expression in which later times, and what is known since them, are not there yet."""

    def masked(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column) or node.name not in table.columns:
            return node
        column = table.columns[node.name]
        since = table.known_since.get(node.name) or (
            node.name if column.kind in ("day", "moment") else dated
        )
        if since == dated:
            return node
        known = f"case when {since} < windows.to_{_clock(table, since)} then {node.name} end"
        return sqlglot.parse_one(known, read="duckdb")

    return value.transform(masked)


def _named(value: exp.Expr, table: Table) -> exp.Expr:
    """The expression with its columns named as the table's: others are in scope too."""
    for column in value.find_all(exp.Column):
        if not column.table:
            column.set("table", exp.to_identifier(table.name))
    return value


def _clock(table: Table, column: str) -> str:
    return "at" if table.columns[column].kind == "moment" else "on"

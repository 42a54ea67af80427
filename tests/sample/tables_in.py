"""A sample's files as typed tables in DuckDB, and what is wrong with them."""

from pathlib import Path

import duckdb

from cs_toolkit.schema import TABLES

# one system with contracts and leads, no movements and no deals: tests of their own have rows of these
NOT_IN_SAMPLE = {"customer_ids", "deals", "mrr_movements"}
OF_SAMPLE = {name: table for name, table in TABLES.items() if name not in NOT_IN_SAMPLE}
# table, column → the table and column in which each value must be found
FOREIGN_KEYS = {
    "customer_merges": {"from_customer_id": "customers", "to_customer_id": "customers"},
    "users": {"customer_id": "customers"},
    "user_aliases": {"user_id": "users"},
    "subscriptions": {"customer_id": "customers"},
    "renewals": {"customer_id": "customers"},
    "orders": {"customer_id": "customers"},
    "spend": {"customer_id": "customers"},
    "conversions": {"lead_id": "leads"},
    "signups": {"customer_id": "customers"},
    "leads": {"customer_id": "customers", "referrer_customer_id": "customers"},
    "invitations": {"customer_id": "customers"},
    "survey_responses": {"customer_id": "customers", "ticket_id": "tickets"},
    "tickets": {"customer_id": "customers"},
    "messages": {"ticket_id": "tickets"},
    "calls": {"ticket_id": "tickets", "customer_id": "customers"},
    "usage_events": {"customer_id": "customers", "session_id": "sessions"},
    "sessions": {"user_id": "users", "customer_id": "customers"},
    "section_visits": {"session_id": "sessions"},
    "feedback": {"customer_id": "customers", "ticket_id": "tickets"},
    "health_inputs": {"customer_id": "customers"},
}


def load(folder: Path) -> duckdb.DuckDBPyConnection:
    """Every table of a folder of CSV files, in the declared types; instants are UTC wall clock."""
    engine = duckdb.connect()
    for name, table in OF_SAMPLE.items():
        path = folder / f"{name}.csv"
        header = path.open(encoding="utf-8").readline().strip().split(",")
        types = {
            column: table.columns[column].sql_type if column in table.columns else "varchar"
            for column in header
        }
        engine.execute(
            f"create table {name} as select * from read_csv($path, header = true, columns = {types})",
            {"path": str(path)},
        )
        for column in table.columns.keys() - header:  # rules name columns that a company may lack
            kind = table.columns[column].sql_type
            engine.execute(f"alter table {name} add column {column} {kind}")
    return engine


def count(engine, sql: str) -> int:
    """The one number that a query gives."""
    return engine.execute(sql).fetchone()[0]


def problems(engine) -> list[str]:
    """Every breach of the declared tables: missing values, keys, allowed values, rules, references."""
    found = []
    for name, table in OF_SAMPLE.items():
        checks = {f"{column} is missing": f"{column} is null" for column in table.required} | {
            rule.breaks: f"not ({rule.holds})" for rule in table.rules
        }
        for column in table.columns.values():
            if column.allowed:
                checks[f"{column.name} is not allowed"] = f"{column.name} not in {column.allowed}"
        for column, target in FOREIGN_KEYS.get(name, {}).items():
            key = TABLES[target].key[0]
            checks[f"{column} is not in {target}"] = (
                f"{column} is not null and {column} not in (select {key} from {target})"
            )
        for breach, condition in checks.items():
            rows = count(engine, f"select count(*) from {name} where {condition}")
            if rows:
                found.append(f"{name}: {breach} ({rows} rows)")
        if table.key:
            key = ", ".join(table.key)
            repeated = f"select {key} from {name} group by {key} having count(*) > 1"
            if rows := count(engine, f"select count(*) from ({repeated})"):
                found.append(f"{name}: {key} repeats ({rows} keys)")
    return found

"""What the numbers stand on, as tables: what was read, set aside and found wrong, and by which rules.

Each function takes an opened company. Nothing is mended here, and nothing is left out.
"""

import pandas as pd
from sqlglot import parse_one
from sqlglot.errors import SqlglotError

from ...dialects import Dialect
from ...measures import files_by_measure
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...metrics import METRICS
from ...schema import TABLES
from ...schema.table import Table
from ...sources.folders import Folders


@answered_once
def facts(company: CompanyData, identities: pd.DataFrame) -> pd.DataFrame:
    """The few counts that say whether to read on, in the form of a scorecard."""
    tables = company.check()
    aside = sum(one.rows for one in tables.set_aside)
    wrong = sum(one.rows for one in tables.problems)
    rows = [
        ("Tables read", len(tables.there), "higher", f"of {len(TABLES)} that the kit knows"),
        ("Rows read", sum(tables.rows.values()), "", ""),
        ("Rows set aside", aside, "lower", "counted, and in no number"),
        ("Warnings", sum(not one.accepted for one in company.data_warnings), "lower",
         "what looks wrong though the numbers come out"),
        ("Rows that break a rule", wrong, "lower", ""),
        ("Checks that do not close", int((~identities["holds"]).sum()), "lower",
         f"of {len(identities):,}"),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["label", "value", "better", "note"])
    return frame.assign(unit="count")


@answered_once
def about(company: CompanyData) -> pd.DataFrame:
    """Whose data these are, which days they span, and how days and money are read."""
    tables, settings = company.check(), company.settings
    span = [f"{one:%Y-%m-%d}" if one else "" for one in (tables.first, tables.last)]
    rows = [
        ("company", settings.name),
        ("data from", span[0]),
        ("data up to", span[1]),
        ("nothing is read after", f"{company.as_of:%Y-%m-%d %H:%M}"),
        ("time zone of the report", settings.time_zone),
        ("first day of a week", settings.calendar.week_start.capitalize()),
        ("reporting currency", settings.currency),
        ("dimensions", ", ".join(settings.dimensions) or "none: only totals are shown"),
        ("surveys", ", ".join(f"{one.name} ({one.kind}: {one.box} is good)"
                              for one in settings.surveys.values())),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["what", "value"])


@answered_once
def loaded(company: CompanyData) -> pd.DataFrame:
    """One row per table that was read: rows, where they come from, which columns are filled."""
    tables = company.check()
    unknown = {
        one.table: f"{one.rows:,}, first {', '.join(one.examples)}" for one in tables.strangers
    }
    matched = {one.table: str(one).partition(": ")[2] for one in tables.matched}
    rows = []
    for name in sorted(tables.there):
        one = tables.all[name]
        lacks = [column for column in TABLES[name].columns if column not in one.filled]
        known = len(TABLES[name].columns)
        rows.append(
            {
                "table": name, "rows": tables.rows.get(name),
                "from": ", ".join(part.origin for part in one.parts),
                "columns filled": f"{known - len(lacks)} of {known}",
                "not filled": ", ".join(lacks), "further columns": ", ".join(one.further),
                "rows of unknown customers": unknown.get(name, ""),
                "customers matched": matched.get(name, ""),
            }
        )  # fmt: skip
    return _without_empty_columns(pd.DataFrame(rows))


@answered_once
def missing(company: CompanyData) -> pd.DataFrame:
    """One row per table that the company does not have: what it would hold, and which metrics it feeds."""
    there = company.check().there
    rows = [
        {
            "table": name, "one row per": table.grain, "needs": ", ".join(_needs(table)),
            "would give": ", ".join(_fed_by(name)) or "details of other tables",
        }
        for name, table in TABLES.items()
        if name not in there
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["table", "one row per", "needs", "would give"])


@answered_once
def set_aside(company: CompanyData) -> pd.DataFrame:
    """The rows that were read and take no part, with the reason and the first of them."""
    rows = [
        {"table": one.table, "rows": one.rows, "why": one.why, "first": "; ".join(one.examples)}
        for one in company.check().set_aside
    ]
    return pd.DataFrame(rows, columns=["table", "rows", "why", "first"])


@answered_once
def warnings(company: CompanyData) -> pd.DataFrame:
    """What looks wrong though it breaks no rule: the rows, the reason and the line that would mend it."""
    frame = company.warnings
    return _without_empty_columns(frame) if len(frame) else frame


@answered_once
def problems(company: CompanyData) -> pd.DataFrame:
    """What breaks the tables' rules: nothing is computed until it is mended or mapped away."""
    rows = [
        {
            "table": one.table, "column": one.column, "rows": one.rows, "says": one.says,
            "first": "; ".join(one.examples), "to mend it": one.fix,
        }
        for one in company.check().problems
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["table", "column", "rows", "says", "first", "to mend it"])


def mappings(company: CompanyData) -> pd.DataFrame:
    """Every column that the company file fills with an expression, and every condition on rows."""
    rows = [
        {"table": table, "from": one.source, "column": column, "expression": expression}
        for table, parts in company.settings.tables.items()
        for one in parts
        for column, expression in [*one.columns.items(), *([("where", one.where)] * bool(one.where))]
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["table", "from", "column", "expression"])


@answered_once
def loading_statements(company: CompanyData) -> dict[str, str]:
    """ "tables/<name>" → the statement that reads the table, in the source's own dialect."""
    tables = company.check()
    source = tables.source
    shown = {
        name: _laid_out(tables.all[name].select, source.engine.dialect) for name in tables.there
    }
    return {f"tables/{name}": _beside(shown[name], source.folders) for name in sorted(shown)}


def rules(company: CompanyData) -> pd.DataFrame:
    """Every rule in force; ``chosen`` marks those that are not the kit's own."""
    rows = [
        {
            "rule": policy.name, "value": str(policy.value),
            "chosen": "" if policy.value == policy.default else f"instead of {policy.default}",
            "says": f"{policy.says}: {policy.in_words}" if policy.choices else policy.says,
        }
        for policy in company.settings.policies.values()
    ]  # fmt: skip
    return _without_empty_columns(pd.DataFrame(rows))


def _without_empty_columns(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.loc[:, (frame.astype(str) != "").any()]


def _beside(sql: str, folders: Folders) -> str:
    """The statement with files named as they lie in the company's folders, wherever those are."""
    for folder in folders.allowed:
        sql = sql.replace(f"'{folder}/", "'")
    return sql


def _laid_out(sql: str, dialect: Dialect) -> str:
    try:
        return parse_one(sql, read=dialect.name).sql(dialect.name, pretty=True)
    except SqlglotError:  # a company's own expression may be beyond it; the engine has read it
        return sql


def _needs(table: Table) -> list[str]:
    choices = [" with ".join(choice) for choice in table.either]
    return [*table.required, *([" or ".join(choices)] if choices else [])]


def _fed_by(table: str) -> list[str]:
    """The labels of the metrics that have a variant which reads a table."""
    measure_files = files_by_measure()
    return [
        metric.label
        for metric in METRICS.values()
        if any(
            need.table == table
            for variant in metric.variants.values()
            for measure in variant.measures
            if measure in measure_files
            for choices in measure_files[measure].needs
            for need in choices
        )
    ]

"""Rows that are read and not used: counted, and shown in the data quality, never just dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..config.company_file import CompanyFile
from .problem import SHOWN

if TYPE_CHECKING:
    from .loading import Tables


@dataclass(frozen=True)
class SetAside:
    """Some rows of a table that take no part, and why."""

    table: str
    rows: int
    why: str
    examples: tuple[str, ...]


def set_aside(
    tables: "Tables", settings: CompanyFile, query: Callable[[str], pd.DataFrame]
) -> tuple[SetAside, ...]:
    """Answers off their scale or of no declared survey, orders that are no revenue, merged tickets, rows of
    the future."""
    return (
        *_answers(tables, settings, query), *_orders(tables, query), *_merged(tables, query),
        *_ahead(tables), *_blank(tables),
    )  # fmt: skip


def _answers(
    tables: "Tables", settings: CompanyFile, query: Callable[[str], pd.DataFrame]
) -> list[SetAside]:
    if "survey_responses" not in tables.there:
        return []
    found = []
    for name, survey in sorted(settings.surveys.items()):
        off = (
            f"survey = '{_escaped(name)}' and (score < {survey.lowest} or score > {survey.highest})"
        )
        scale = f"score off the scale {survey.lowest} to {survey.highest} of survey {name}"
        found += _rows(off, scale, "response_id, score", query)
    known = ", ".join(f"'{_escaped(name)}'" for name in settings.surveys)
    found += _rows(
        f"survey not in ({known})",
        "survey that is not declared: add [surveys.NAME] with its kind and scale to the company file",
        "response_id, survey",
        query,
    )
    return found


def _orders(tables: "Tables", query: Callable[[str], pd.DataFrame]) -> list[SetAside]:
    """The orders whose status says that they are no revenue, one entry a status."""
    if "orders" not in tables.there or "status" not in tables.all["orders"].filled:
        return []
    status = "lower(trim(orders.status))"
    counts = query(
        f"select no_sale.status, count(*) as n from orders "
        f"inner join no_sale on no_sale.status = {status} group by no_sale.status order by 1"
    )
    found = []
    for name, count in counts.itertuples(index=False):
        first = query(
            f"select order_id from orders where {status} = '{name}' order by order_id limit {SHOWN}"
        )["order_id"]
        why = f"status {name}: no revenue"
        found.append(SetAside("orders", int(count), why, tuple(f"order_id {one}" for one in first)))
    return found


def _ahead(tables: "Tables") -> list[SetAside]:
    """The rows of a day that nobody knows yet: no period reads them."""
    why = f"dated after the last known moment, {tables.as_of:%Y-%m-%d %H:%M}"
    return [SetAside(name, rows, why, ()) for name, rows in sorted(tables.ahead.items()) if rows]


def _blank(tables: "Tables") -> list[SetAside]:
    """The rows of a file that hold nothing at all, or its column names once more."""
    found = []
    for name in sorted(tables.there):
        parts = tables.all[name].parts
        for why, selects in (
            ("wholly blank in the file", {part.blank for part in parts if part.blank}),
            ("the column names once more", {part.repeated for part in parts if part.repeated}),
        ):
            counts = (f"select count(*) as n from ({one}) as blank" for one in sorted(selects))
            rows = sum(int(tables.source.engine.read(one)["n"].iloc[0]) for one in counts)
            if rows:
                found.append(SetAside(name, rows, why, ()))
    return found


def _merged(tables: "Tables", query: Callable[[str], pd.DataFrame]) -> list[SetAside]:
    """The tickets that were merged into another one, and those whose other one is not there."""
    if "tickets" not in tables.there or "merged_into" not in tables.all["tickets"].filled:
        return []
    merged = (
        "from tickets left join tickets as other on other.ticket_id = tickets.merged_into "
        "where tickets.merged_into is not null and tickets.merged_into <> tickets.ticket_id "
        "and other.ticket_id is {there} null"
    )
    reasons = {
        "not": "merged into another ticket: no issue of its own",
        "": "merged into a ticket that the table does not have: neither of the two counts",
    }
    found = []
    for there, why in reasons.items():
        rows = merged.format(there=there)
        count = int(query(f"select count(*) as n {rows}")["n"].iloc[0])
        if count:
            first = query(f"select tickets.ticket_id as id {rows} order by id limit {SHOWN}")["id"]
            found.append(
                SetAside("tickets", count, why, tuple(f"ticket_id {one}" for one in first))
            )
    return found


def _escaped(text: str) -> str:
    return text.replace("'", "''")


def _rows(
    condition: str, why: str, shown: str, query: Callable[[str], pd.DataFrame]
) -> list[SetAside]:
    count = int(query(f"select count(*) as n from survey_responses where {condition}")["n"].iloc[0])
    if not count:
        return []
    rows = query(
        f"select {shown} from survey_responses where {condition} order by response_id limit {SHOWN}"
    )
    examples = tuple(", ".join(map(str, row)) for row in rows.itertuples(index=False))
    return [SetAside("survey_responses", count, why, examples)]

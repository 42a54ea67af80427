"""A page a customer: what they are, contracts, tickets, answers, health, and what happened when.

Some hundred of them lie packed in one file, whose address says which is shown: a tenth of the bytes. Only for a report's own readers: no edition to share has one.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..formatting.numbers import value_in_words
from ..language import gettext, translated
from .leaves import write_leaf
from .packing import packed
from .pages import page
from .row_pages import WHO, said, table_of

if TYPE_CHECKING:
    from ..company import Company

FOLDER = "customers"
MOST_CUSTOMERS = 500  # those who pay most; the others are in the rows alone
A_FILE = 250  # customers
MOST_ROWS = 8  # of each table, the latest
MOST_EVENTS = 12
Cells = list[list[Any]]
SEPARATOR, WITHIN = "\0", "\x01"  # of customers, and of what is said of one
_CONTROL = re.compile(r"[\x00\x01]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")


@dataclass(frozen=True)
class CustomerPage:
    """Where a customer's page is, below the report's folder, and what it is called."""

    title: str
    href: str


@dataclass(frozen=True)
class Part:
    """A table on a customer's page: its title, the column that dates a row, and the columns that are shown."""

    title: str
    dated: str
    columns: tuple[str, ...]
    events: Mapping[str, str]  # a column with a moment → what happened then, in words


PARTS = {
    "subscriptions": Part(
        "Contracts", "starts_on",
        ("subscription_id", "product", "plan", "starts_on", "ends_on", "mrr", "amount", "interval",
         "currency", "seats", "status", "end_reason"),
        {"starts_on": "contract {subscription_id} starts", "ends_on": "contract {subscription_id} ends"},
    ),
    "renewals": Part(
        "Renewals", "due_on", ("contract_id", "due_on", "outcome", "value_before", "value_after"),
        {"due_on": "contract {contract_id} is due: {outcome}"},
    ),
    "tickets": Part(
        "Tickets", "opened_at",
        ("ticket_id", "opened_at", "category", "priority", "first_replied_at", "resolved_at",
         "reopened_count", "is_complaint", "escalated_at"),
        {"opened_at": "ticket {ticket_id} opened", "resolved_at": "ticket {ticket_id} resolved",
         "escalated_at": "ticket {ticket_id} escalated"},
    ),
    "survey_responses": Part(
        "Survey answers", "sent_at", ("survey", "sent_at", "responded_at", "score", "touchpoint", "comment"),
        {"responded_at": "answered {survey} with {score}"},
    ),
    "feedback": Part(
        "Comments", "said_at", ("said_at", "channel", "touchpoint", "text"), {"said_at": "wrote a comment"},
    ),
    "orders": Part(
        "Orders", "ordered_at", ("order_id", "ordered_at", "amount", "currency", "revenue_type", "status"), {},
    ),
}  # fmt: skip


def write_customer_pages(
    company: "Company", folder: Path, files: Mapping[str, str], given: Mapping[str, Any]
) -> dict[str, "CustomerPage"]:
    """Write the pages of the customers in a report's rows, and the list of them; customer → page."""
    mrr = _by_customer(folder, files.get("mrr"), ("ending",))
    health = _by_customer(folder, files.get("customer_health_score"), ("score", "health_class"))
    chosen = _chosen(folder, files, mrr)
    if not chosen:
        return {}
    (folder / FOLDER).mkdir()
    tables = dict(_tables(company, chosen))
    about = tables.pop("customers", None)
    lines, parts = [], []
    for at, who in enumerate(chosen):
        facts = _facts(about, who) | _state(
            mrr.get(who), health.get(who), company.settings.currency
        )
        own = [one for one in tables.values() if who in one.rows]
        events = sorted((event for one in own for event in one.events(who)), reverse=True)
        name = facts.get("name", "")
        title = f"{name} ({who})" if name and name != who else who
        inner = page(
            "customer", facts=facts, events=events[:MOST_EVENTS],
            more=max(0, len(events) - MOST_EVENTS), parts=[one.part(who) for one in own],
        )  # fmt: skip
        parts.append(WITHIN.join(_CONTROL.sub(" ", one) for one in (slug(who), title, inner)))
        href = f"{1 + at // A_FILE}.html#{slug(who)}"
        lines.append({"href": href, "title": title, "facts": facts})
    for number, first in enumerate(range(0, len(parts), A_FILE), start=1):
        write_leaf(
            folder / FOLDER / f"{number}.html", "customer_pages", given, script="customers.js",
            title=gettext("Customers"), home="../index.html",
            packed=packed(SEPARATOR.join(parts[first : first + A_FILE])),
        )  # fmt: skip
    write_leaf(
        folder / FOLDER / "index.html", "customers", given, title=gettext("Customers"),
        home="../index.html", lines=lines, columns=_listed(lines),
    )  # fmt: skip
    return {
        who: CustomerPage(str(line["title"]), f"{FOLDER}/{line['href']}")
        for who, line in zip(chosen, lines, strict=True)
    }


def slug(customer: str) -> str:
    """A place's name for any customer: no two customers have one, and no address needs to escape it.

    >>> slug("a/b")
    'a-b-c14cdd'
    >>> slug("a.b") == slug("a/b"), slug("测试").startswith("-")
    (False, True)
    """
    digest = hashlib.sha256(customer.encode()).hexdigest()[:6]
    return f"{re.sub(r'[^0-9A-Za-z]+', '-', customer)[:40]}-{digest}"


def _by_customer(folder: Path, file: str | None, columns: Sequence[str]) -> dict[str, dict]:
    """What a file of rows says of each customer; nothing where it has no such columns."""
    if file is None:
        return {}
    rows = pd.read_parquet(folder / file)
    there = [name for name in columns if name in rows]
    if WHO not in rows or not there:
        return {}
    rows = rows.dropna(subset=[WHO]).drop_duplicates(WHO)
    return dict(zip(rows[WHO].astype(str), rows[there].to_dict("records"), strict=True))


def _chosen(folder: Path, files: Mapping[str, str], mrr: Mapping[str, dict]) -> list[str]:
    """The customers in a report's rows: those who pay most first, then by their ids."""
    found: set[str] = set()
    for file in sorted(set(files.values())):
        rows = pd.read_parquet(folder / file)
        if WHO in rows:
            found |= set(rows[WHO].dropna().astype(str))
    pays = {who: float(mrr.get(who, {}).get("ending") or 0) for who in found}
    return sorted(found, key=lambda who: (-pays[who], who))[:MOST_CUSTOMERS]


def _tables(company: "Company", chosen: Sequence[str]) -> Iterator[tuple[str, "_Table"]]:
    """Each table that a page shows, by its name; the latest rows first."""
    among = ", ".join("'" + who.replace("'", "''") + "'" for who in chosen)
    filled = company.tables.filled
    for name in ("customers", *PARTS):
        if name not in company.tables.there or WHO not in filled.get(name, ()):
            continue
        wanted = (
            sorted(set(filled[name]) - {WHO})
            if name == "customers"
            else [column for column in PARTS[name].columns if column in filled[name]]
        )
        columns = ", ".join([WHO, *(f'"{column}"' for column in wanted)])
        found = company.sql(f"select {columns} from {name} where {WHO} in ({among})")
        if name != "customers" and PARTS[name].dated in found:
            # by every column: an engine gives rows of one moment in any order
            dated = PARTS[name].dated
            order = [dated, *(column for column in wanted if column != dated)]
            found = found.sort_values(order, ascending=False, kind="stable")
        headings, cells = table_of(found)
        rows: dict[str, Cells] = {}
        for row in cells:
            rows.setdefault(str(row[0]), []).append([_to_the_minute(cell) for cell in row[1:]])
        yield name, _Table(PARTS.get(name), wanted, headings[1:], rows)


def _to_the_minute(cell: Any) -> Any:
    """A moment without its seconds, and anything else as it is."""
    is_moment = isinstance(cell, str) and _MOMENT.fullmatch(cell)
    return cell[:16] if is_moment else cell


@dataclass(frozen=True)
class _Table:
    """A table's rows by customer, as cells; ``names`` are its columns."""

    kind: Part | None
    names: list[str]
    columns: list[dict[str, Any]]
    rows: dict[str, Cells]

    def part(self, who: str) -> dict[str, Any]:
        """The customer's latest rows, without the columns that are empty in them."""
        kept = self.rows[who][:MOST_ROWS]
        places = [at for at in range(len(self.names)) if any(row[at] is not None for row in kept)]
        return {
            "title": translated(self.kind.title) if self.kind else "",
            "columns": [self.columns[at] for at in places],
            "rows": [said([row[at] for at in places]) for row in kept],
            "left_out": len(self.rows[who]) - len(kept),
        }

    def events(self, who: str) -> Iterator[tuple[str, str]]:
        """What happened to the customer, as (moment, words)."""
        for column, words in (self.kind.events if self.kind else {}).items():
            needed = [*re.findall(r"{(\w+)}", words), column]
            if set(needed) <= set(self.names):
                places = [self.names.index(name) for name in needed]
                for row in self.rows[who]:
                    values = [row[at] for at in places]
                    if None not in values:
                        *parts, moment = said(values)
                        yield moment, gettext(words, **dict(zip(needed, parts, strict=False)))


def _facts(about: _Table | None, who: str) -> dict[str, str]:
    """What the table of customers says of one, in words, without what is empty."""
    if about is None or who not in about.rows:
        return {}
    words = said(about.rows[who][0])
    names = [column["name"] for column in about.columns]
    return {name: word for name, word in zip(names, words, strict=True) if word}


def _state(mrr: Mapping | None, health: Mapping | None, currency: str) -> dict[str, str]:
    """What the period's rows say of a customer: what they pay, and how they do."""
    shown = {}
    if mrr is not None:
        shown[gettext("MRR")] = value_in_words(float(mrr["ending"]), "money", currency)
    if health is not None and pd.notna(health.get("score")):
        shown[gettext("health")] = gettext(
            "{score} of 100 ({health_class})", score=f"{health['score']:.0f}",
            health_class=translated(str(health.get("health_class", ""))),
        )  # fmt: skip
    return shown


def _listed(lines: Iterable[Mapping[str, Any]]) -> list[str]:
    """The facts that the list of customers shows: those that most people look for, where there are any."""
    known = {name for line in lines for name in line["facts"]}
    return [
        name
        for name in map(translated, ("plan", "segment", "region", "owner", "MRR", "health"))
        if name in known
    ]

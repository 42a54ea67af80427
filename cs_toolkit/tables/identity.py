"""One customer under several ids: what another system calls a customer becomes the id in table customers.

An id that table customers has stays as it is. Else table customer_ids says whose it is, and where
``[identity] match`` allows it the e-mail of a customer does, or the domain of an e-mail that one
customer alone has. A row that matches nobody keeps its id: it is counted, and never dropped.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ..dialects import Dialect
from ..errors import InputError
from .canonical import Canonical, local_day
from .problem import SHOWN

# the customers' own tables, whose ids are what all others are matched with
OWN = ("customers", "customer_ids", "customer_merges")
# a user's id is tried where a table has no customer, or one that is not known
USERS = ("users", "usage_events", "sessions")
# providers whose domain says nothing of who writes
PUBLIC_MAIL = (
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com",
    "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.de", "gmx.net", "gmx.at", "web.de",
    "t-online.de", "freenet.de", "mail.ru", "yandex.ru", "proton.me", "protonmail.com", "qq.com",
    "163.com", "126.com", "orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "libero.it", "seznam.cz",
    "hotmail.co.uk", "yahoo.co.uk", "btinternet.com", "comcast.net", "fastmail.com", "zoho.com",
)  # fmt: skip
IN_WORDS = {
    "id": "by the id itself", "customer_ids": "by table customer_ids", "email": "by e-mail",
    "domain": "by the domain of an e-mail",
}  # fmt: skip


@dataclass(frozen=True)
class Matched:
    """How the rows of one table found their customer: rows by way, the unmatched and the first of these."""

    table: str
    ways: Mapping[str, int]
    unmatched: int
    unmatched_ids: int
    examples: tuple[str, ...]

    @property
    def matched(self) -> int:
        """The rows that name a customer of table customers."""
        return sum(self.ways.values())

    def __str__(self) -> str:
        by = ", ".join(f"{rows:,} {IN_WORDS[way]}" for way, rows in self.ways.items())
        text = f"{self.table}: {self.matched:,} of {self.matched + self.unmatched:,} rows match a customer"
        text += f" ({by})" if by else ""
        if self.unmatched:
            text += (
                f"; {self.unmatched:,} do not, of {self.unmatched_ids:,} ids "
                f"({', '.join(self.examples)}): they count, in no segment of customers"
            )
        return text


def identified(
    tables: Mapping[str, Canonical], there: Iterable[str], match: str | None, dialect: Dialect
) -> dict[str, Canonical]:
    """The tables with the customers' own ids; unchanged where nothing says how ids are matched."""
    there = set(there)
    if "customer_ids" not in there and match is None:
        return dict(tables)
    if match and "customers" not in there:
        raise InputError(
            "ids are matched with those in table customers, which is not there: map it in the company "
            "file, with customer_id and email, or leave out [identity]"
        )
    if match and not {"email", "domain"} & tables["customers"].filled:
        raise InputError(
            f'[identity] match = "{match}": table customers has neither email nor domain. Name the '
            'column in the company file: [tables.customers] columns = { email = "…" }'
        )
    also = tuple(part for name in OWN if name in there for part in tables[name].parts)
    found = dict(tables)
    for name in sorted(there - set(OWN)):
        one = tables[name]
        ids: list[str] = [name for name in ("customer_id", "user_id") if name in one.filled]
        ids = ids if name in USERS else ids[:1] if "customer_id" in one.filled else []
        if not ids:
            continue
        ways = _ways(ids, tables, there, match)
        found[name] = replace(
            one,
            select=_with_ids(one, ways, dialect),
            matching=_matching(one, ids, ways),
            also=also,
            gains=frozenset({"customer_id"}),
        )
    return found


def matched(
    tables: Mapping[str, Canonical], read: Callable[[str], pd.DataFrame]
) -> tuple[Matched, ...]:
    """How many rows of each table found their customer; ``read`` runs a SELECT of the source."""
    found = []
    for name, one in sorted(tables.items()):
        if not one.matching:
            continue
        counts = read(
            f"select how, count(*) as n, count(distinct id) as ids from ({one.matching}) as rows_matched "
            "where id is not null group by how"
        ).set_index("how")
        if counts.empty:
            continue
        ways = {way: int(counts["n"][way]) for way in IN_WORDS if way in counts.index}
        nobody = int(counts["n"].get("no", 0))
        examples = _first(one.matching, read) if nobody else ()
        found.append(Matched(name, ways, nobody, int(counts["ids"].get("no", 0)), examples))
    return tuple(found)


def _first(matching: str, read: Callable[[str], pd.DataFrame]) -> tuple[str, ...]:
    first = read(
        f"select distinct id from ({matching}) as rows_matched where how = 'no' and id is not null "
        f"order by id limit {SHOWN}"
    )
    return tuple(map(str, first["id"]))


@dataclass(frozen=True)
class _Way:
    """One way from an id to a customer: the relation, what it is joined on, and its name."""

    how: str
    alias: str
    join: str


def _ways(
    ids: list[str], tables: Mapping[str, Canonical], there: set[str], match: str | None
) -> list[_Way]:
    customers = tables["customers"].select
    own = tables["customers" if "customers" in there else "customer_ids"].select
    relations = {
        "id": (
            f"select customer_id as known_as, customer_id from ({own}) as of_customers "
            "where customer_id is not null group by customer_id",
            "{id}",
        )
    }
    if "customer_ids" in there:
        rows = f"select {_plain('id')} as known_as, customer_id from ({tables['customer_ids'].select}) as of_ids"
        relations["customer_ids"] = (_one_each(rows), _plain("{id}"))
    if match:
        mails = (
            f"select {_plain('email')} as known_as, customer_id from ({customers}) as of_customers"
        )
        relations["email"] = (_one_each(mails), _plain("{id}"))
    if match == "email_domain":
        public = ", ".join(f"'{one}'" for one in PUBLIC_MAIL)
        domains = (
            f"select {_domain('domain')} as known_as, customer_id from ({customers}) as of_customers "
            f"union all select split_part({_plain('email')}, '@', 2) as known_as, customer_id "
            f"from ({customers}) as of_customers"
        )
        domains = f"select * from ({domains}) as all_domains where known_as not in ({public})"
        relations["domain"] = (_one_each(domains), f"split_part({_plain('{id}')}, '@', 2)")
    return [
        _Way(
            how, f"{how}_of_{place}",
            f"left join ({relation}) as {how}_of_{place} "
            f"on {how}_of_{place}.known_as = {key.format(id=f'given.{column}')}",
        )
        for place, column in enumerate(ids)
        for how, (relation, key) in relations.items()
    ]  # fmt: skip


def _plain(column: str) -> str:
    return f"lower(trim({column}))"


def _domain(column: str) -> str:
    """The domain in a web address: https://www.acme.com/en is acme.com."""
    bare = f"regexp_replace({_plain(column)}, '^(https?://)?(www[.])?', '')"
    return f"split_part({bare}, '/', 1)"


def _one_each(rows: str) -> str:
    """The ids that one customer alone has."""
    return (
        f"select known_as, min(customer_id) as customer_id from ({rows}) as known "
        "where known_as is not null and known_as <> '' and customer_id is not null "
        "group by known_as having count(distinct customer_id) = 1"
    )


def _joined(one: Canonical, ways: list[_Way]) -> str:
    return f"from ({one.select}) as given {' '.join(way.join for way in ways)}"


def _with_ids(one: Canonical, ways: list[_Way], dialect: Dialect) -> str:
    found = ", ".join(f"{way.alias}.customer_id" for way in ways)
    day = local_day(one.table)
    columns = [
        f"coalesce({found}, given.customer_id) as customer_id"
        if name == "customer_id"
        else f"given.{dialect.named(name)}"
        for name in (*one.table.columns, *([day] if day else []), *one.further)
    ]
    return f"select {', '.join(columns)} {_joined(one, ways)}"


def _matching(one: Canonical, ids: list[str], ways: list[_Way]) -> str:
    how = " ".join(f"when {way.alias}.customer_id is not null then '{way.how}'" for way in ways)
    given = ", ".join(f"given.{column}" for column in ids)
    given = f"coalesce({given})" if len(ids) > 1 else given
    return f"select {given} as id, case {how} else 'no' end as how {_joined(one, ways)}"

"""Ids that are not what they were: shortened, written in two ways, or a word for "nobody"."""

from .warning import Checked, DataWarning, Trap

NOBODY = ("null", "none", "nan", "na", "n/a", "#n/a", "nil", "undefined", "unknown", "-", "(null)")
WHO = ("customer_id", "user_id")
# the tables whose customers are compared: each names one a row, and none is as long as the events
_CUSTOMERS = ("customers", "subscriptions", "orders", "renewals", "tickets", "survey_responses")
_USERS = ("users", "usage_events")


def shortened_ids(checked: Checked) -> list[DataWarning]:
    """An id such as 1.23457E+11: a spreadsheet has dropped its last digits."""
    found = []
    for name in sorted(checked.tables.there):
        table = checked.tables.all[name].table
        for column in dict.fromkeys((*table.key[:1], *WHO)):
            if column not in table.columns or table.columns[column].kind != "id":
                continue
            if not checked.has(name, column):
                continue
            found += checked.found(
                "shortened_ids", name, column,
                f"select {column}, 1 as one from {name} where substr({column}, 1, 1) between '0' and '9' "
                f"and (lower({column}) like '%e+_' or lower({column}) like '%e+__')",
                "the id is a number that a spreadsheet has shortened: its last digits are lost, and several "
                "customers may have become one",
                f"export {column} as text, or format its column as text before the file is saved",
            )  # fmt: skip
    return found


def missing_as_id(checked: Checked) -> list[DataWarning]:
    """A word such as null or N/A in place of an id: a customer of its own, whom nobody knows."""
    words = ", ".join(f"'{word}'" for word in NOBODY)
    found = []
    for name in sorted(checked.tables.there):
        for column in WHO:
            if not checked.has(name, column):
                continue
            found += checked.found(
                "missing_as_id", name, column,
                f"select {column}, count(*) as rows_of_it from {name} where lower({column}) in ({words}) "
                f"group by {column}",
                f"{column} is a word for what is missing, and counts as one {column.removesuffix('_id')}",
                f'[tables.{name}] nulls = ["…"] with that word for a file, or leave such rows out with where',
            )  # fmt: skip
    return found


def ids_alike(checked: Checked) -> list[DataWarning]:
    """Two ids that differ in what programs add or lose: zeros in front, ".0", the case of an e-mail."""
    return [
        *_alike(checked, "customer_id", [one for one in _CUSTOMERS if checked.has(one, "customer_id")]),
        *_alike(checked, "user_id", [one for one in _USERS if checked.has(one, "user_id")]),
    ]  # fmt: skip


def _alike(checked: Checked, column: str, tables: list[str]) -> list[DataWarning]:
    if not tables:
        return []
    ids = " union all ".join(
        f"select {column} as id from {name} where {column} is not null" for name in tables
    )
    # codes may differ in case alone; names and e-mails do not
    plain = "case when id like '%.0' then substr(id, 1, length(id) - 2) else id end"
    digits = " ".join(f"or id like '%{digit}%'" for digit in range(10)).removeprefix("or ")
    return checked.found(
        "ids_alike", tables[0], column,
        f"""
        select min(id) as one_id, max(id) as other_id, count(*) as ids
        from (
            select
                id,
                case
                    when id like '%@%' or not ({digits}) then lower(id)
                    else trim(leading '0' from {plain})
                end as alike
            from (select distinct id from ({ids}) as every_id) as each_id
        ) as compared
        where alike <> ''
        group by alike
        having count(*) > 1
        """,
        f"two ids differ only in zeros in front, in .0 or in the case of their letters, and are two "
        f"{column.removesuffix('_id')}s",
        f"write {column} in one way in every table, such as {column} = \"lower({column})\" or "
        f"{column} = \"trim(leading '0' from {column})\"",
    )  # fmt: skip


TRAPS = (
    Trap("shortened_ids", "ids that a spreadsheet has shortened, such as 1.23457E+11", (),
         shortened_ids),
    Trap("missing_as_id", "a word for what is missing in place of an id", (), missing_as_id),
    Trap("ids_alike", "one id written in two ways", (*_CUSTOMERS, *_USERS), ids_alike),
)  # fmt: skip

"""The declared tables as a person reads them, who has to say which column fills which."""

from ..errors import InputError, did_you_mean
from ..schema import TABLES
from ..schema.table import IN_WORDS, Column, Table


def listed(name: str | None = None) -> str:
    """All tables, a line each with what they need; or one table, a line for each column.

    >>> print(listed("user_aliases"))
    user_aliases: one row per further id of a user
      alias    text or a whole number, needed
      user_id  text or a whole number, needed
    """
    if name is None:
        width = max(map(len, TABLES))
        return "\n".join(
            f"{table.name:{width}}  one row per {table.grain}; needs {needed(table)}"
            for table in TABLES.values()
        )
    if name not in TABLES:
        raise InputError(f'there is no table "{name}": {did_you_mean(name, TABLES)}')
    table = TABLES[name]
    width = max(map(len, table.columns))
    lines = [f"  {column.name:{width}}  {_kind(column)}" for column in table.columns.values()]
    return "\n".join([f"{name}: one row per {table.grain}", *lines, *_choice(table)])


def needed(table: Table) -> str:
    """The columns without which a table says nothing, alternatives named as such.

    >>> needed(TABLES["subscriptions"])
    'subscription_id, customer_id, starts_on, and mrr or amount with interval'
    """
    required, choice = ", ".join(table.required), " or ".join(map(" with ".join, table.either))
    return f"{required}, and {choice}" if required and choice else required or choice


def _kind(column: Column) -> str:
    words = f"one of {', '.join(column.allowed)}" if column.allowed else IN_WORDS[column.kind]
    return words + (", needed" if column.required else "")


def _choice(table: Table) -> list[str]:
    choice = " or ".join(map(" with ".join, table.either))
    return [f"  needed, too: {choice}"] if choice else []

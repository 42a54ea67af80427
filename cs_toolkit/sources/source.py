"""What a company has: its tables by name, and a relation for each."""

import re
from collections.abc import Iterable
from typing import cast

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine, Engine, first_line
from ..errors import InputError, did_you_mean
from .allowed_sql import safe_select
from .folders import Folders
from .relation import Relation

_STATEMENT = re.compile(r"(select|with|from)\s|\(", re.IGNORECASE)


def is_statement(text: str) -> bool:
    """Whether a mapping's ``from`` is a SELECT and no name.

    >>> is_statement("SELECT 1"), is_statement("selected")
    (True, False)
    """
    return bool(_STATEMENT.match(text))


class Source:
    """What a company has: its tables by name, and the engine that reads them."""

    def __init__(self, engine: Engine, names: Iterable[str], label: str, folders: Folders) -> None:
        self.engine = engine
        self.folders = folders
        self.names = sorted(names)
        self.embedded = engine.dialect.embedded
        self.label = label
        # the words of the company file: of a database, columns that none of them names are not read
        self.mentioned: frozenset[str] = frozenset()
        self.unread_columns: set[str] = set()
        self.unread: dict[str, str] = {}  # tables that lie there in a form that is not read

    @property
    def storage(self) -> DuckDBEngine:
        """The engine as the one that stores rows, which only the embedded one does."""
        assert self.embedded
        return cast("DuckDBEngine", self.engine)

    def has(self, name: str) -> bool:
        """Whether there is a table of this name."""
        return name.lower() in (known.lower() for known in self.names)

    def relation(self, mapping: TableMapping, where: str = "") -> Relation:
        """The relation that a mapping's ``from`` names: a file, a table or a SELECT.

        ``where`` says in messages where the mapping stands, such as ``[tables.orders]``.
        """
        given = mapping.source.strip()
        if is_statement(given):
            place = f"{where} from".strip()
            select = safe_select(place, given.rstrip("; \n"), self.engine, self.folders, mapping)
            return self._described(select, "a SELECT")
        return self._named(given, mapping)

    def _named(self, name: str, mapping: TableMapping) -> Relation:
        exact = [known for known in self.names if known == name]
        folded = exact or [known for known in self.names if known.lower() == name.lower()]
        if not folded:
            raise InputError(f'there is no table "{name}" in {self.label}: {self._known(name)}')
        parts = folded[0].split(".")
        qualified = ".".join(self._identifier(part) for part in parts)
        return self._described(f"select * from {qualified}", folded[0])

    def _identifier(self, name: str) -> str:
        return self.engine.dialect.named(name)

    def pushed_down(
        self, relation: Relation, mapping: TableMapping, where: str, wanted: Iterable[str]
    ) -> tuple[Relation, TableMapping]:
        """The relation with as much of a mapping as its database computes, and what is left of it."""
        return relation, mapping

    def _known(self, name: str) -> str:
        return did_you_mean(name, self.names) if self.names else "it has no tables"

    def _described(self, select: str, origin: str) -> Relation:
        try:
            return Relation(select, self.engine.kinds(select), origin)
        except self.engine.errors as error:
            raise InputError(f"{origin} cannot be read: {first_line(error)}") from None

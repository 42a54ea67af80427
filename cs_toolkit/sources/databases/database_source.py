"""Another database as a source: the mapped columns and ``where`` run there, in its own SQL."""

from collections.abc import Iterable
from dataclasses import replace

from ...config.company_file import TableMapping
from ...dialects import first_line, quoted_name
from ...errors import InputError
from .. import allowed_in_a_dialect
from ..casts import is_plain_column
from ..folders import Folders
from ..relation import Relation
from ..source import Source, is_statement
from .database import Column, Database
from .reading_engine import ReadingEngine


class DatabaseSource(Source):
    """The tables of a database that computes nothing for us."""

    def __init__(self, database: Database, folders: Folders) -> None:
        engine = ReadingEngine(database)
        engine.open_only(folders.allowed)
        super().__init__(engine, database.tables(), database.label, folders)
        self.engine: ReadingEngine = engine
        self._database = database
        self._native: dict[str, tuple[str, list[Column]]] = {}  # our SELECT → the database's

    def relation(self, mapping: TableMapping, where: str = "") -> Relation:
        """A table, or one SELECT in the database's own dialect."""
        given = mapping.source.strip()
        if mapping.months_across:
            raise InputError(
                f"{where}: months_across is for files; in a database, write a SELECT in from that "
                "makes one row of each month"
            )
        if not is_statement(given):
            return super().relation(mapping, where)
        place, select = f"{where} from".strip(), given.rstrip("; \n")
        self._database.refuse_hidden(place, select)
        allowed_in_a_dialect.refuse_unsafe_select(place, select, self._database.language)
        return self._described(select, "a SELECT")

    def _identifier(self, name: str) -> str:
        return self._database.named(name)

    def _described(self, select: str, origin: str) -> Relation:
        try:
            columns = self._database.columns(select)
        except self._database.errors as error:
            raise InputError(f"{origin} cannot be read: {first_line(error)}") from None
        return self._relation(select, columns, origin)

    def _relation(self, select: str, columns: list[Column], origin: str) -> Relation:
        name = self.engine.relation(select, columns, origin)
        ours = f"select * from {name}"
        self._native[ours] = (select, columns)
        kinds = {one.name: one.kind for one in columns}
        return Relation(ours, kinds, origin)

    def pushed_down(
        self, relation: Relation, mapping: TableMapping, where: str, wanted: Iterable[str]
    ) -> tuple[Relation, TableMapping]:
        """The relation of the columns that are wanted, computed where the data lie, and what is left."""
        if relation.select not in self._native:
            return relation, mapping
        native, columns = self._native[relation.select]
        known, mine = {one.name: one for one in columns}, self._database
        texts = {"where": mapping.where, "one_row_per": mapping.one_row_per}
        computed, plain = {}, {}
        for name, expression in mapping.columns.items():
            column = is_plain_column(expression, known)
            if column is None:
                computed[name] = texts[name] = expression
            else:
                plain[name] = column
        for key, text in texts.items():
            if text:
                self._refuse_unsafe(f"{where} {key}", text)
        taken = {name.lower() for name in mapping.columns}
        asked = {name.lower() for name in wanted} | self.mentioned
        plain |= {
            name: name for name in known if name.lower() not in taken and name.lower() in asked
        }
        used = {name.lower() for name in (*plain, *plain.values())}
        self.unread_columns |= {name.lower() for name in known} - used
        rows = f"({native}) as source_rows"
        if mapping.where:
            rows = f"(select * from {rows} where ({mapping.where})) as source_rows"
        if mapping.one_row_per:
            # the first in the order of all columns, so that it is the same one each time
            order = ", ".join(mine.named(name) for name in known)
            rows = (
                f"(select source_rows.*, row_number() over (partition by {mapping.one_row_per} "
                f"order by {order}) as row_of_these from {rows}) as source_rows"
            )
        only = " where row_of_these = 1" if mapping.one_row_per else ""
        kinds = {name: replace(known[theirs], name=name) for name, theirs in plain.items()}
        if mapping.where or mapping.one_row_per:
            self._check_rows(where, rows, mapping, relation)
        for name, expression in computed.items():
            kinds[name] = self._computed(where, name, expression, rows)
        written = [f"{mine.named(theirs)} as {mine.named(name)}" for name, theirs in plain.items()]
        written += [f"({text}) as {mine.named(name)}" for name, text in computed.items()]
        select = f"select {', '.join(written) or '1 as nothing'} from {rows}{only}"
        ordered = [kinds[name] for name in (*plain, *computed)] or [Column("nothing", "integer")]
        left = replace(
            mapping, where=None, one_row_per=None,
            columns={name: quoted_name(name) for name in mapping.columns},
        )  # fmt: skip
        return self._relation(select, ordered, relation.origin), left

    def _refuse_unsafe(self, where: str, text: str) -> None:
        self._database.refuse_hidden(where, text)
        allowed_in_a_dialect.refuse_unsafe_expression(
            where, text, f"select ({text}) as x", self._database.language
        )

    def _computed(self, where: str, name: str, expression: str, rows: str) -> Column:
        try:
            select = f"select ({expression}) as {self._database.named(name)} from {rows}"
            return replace(self._database.columns(select)[0], name=name)
        except self._database.errors as error:
            what = f'{where} {name} = "{expression}"'
            raise InputError(f"{what}: {first_line(error)}") from None

    def _check_rows(self, where: str, rows: str, mapping: TableMapping, relation: Relation) -> None:
        try:
            self._database.columns(f"select 1 as one from {rows}")
        except self._database.errors as error:
            key = "where" if mapping.where else "one_row_per"
            columns = ", ".join(relation.kinds)
            raise InputError(
                f'{where} {key} = "{getattr(mapping, key)}": {first_line(error)}; the columns of '
                f"{relation.origin} are: {columns}"
            ) from None

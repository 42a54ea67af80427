"""The engines that compute: everything that depends on which one it is, one file each.

Adding an engine is one file here and its line in ``DIALECTS``; ``tests/dialects`` says what it must do.
Any other database is read into the embedded engine instead: see ``cs_toolkit.sources``.
"""

from ..errors import InputError, did_you_mean
from .base import Dialect, Engine, first_line, kind_of
from .duckdb import DuckDBEngine
from .postgres import PostgresEngine
from .spark import SparkEngine
from .text import BLANKS, quoted, quoted_name

DUCKDB = DuckDBEngine.dialect
DIALECTS: dict[str, Dialect] = {
    engine.dialect.name: engine.dialect for engine in (DuckDBEngine, PostgresEngine, SparkEngine)
}

__all__ = [
    "BLANKS", "DIALECTS", "DUCKDB", "Dialect", "DuckDBEngine", "Engine",
    "dialect_named", "dialect_of_scheme", "dialect_of_session", "dialect_of_word", "first_line",
    "kind_of", "quoted", "quoted_name",
]  # fmt: skip


def dialect_named(name: str) -> Dialect:
    """The dialect of a name; raises for one that does not exist.

    >>> dialect_named("oracle")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: no measure is translated to "oracle": known: duckdb, postgres, spark
    """
    if name not in DIALECTS:
        raise InputError(f'no measure is translated to "{name}": {did_you_mean(name, DIALECTS)}')
    return DIALECTS[name]


def dialect_of_scheme(scheme: str) -> Dialect | None:
    """The dialect of a URL's scheme, with or without a driver; None where no engine has it.

    >>> dialect_of_scheme("postgres"), dialect_of_scheme("postgresql+psycopg"), dialect_of_scheme("x")
    (<PostgreSQL>, <PostgreSQL>, None)
    """
    kind = scheme.partition("+")[0].lower()
    return next((one for one in DIALECTS.values() if kind in one.schemes), None)


def dialect_of_word(word: str) -> Dialect | None:
    """The dialect of a source that is named by a word and has no address, such as "spark"."""
    return next((one for one in DIALECTS.values() if one.word and one.word == word), None)


def dialect_of_session(given: object) -> Dialect | None:
    """The dialect of what a caller has opened already, such as a Spark session."""
    return next((one for one in DIALECTS.values() if one.opened(given)), None)

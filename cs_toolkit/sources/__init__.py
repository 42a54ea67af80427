"""Opening what a company has: files, a database, a Spark session, DataFrames.

A source offers relations (what a SELECT may stand on) and an engine that runs statements.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..dialects import Engine, first_line
    from .address import database_of, is_address, refuse_to_fetch, without_password
    from .opening import open_source
    from .source import Source

__all__ = [
    "Engine",
    "Source",
    "database_of",
    "first_line",
    "is_address",
    "open_source",
    "refuse_to_fetch",
    "without_password",
]

# The state of a file is asked for where no source is opened: the rest is imported when it is used.
_FROM = {
    "Engine": "..dialects", "first_line": "..dialects", "Source": ".source", "open_source": ".opening",
    "database_of": ".address", "is_address": ".address", "without_password": ".address",
    "refuse_to_fetch": ".address",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _FROM:
        raise AttributeError(f"sources has no {name!r}")
    return getattr(import_module(_FROM[name], __name__), name)

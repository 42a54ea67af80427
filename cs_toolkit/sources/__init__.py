"""Opening what a company has: files, a database, a Spark session, DataFrames.

A source offers relations (what a SELECT may stand on) and an engine that runs statements.
"""

from ..dialects import Engine, first_line
from .address import database_of, is_address, without_password
from .opening import open_source
from .source import Source

__all__ = [
    "Engine",
    "Source",
    "database_of",
    "first_line",
    "is_address",
    "open_source",
    "without_password",
]

"""Databases that are read into the embedded engine. Adding one is a class in ``servers``."""

from .database import Column, Database
from .servers import SERVERS, server_of_scheme
from .sqlite import SQLite, is_sqlite

__all__ = ["SERVERS", "Column", "Database", "SQLite", "is_sqlite", "server_of_scheme"]

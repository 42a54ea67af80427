"""The tables that the kit reads: what each must hold, and which rules its rows must keep.

A company has some of these, never all. Every further column of a table is a dimension.
"""

from . import commercial, customers, product, service
from .table import Column, Rule, Table

TABLES: dict[str, Table] = {
    table.name: table
    for module in (customers, commercial, service, product)
    for table in module.TABLES
}

__all__ = ["TABLES", "Column", "Rule", "Table"]

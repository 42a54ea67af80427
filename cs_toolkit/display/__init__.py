"""What a notebook shows beside each number: tiles, definitions, tables, SQL, figures.

Each looks the same in JupyterLab and in the report, carries its own small style, and escapes
whatever came from a company's data: a segment's name is text, whatever it contains.
"""

from .definition import definition, definitions
from .figure import figure
from .formula import mathml
from .headline import headline
from .markup import Shown, safe_text
from .not_available import not_available
from .reconciliation import reconciliation
from .scorecard import scorecard, unavailable
from .statement import statement, statements
from .table import table
from .tiles import tiles
from .values import format_interval, format_value

__all__ = [
    "Shown", "definition", "definitions", "figure", "format_interval", "format_value", "headline", "mathml", "not_available",
    "reconciliation", "safe_text", "scorecard", "statement", "statements", "table", "tiles",
    "unavailable",
]  # fmt: skip

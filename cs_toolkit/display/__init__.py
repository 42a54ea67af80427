"""What a notebook shows beside each number: tiles, definitions, tables, SQL, figures.

Each looks the same in JupyterLab and in the report, carries its own small style, and escapes
whatever came from a company's data: a segment's name is text, whatever it contains.
"""

from .definition import definition
from .figure import figure
from .formula import mathml
from .markup import Shown, safe_text
from .statement import statement
from .table import table
from .tiles import tiles
from .values import format_interval, format_value

__all__ = [
    "Shown", "definition", "figure", "format_interval", "format_value", "mathml", "safe_text",
    "statement", "table", "tiles",
]  # fmt: skip

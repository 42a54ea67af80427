"""The month end: notebooks run in batch and written as pages that open without a network.

``write_report`` does it all; ``changes_since`` compares the figures of two reports.
"""

from importlib import import_module
from typing import Any

# Loaded at their first use: a notebook's process needs neither, and there is one for each notebook.
_HOMES = {"ReportResult": "pipeline", "changes_since": "changes", "write_report": "pipeline"}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

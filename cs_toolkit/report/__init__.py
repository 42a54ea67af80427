"""The month end: notebooks run in batch and written as pages that open without a network.

``write_report`` does it all; ``changes_since`` compares the figures of two reports.
"""

from .changes import changes_since
from .writing import ReportResult, write_report

__all__ = ["ReportResult", "changes_since", "write_report"]

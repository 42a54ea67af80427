"""What is kept, beside a report's numbers, of the tables that they were measured from."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from ..config.company_file import CompanyFile
from ..tables.begins import begins
from ..tables.loading import Tables
from ..tables.span import Span
from ..tables.warnings import DataWarning


def about_tables(
    settings: CompanyFile, tables: Tables, warnings: Iterable[DataWarning], span: Span
) -> dict[str, Any]:
    """What a company that is opened from its results must know without its tables."""
    first, last = span
    return {
        "source": settings.source if isinstance(settings.source, str) else None,
        "locale": settings.locale,
        "allow": [str(folder) for folder in settings.allow],
        "policies": {name: policy.value for name, policy in settings.policies.items()},
        "filled": {name: sorted(columns) for name, columns in tables.filled.items()},
        "rows": dict(tables.rows),
        "begins": {
            name: moment.isoformat() for name, moment in begins(tables, tables.there).items()
        },
        "warnings": [asdict(one) for one in warnings],
        "first": first and first.isoformat(),
        "last": last and last.isoformat(),
    }


def saved_span(saved: dict[str, Any]) -> Span:
    """The span of the data that results were measured from."""
    first, last = saved["first"], saved["last"]
    return first and datetime.fromisoformat(first), last and datetime.fromisoformat(last)


def saved_warnings(saved: dict[str, Any]) -> tuple[DataWarning, ...] | None:
    """The warnings about the tables that results were measured from; None where none were kept."""
    if "warnings" not in saved:
        return None
    return tuple(
        DataWarning(**one | {"examples": tuple(one["examples"])}) for one in saved["warnings"]
    )

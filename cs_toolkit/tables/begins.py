"""From when on a table's rows are known: a period that begins earlier is covered in part, or not at all."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ..schema import TABLES
from .span import extremes_of

if TYPE_CHECKING:
    from .loading import Tables

# Tables that record what happens: before the first row nobody knows whether nothing happened. That no
# customer and no subscription was there before the first one is known.
RECORDS = frozenset({
    "calls", "conversions", "feedback", "invitations", "leads", "messages", "orders", "section_visits",
    "service_levels", "sessions", "signups", "spend", "survey_responses", "tickets", "usage_events",
    "visits",
})  # fmt: skip


def begins(tables: "Tables", names: Iterable[str]) -> dict[str, datetime]:
    """The moment of the first row of each of these tables that records what happens and has rows."""
    found = {}
    for name in sorted(RECORDS & set(names) & tables.there):
        extremes_of(tables, name)
        since = tables.extremes.get((name, TABLES[name].since or ""))
        others = [span for (table, _), span in tables.extremes.items() if table == name]
        firsts = [span[0] for span in ([since] if since else others)]
        if firsts:
            found[name] = min(firsts)
    return found

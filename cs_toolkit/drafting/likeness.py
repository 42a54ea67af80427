"""Which of our tables a file's columns look like, and which of its columns is which of ours."""

from difflib import SequenceMatcher

from ..schema import TABLES, Table
from ..tables.column_synonyms import CALLED, TABLES_CALLED

SURE = 0.6  # how alike names must be to be proposed
MONEY_TABLES = {"subscriptions", "mrr_movements"}  # either says the MRR


def best_table(name: str, columns: list[str]) -> tuple[float, Table, dict[str, str]]:
    """The table that fits best, how well, and which column would fill which."""
    fits = [(table, proposed_columns(table, columns)) for table in TABLES.values()]
    table, proposed = max(fits, key=lambda fit: _score(name, *fit))
    return _score(name, table, proposed), table, proposed


def proposed_columns(table: Table, columns: list[str]) -> dict[str, str]:
    """Our column → theirs, the surest first, each of theirs once."""
    pairs = sorted(
        (
            (_alike(ours, theirs, table), ours, theirs)
            for ours in table.columns
            for theirs in columns
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    proposed: dict[str, str] = {}
    for likeness, ours, theirs in pairs:
        if likeness >= 0.75 and ours not in proposed and theirs not in proposed.values():
            proposed[ours] = theirs
    if "mrr" in proposed:
        proposed.pop("amount", None)
    if "quantity" in proposed and "seats" in table.columns:
        proposed.setdefault("seats", proposed["quantity"])
    if "mrr" in proposed:  # which is the whole fee
        proposed.pop("quantity", None)
    return {ours: proposed[ours] for ours in table.columns if ours in proposed}


def _score(name: str, table: Table, proposed: dict[str, str]) -> float:
    """How well a table fits: half by its name, half by how surely its required columns are there."""
    required = table.required or tuple(column for choice in table.either for column in choice)
    sure = [_alike(column, proposed[column], table) for column in required if column in proposed]
    found = sum(sure) / max(1, len(required))
    by_columns = found == 1 and sum(column in proposed.values() for column in table.columns) > 2
    return max(0.5 * _by_name(name, table) + 0.5 * found, SURE if by_columns else 0)


def _by_name(name: str, table: Table) -> float:
    """How well a name says what a table is: of ticket_comments the comments, not the tickets."""
    words = TABLES_CALLED.get(table.name, table.name.rstrip("s")).split()
    plain = name.lower()
    if plain == table.name or any(plain.rstrip("s").endswith(word) for word in words):
        return 1.0
    if any(word in plain for word in words):
        return 0.9
    return _alike(table.name, name, table)


def _alike(ours: str, theirs: str, table: Table) -> float:
    plain = theirs.lower().replace(" ", "_").replace("-", "_")
    if plain == ours:
        return 1.0
    # most exports call a row's own id just that
    own_id = plain == "id" and ours.endswith("_id") and table.key[:1] == (ours,)
    if own_id or plain in CALLED.get(ours, "").split():
        return 0.95
    return SequenceMatcher(None, ours.replace("_", ""), plain.replace("_", "")).ratio() * 0.95

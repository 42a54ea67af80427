"""Which column of ours a company's column may be: another spelling, another word, a sign that nobody sees."""

import json
import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from ..schema.table import Table
from .column_synonyms import CALLED

# columns that are shown and change no number
_ONLY_SHOWN = ("name", "owner", "text", "email", "domain")
_NEAR = 0.82


def nearly(table: Table, filled: Iterable[str], further: Iterable[str]) -> dict[str, str]:
    """A company's further column → the unfilled column of ours that it may be.

    >>> from cs_toolkit.schema import TABLES
    >>> filled = ["subscription_id", "customer_id", "starts_on", "mrr"]
    >>> nearly(TABLES["subscriptions"], filled, ["End Date", "curency", "state", "colour"])
    {'End Date': 'ends_on', 'curency': 'currency', 'state': 'status'}
    """
    filled = set(filled)
    # with mrr nobody needs amount and interval
    chosen = [choice for choice in table.either if filled >= set(choice)]
    spare = {c for choice in table.either for c in choice} if chosen else set()
    lacking = [c for c in table.columns if c not in filled | spare and c not in _ONLY_SHOWN]
    found: dict[str, str] = {}
    for theirs in further:
        ours = _ours(plain(theirs), lacking)
        if ours and ours not in found.values():
            found[theirs] = ours
    return found


def _ours(theirs: str, lacking: list[str]) -> str | None:
    if theirs in lacking:
        return theirs
    for ours in lacking:
        if theirs in CALLED.get(ours, "").split():
            return ours
    # enddate is end_date
    whole = theirs.replace("_", "")
    for ours in lacking:
        if whole in {one.replace("_", "") for one in (ours, *CALLED.get(ours, "").split())}:
            return ours
    near = get_close_matches(theirs, lacking, 1, _NEAR)
    return near[0] if near else None


def plain(name: str) -> str:
    """A column's name in our form, without what nobody sees in it.

    >>> plain("\ufeffEnds On "), plain("endsOn"), plain("ends\u00a0on\u200b")
    ('ends_on', 'ends_on', 'ends_on')
    """
    seen = "".join(
        " " if unicodedata.category(c) == "Zs" else c
        for c in unicodedata.normalize("NFKC", name)
        if unicodedata.category(c) not in ("Cf", "Cc")
    )
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", seen.strip())
    return re.sub(r"[\s.\-/]+", "_", words).lower().strip("_")


def as_toml(column: str) -> str:
    """A source column as a company file names it; what cannot be seen is written out."""
    if column.isidentifier() and column.isascii():
        return f'"{column}"'
    quotes = '"' + column.replace('"', '""') + '"'
    return json.dumps(
        quotes,
        ensure_ascii=any(
            unicodedata.category(c) in ("Cf", "Cc", "Zs") and c != " " for c in column
        ),
    )

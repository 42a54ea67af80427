"""The headings of one file, found whatever their order, case, prefix or remark of a zone."""

import re
from collections.abc import Iterable
from functools import cached_property

ZONE = re.compile(
    r"(\(\s*(utc|gmt|your time zone|local time)?\s*\)|[ _.-]+(utc|gmt))\s*$", re.IGNORECASE
)
SHARED = 0.8  # the share of columns that a prefix must stand before


class Headings:
    """A file's columns, looked up by the headings that a recipe names.

    >>> file = Headings(["Stripe Customer ID", "Stripe Created (UTC)", "Stripe Amount"])
    >>> file.find("customer_id"), file.find("Created"), file.find("Plan")
    ('Stripe Customer ID', 'Stripe Created (UTC)', None)
    >>> Headings(["id", "created_utc"]).find("Created (UTC)")
    'created_utc'
    >>> Headings(["# (UTC)"]).find("#")
    '# (UTC)'
    >>> Headings(["Q1", "Q1_NPS_GROUP"]).find("~(.+)_NPS_GROUP$=>1")
    'Q1'
    >>> Headings(["#", "How likely are you to recommend us?"]).find("~how likely.*recommend")
    'How likely are you to recommend us?'
    """

    def __init__(self, columns: Iterable[str]):
        self.columns = list(columns)

    def find(self, heading: str) -> str | None:
        """The column that a heading means; None: there is none.

        ``~`` begins a pattern; with ``=>1`` behind it the column is meant that its first group names.
        """
        if heading.startswith("~") and heading.endswith("=>1"):
            bare = (ZONE.sub("", column).strip() for column in self.columns)
            groups = (re.search(heading[1:-3], column, re.IGNORECASE) for column in bare)
            return next((found for one in groups if one and (found := self.find(one[1]))), None)
        if heading.startswith("~"):
            alike = (c for c in self.columns if re.search(heading[1:], c, re.IGNORECASE))
            return next(alike, None)
        if heading in self.columns:
            return heading
        return self._plain.get(_plain(heading))

    def has(self, headings: Iterable[str]) -> bool:
        """Whether each of the headings is there; ``a|b`` is there as soon as one of both is."""
        return all(any(map(self.find, heading.split("|"))) for heading in headings)

    def as_written(self, headings: Iterable[str]) -> int:
        """How many of the headings stand in the file letter by letter.

        >>> Headings(["id", "Customer ID"]).as_written(["id", "customer_id", "Customer ID|customer"])
        2
        """
        return sum(bool({*heading.split("|")} & {*self.columns}) for heading in headings)

    @cached_property
    def _plain(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for prefix in ("", *_shared_prefixes(self.columns)):
            for column in self.columns:
                if column.lower().startswith(prefix):
                    found.setdefault(_plain(column[len(prefix) :]), column)
        return found


def _plain(heading: str) -> str:
    """A heading as it is compared: "Created (UTC)" and created are one."""
    bare = ZONE.sub("", heading.strip().lstrip("\ufeff")).strip().casefold()
    return "".join(sign for sign in bare if sign.isalnum()) or bare


def _shared_prefixes(columns: list[str]) -> list[str]:
    """What most columns begin with, up to the end of a word, the shortest first: "stripe_"."""
    starts = [
        column[: match.end()].lower()
        for column in columns
        for match in re.finditer(r"[ _.:/-]+", column)
        if match.end() < len(column)
    ]
    needed = max(3, SHARED * len(columns))
    shared = {start for start in starts if starts.count(start) >= needed}
    return sorted(shared, key=len)

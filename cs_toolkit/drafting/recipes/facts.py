"""What the rows themselves say: the commonest currency, and the zone of the shop's clocks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from ...errors import InputError
from ...sources.source import Source
from ..found import mapping_of
from .apply import Section

ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "Europe/London", "Europe/Berlin", "Europe/Helsinki", "Asia/Kolkata", "Asia/Singapore",
    "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
AGREE = 0.75  # of the rows must bear the zone's offset


class Facts:
    """Facts on the rows of finished sections, each with the sentence that explains it."""

    def __init__(
        self,
        source: Source,
        relations: Mapping,
        sections: Iterable[Section],
        titles: Iterable[str] = (),
    ):
        self.source = source
        self.titles = set(titles)  # the currencies that titles of sheets name
        self.relations = relations
        self.sections = list(sections)

    @cached_property
    def currency(self) -> tuple[str, str]:
        """The commonest currency of money rows; EUR where they name none."""
        counts: Counter[str] = Counter()
        for section in self.sections:
            if "currency" in section.columns:
                try:
                    counts.update(self._values(section, section.columns["currency"]))
                except InputError as error:
                    why = " ".join(str(error).split())
                    return "EUR", f"a guess, as the rows of {section.table} cannot be read: {why}"
        if not counts:
            if len(self.titles) == 1:
                return next(iter(self.titles)), "the reporting currency: a title names it"
            return "EUR", "the reporting currency"
        common, rows = counts.most_common(1)[0]
        others = ", ".join(sorted(set(counts) - {common}))
        also = f"; also {others}, which need fx_rates" if others else ""
        return common, f"the reporting currency: {rows:,} rows have it{also}"

    @cached_property
    def zone(self) -> tuple[str, str]:
        """The zone whose clocks the offsets of the rows' times agree with; UTC where there are none."""
        usual = ("UTC", 'the zone in which your months begin, such as "Europe/Paris"')
        for section in self.sections:
            for heading in section.recipe.zone_from:
                expression = section.columns.get("ordered_at")
                if heading and expression:
                    try:
                        times = self._values(section, expression)
                    except InputError as error:
                        why = " ".join(str(error).split())
                        return (
                            "UTC",
                            f"a guess, as the rows of {section.table} cannot be read: {why}",
                        )
                    found = max(ZONES, key=lambda zone: _agreeing(times, zone))
                    if times and _agreeing(times, found) >= AGREE:
                        return found, "your months begin here: most times have this zone's offset"
        return usual

    def _values(self, section: Section, expression: str) -> list[str]:
        """What an expression gives over a section's rows, missing ones left out."""
        # a file in another encoding was read already, by settings that its name alone does not say
        relation = self.relations.get(section.source)
        if relation is None:
            relation = self.source.relation(mapping_of(section.source, section.reading))
        where = f" where {section.where}" if section.where else ""
        text = f"select cast({expression} as varchar) as found from ({relation.select}) as rows_read{where}"
        return self.source.engine.read(text)["found"].dropna().tolist()


def _agreeing(times: list[str], zone: str) -> float:
    """The share of times such as ``2026-10-02 08:26:00 -0400`` whose offset the zone has then."""
    agreeing = 0
    for text in times:
        try:
            at = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S %z")
        except ValueError:
            continue
        agreeing += at.utcoffset() == at.astimezone(ZoneInfo(zone)).utcoffset()
    return agreeing / len(times) if times else 0.0

"""The team's notes: what happened, when, to which numbers, and who knows more.

They stand in ``notes.toml`` beside the company file, or in ``notes/2026-10.md`` and its like, and are shown
beside the numbers that they are about.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..errors import InputError, did_you_mean
from ..metrics import ALIASES

FILE, FOLDER = "notes.toml", "notes"
KEYS = ("date", "metric", "owner", "text")
# "- 2026-10-14 mrr, nrr (Ada): prices rose by 8%"
_LINE = re.compile(r"[-*]\s+(\d{4}-\d\d-\d\d)(?:\s+([\w, ]+?))?\s*(?:\(([^()]*)\))?\s*:\s*(.+)")


@dataclass(frozen=True)
class Note:
    """What happened on a day; ``metrics`` are the numbers that it is about, and none means all of them."""

    day: date
    text: str
    metrics: tuple[str, ...] = ()
    owner: str = ""

    def __str__(self) -> str:
        return f"{self.day.day} {self.day:%b}: {self.text}" + (
            f" ({self.owner})" if self.owner else ""
        )


def note_files(folder: Path) -> list[Path]:
    """The files that hold notes, of a company file's folder."""
    return [path for path in (folder / FILE,) if path.is_file()] + sorted(
        (folder / FOLDER).glob("*.md")
    )


def read_notes(folder: Path) -> tuple[Note, ...]:
    """Every note beside a company file, by day; raises InputError with the place of a mistake."""
    found: list[Note] = []
    for path in note_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8-sig")
            found += _of_toml(text, name) if path.suffix == ".toml" else _of_lines(text, name)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{name} cannot be read: {error}") from None
    return tuple(sorted(found, key=lambda note: (note.day, note.text)))


def _of_toml(text: str, name: str) -> Iterator[Note]:
    """
    >>> next(_of_toml('[[note]]\\ndate = 2026-10-14\\nmetric = "nrr"\\ntext = "A price rise"', "notes.toml")).metrics
    ('net_revenue_retention',)
    """
    given = tomllib.loads(text)
    notes = given.get("note", [])
    if set(given) - {"note"} or not isinstance(notes, list):
        raise InputError(f"{name} holds [[note]] parts alone, each with {', '.join(KEYS)}")
    for number, one in enumerate(notes, start=1):
        where = f"{name}, note {number}"
        if not isinstance(one, Mapping):
            raise InputError(f"{where} is none: begin it with [[note]]")
        for key in one:
            if key not in KEYS:
                raise InputError(f'{where} has no "{key}": {did_you_mean(key, KEYS)}')
        words = one.get("text")
        if not isinstance(words, str) or not words.strip():
            raise InputError(f'{where} needs text = "what happened"')
        owner = one.get("owner", "")
        if not isinstance(owner, str):
            raise InputError(f"{where}: owner must be text in quotes")
        yield Note(
            _day(one.get("date"), where), words.strip(), _metrics(one.get("metric"), where), owner
        )


def _of_lines(text: str, name: str) -> Iterator[Note]:
    """
    >>> [str(one) for one in _of_lines("# October\\n- 2026-10-14 mrr (Ada): A price rise", "notes/2026-10.md")]
    ['14 Oct: A price rise (Ada)']
    """
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"{name}, line {number}"
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise InputError(
                f'{where}: "{line.strip()[:60]}" is no note; write "- 2026-10-14 mrr (Ada): what happened", '
                "where the metric and the owner may be left out"
            )
        day, metrics, owner, words = found.groups()
        names = [one.strip() for one in (metrics or "").split(",") if one.strip()]
        yield Note(_day(day, where), words.strip(), _metrics(names, where), (owner or "").strip())


def _day(given: Any, where: str) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise InputError(f"{where} needs date = 2026-10-14, not {given!r}") from None


def _metrics(given: Any, where: str) -> tuple[str, ...]:
    names = [] if given is None else [given] if isinstance(given, str) else given
    if not isinstance(names, list):
        raise InputError(f"{where}: metric must be a name, or a list of names")
    for name in names:
        if name not in ALIASES:
            raise InputError(
                f'{where}: there is no metric "{name}": {did_you_mean(str(name), ALIASES)}'
            )
    return tuple(dict.fromkeys(ALIASES[name].name for name in names))


def notes_in(notes: Iterable[Note], starts: datetime, ends: datetime) -> list[Note]:
    """The notes of a period: from its first moment to the last before its end.

    >>> notes_in([Note(date(2026, 10, 31), "a"), Note(date(2026, 11, 1), "b")], datetime(2026, 10, 1), datetime(2026, 11, 1))
    [Note(day=datetime.date(2026, 10, 31), text='a', metrics=(), owner='')]
    """
    return [one for one in notes if starts.date() <= one.day < ends.date()]


def by_metric(notes: Iterable[Note]) -> dict[str, list[str]]:
    """Metric → its notes in words; under "" those that are about all numbers.

    >>> by_metric([Note(date(2026, 10, 14), "A price rise", ("mrr",))])
    {'mrr': ['14 Oct: A price rise']}
    """
    found: dict[str, list[str]] = {}
    for one in notes:
        for name in one.metrics or ("",):
            found.setdefault(name, []).append(str(one))
    return found

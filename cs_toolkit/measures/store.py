"""What has been measured already: one frame a measure file and dimension, filled period by period.

A period's numbers do not depend on which others were asked for, so a report measures once and its
notebooks read. Whatever is asked, in any order and however often, a span of a measure file is kept once:
rows are kept by the span that was measured, as two spans may bear one period's name. Saved, a store
is a folder of Parquet files with an index.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ..calendar.periods import Period, distinct

INDEX = "index.json"
SPAN = "_span"  # the column that says which measured span a row is of; it never leaves the store
Key = tuple[str, str]
Statement = str | Callable[[], str | None]


class SavedFrames(MutableMapping[Key, pd.DataFrame]):
    """Frames, each read from its file when somebody asks for it: a page needs a few."""

    def __init__(self, files: Mapping[Key, Path]):
        self._files = dict(files)
        self._frames: dict[Key, pd.DataFrame] = {}

    def __getitem__(self, key: Key) -> pd.DataFrame:
        if key not in self._frames:
            self._frames[key] = pd.read_parquet(self._files[key])
        return self._frames[key]

    def __setitem__(self, key: Key, frame: pd.DataFrame) -> None:
        self._frames[key] = frame

    def __delitem__(self, key: Key) -> None:
        self._files.pop(key, None)
        self._frames.pop(key, None)

    def __contains__(self, key: object) -> bool:
        return key in self._files or key in self._frames

    def __iter__(self) -> Iterator[Key]:
        return iter(dict.fromkeys([*self._files, *self._frames]))

    def __len__(self) -> int:
        return len(self._files.keys() | self._frames.keys())


@dataclass
class Store:
    """Frames by (measure_file, dimension), with the spans that each has been asked for."""

    frames: MutableMapping[Key, pd.DataFrame] = field(default_factory=dict)
    asked: dict[Key, list[str]] = field(default_factory=dict)
    # measure file → its statement, or what gives it: most are never looked at
    statements: dict[str, Statement] = field(default_factory=dict)
    details: dict[Key, Statement] = field(default_factory=dict)  # those of single frames

    def lacks(self, key: Key, periods: Iterable[Period]) -> list[Period]:
        """The periods whose spans have not been measured yet, each once."""
        known = set(self.asked.get(key, ()))
        return [period for period in distinct(periods) if period.span not in known]

    def add(self, key: Key, periods: Iterable[Period], frame: pd.DataFrame | None) -> None:
        """Keep what was measured of spans that were lacking; None says the split is not possible."""
        periods = list(periods)
        self.asked.setdefault(key, []).extend(period.span for period in periods)
        if frame is None:
            return
        if "period" in frame:
            spans = {period.name: period.span for period in periods}
            frame = frame.assign(**{SPAN: frame["period"].map(spans)})
        there = [one for one in (self.frames.get(key), frame) if one is not None and len(one)]
        self.frames[key] = pd.concat(there, ignore_index=True) if there else frame

    def get(self, key: Key, periods: Iterable[Period]) -> pd.DataFrame | None:
        """The rows of some periods; None where the split is not possible."""
        frame = self.frames.get(key)
        if frame is None:
            return None
        spans = {period.span for period in periods}
        # all that was ever asked for, as often: nothing to look for
        rows = frame if spans.issuperset(self.asked[key]) else frame[frame[SPAN].isin(spans)]
        return rows[[name for name in rows.columns if name != SPAN]]

    def kept(
        self, key: Key, periods: Iterable[Period], make: Callable[[list[Period]], pd.DataFrame]
    ) -> pd.DataFrame:
        """The rows of some periods; ``make`` is called for the periods that lack."""
        periods = list(periods)
        lacking = self.lacks(key, periods)
        if lacking:
            self.add(key, lacking, make(lacking))
        rows = self.get(key, periods)
        assert rows is not None  # what was made is there
        return rows.reset_index(drop=True)

    def kept_whole(self, key: Key, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A frame that belongs to its key as a whole, made once."""
        if key not in self.frames:
            self.frames[key] = make()
        return self.frames[key].copy()

    def kept_parts(
        self, name: str, make: Callable[[], dict[str, pd.DataFrame]]
    ) -> dict[str, pd.DataFrame]:
        """Frames by the name of their part; ``make`` gives them all where none is there."""
        start = f"{name}/"
        if not any(key[0].startswith(start) for key in self.frames):
            for part, frame in make().items():
                self.frames[start + part, "total"] = frame
        return {
            key[0].removeprefix(start): self.frames[key].copy()
            for key in self.frames
            if key[0].startswith(start)
        }

    def save(self, folder: Path, tables: dict) -> None:
        """Write everything into a folder, with what a reader must know of the tables."""
        folder.mkdir(parents=True, exist_ok=True)
        files = {}
        for number, key in enumerate(sorted(self.frames)):
            files["|".join(key)] = f"{number:04d}.parquet"
            self.frames[key].to_parquet(folder / files["|".join(key)], index=False)
        index = {
            "files": files,
            "asked": {"|".join(key): sorted(names) for key, names in sorted(self.asked.items())},
            "statements": written_out(self.statements),
            "details": written_out({"|".join(key): text for key, text in self.details.items()}),
            "tables": tables,
        }
        (folder / INDEX).write_text(
            json.dumps(index, indent=1, ensure_ascii=False), encoding="utf-8"
        )


def written_out(statements: Mapping[str, Statement], start: str = "") -> dict[str, str]:
    """Name → statement, in the order of their names, of those that start so."""
    found = {
        name: statement if isinstance(statement, str) else statement()
        for name, statement in sorted(statements.items())
        if name.startswith(start)
    }
    return {name: statement for name, statement in found.items() if statement is not None}


def about_tables(folder: Path) -> dict:
    """What a saved store says of the tables, without its frames."""
    return json.loads((folder / INDEX).read_text(encoding="utf-8"))["tables"]


def read_store(folder: Path) -> tuple[Store, dict]:
    """A saved store, and what it says of the tables; a frame is read when it is asked for."""
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    store = Store(
        frames=SavedFrames({_key(name): folder / file for name, file in index["files"].items()}),
        asked={_key(name): names for name, names in index["asked"].items()},
        statements=index["statements"],
        details={_key(name): text for name, text in index["details"].items()},
    )
    return store, index["tables"]


def _key(name: str) -> Key:
    measure_file, dimension = name.split("|", 1)
    return measure_file, dimension

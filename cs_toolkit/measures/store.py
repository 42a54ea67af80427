"""What has been measured already: one frame a ladder and dimension, filled period by period.

A period's numbers do not depend on which others were asked for, so a report measures once and its
notebooks read. Saved, a store is a folder of Parquet files with an index.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

INDEX = "index.json"


@dataclass
class Store:
    """Frames by (ladder, dimension), with the periods that each has been asked for."""

    frames: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    asked: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)

    def lacks(self, key: tuple[str, str], periods) -> list:
        """The periods that have not been asked for yet."""
        known = set(self.asked.get(key, ()))
        return [period for period in periods if period.name not in known]

    def add(self, key: tuple[str, str], periods, frame: pd.DataFrame | None) -> None:
        """Keep what was measured; None says that the split is not possible."""
        self.asked.setdefault(key, []).extend(period.name for period in periods)
        if frame is not None:
            there = [one for one in (self.frames.get(key), frame) if one is not None and len(one)]
            self.frames[key] = pd.concat(there, ignore_index=True) if there else frame

    def get(self, key: tuple[str, str], periods) -> pd.DataFrame | None:
        """The rows of some periods; None where the split is not possible."""
        frame = self.frames.get(key)
        return None if frame is None else frame[frame["period"].isin([p.name for p in periods])]

    def kept(self, key: tuple[str, str], periods, make) -> pd.DataFrame:
        """The rows of some periods; ``make`` is called for the periods that lack."""
        lacking = self.lacks(key, periods)
        if lacking:
            self.add(key, lacking, make(lacking))
        return self.get(key, periods).reset_index(drop=True)

    def kept_parts(self, name: str, make) -> dict[str, pd.DataFrame]:
        """Frames by the name of their part; ``make`` gives them all where none is there."""
        start = f"{name}/"
        if not any(key[0].startswith(start) for key in self.frames):
            for part, frame in make().items():
                self.add((start + part, "total"), [], frame)
        return {
            key[0].removeprefix(start): frame
            for key, frame in self.frames.items()
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
            "statements": dict(sorted(self.statements.items())),
            "tables": tables,
        }
        (folder / INDEX).write_text(
            json.dumps(index, indent=1, ensure_ascii=False), encoding="utf-8"
        )


def read_store(folder: Path) -> tuple[Store, dict]:
    """A saved store, and what it says of the tables."""
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    store = Store(
        frames={
            _key(name): pd.read_parquet(folder / file) for name, file in index["files"].items()
        },
        asked={_key(name): names for name, names in index["asked"].items()},
        statements=index["statements"],
    )
    return store, index["tables"]


def _key(name: str) -> tuple[str, str]:
    ladder, dimension = name.split("|", 1)
    return ladder, dimension

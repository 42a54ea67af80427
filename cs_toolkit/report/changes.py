"""Which past figures are shown differently now, and what could have moved them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..language import gettext
from ..language.numbers import number
from .manifest import cause, read_manifest
from .metrics_csv import METRICS_CSV, ROW, read_csv
from .publish import archived

# Sums over rows that an engine reads in another order differ in their last digits.
TOLERANCE = 1e-9


def changes_since(old_csv: Path, new_csv: Path) -> pd.DataFrame:
    """The figures that both reports could tell and tell differently.

    Columns: period, dimension, segment, metric, variant, unit, before, now, difference. Only
    periods and variants that both know are compared: a new metric is no changed figure, but a
    segment that was not there before is one.
    """
    old, new = read_csv(old_csv), read_csv(new_csv)
    shared = _known(old, ["period"], new), _known(old, ["metric", "variant"], new)
    old, new = (
        frame[
            frame["period"].isin(shared[0]["period"])
            & _pairs(frame, "metric", "variant").isin(_pairs(shared[1], "metric", "variant"))
        ]
        for frame in (old, new)
    )
    columns = [*ROW, "unit", "value"]
    both = old[columns].merge(
        new[columns], on=list(ROW), how="outer", suffixes=("_old", "_new"), indicator="there"
    )
    both["unit"] = both["unit_new"].fillna(both["unit_old"])
    both = both.rename(columns={"value_old": "before", "value_new": "now"})
    same = np.isclose(both["before"], both["now"], rtol=TOLERANCE, atol=0, equal_nan=True)
    # a segment without a row and one that counts nothing say the same
    lines = both["before"].fillna(both["now"]).fillna(0)
    same |= (both["there"] != "both") & (lines == 0)
    changed = both[~same].assign(difference=lambda frame: frame["now"] - frame["before"])
    total_first = changed["dimension"].ne("total")
    return (
        changed.assign(_part=total_first)
        .sort_values(["_part", "metric", "variant", "period", "dimension", "segment"])
        .reset_index(drop=True)[[*ROW, "unit", "before", "now", "difference"]]
    )


def earlier_report(out: Path, manifest: Mapping, metrics: Path | None = None) -> Path | None:
    """The report that this one is compared with, or None.

    The last report for the same period that was made from something else; where there is none, the
    last period's. A report that is merely made again compares with what it compared with before.
    ``metrics`` are this report's figures: a database is not fingerprinted, so two reports whose
    figures differ were made from something else, whatever their manifests record.
    """
    name = manifest["period"]
    for folder in [out / name, *archived(out, name)]:
        lines = read_manifest(folder)
        if lines and not (cause(lines) == cause(manifest) and _same_figures(folder, metrics)):
            return folder
    before = [
        (lines["ends"], folder)
        for folder in sorted(out.iterdir())
        if folder.is_dir() and not folder.name.startswith(".") and (lines := read_manifest(folder))
        and lines["ends"] < manifest["ends"] and _grain(lines) == _grain(manifest)
    ]  # fmt: skip
    return max(before)[1] if before else None


def _same_figures(folder: Path, metrics: Path | None) -> bool:
    then = folder / METRICS_CSV
    if metrics is None or not then.is_file() or then.read_bytes() == metrics.read_bytes():
        return True
    return changes_since(then, metrics).empty


def _grain(manifest: Mapping) -> str:
    """The form of a period's name: a month is compared with months."""
    return "".join("9" if letter.isdigit() else letter for letter in manifest["period"])


def reasons(old: Mapping, new: Mapping) -> list[str]:
    """What differs between two reports' manifests, each as a sentence."""
    lines = []
    if old["as_of"] != new["as_of"]:
        lines.append(
            gettext(
                "Data were read up to {then} then, and up to {now} now.",
                then=old["as_of"], now=new["as_of"],
            )
        )  # fmt: skip
    if old["in_progress"]:
        lines.append(
            gettext(
                "{period} was still in progress when the earlier report was made.",
                period=old["period"],
            )
        )
    for name, value in sorted(new["policies"].items()):
        if old["policies"].get(name, value) != value:
            lines.append(
                gettext(
                    "The rule {name} was {before} and is {now}.",
                    name=name, before=old["policies"][name], now=value,
                )
            )  # fmt: skip
    lines += _tables(old["inputs"]["tables"], new["inputs"]["tables"])
    before, now = old["inputs"]["files"], new["inputs"]["files"]
    changed = [name for name in sorted(set(before) & set(now)) if before[name] != now[name]]
    if changed:
        lines.append(gettext("The contents of {files} changed.", files=_listed(changed)))
    if more := sorted(set(now) - set(before)):
        lines.append(gettext("The earlier report did not read {files}.", files=_listed(more)))
    if fewer := sorted(set(before) - set(now)):
        lines.append(gettext("The earlier report also read {files}.", files=_listed(fewer)))
    for name, version in sorted(new["versions"].items()):
        if old["versions"].get(name, version) != version:
            lines.append(
                gettext(
                    "{name} was {before} and is {now}.",
                    name=name, before=old["versions"][name], now=version,
                )
            )  # fmt: skip
    return lines or [gettext("Nothing that is recorded differs: look at the source itself.")]


def _tables(old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[str]:
    for name in sorted(set(old) | set(new)):
        before, now = old.get(name), new.get(name)
        if before is None:
            yield gettext("Table {table} was not there then.", table=name)
        elif now is None:
            yield gettext("Table {table} is not there any more.", table=name)
        elif before != now:
            yield gettext(
                "Table {table} had {before} rows and has {now}.",
                table=name, before=number(before), now=number(now),
            )  # fmt: skip


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    if len(names) <= 5:
        return shown
    return gettext("{names} and {count} more", names=shown, count=len(names) - 5)


def _known(old: pd.DataFrame, columns: list[str], new: pd.DataFrame) -> pd.DataFrame:
    return old[columns].drop_duplicates().merge(new[columns].drop_duplicates(), on=columns)


def _pairs(frame: pd.DataFrame, *columns: str) -> pd.Series:
    return pd.Series(list(zip(*(frame[name] for name in columns), strict=True)), index=frame.index)

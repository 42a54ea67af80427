"""A measure's SQL file: a chain of named steps that ends in one row per period and segment.

The file is DuckDB's dialect and runs there as it stands. The comments at its top say what the
statement needs; rendering.py brings it to the engine where the data lives.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from ..calendar import business_hours
from ..config import service_targets
from ..errors import did_you_mean
from ..metrics.status import NEEDS_COLUMN, NEEDS_TABLE, Reason
from .estimates import asked_by, function_of
from .needs import Need, needs_in, words_in
from .sql_text import results_of

FOLDER = Path(__file__).parent
KEYS = (
    "needs", "settings", "after", "segment", "costs", "rows", "money", "empty", "periods", "keys",
    "instead of", "ends as", "estimates",
)  # fmt: skip
HEADER = re.compile(rf"^-- ({'|'.join(KEYS)}): (.+)$")
# a word or two in small letters and a colon: meant as a key, whether it is one or not
_LIKE_A_KEY = re.compile(r"^-- ?([a-z_-]+(?: [a-z]+)?) ?:")
END_OF_STEP = "\n),\n"
# section of the company file → why there is no answer without it
SETTINGS = {
    "business_hours": business_hours.UNDECLARED,
    "service_targets": service_targets.UNDECLARED,
}


@dataclass(frozen=True)
class MeasureFile:
    """One SQL file with what its header says.

    ``needs`` are the tables and columns without which there is no answer, each with the tables that
    would do in its place; "a|b" is one column or the other. ``segment`` are the tables whose
    columns can split it, "spend else customers" where a row without the one's value has the other's,
    "leads by customer_id" where that column is filled, or a step with its
    columns, "said(channel survey)"; ``rows`` the step that holds the rows behind the numbers,
    ``money`` the results that are money, and the columns of those rows that are in parts of it, ``empty`` the results
    that are missing, not 0, where nothing was found.
    ``costs`` are the results that a segment has only where the spend names it.
    ``instead_of`` is the measure file whose measures this one gives where that one's tables are missing;
    it may have that one's end: "ends as" names the file whose steps follow its own last one, which
    both files have.
    Where it ``estimates``, the Python module beside the file makes the measures of the rows.
    ``settings`` are the sections of the company file without which there is no answer.
    """

    name: str
    says: str
    text: str
    measures: tuple[str, ...]
    needs: tuple[tuple["Need", ...], ...]
    segment: tuple[str, ...]
    rows: str | None
    money: frozenset[str]
    empty: frozenset[str]
    keys: tuple[str, ...]
    periods: str
    instead_of: str | None
    estimates: bool
    settings: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The family that the file belongs to: its folder."""
        return self.name.split("/")[0]

    def missing(self, filled: Mapping, rows: Mapping) -> Reason | None:
        """What is needed and not there, in words.

        ``filled`` maps a table to its filled columns, ``rows`` to its number of rows.
        """
        lacks = []
        for choices in self.needs:
            found = [need.lacks(filled) for need in choices]
            absent = [one for one in found if one is not None]
            if len(absent) == len(found):
                columns = any(one.status == NEEDS_COLUMN for one in absent)
                lacks.append(Reason(" or ".join(absent), NEEDS_COLUMN if columns else NEEDS_TABLE))
        if lacks:
            tables = any(one.status == NEEDS_TABLE for one in lacks)
            return Reason(
                "not available: needs " + " and ".join(lacks),
                NEEDS_TABLE if tables else NEEDS_COLUMN,
            )
        for choices in self.needs:  # only now: to count a table's rows is to read it
            there = [need.table for need in choices if not need.lacks(filled)]
            if all(rows.get(table) == 0 for table in there):
                return Reason(f"not available: table {there[0]} has no rows", NEEDS_TABLE)
        return None

    def undeclared(self, company_file: object) -> Reason | None:
        """What the company file would have to declare, in words; None where nothing is lacking."""
        for section in self.settings:
            if not getattr(company_file, section).declared:
                return Reason(SETTINGS[section], NEEDS_TABLE)
        return None

    def measured(self, frame: pd.DataFrame, given: Callable[[str], object]) -> pd.DataFrame:
        """The measures, from what the statement gave: as they are, or estimated from its rows.

        An estimate takes the rows, and by name what else it asks for, which ``given`` looks up: a
        policy's value, or what was made once for the company.
        """
        return self._beside("estimate", frame, given) if self.estimates else frame

    def with_details(self, rows: pd.DataFrame, given: Callable[[str], object]) -> pd.DataFrame:
        """The rows behind the measures, with what an estimate knows of each."""
        return self._beside("with_details", rows, given) if self.estimates else rows

    def _beside(
        self, name: str, frame: pd.DataFrame, given: Callable[[str], object]
    ) -> pd.DataFrame:
        """What a function of the module beside the file makes of a frame; without one, the frame."""
        function = function_of(self.name, name)
        if function is None:
            return frame
        return function(frame, **{one: given(one) for one in asked_by(function)})


@cache
def measure_files() -> dict[str, MeasureFile]:
    """Every measure file by name, such as "revenue/movements"."""
    files = sorted(FOLDER.glob("*/*.sql"))
    return {
        measure_file.name: measure_file
        for measure_file in (
            read_measure_file(path) for path in files if path.parent.name != "steps"
        )
    }


@cache
def files_by_measure() -> dict[str, MeasureFile]:
    """Measure → the measure file that gives it, not the one that stands in for it."""
    found: dict[str, MeasureFile] = {}
    for measure_file in measure_files().values():
        simple = measure_file.keys == ("period", "segment") and measure_file.instead_of is None
        for measure in measure_file.measures if simple else ():
            if measure in found:
                raise ValueError(
                    f"{measure} is given by {found[measure].name} and {measure_file.name}"
                )
            found[measure] = measure_file
    return found


@cache
def stand_ins(name: str) -> tuple[MeasureFile, ...]:
    """The measure files that give a measure file's measures where its tables are missing, in their order."""
    found = [
        measure_file for measure_file in measure_files().values() if measure_file.instead_of == name
    ]
    return tuple(
        one for measure_file in found for one in (measure_file, *stand_ins(measure_file.name))
    )


def read_measure_file(path: Path) -> MeasureFile:
    """A measure file from its file."""
    return measure_file_of(f"{path.parent.name}/{path.stem}", path.read_text(encoding="utf-8"))


def measure_file_of(name: str, text: str) -> MeasureFile:
    """A measure file from its text, header and all. Raises ``ValueError`` for a header that is not right."""
    lines = text.strip().splitlines()
    head = lines[: _length(lines)]
    said = _header(name, head)
    body = "\n".join(lines[len(head) :])
    if "ends as" in said:
        body = _with_the_end_of(said["ends as"], body, name)
    text = _joined(list(_step_files(said.get("after", "")).values()), body)
    names = _result(body)
    keys = words_in(said.get("keys", "period, segment"))
    return MeasureFile(
        name=name,
        says=" ".join(
            line[3:] for line in head if line.startswith("-- ") and not HEADER.match(line)
        ),
        text=text,
        measures=words_in(said.get("estimates", "")) or tuple(n for n in names if n not in keys),
        needs=needs_in(said.get("needs", "")),
        segment=words_in(said.get("segment", "")),
        rows=said.get("rows"),
        money=frozenset(words_in(said.get("money", ""))),
        empty=frozenset(words_in(said.get("empty", ""))),
        keys=keys,
        periods=said.get("periods", "periods"),
        instead_of=said.get("instead of"),
        estimates="estimates" in said,
        settings=words_in(said.get("settings", "")),
        costs=words_in(said.get("costs", "")),
    )


def _header(name: str, head: list[str]) -> dict[str, str]:
    """Key → what it says. A key that is misspelt, empty or there twice raises ``ValueError``.

    Left out in silence, ``money`` would show amounts a million times too large.
    """
    said: dict[str, str] = {}
    for line in head:
        meant = _LIKE_A_KEY.match(line)
        if not meant:
            continue
        found = HEADER.match(line)
        if not found:
            why = "says nothing" if meant[1] in KEYS else did_you_mean(meant[1], KEYS)
            raise ValueError(f'measures/{name}.sql: the header\'s "{meant[1]}": {why}')
        if found[1] in said:
            raise ValueError(f'measures/{name}.sql: the header says "{found[1]}" twice')
        said[found[1]] = found[2]
    return said


def _result(body: str) -> tuple[str, ...]:
    """The columns of the last SELECT, which begins its line. The steps before it are not
    looked at: of a hundred files a process runs a few."""
    last = body[body.rindex("\nselect") :] if "\nselect" in body else body
    return results_of(last)


def _length(lines: list[str]) -> int:
    return next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))


@cache
def _step_files(names: str) -> dict[str, str]:
    """Files of shared steps by name, each once and after those that it stands on itself."""
    found: dict[str, str] = {}
    for name in words_in(names):
        lines = (FOLDER / "steps" / f"{name}.sql").read_text(encoding="utf-8").splitlines()
        head = lines[: _length(lines)]
        said = {match[1]: match[2] for match in map(HEADER.match, head) if match}
        for other, text in _step_files(said.get("after", "")).items():
            found.setdefault(other, text)
        found.setdefault(name, "\n".join(lines[len(head) :]).strip())
    return found


def _with_the_end_of(other: str, body: str, name: str) -> str:
    """The steps of a file, and what follows the last of them in another."""
    steps = re.findall(r"^(\w+) as \($", body, re.MULTILINE)
    path = FOLDER / f"{other}.sql"
    there = path.read_text(encoding="utf-8") if path.is_file() else ""
    _, found, rest = there.partition(f"\n{steps[-1]} as (\n") if steps else ("", "", "")
    if not found:
        raise ValueError(
            f"measures/{name}.sql ends as {other}, which has no step of its last step's name"
        )
    _, _, after = rest.partition(END_OF_STEP)
    return f"{body.rstrip()},\n{after}"


def _joined(steps: list[str], body: str) -> str:
    if not steps:
        return body.strip()
    before = ",\n".join(steps)
    rest = body.strip()
    # the steps of a file that has none of its own are followed by its SELECT at once
    return (
        f"with\n{before},\n{rest[4:].lstrip()}"
        if rest[:4].lower() == "with"
        else f"with\n{before}\n{rest}"
    )

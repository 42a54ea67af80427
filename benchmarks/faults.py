"""What a report leaves behind when it is killed, stopped, disturbed or has no room.

    python benchmarks/faults.py [COUNT] [--seed N] [--only kills,signals,...] [--add] [--no-results]

COUNT reports (default 300) are killed at random instants of all phases, a fifth as many are asked to
end, and some meet each of the other faults. After each: nothing lost, nothing half, nothing left.
Writes benchmarks/FAULTS.md and ends with 1 where something is wrong. Linux only.
"""

import argparse
import os
import platform
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from fault_run import (
    KEPT_ANSWERS,
    PHASES,
    Report,
    count_of,
    left_in,
    memory_now,
    no_process_left,
    prepare,
    tiny_company,
)

HOME = Path(__file__).parent
RESULTS = HOME / "FAULTS.md"
NOTEBOOK = HOME.parent / "tests" / "report" / "notebooks" / "00_scorecard.ipynb"
MB = 2**20
# the share of the killed reports before which nothing has changed: they are only laid out
GIVEN_AGAIN = 0.2
ANSWER = "60,c1,nps,9,2026-10-05\n"


@dataclass
class Outcome:
    """What became of the reports that met one kind of fault."""

    fault: str
    count: int = 0
    ends: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def met(self, ended: object, wrong: list[str]) -> None:
        self.count += 1
        self.ends[str(ended)] += 1
        self.wrong += [f"{self.fault}: {one}" for one in wrong]
        for one in wrong:
            print(f"  {self.fault}: {one}", flush=True)

    def line(self) -> str:
        ends = ", ".join(f"{end} {n}" for end, n in sorted(self.ends.items()))
        lost, half, left = (
            sum(f": {word}:" in one for one in self.wrong) for word in ("lost", "half", "left")
        )
        other = len(self.wrong) - lost - half - left
        return f"| {self.fault} | {self.count} | {ends} | {lost} | {half} | {left} | {other} |"


class Place:
    """A company, a folder of reports and a folder for temporary files, with one report in it."""

    def __init__(self, folder: Path, rng: random.Random, minutes: float):
        self.folder, self.rng = folder, rng
        self.deadline = time.monotonic() + 60 * minutes
        self.data = tiny_company(folder / "company")
        self.source = self.data.with_name("survey_responses.csv")
        self.out, self.temp = folder / "reports", folder / "temp"
        self.temp.mkdir()
        report = self.begin()
        if not report.wait() or report.exit_code != 0:
            sys.exit(f"no report could be made: {report.sentence}")
        self.durations = report.durations
        self.wrong_at_first = self.wrong(before=1)

    def begin(
        self,
        limit: Callable[[], object] | None = None,
        out: Path | None = None,
        *,
        again: bool = False,
    ) -> Report:
        """A report that is made, or that is given ``again`` as it was kept."""
        if not again:
            shutil.rmtree(self.data.with_name(KEPT_ANSWERS), ignore_errors=True)
        return Report(self.data, out or self.out, self.temp, limit)

    def instant(self, report: Report) -> str | None:
        """Wait for a random instant of a random phase; its name, or None where the report has ended."""
        phase = self.rng.choice(PHASES)
        if not report.wait_for(phase):
            return None
        return None if report.wait(self.rng.random() * self.durations.get(phase, 0.1)) else phase

    def wrong(self, before: int) -> list[str]:
        gone = [] if no_process_left() else ["left: a process"]
        return gone + left_in(self.out, self.temp, self.data, before)


def _ended(report: Report) -> str:
    code = report.exit_code
    return f"signal {-code}" if code is not None and code < 0 else f"exit {code}"


def _no_sentence(report: Report, code: int | None = 2) -> list[str]:
    """What is wrong with how a report that could not be made ended: it says why in one sentence."""
    said = report.sentence
    if "Traceback" in said or (said.count("\n") > 1 and report.exit_code == 2):
        return [f"no sentence: {said[-300:]}"]
    if code is not None and report.exit_code != code:
        return [f"ended with {report.exit_code}, not {code}: {said[-200:]}"]
    return []


def kills(place: Place, count: int) -> Iterator[Outcome]:
    """KILL at a random instant of each phase."""
    found = {phase: Outcome(f"KILL while {phase}") for phase in PHASES}
    done = 0
    while done < count and time.monotonic() < place.deadline:
        again = place.rng.random() < GIVEN_AGAIN
        before, report = count_of(place.out), place.begin(again=again)
        phase = place.instant(report)
        if phase is None:
            report.wait()
            place.durations |= {} if again else report.durations
            continue
        report.send(signal.SIGKILL)
        report.wait()
        if report.exit_code != -signal.SIGKILL:  # it ended just before
            continue
        found[phase].met(_ended(report), place.wrong(before))
        done += 1
        if done % 10 == 0:
            print(f"{done} kills", flush=True)
    yield from (one for one in found.values() if one.count)


def signals(place: Place, count: int) -> Iterator[Outcome]:
    """TERM, HUP and INT at random instants: also without a next run nothing is left."""
    found = {name: Outcome(name) for name in ("TERM", "HUP", "INT")}
    for turn in range(max(3, count // 5)):
        name = list(found)[turn % 3]
        before, report = count_of(place.out), place.begin()
        if place.instant(report) is None:
            continue
        report.send(getattr(signal, f"SIG{name}"))
        ended = report.wait()
        wrong = [] if ended else ["hang: it did not end"]
        gone = no_process_left()
        wrong += [f"left: {one.name}" for one in place.temp.iterdir()]
        wrong += [f"left: {one.name}" for one in place.out.glob(".*") if one.name != ".lock"]
        wrong += [] if gone else ["left: a process"]
        found[name].met(_ended(report), wrong + _no_sentence(report, None) + place.wrong(before))
    yield from found.values()


def together(place: Place, count: int) -> Iterator[Outcome]:
    """Two and four reports at once into one folder; then two, one of which is killed."""
    for number in (2, 4):
        outcome = Outcome(f"{number} reports at once")
        before = count_of(place.out)
        reports = [place.begin() for _ in range(number)]
        ended = [one.wait() for one in reports]
        wrong = [] if all(ended) else ["hang: one did not end"]
        wrong += [problem for one in reports for problem in _no_sentence(one, 0)]
        outcome.met(" ".join(map(_ended, reports)), wrong + place.wrong(before + number))
        yield outcome
    outcome = Outcome("2 at once, one killed")
    for _ in range(max(1, count // 50)):
        before = count_of(place.out)
        one, other = place.begin(), place.begin()
        if place.instant(one):
            one.send(signal.SIGKILL)
        one.wait()
        wrong = [] if other.wait() else ["hang: the other did not end"]
        outcome.met(
            f"{_ended(one)} {_ended(other)}",
            wrong + _no_sentence(other, 0) + place.wrong(before + 1),
        )
    yield outcome


def _disk(folder: Path, size: str) -> bool:
    """A small disk of its own at a folder; False where this user may make none."""
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    return made.returncode == 0


def disks(place: Place, count: int) -> Iterator[Outcome]:
    """A full disk for the report and for temporary files, a read-only one, and files with a limit."""
    for fault, sizes in (
        ("full disk for the report", (64, 256, 512)),
        ("full disk for temporary files", (64, 1024, 4096)),
    ):
        outcome = Outcome(fault)
        for size in sizes:
            small = place.folder / f"small-{size}"
            if not _disk(small, f"{size}k"):
                break
            try:
                for_report = fault.endswith("report")
                before = count_of(place.out)
                report = Report(place.data, small / "reports" if for_report else place.out,
                                place.temp if for_report else small)  # fmt: skip
                wrong = [] if report.wait() else ["hang: it did not end"]
                wrong += _no_sentence(report, None) + place.wrong(before)
                if for_report and report.exit_code:
                    wrong += [
                        f"left: {one.name}"
                        for one in (small / "reports").glob("*")
                        if one.name != ".lock"
                    ]
                elif report.exit_code:
                    wrong += [] if count_of(place.out) == before else ["published though it failed"]
                wrong += [] if for_report else [f"left: {one.name}" for one in small.iterdir()]
                outcome.met(_ended(report), wrong)
            finally:
                subprocess.run(["umount", "-l", str(small)], check=True)
        if outcome.count:
            yield outcome
    yield from _read_only(place)
    outcome = Outcome("no file larger than a limit")
    for most in (10_000, 100_000, 400_000):
        before = count_of(place.out)
        report = place.begin(
            lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        )
        wrong = [] if report.wait() else ["hang: it did not end"]
        wrong += _no_sentence(report, None) + place.wrong(before)
        wrong += (
            ["published though it failed"]
            if report.exit_code and count_of(place.out) != before
            else []
        )
        outcome.met(_ended(report), wrong)
    yield outcome


def _read_only(place: Place) -> Iterator[Outcome]:
    outcome, locked = Outcome("read-only folder of reports"), place.folder / "read-only"
    if not _disk(locked, "8m"):
        return
    try:
        shutil.copytree(place.out, locked / "reports", symlinks=True)
        subprocess.run(["mount", "-o", "remount,ro", str(locked)], check=True)
        report = place.begin(out=locked / "reports")
        wrong = [] if report.wait() else ["hang: it did not end"]
        outcome.met(_ended(report), wrong + _no_sentence(report) + place.wrong(count_of(place.out)))
    finally:
        subprocess.run(["umount", "-l", str(locked)], check=True)
    yield outcome


def memory(place: Place, count: int) -> Iterator[Outcome]:
    """A limit of memory that is reached sooner or later."""
    outcome = Outcome("memory limit")
    for more in (20, 60, 120, 250, 500)[: max(2, count // 60)]:
        before = count_of(place.out)
        limit = memory_now() + more * MB
        report = place.begin(
            lambda limit=limit: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        )
        wrong = [] if report.wait() else ["hang: it did not end"]
        outcome.met(_ended(report), wrong + _no_sentence(report, None) + place.wrong(before))
    yield outcome


def sources(place: Place, count: int) -> Iterator[Outcome]:
    """The source changes, is cut or is removed at a random instant: no report, or the one of before."""
    text = place.source.read_text("utf-8")
    settings = place.data.read_text("utf-8")
    acts: dict[str, Callable[[], object]] = {
        "source grows": lambda: place.source.write_text(text + ANSWER, "utf-8"),
        "source is cut": lambda: place.source.write_text(text[:200], "utf-8"),
        "source is removed": place.source.unlink,
        "company file changes": lambda: place.data.write_text(
            settings + "dimensions = []\n", "utf-8"
        ),
    }
    for fault, act in acts.items():
        outcome = Outcome(fault)
        for _ in range(max(1, count // 60)):
            before, report = count_of(place.out), place.begin()
            phase = place.instant(report)
            if phase:
                act()
            report.wait()
            wrong = _no_sentence(report, None)
            if phase in PHASES[1:4] and report.exit_code != 2:
                wrong.append(f"not refused though it moved while {phase}")
            if report.exit_code and count_of(place.out) != before:
                wrong.append("published though it failed")
            outcome.met(_ended(report), wrong + place.wrong(before))
            place.source.write_text(text, "utf-8")
            place.data.write_text(settings, "utf-8")
        yield outcome


FAULTS = {one.__name__: one for one in (kills, signals, together, disks, memory, sources)}


HEAD = """\
# What a report leaves behind

Written by `benchmarks/faults.py`, each row by the last runs that asked for it: {killed} reports killed, {others} that met
another fault, each at a random instant of a random phase where the fault has one. {platform}; a
company of 60 answers, one notebook. Lost: a report that was there and is not. Half: a file that is not as
the manifest says. Left: a file or a process that stays, after a kill once the next run has begun. Other: a
traceback, a hang, a report that was published though it failed or though its source moved.

| fault | reports | how they ended | lost | half | left | other |
|---|---|---|---|---|---|---|
"""


def written_rows() -> dict[str, str]:
    """The rows that the results hold, each by its fault."""
    earlier = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    lines = [line for line in earlier if line.startswith("| ") and not line.startswith("| fault ")]
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines}


def added(earlier: str | None, line: str) -> str:
    """A row with what an earlier one counted: a long run is done in parts."""
    if earlier is None:
        return line
    fault, *new = line.strip("| ").split(" | ")
    _, *old = earlier.strip("| ").split(" | ")
    ends: Counter = Counter()
    for one in (old[1], new[1]):
        for end in one.split(", "):
            name, _, number = end.rpartition(" ")
            ends[name] += int(number)
    counts = [
        str(int(a) + int(b)) for a, b in zip((old[0], *old[2:]), (new[0], *new[2:]), strict=True)
    ]
    written = ", ".join(f"{end} {number}" for end, number in sorted(ends.items()))
    return f"| {' | '.join((fault, counts[0], written, *counts[1:]))} |"


def write_results(
    outcomes: list[Outcome], earlier: Mapping[str, str] = MappingProxyType({})
) -> None:
    """The rows of this run in the place of those of the same faults, or added to ``earlier`` ones."""
    rows = written_rows()
    rows |= {one.fault: added(earlier.get(one.fault), one.line()) for one in outcomes if one.count}
    counts = {fault: int(line.split(" | ")[1]) for fault, line in rows.items()}
    killed = sum(count for fault, count in counts.items() if fault.startswith("KILL"))
    text = HEAD.format(
        killed=killed, others=sum(counts.values()) - killed,
        platform=f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
    )  # fmt: skip
    RESULTS.write_text(text + "\n".join(rows.values()) + "\n", encoding="utf-8")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("count", type=int, nargs="?", default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default=",".join(FAULTS))
    asked.add_argument("--minutes", type=float, default=600, help="no more kills after so long")
    asked.add_argument("--no-results", action="store_true")
    asked.add_argument("--add", action="store_true", help="count with what earlier runs counted")
    given = asked.parse_args()
    prepare(NOTEBOOK)
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    earlier = written_rows() if given.add else {}
    outcomes: list[Outcome] = []
    try:
        place = Place(folder, random.Random(given.seed), given.minutes)
        for name in given.only.split(","):
            for outcome in FAULTS[name](place, given.count):
                outcomes.append(outcome)
                print(outcome.line(), flush=True)
                if not given.no_results:
                    write_results(outcomes, earlier)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if any(one.wrong for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())

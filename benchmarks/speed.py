"""What an answer costs, as ratios of processor time taken in turn in one session.

    python benchmarks/speed.py [small|full] [ROUNDS]

Each pair runs in turn, three times by default; the medians of the processor seconds of the process and its
children are divided, so that a slower machine moves both sides. Writes benchmarks/RESULTS.md.
Where it says "in the process", imports don't count. ``full`` adds the report of the sample, and more
events.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from inside import check_by_hand

HOME = Path(__file__).parent
SAMPLE = HOME.parent / "data" / "sample" / "company.toml"
RESULTS, NOTES = HOME / "RESULTS.md", HOME / "speed_notes.md"
ROUNDS = 3
LIBRARIES = "import duckdb, pandas"
PAGE_LIBRARIES = "import pandas, matplotlib.pyplot, seaborn, duckdb"
PAGES = 11


@dataclass(frozen=True)
class Ratio:
    """What is compared: two commands, and how large their ratio may be."""

    name: str
    ours: Callable[[], Sequence[str]]
    beside: Callable[[], Sequence[str]]
    target: float
    times: int = 1  # how often the other side is counted
    before: Callable[[], Sequence[str]] | None = None  # run once, not counted


INSIDE = str(HOME / "inside.py")


def seconds(command: Sequence[str]) -> float:
    """Processor seconds of a command and its children, or those that it says itself."""
    if INSIDE in command:
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def kit(*words: str) -> list[str]:
    return [sys.executable, "-c", "from cs_toolkit.cli import main; main()", *words]


def metrics(*words: str) -> list[str]:
    return kit("metrics", "2026-10", "--data", str(SAMPLE), *words)


def inside(case: str, folder: Path, number: int = 0) -> list[str]:
    folder.mkdir(exist_ok=True)
    return [sys.executable, INSIDE, case, str(folder), str(number)]


def inside_ratios(folder: Path, size: str) -> list[Ratio]:
    """What is timed in the process that answers."""
    paid, events = folder / "paid", {"small": (100_000, 1_000_000), "full": (1_000_000, 10_000_000)}
    few, many = events[size]
    used = {number: folder / f"used_{number}" for number in (few, many)}
    return [
        Ratio("MRR and what moved it, 10,000 customers, two dimensions, in the process ÷ SQL by hand",
              lambda: inside("movements", paid), lambda: inside("hand_duckdb", paid), 1.3),
        Ratio("the same ÷ pandas by hand",
              lambda: inside("movements", paid), lambda: inside("hand_pandas", paid), 0.25),
        Ratio("retention, ten dimensions, in the process ÷ one",
              lambda: inside("dimensions", paid, 10), lambda: inside("dimensions", paid, 1), 3),
        Ratio("a formula on 1,000-row Series, in the process ÷ the bare NumPy expression",
              lambda: inside("formula", paid), lambda: inside("hand_formula", paid), 2),
        Ratio(f"engagement, {many:,} events, in the process ÷ a scan of its columns",
              lambda: inside("engagement", used[many], many), lambda: inside("scan", used[many], many), 6),
        Ratio(f"engagement, {many:,} events ÷ {few:,}",
              lambda: inside("engagement", used[many], many),
              lambda: inside("engagement", used[few], few), 10),
    ]  # fmt: skip


def bare_page(folder: Path) -> list[str]:
    """One papermill run of a notebook that only imports the libraries."""
    import nbformat

    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PAGE_LIBRARIES)])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, folder / "bare.ipynb")
    return [
        sys.executable, "-m", "papermill", "-k", "python3", str(folder / "bare.ipynb"),
        str(folder / "done.ipynb"),
    ]  # fmt: skip


def ratios(folder: Path, size: str) -> list[Ratio]:
    kept = ("--cache", str(folder / "kept"))
    (folder / "kept").mkdir()
    libraries = lambda: python(LIBRARIES)  # noqa: E731
    found = [
        Ratio("revenue, one month, sample ÷ import duckdb, pandas",
              lambda: metrics("--family", "revenue", "--no-cache"), libraries, 3),
        Ratio("satisfaction, one month, sample ÷ the same",
              lambda: metrics("--family", "satisfaction", "--no-cache"), libraries, 3),
        Ratio("all families, one month, sample ÷ the same",
              lambda: metrics("--no-cache"), libraries, 8),
        Ratio("all families a second time, new process ÷ the same",
              lambda: metrics(*kept), libraries, 2, before=lambda: metrics(*kept)),
        Ratio("cs-toolkit --help ÷ the same", lambda: kit("--help"), libraries, 0.5),
        Ratio("import cs_toolkit ÷ python -c pass",
              lambda: python("import cs_toolkit"), lambda: python("pass"), 2),
    ]  # fmt: skip
    found += inside_ratios(folder, size)
    if size == "full":
        out = ("--out", str(folder / "reports"), "--data", str(SAMPLE))
        report = lambda: kit("report", "2026-10", *out)  # noqa: E731
        page = lambda: bare_page(folder)  # noqa: E731
        found += [
            Ratio("the sample's report ÷ 11 bare papermill runs", report, page, 1, times=PAGES),
        ]  # fmt: skip
    return found


def measured(ratio: Ratio, rounds: int) -> tuple[float, float]:
    """The medians of both sides, taken in turn."""
    if ratio.before:
        seconds(ratio.before())
    rounds = 1 if ratio.times > 1 else rounds
    ours, beside = [], []
    for _ in range(rounds):
        ours.append(seconds(ratio.ours()))
        beside.append(seconds(ratio.beside()))
    return statistics.median(ours), statistics.median(beside) * ratio.times


def main(size: str, rounds: int = ROUNDS) -> None:
    lines = [
        "# What an answer costs",
        "",
        f"`python benchmarks/speed.py {size} {rounds}`: processor seconds of a process and its children, each "
        f"pair in turn, the median of {rounds}. {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, duckdb {version('duckdb')}, pandas {version('pandas')}; "
        'the sample of 220 customers. "In the process" is timed without imports; what is written by hand '
        "is in `inside.py`, and gives the kit's numbers.",
        "",
        "| what | seconds | beside it | ratio | target | met |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = name  # the benchmark's own key
        (Path(name) / "paid").mkdir()
        check_by_hand(Path(name) / "paid")
        for ratio in ratios(Path(name), size):
            ours, beside = measured(ratio, rounds)
            found = ours / beside
            met = "yes" if found <= ratio.target else "no"
            line = f"| {ratio.name} | {ours:.2f} | {beside:.2f} | {found:.2f} | ≤ {ratio.target:g} | {met} |"
            print(line, flush=True)
            lines.append(line)
            # what was measured stays, also where the rest is interrupted
            text = "\n".join([*lines, "", NOTES.read_text(encoding="utf-8").strip()])
            RESULTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "small", *map(int, sys.argv[2:]))

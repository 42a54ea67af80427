"""All notebooks of a report, in processes side by side, with progress and a limit of time each."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import nbformat
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ..display.figure import AS_VECTORS
from ..temporary import temporary_folder
from .failures import Failure, title_of
from .titles import page_title
from .warm import SAID, WarmProcess, can_fork

# A worker keeps its own time; this much later it is taken to hang itself.
GRACE_SECONDS = 60
# One thread for each numeric library: sums come out in the same order on every run, and
# notebooks that run side by side don't fight over the processors.
STEADY = {
    **dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
         "NUMEXPR_NUM_THREADS"), "1",
    ),
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    AS_VECTORS: "1",
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A notebook that was run: where its executed copy is (if any), and why it failed (if it did)."""

    notebook: Path
    title: str
    executed: nbformat.NotebookNode | None
    failure: Failure | None

    @property
    def name(self) -> str:
        """The notebook's file name without its ending."""
        return self.notebook.stem


def run_notebooks(
    notebooks: Sequence[Path],
    parameters: dict,
    *,
    workers: int = 2,
    timeout: float = 600,
    console: Console | None = None,
) -> list[Run]:
    """Run every notebook with the same parameters; the runs in the order of the notebooks."""
    console = console or Console(quiet=True)
    bar = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TimeRemainingColumn(), TextColumn("left"), console=console, transient=True,
    )  # fmt: skip
    runs: dict[Path, Run] = {}
    forks = WarmProcess({**os.environ, **STEADY}) if can_fork() else nullcontext()
    with forks as warm, bar, ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        task = bar.add_task("Notebooks", total=len(notebooks))
        started = {pool.submit(_run, path, parameters, timeout, warm): path for path in notebooks}
        try:
            for done in as_completed(started):
                run = runs[started[done]] = done.result()
                bar.advance(task)
                console.print(_line_of(run))
        except BaseException:
            # somebody pressed Ctrl-C: what is running ends, what is not is not begun
            pool.shutdown(cancel_futures=True)
            raise
    return [runs[path] for path in notebooks]


def _line_of(run: Run) -> Text:
    if run.failure:
        return Text.assemble(("  ✗ ", "red"), (run.name, "red"), f"  {run.failure.says}")
    return Text.assemble(("  ✓ ", "green"), run.name)


def _run(notebook: Path, parameters: dict, timeout: float, warm: WarmProcess | None) -> Run:
    try:
        title = title_of(nbformat.read(notebook, as_version=4), page_title(notebook.stem))
    except Exception as error:  # noqa: BLE001 - whatever it is becomes the page's sentence
        shown = str(error).partition("\n")[0][:200]
        says = f"The file {notebook.name} cannot be read as a notebook: {shown}"
        return Run(notebook, page_title(notebook.stem), None, Failure(says))
    with temporary_folder() as folder:
        job = {
            "notebook": str(notebook.resolve()), "executed": str(folder / "executed.ipynb"),
            "outcome": str(folder / "outcome.json"), "parameters": parameters, "timeout": timeout,
            "environment": _own_folders(folder),
        }  # fmt: skip
        (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
        failure = _wait(folder, timeout, warm)
        executed = folder / "executed.ipynb"
        done = nbformat.read(executed, as_version=4) if executed.exists() else None
        return Run(notebook, title, done, failure)


def _wait(folder: Path, timeout: float, warm: WarmProcess | None) -> Failure | None:
    """Let a process do the job in a folder, and read what became of it."""
    job, most = folder / "job.json", timeout + GRACE_SECONDS
    done = warm.run(job, most) if warm else None
    if done is None:  # this platform does not fork, or what forks has ended
        done = _plain_start(job, most)
    if not done:
        return Failure(
            f"The notebook did not finish within {timeout:g} seconds and did not answer any more."
        )
    outcome = folder / "outcome.json"
    if not outcome.exists():
        said = (folder / SAID).read_text(encoding="utf-8", errors="replace")
        return Failure("The process that ran the notebook ended before its time.", said)
    answer = json.loads(outcome.read_text(encoding="utf-8"))
    return Failure(**answer) if answer else None


def _plain_start(job: Path, timeout: float) -> bool:
    """Let a new process do a job; whether it ended within the time."""
    try:
        with (job.parent / SAID).open("w") as said:
            subprocess.run(
                [sys.executable, "-m", f"{__package__}.notebook_process", str(job)],
                env={**os.environ, **STEADY}, stdin=subprocess.DEVNULL, stdout=said,
                stderr=subprocess.STDOUT, timeout=timeout, check=False,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return True


def _own_folders(folder: Path) -> dict[str, str]:
    """A person's IPython profile and other kernels must not change a report, and nothing stays."""
    own = {
        "IPYTHONDIR": folder / "ipython", "JUPYTER_RUNTIME_DIR": folder / "jupyter",
        # a kernel is killed at its end: what it has stored goes with this folder
        "TMPDIR": folder / "tmp",
    }  # fmt: skip
    for path in own.values():
        path.mkdir()
    return {name: str(path) for name, path in own.items()}

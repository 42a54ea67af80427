"""A report in a process of its own that says in which phase it is, and what it left behind.

The process is forked from one that has the libraries imported, so that the machine's time goes to the
report and not to imports. What forks the notebooks is forked likewise, before the report begins.
"""

import atexit
import contextlib
import ctypes
import hashlib
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
import tempfile
import time
import weakref
from collections.abc import Callable
from pathlib import Path

from cs_toolkit.report.warm import INLINE

os.environ.update(INLINE)  # before matplotlib is imported

from cs_toolkit.cli import run as cli
from cs_toolkit.company import company
from cs_toolkit.metrics import METRICS
from cs_toolkit.report import pipeline, publish, warm
from cs_toolkit.report.again import Again
from cs_toolkit.report.execute import STEADY
from cs_toolkit.report.kernel_start import Waiting
from cs_toolkit.report.publish import ARCHIVE, archived, locked, recover
from cs_toolkit.sources.file_state import KEPT_ANSWERS
from cs_toolkit.temporary import sweep, write_whole

PHASES = ("opening", "measuring", "notebooks", "writing", "keeping", "publishing", "listing")
PERIOD, FAMILY = "2026-10", "satisfaction"
MOST_SECONDS = 900
STEP_SECONDS = 0.005  # each rename waits so long, so that some kills fall between two of them
BECOME_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


def tiny_company(folder: Path) -> Path:
    """A company file and sixty answers to one survey."""
    folder.mkdir(parents=True)
    rows = [
        f"{n},c{n % 40},nps,{n * 7 % 11},2026-{1 + n % 10:02d}-{1 + n % 28:02d}" for n in range(60)
    ]
    text = "\n".join(("response_id,customer_id,survey,score,responded_at", *rows))
    (folder / "survey_responses.csv").write_text(text + "\n", encoding="utf-8")
    (folder / "company.toml").write_text('name = "Tiny"\nas_of = "2026-11-01"\n', encoding="utf-8")
    return folder / "company.toml"


def prepare(notebook: Path) -> None:
    """Import what reports need; from here on they show one notebook, one family and two months."""
    for name in warm.LIBRARIES:
        importlib.import_module(name)
    ctypes.CDLL(None).prctl(BECOME_PARENT_OF_ORPHANS, 1, 0, 0, 0)
    pipeline.SPARKLINE = company.SPARKLINE = 1
    company.Company.history.__defaults__ = (1,)
    pipeline.FAMILIES = (FAMILY,)
    for name, metric in list(METRICS.items()):
        if metric.family != FAMILY:
            del METRICS[name]
    pipeline._notebooks = lambda given: [notebook]


class Report:
    """A report that was begun; ``limit`` is called in its process before anything else."""

    def __init__(
        self, data: Path, out: Path, temp: Path, limit: Callable[[], object] | None = None
    ):
        self.said = temp.parent / f"said-{time.monotonic_ns()}.txt"
        self._phases, ours = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._phases)
            _be_report(data, out, temp, self.said, ours, limit)
        os.close(ours)
        self._entered: dict[str, float] = {}
        self.exit_code: int | None = None

    def wait_for(self, phase: str) -> bool:
        """Whether it entered a phase before it ended."""
        deadline = time.monotonic() + MOST_SECONDS
        while phase not in self._entered and (left := deadline - time.monotonic()) > 0:
            if not self._read(left):
                break
        return phase in self._entered

    def wait(self, seconds: float = MOST_SECONDS) -> bool:
        """Whether it ended within some seconds, by itself or by a signal."""
        if self.exit_code is not None:
            return True
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self._read(left):
            pass
        if left <= 0:
            return False
        self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self._phases)
        return True

    def send(self, number: int) -> None:
        """A signal to the report's process alone."""
        os.kill(self.pid, number)

    @property
    def durations(self) -> dict[str, float]:
        """How long each phase took that another one followed, or the end."""
        moments = [*self._entered.values(), time.monotonic()]
        return {name: moments[n + 1] - moments[n] for n, name in enumerate(self._entered)}

    @property
    def sentence(self) -> str:
        """What it wrote for a person."""
        return self.said.read_text("utf-8", errors="replace").strip()

    def _read(self, seconds: float) -> bool:
        if not select.select([self._phases], [], [], seconds)[0]:
            return True
        found = os.read(self._phases, 4096).decode()
        self._entered |= {name: time.monotonic() for name in found.split()}
        return bool(found)


def no_process_left(seconds: float = 60) -> bool:
    """Whether every process that reports started is gone, or goes within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.05)
        except ChildProcessError:
            return True
    return False


def left_in(out: Path, temp: Path, data: Path, before: int) -> list[str]:
    """What is wrong with a folder of reports as it lies there, and after what the next run does first.

    ``before`` is how many reports there were, the archived ones among them.
    """
    shown = out / PERIOD
    wrong = [f"half: {problem}" for problem in _damage(shown)] if shown.exists() else []
    if before and not shown.exists() and not list(out.glob(f".{PERIOD}.old")):
        wrong.append("lost: the report is gone")
    with locked(out):
        recover(out)
    tempfile.tempdir = str(temp)
    sweep()
    reports = [one for one in (shown, *archived(out, PERIOD)) if one.exists()]
    if len(reports) < before:
        wrong.append(f"lost: {before} reports were there, {len(reports)} are")
    wrong += [f"half: {problem}" for one in reports[:2] for problem in _damage(one)]
    known = {".lock", "index.html", PERIOD, ARCHIVE}
    wrong += [f"left: {one.name}" for one in out.iterdir() if one.name not in known]
    if (kept := data.with_name(KEPT_ANSWERS)).is_dir():
        write_whole(kept / "next.answer", b"")
        wrong += [f"left: {one.name}" for one in kept.iterdir() if one.suffix != ".answer"]
    return wrong + [f"left: {one.name}" for one in temp.iterdir()]


def count_of(out: Path) -> int:
    """How many reports there are, the archived ones among them."""
    return (out / PERIOD).exists() + len(archived(out, PERIOD))


def _damage(report: Path) -> list[str]:
    """Files of a report that are not as its manifest says."""
    try:
        files = json.loads((report / "manifest.json").read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError) as error:
        return [f"{report.name} has no manifest: {error}"]
    there = {
        path.relative_to(report).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in report.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    return [f"{report.name}/{name}" for name in files | there if files.get(name) != there.get(name)]


def _be_report(data: Path, out: Path, temp: Path, said: Path, phases: int, limit) -> None:
    code = 1
    try:
        # what started it may ignore Ctrl-C, as a shell does for what runs behind it
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        os.environ["TMPDIR"] = str(temp)
        tempfile.tempdir = None
        for one in list(weakref.finalize._registry):
            one.detach()  # what the process that forked this one removes at its end is not ours
        _fork_what_forks(close=phases)
        output = os.open(said, os.O_CREAT | os.O_WRONLY, 0o600)
        os.dup2(output, 1)
        os.dup2(output, 2)
        if limit:
            limit()
        _announce(phases)
        sys.argv = [
            "cs-toolkit",
            "report",
            PERIOD,
            "--data",
            str(data),
            "--out",
            str(out),
            "--quiet",
        ]
        try:
            cli.main()
            code = 0
        except KeyboardInterrupt:
            code = 130
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 — whatever comes out is shown as Python shows it
        with contextlib.suppress(Exception):
            sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        atexit._run_exitfuncs()  # as at the end of a process that was not forked
        os._exit(code)


def _fork_what_forks(close: int) -> None:
    """The process that forks the notebooks, forked before there are threads and files."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid == 0:
        try:
            os.close(close)
            ours.close()
            os.environ.update(STEADY)
            warm.serve(theirs)
        finally:
            os._exit(0)
    theirs.close()

    def adopt(self):
        self._socket, self._process = ours, Waiting(pid, -1)
        return self

    warm.WarmProcess.__enter__ = adopt


def _announce(phases: int) -> None:
    def tells(owner: object, function: str, phase: str) -> None:
        real = getattr(owner, function)

        def telling(*given, **named):
            os.write(phases, f"{phase} ".encode())
            return real(*given, **named)

        setattr(owner, function, telling)

    tells(pipeline, "open_company", "opening")
    tells(pipeline._Writer, "compute", "measuring")
    tells(pipeline, "run_notebooks", "notebooks")
    tells(pipeline._Writer, "write", "writing")
    tells(Again, "keep", "keeping")
    tells(publish, "publish", "publishing")
    tells(pipeline, "write_listing", "listing")
    rename = Path.rename

    def slow(path: Path, target):
        time.sleep(STEP_SECONDS)
        return rename(path, target)

    Path.rename = slow


def memory_now() -> int:
    """Bytes of address space that this process has."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()

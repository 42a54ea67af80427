"""A run that is stopped leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cs_toolkit.report.warm import can_fork
from tests.report.demo import NOTEBOOKS

pytestmark = [
    pytest.mark.xdist_group("report"),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]
AT_LAST_SECONDS = 900
RUN = """
import sys
from pathlib import Path
from cs_toolkit.report.execute import run_notebooks
hangs = Path(sys.argv[1])
given = dict.fromkeys(("data", "period", "as_of", "results"), sys.argv[2])
run_notebooks([hangs, hangs.with_name("raises.ipynb")], given, workers=1, timeout=3600)
"""


def processes_of(mark: str) -> set[str]:
    """The processes that were started by the run with this mark, which its environment bears."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            bears = f"RUN_MARK={mark}".encode() in (process / "environ").read_bytes().split(b"\0")
        except OSError:  # it ended just now, or is somebody else's
            continue
        if bears and (process / "environ").exists():
            found.add(process.name)
    return found


def wait_for(condition) -> bool:
    """Whether it comes true; a limit that no machine is too busy for ends a test that would hang."""
    deadline = time.monotonic() + AT_LAST_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.2)
    return condition()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_stays_behind(how):
    mark = f"{os.getpid()}-{how.name}"
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(NOTEBOOKS / "hangs.ipynb"), mark],
        env={**os.environ, "RUN_MARK": mark}, start_new_session=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # the run itself, the one that forks where the platform does, the notebook's, and its kernel
    assert wait_for(lambda: len(processes_of(mark)) >= 3 + can_fork())
    # Ctrl-C reaches every process of the terminal, a kill only the one
    os.killpg(run.pid, how) if how is signal.SIGINT else run.send_signal(how)
    run.wait(AT_LAST_SECONDS)
    assert wait_for(lambda: not processes_of(mark)), "a process was left behind"

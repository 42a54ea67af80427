"""One process with the libraries imported, from which each notebook's process and kernel are forked.

Importing pandas, matplotlib and the kit costs a kernel more than most notebooks do. Here it is done
once: ``python -m cs_toolkit.report.warm FD`` imports, then waits at a socket for jobs. For each it
forks the process that runs the notebook; that one forks its kernel before it does anything else, so
that neither is a copy of a process with threads. A pipe that comes with the job tells the report
who does it, and by its end that it is done. Where the report ends, so does everything below it.
"""

import gc
import importlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path

from ..unneeded import leave_out_grammars

# What notebooks stand on. A module that is not there is left to the notebook that asks for it.
LIBRARIES = (
    "duckdb", "pandas", "pyarrow.parquet", "matplotlib.pyplot", "seaborn", "scipy.stats", "papermill",
    "papermill.clientwrap", "nbclient", "ipykernel.kernelapp", "ipykernel.ipkernel",
    "cs_toolkit.report.notebook_process", "cs_toolkit.company", "cs_toolkit.company.opening",
    "cs_toolkit.display", "cs_toolkit.figures", "cs_toolkit.analyses.feedback", "cs_toolkit.analyses.health",
    "cs_toolkit.analyses.estimates", "cs_toolkit.analyses.headline",
)  # fmt: skip
# A kernel chooses where pictures go by this, but only before matplotlib is imported.
INLINE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
LONGEST_JOB = 65536  # bytes of a path
SAID = "said.txt"


def can_fork() -> bool:
    """Whether a process with these libraries may be forked: macOS's own libraries do not allow it."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds") and sys.platform != "darwin"


class WarmProcess:
    """The process that forks; it is started by ``with`` and ended at its end."""

    def __init__(self, environment: Mapping[str, str]):
        self._environment = {**INLINE, **environment}
        self._sending = threading.Lock()
        self._asked = False

    def __enter__(self) -> "WarmProcess":
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())], env=self._environment,
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()  # it waits at the other end, and ends with it
        if not self._asked:
            self._process.kill()  # it has forked nothing, and may still be importing for nobody
        self._process.wait()

    def run(self, job: Path, timeout: float) -> bool | None:
        """Let a job be done; None where nobody took it up, False where it was stopped after a time."""
        ours, theirs = os.pipe()
        try:
            try:
                with self._sending:
                    self._asked = True
                    socket.send_fds(self._socket, [os.fsencode(job)], [theirs])
            except OSError:
                return None
            finally:
                os.close(theirs)
            who = os.read(ours, 32)
            if not who:
                return None
            if select.select([ours], [], [], timeout)[0]:
                return True
            os.kill(int(who), signal.SIGKILL)
            return False
        finally:
            os.close(ours)


def serve(here: socket.socket) -> None:
    """Fork a process for each job that comes, until the report closes its end."""
    running: set[int] = set()
    while True:
        job, pipes, _, _ = socket.recv_fds(here, LONGEST_JOB, 1)
        # waiting for those that have ended also adds what they cost to what this process cost
        running -= {one for one in running if os.waitpid(one, os.WNOHANG)[0]}
        if not job:
            break
        if (forked := os.fork()) == 0:
            here.close()
            _work(Path(os.fsdecode(job)), pipes[0])
        running.add(forked)
        for pipe in pipes:
            os.close(pipe)
    for one in running:  # the report has ended or was killed
        os.kill(one, signal.SIGKILL)
        os.waitpid(one, 0)


def _work(job: Path, pipe: int) -> None:
    """Do a job in a forked process, and end it: what the pipe tells is that it has ended."""
    code = 1
    try:
        from .kernel_start import Waiting, waiting_kernel
        from .notebook_process import do, end_with

        said = os.open(job.parent / SAID, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.close(said)
        warm = os.getppid()
        kernel: Waiting = waiting_kernel(close=pipe)
        os.write(pipe, str(os.getpid()).encode())
        end_with(warm)
        do(job, kernel)
        code = 0
    except Exception:  # noqa: BLE001 - the report prints what was said
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        sys.stdout.flush()
        os._exit(code)


def main(descriptor: str) -> None:
    """Import what notebooks stand on, and serve at the socket of this number."""
    leave_out_grammars()
    with socket.socket(fileno=int(descriptor)) as here:
        os.set_inheritable(here.fileno(), False)
        for name in LIBRARIES:
            try:
                importlib.import_module(name)
            except ImportError:
                continue
        gc.collect()
        gc.freeze()
        serve(here)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)

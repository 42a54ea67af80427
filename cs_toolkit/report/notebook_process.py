"""One notebook run to its end, in a process of its own: forked, or ``python -m … job.json``.

A process, because papermill changes the working directory of the whole process, and because a
notebook that takes its process down must not take the report with it.
"""

import json
import logging
import os
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from .failures import Failure, failure_of
from .kernel_start import ForkedProvisioner, Waiting
from .parameters import refused, without_lessons

LONGEST_SOCKET = 100  # bytes; systems end a socket's path at 104 or 108, and "-1" follows this one


class LocalKernelManager(AsyncKernelManager):
    """A kernel that is spoken to through files of its own folder: no port is opened.

    Where the temporary folder lies so deep that a socket's path would not fit, or on Windows, it is
    spoken to through ports of this machine alone, with messages that are signed.
    """

    @default("transport")
    def _transport(self) -> str:
        fits = len(os.fsencode(_socket())) <= LONGEST_SOCKET
        return "ipc" if fits and sys.platform != "win32" else "tcp"

    @default("ip")
    def _ip(self) -> str:
        # by default the files lie in the working directory, where two kernels would share them
        return "127.0.0.1" if self.transport == "tcp" else _socket()


class ForkedKernelManager(LocalKernelManager):
    """A kernel of the same kind that was forked with its libraries imported, and waits."""

    async def _async_pre_start_kernel(
        self, *, transport_encryption: str | None = None, **given: Any
    ) -> tuple[list[str], dict[str, Any]]:
        self.kernel_id = self.kernel_id or str(uuid.uuid4())
        self.provisioner = ForkedProvisioner(
            kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
        )
        self.provisioner.waiting = _WAITING[0]
        return await super()._async_pre_start_kernel(
            transport_encryption=transport_encryption, **given
        )


# The kernel that this process was given: papermill makes the manager by its class's name.
_WAITING: list[Waiting] = []


def _socket() -> str:
    return str(Path(os.environ["JUPYTER_RUNTIME_DIR"]) / "k")


def run(notebook: Path, executed: Path, parameters: dict, timeout: float) -> Failure | None:
    """Run a notebook and write it, executed, to ``executed``; why it failed, or None."""
    import papermill

    given = without_lessons(nbformat.read(notebook, as_version=4))
    if failure := refused(given, parameters):
        return failure
    manager = ForkedKernelManager if _WAITING else LocalKernelManager
    deadline = time.monotonic() + timeout
    stopped = None
    try:
        papermill.execute_notebook(
            given, executed, parameters=parameters, kernel_name="python3", language="python",
            cwd=notebook.parent, progress_bar=False,
            # the time is the notebook's, not each cell's; 0 would mean no limit
            timeout_func=lambda cell: max(1, round(deadline - time.monotonic())),
            kernel_manager_class=f"{__package__}.notebook_process.{manager.__name__}",
            shutdown_kernel="immediate",
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001 - whatever it is becomes the page's sentence
        stopped = error
    if not executed.exists():
        return Failure(f"The notebook could not be started: {stopped}")
    return failure_of(nbformat.read(executed, as_version=4), stopped, timeout)


def end_with(parent: int) -> None:
    """End this process, and its kernel with it, when the report's process is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def do(job_path: Path, waiting: Waiting | None = None) -> None:
    """Do the job that a file describes, and write its outcome beside it."""
    logging.getLogger("papermill").setLevel(logging.ERROR)
    job = json.loads(job_path.read_text(encoding="utf-8"))
    os.environ.update(job["environment"])
    tempfile.tempdir = None  # a forked process may have looked it up before
    if waiting is not None:
        _WAITING.append(waiting)
    failure = run(Path(job["notebook"]), Path(job["executed"]), job["parameters"], job["timeout"])
    outcome = failure.as_dict() if failure else None
    Path(job["outcome"]).write_text(json.dumps(outcome), encoding="utf-8")


if __name__ == "__main__":
    end_with(os.getppid())
    do(Path(sys.argv[1]))

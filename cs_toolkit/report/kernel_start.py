"""A kernel that waits, forked, until the notebook's process says with what it is to begin."""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner


@dataclass
class Waiting:
    """A process that was forked to be a kernel: what jupyter_client wants of one (a ``Popen``)."""

    pid: int
    pipe: int
    returncode: int | None = None
    stdin = stdout = stderr = None

    def begin(self, command: Sequence[str], env: Mapping[str, str], cwd: str | Path) -> None:
        """Let it be the kernel of a command, in an environment and a folder."""
        given = {"command": list(command), "env": dict(env), "cwd": str(cwd)}
        with os.fdopen(self.pipe, "w", encoding="utf-8") as pipe:
            json.dump(given, pipe)

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self.returncode is None:
            try:
                ended, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                ended, status = self.pid, 0
            if ended:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self) -> int:
        """Wait until it has ended; how it did."""
        if self.returncode is None:
            _, status = os.waitpid(self.pid, 0)
            self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class ForkedProvisioner(LocalProvisioner):
    """Starts the kernel that waits, where others start a command."""

    waiting: Waiting

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Let the kernel begin; how to speak to it."""
        os.setpgid(self.waiting.pid, self.waiting.pid)  # signals go to it and what it starts
        self.waiting.begin(cmd, kwargs["env"], kwargs.get("cwd") or Path.cwd())
        self.process = cast(Popen, self.waiting)  # it has of a process what is asked of one
        self.pid = self.pgid = self.waiting.pid
        self.cwd = kwargs.get("cwd")
        return self.connection_info


def waiting_kernel(close: int) -> Waiting:
    """Fork a kernel that waits; ``close`` is a file of this process that it must not hold."""
    theirs, ours = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return Waiting(pid, ours)
    try:
        os.close(ours)
        os.close(close)
        with os.fdopen(theirs, encoding="utf-8") as pipe:
            given = json.loads(pipe.read() or "null")
        if given is not None:  # else its process ended before it began
            _be_kernel(given, parent)
    finally:
        os._exit(1)


def _be_kernel(given: dict, parent: int) -> None:
    from ipykernel.kernelapp import IPKernelApp

    from .notebook_process import end_with

    end_with(parent)
    os.chdir(given["cwd"])
    os.environ.clear()
    os.environ.update(given["env"])
    tempfile.tempdir = None  # the warm process may have looked it up in its own environment
    # as ipykernel_launcher does: modules of the folder in which the report was started are none of its
    del sys.path[0]
    sys.argv = ["ipykernel_launcher.py", *given["command"][given["command"].index("-f") :]]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    app = IPKernelApp.instance(parent_handle=parent)
    app.initialize(sys.argv[1:])
    app.start()
    os._exit(0)

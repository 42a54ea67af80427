"""One JupyterLab on a company of one small file, for all tests that look at it."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = """subscription_id,customer_id,starts_on,ends_on,mrr,plan
1,a,2026-01-01,,100,pro
2,b,2026-02-01,2026-10-05,80,basic
3,c,2026-10-10,,50,basic
4,d,2026-03-10,2026-09-20,20,pro
"""
COMMAND = [sys.executable, "-c", "from cs_toolkit.cli import main; main()"]


@dataclass(frozen=True)
class Lab:
    """A lab that runs: its process, its address, the folder that it works in."""

    process: subprocess.Popen
    url: str
    token: str
    folder: Path

    def ask(self, path: str) -> bytes:
        """What the server's API answers."""
        asked = urllib.request.Request(
            f"{self.url}/api{path}", headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.read()


def kit_environment(folder: Path) -> dict[str, str]:
    """Folders of a person's own settings, so that no test writes to a home."""
    own = {
        name: str(folder / "home" / name.lower())
        for name in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR",
                     "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    }  # fmt: skip
    return {**os.environ, "PYTHONPATH": str(ROOT), **own}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """``cs-toolkit lab`` on one CSV, from a folder of its own, without a browser."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "own").mkdir()
    (folder / "own" / "subscriptions.csv").write_text(ROWS, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(8)
    process = subprocess.Popen(
        [*COMMAND, "lab", "--data", "own", "--period", "2026-10", "--no-browser",
         f"--port={port}", f"--IdentityProvider.token={token}"],
        cwd=folder, env=kit_environment(folder), stdout=(folder / "log").open("w"),
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    opened = Lab(process, f"http://127.0.0.1:{port}", token, folder / "cs-toolkit-lab")
    while process.poll() is None:
        try:
            opened.ask("/status")
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
    assert process.poll() is None, (folder / "log").read_text("utf-8")
    yield opened
    process.send_signal(signal.SIGTERM)
    process.wait(60)

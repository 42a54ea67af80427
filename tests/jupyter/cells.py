"""Cells run in an IPython of a process of its own: its hooks must not reach other tests."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

RUN = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

shell, told, results = InteractiveShell.instance(), [], []
# as a kernel, which sends every form of a result, and not only its text
shell.displayhook.write_format_data = lambda data, metadata=None: results.append(data)
shell.displayhook.write_output_prompt = lambda: None
for cell in json.load(sys.stdin):
    with capture_output() as shown:
        done = shell.run_cell(cell, store_history=True)
    data = [one.data for one in shown.outputs] + results[:]
    results.clear()
    error = done.error_in_exec
    told.append({"text": shown.stdout, "errors": shown.stderr, "data": [
        {kind: str(value)[:20_000] for kind, value in one.items()} for one in data
    ], "raised": type(error).__name__ if error is not None else ""})
print(json.dumps(told))
"""


@dataclass(frozen=True)
class Shown:
    """What a cell showed: text, what went to stderr, rich outputs, and the error's class."""

    text: str
    errors: str
    data: list[dict[str, str]]
    raised: str


def run_cells(cells: list[str], folder: Path) -> list[Shown]:
    """Run cells one after the other in a new IPython; what each of them showed."""
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "IPYTHONDIR": str(folder / "ipython")}
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=json.dumps(cells), cwd=folder, env=env,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [Shown(**one) for one in json.loads(done.stdout.splitlines()[-1])]

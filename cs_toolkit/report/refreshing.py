"""The committed notebooks, run again on the sample: ``python -m cs_toolkit.report.refreshing FILE …``.

They are committed with their outputs, lessons included, without anything that differs from run to
run and each style sheet once, so that a test can compare every cell.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from .normalising import Scrubber, normalised, with_styles_once


def refresh(path: Path) -> None:
    """Run a notebook where it lies, and write it back with what it now shows."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    nbformat.write(with_styles_once(normalised(notebook, Scrubber({}))), path)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refresh(Path(name))

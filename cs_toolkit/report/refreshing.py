"""The committed notebooks, run again on the sample: ``python -m cs_toolkit.report.refreshing FILE …``.

They are committed with their outputs, without anything that differs from run to run, with each style
sheet once and light pictures, so that a test can compare every cell and a clone stays small.
"""

import os
import sys
from base64 import b64decode, b64encode
from pathlib import Path

import nbformat
import oxipng
from nbclient import NotebookClient
from nbformat import NotebookNode

from ..display.figure import FOR_GIT
from .normalising import Scrubber, normalised, with_styles_once


def refresh(path: Path) -> None:
    """Run a notebook where it lies, and write it back with what it now shows."""
    notebook = nbformat.read(path, as_version=4)
    os.environ[FOR_GIT] = "1"  # a kernel has what its parent has
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    light = with_light_pictures(with_styles_once(normalised(notebook, Scrubber({}))))
    nbformat.write(light, path)


def with_light_pictures(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the same pixels in a quarter less: the filters that suit each picture."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                packed = oxipng.optimize_from_memory(b64decode(data["image/png"]), level=4)
                data["image/png"] = b64encode(packed).decode()
    return notebook


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refresh(Path(name))

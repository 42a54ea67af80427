"""A report's kernels are forked with their libraries imported, and show what a plain start shows."""

import os
import signal

import nbformat
import pytest

from cs_toolkit.report import execute
from cs_toolkit.report.warm import WarmProcess, can_fork

pytestmark = [
    pytest.mark.xdist_group("report"),
    pytest.mark.skipif(not can_fork(), reason="this platform starts every kernel plainly"),
]
CELLS = (
    "import os\nimport sys\nwarm = 'pandas' in sys.modules and 'cs_toolkit.company' in sys.modules",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\nplt.show()",
    "os.path.basename(os.getcwd()), data, sys.argv[0].endswith('ipykernel_launcher.py')",
    "warm",
)


@pytest.fixture
def book(tmp_path):
    parameters = nbformat.v4.new_code_cell("data = ''", metadata={"tags": ["parameters"]})
    cells = [parameters, *map(nbformat.v4.new_code_cell, CELLS)]
    folder = tmp_path / "books"
    folder.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "stands.ipynb")
    return folder / "stands.ipynb"


def shown(run) -> list:
    """What each cell shows, but for addresses in memory."""
    assert run.failure is None, run.failure
    return [
        output.data.get("image/png") or output.data["text/plain"]
        for cell in run.executed.cells
        for output in cell.get("outputs", ())
        if "Line2D" not in output.data["text/plain"]
    ]


def test_a_forked_kernel_has_its_libraries_and_shows_what_a_plain_one_shows(book, monkeypatch):
    (forked,) = execute.run_notebooks([book], {"data": "x"})
    *same, warm = shown(forked)
    assert warm == "True"
    assert len(same) == 3
    monkeypatch.setattr(execute, "can_fork", lambda: False)
    (plain,) = execute.run_notebooks([book], {"data": "x"})
    assert shown(plain) == [*same, "False"]


def test_nobody_takes_up_a_job_where_the_process_that_forks_was_killed(tmp_path):
    with WarmProcess(os.environ) as warm:
        os.kill(warm._process.pid, signal.SIGKILL)
        warm._process.wait()
        assert warm.run(tmp_path / "job.json", 60) is None

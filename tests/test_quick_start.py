"""A lesson and the command line start at once: nothing heavy is loaded before it is used."""

import subprocess
import sys

import pytest

HEAVY = (
    "duckdb",
    "matplotlib",
    "numpy",
    "pandas",
    "papermill",
    "pyspark",
    "sklearn",
    "sqlglot",
    "statsmodels",
)
LOADED = f"import sys; print([name for name in {HEAVY} if name in sys.modules])"


@pytest.mark.parametrize(
    "code",
    ["import cs_toolkit", "import cs_toolkit.cli", "import cs_toolkit as cs; cs.__version__"],
)
def test_nothing_heavy_is_imported(code):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {LOADED}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_help_of_the_command_line_loads_no_engine():
    code = "from typer.testing import CliRunner; from cs_toolkit.cli import app; r = CliRunner().invoke(app, ['--help']); assert 'report' in r.output, r.output"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {LOADED}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

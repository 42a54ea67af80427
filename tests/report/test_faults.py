"""A few reports killed at random instants: a short form of benchmarks/faults.py."""

import subprocess
import sys
from pathlib import Path

import pytest

FAULTS = Path(__file__).parents[2] / "benchmarks" / "faults.py"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="adopts what a killed report started")
def test_a_few_reports_that_are_killed_leave_nothing_lost_half_or_behind():
    asked = [
        sys.executable,
        str(FAULTS),
        "4",
        "--seed",
        "7",
        "--only",
        "kills",
        "--no-results",
    ]
    run = subprocess.run(asked, capture_output=True, text=True, timeout=900, check=False)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    assert "| KILL while " in run.stdout

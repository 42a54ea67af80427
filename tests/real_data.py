"""Public data sets that tests hold the kit against. They are not part of the project."""

import os
from pathlib import Path

import pytest

HOME = Path(
    os.environ.get("CS_TOOLKIT_REAL_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")
)


def real_data(name: str) -> Path:
    """The path of a file or folder of a data set; skips the test where it is not there."""
    path = HOME / name
    if not path.exists():
        pytest.skip(f"the public data set {name} is not here (set CS_TOOLKIT_REAL_DATA)")
    return path

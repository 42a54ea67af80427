from pathlib import Path

import pytest

from cs_toolkit.sample import write_sample


@pytest.fixture(scope="session")
def committed() -> Path:
    """The sample that is committed."""
    return Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.fixture(scope="session")
def large(tmp_path_factory) -> Path:
    """A larger sample, in which chance matters less."""
    folder = tmp_path_factory.mktemp("large")
    write_sample(folder, customers=2_500, seed=3, format="csv")
    return folder

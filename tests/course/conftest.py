"""A lesson adds a metric of its own to the kit: the next test finds the kit as it was."""

import pytest

from cs_toolkit.metrics.registry import added, withdraw


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    for metric in added():
        withdraw(metric)

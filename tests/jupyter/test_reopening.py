"""A cell that is run again finds what was measured, and never what is no longer so."""

import os

import pandas as pd
import pytest

from cs_toolkit.company.opening import open_company
from cs_toolkit.jupyter.reopening import Reopening
from tests.jupyter.conftest import ROWS


@pytest.fixture
def data(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "company.toml").write_text('source = "."\nas_of = "2026-11-01"\n', encoding="utf-8")
    return tmp_path


def test_the_same_data_are_opened_once_and_another_period_costs_that_period(data):
    reopen = Reopening()
    company = reopen(open_company, data)
    company.metrics("2026-09", metric="mrr", by=())
    read = company._opened
    again = reopen(open_company, data)
    assert again is company and again._opened is read
    assert again.metrics("2026-10", metric="mrr", variant="default", by=())["value"].tolist() == [
        150.0
    ]


@pytest.mark.parametrize("what", ["row", "file", "rule", "gone", "time set back"])
def test_whatever_moved_is_read_again(data, what):
    reopen = Reopening()
    company = reopen(open_company, data)
    path = data / "subscriptions.csv"
    before = path.stat()
    if what == "row":
        path.write_text(ROWS + "9,z,2026-01-01,,1000,pro\n", encoding="utf-8")
    elif what == "file":
        (data / "survey_responses.csv").write_text(
            "response_id,survey,score,responded_at\n", "utf-8"
        )
    elif what == "rule":
        (data / "company.toml").write_text('source = "."\nas_of = "2026-10-01"\n', encoding="utf-8")
    elif what == "gone":
        (data / "unused.csv").touch()
        company = reopen(open_company, data)
        (data / "unused.csv").unlink()
    else:
        path.write_text(ROWS.replace(",100,", ",101,"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert reopen(open_company, data) is not company


def test_other_arguments_and_data_without_a_state_are_opened_each_time(data):
    reopen = Reopening()
    company = reopen(open_company, data)
    assert reopen(open_company, data, policies={"paused": "counted"}) is not company
    (data / "company.toml").write_text('source = "."\n', encoding="utf-8")  # known up to now
    assert reopen(open_company, data) is not reopen(open_company, data)
    frames = {"subscriptions": pd.DataFrame({"subscription_id": [1], "customer_id": ["a"], "mrr": [1],
                                             "starts_on": ["2026-01-01"]})}  # fmt: skip
    assert reopen(open_company, frames, as_of="2026-04-01") is not reopen(
        open_company, frames, as_of="2026-04-01"
    )

"""What several tests of the corpus ask."""

import pandas as pd
import pytest

import cs_toolkit as cs


@pytest.fixture(scope="session")
def company_of_one_row():
    """A company with one customer, whose calendar years are fiscal years."""
    return cs.open(
        {"customers": pd.DataFrame({"customer_id": ["a"]})},
        as_of="2026-06-01",
        fiscal_year_start="april",
    )

"""A company that has only totals by period: the periods that they name are the data's."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

VISITS = pd.DataFrame(
    {"period": ["2026-08", "2026-09", "2026-10"], "channel": "web", "visitors": [100, 110, 120]}
)
CASH = pd.DataFrame(
    {
        "period": ["2026-09", "2026-10"], "operating_cash_flow": [50, 60], "investments": [10, 10],
        "working_capital": [5, 9],
    }
)  # fmt: skip


def test_totals_alone_are_measured():
    company = cs.open({"cash_flows": CASH}, as_of="2026-11-15")
    numbers = company.metrics("2026-10", family="value", by=())
    assert cs.pick(numbers, "net_cash")["value"].tolist() == [60 - 10 - 4]
    assert company.period("last").name == "2026-10"


@pytest.mark.parametrize("asked", ["2026-10", "last", "2026-08..2026-10"])
def test_visits_alone_have_periods(asked):
    company = cs.open({"visits": VISITS}, as_of="2026-11-15")
    visits = company.measures(asked, family="acquisition", by=())
    assert visits["period"].iloc[-1] == "2026-10"


def test_a_period_outside_them_is_refused():
    company = cs.open({"visits": VISITS}, as_of="2026-11-15")
    with pytest.raises(InputError, match="2025-01 lies outside the data"):
        company.metrics("2025-01", family="acquisition", by=())

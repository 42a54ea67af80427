"""Net cash, told by months or quarters."""

import pytest

from tests.by_hand import company, measures, table, value

FLOWS = table(
    "period operating_cash_flow investments working_capital",
    ("2025-12", 0, 0, 50), ("2026-01", 100, 30, 60), ("2026-02", 80, 10, 55), ("2026-03", 90, 0, 40),
    ("2026-Q2", 1, 2, 3),
)  # fmt: skip


@pytest.fixture(scope="module")
def firm():
    orders = table("order_id customer_id ordered_at amount", (1, "ann", "2025-11-01", 1))
    return company(as_of="2026-10-01", cash_flows=FLOWS, orders=orders)


def test_an_increase_of_working_capital_binds_cash(firm):
    assert value(firm, "2026-01", "net_cash") == 100 - 30 - 10


def test_a_decrease_sets_cash_free_in_one_variant_only(firm):
    assert value(firm, "2026-02", "net_cash") == 80 - 10
    assert value(firm, "2026-02", "net_cash", "signed") == 80 - 10 + 5
    assert value(firm, "2026-02", "net_cash", "already_in_ocf") == 70


def test_a_quarter_is_the_sum_of_its_months(firm):
    """Its working capital goes from the level of December to that of March."""
    assert value(firm, "2026-Q1", "net_cash", "signed") == 270 - 40 - (40 - 50)
    assert measures(firm, "2026-Q2", "value")["ending_working_capital"] == 3


def test_what_is_not_reported_is_missing_and_not_0(firm):
    for period in ("2025-11", "2026-04", "2026"):
        assert str(value(firm, period, "net_cash")) == "nan"
    # the first month has no level to start from, but its flow is known
    assert str(value(firm, "2025-12", "net_cash")) == "nan"
    assert value(firm, "2025-12", "net_cash", "already_in_ocf") == 0

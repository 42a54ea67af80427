"""Amounts of a large company, or of a currency with many zeros, fit into every measure."""

import pytest

from tests.by_hand import company, measures, subscriptions, table, value

# up to nine thousand million a row every millionth is kept
LARGE = 5_123_456_789.12


def test_every_table_takes_large_amounts():
    firm = company(
        subscriptions=subscriptions(
            ("1", "ann", "2025-01-01", None, LARGE, 1_234_567.89, "amount"),
            more="discount discount_kind",
        ),
        orders=table("order_id customer_id ordered_at amount", (1, "ann", "2026-03-01", LARGE)),
        spend=table("spent_on category amount", ("2026-03-01", "sales", LARGE)),
        renewals=table(
            "contract_id customer_id due_on outcome value_before value_after",
            ("1", "ann", "2026-03-01", "renewed", LARGE, LARGE),
        ),
        cash_flows=table(
            "period operating_cash_flow investments working_capital",
            ("2026-02", 0, 0, 0), ("2026-03", LARGE, 1, LARGE),
        ),
    )  # fmt: skip
    assert value(firm, "2026-03", "mrr") == pytest.approx(LARGE - 1_234_567.89, abs=1e-6)
    assert measures(firm, "2026-03", "revenue")["billed_revenue"] == pytest.approx(LARGE, abs=1e-6)
    kept = measures(firm, "2026-03", "retention")
    assert kept[["acquisition_spend", "value_due", "value_renewed"]].tolist() == [LARGE] * 3
    assert value(firm, "2026-03", "net_cash", "already_in_ocf") == pytest.approx(LARGE - 1)
    assert measures(firm, "2026-03", "value")["ending_working_capital"] == LARGE

"""Renewal: only what is due counts, and what is open past its day is not renewed."""

import pytest

from tests.by_hand import company, measures, row, table, value

RENEWALS = table(
    "contract_id customer_id due_on outcome value_before value_after",
    ("1", "ann", "2026-02-28", "lost", 10, None),
    ("2", "ann", "2026-03-01", "renewed", 100, 150),
    ("3", "ann", "2026-03-31", "lost", 40, None),
    ("4", "bob", "2026-03-15", "renewed", 60, None),
    ("5", "cat", "2026-03-20", "open", 50, None),
    ("6", "dan", "2026-04-01", "renewed", 70, 70),
    ("7", "eve", "2026-03-10", "renewed", None, 30),
)
REGIONS = table("customer_id region", ("ann", "north"), ("bob", "south"), ("cat", "south"))


@pytest.fixture(scope="module")
def firm():
    return company(renewals=RENEWALS, customers=REGIONS)


def test_by_contract_by_customer_and_by_value(firm):
    # five contracts fall due in March; of four customers three renewed one
    assert value(firm, "2026-03", "renewal_rate") == 3 / 5
    assert value(firm, "2026-03", "renewal_rate", "by_customer") == 3 / 4
    # a renewal without a new value goes on at the old one; one without an old value is in neither
    assert value(firm, "2026-03", "renewal_rate", "by_value") == (150 + 60) / (100 + 40 + 60 + 50)
    # no more than each contract was worth: the price rise of one hides no loss of another
    capped = value(firm, "2026-03", "renewal_rate", "by_value_capped")
    assert capped == (100 + 60) / (100 + 40 + 60 + 50)


def test_open_past_its_day_is_due_and_not_renewed(firm):
    assert value(firm, "2026-03", "renewal_rate", "default", "region", "south") == 1 / 2


def test_not_yet_due_is_out():
    in_the_middle = company(as_of="2026-03-15", renewals=RENEWALS)
    found = measures(in_the_middle, "2026-03", "retention")
    assert found["contracts_due"] == 2  # of the 1st and the 10th
    assert "in progress" in row(in_the_middle, "2026-03", "renewal_rate")["note"]


def test_contracts_of_merged_customers_belong_to_the_one_that_lives_on():
    merged = company(
        renewals=RENEWALS,
        customer_merges=table(
            "from_customer_id to_customer_id merged_on", ("bob", "ann", "2026-01-01")
        ),
    )
    found = measures(merged, "2026-03", "retention")
    assert found[["customers_due", "customers_renewed"]].tolist() == [3, 2]

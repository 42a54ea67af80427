"""Rows of customers whom nobody knows, and files that nobody reads: counted and said."""

import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

SUBSCRIPTIONS = (
    "subscription_id,customer_id,starts_on,mrr\ns1,001,2026-01-01,10\ns2,b,2026-01-01,20\n"
)


def _folder(tmp_path, customers: str):
    (tmp_path / "subscriptions.csv").write_text(SUBSCRIPTIONS, encoding="utf-8")
    (tmp_path / "customers.csv").write_text(customers, encoding="utf-8")
    return cs.open(tmp_path, as_of="2026-03-01")


def test_an_id_written_in_two_ways_is_said(tmp_path):
    company = _folder(tmp_path, "customer_id,region\n1,EU\nb,EU\n")
    (found,) = company.check().strangers
    assert (found.table, found.rows, found.examples) == ("subscriptions", 1, ("001",))
    split = company.measures("2026-01", family="revenue", by="region").set_index("segment")
    assert split["ending_mrr"].to_dict() == {"": 30, "(none)": 10, "EU": 20}


def test_who_was_merged_away_or_is_known_is_no_stranger(tmp_path):
    assert _folder(tmp_path, "customer_id\n001\nb\n").check().strangers == ()
    mergers = "from_customer_id,to_customer_id,merged_on\n001,b,2026-01-05\n"
    (tmp_path / "customer_merges.csv").write_text(mergers, encoding="utf-8")
    assert _folder(tmp_path, "customer_id\nb\n").check().strangers == ()


def test_without_customers_nobody_is_a_stranger(tmp_path):
    assert _folder(tmp_path, "customer_id\n").check().strangers == ()


def test_a_table_in_a_form_that_is_not_read_is_not_passed_over(tmp_path):
    (tmp_path / "orders.numbers").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "notes.json").write_text("{}")  # no table of ours
    with pytest.raises(InputError, match=r"orders.numbers is called like table orders"):
        _folder(tmp_path, "customer_id\nb\n").check()
    (tmp_path / "orders.numbers").unlink()
    assert _folder(tmp_path, "customer_id\nb\n").check().rows["subscriptions"] == 2

"""One customer under several ids: matched by table customer_ids, by e-mail or by its domain; nobody is dropped."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.drafting.recipes.demo import write_demo
from cs_toolkit.errors import InputError
from tests.by_hand import table
from tests.engines.laid_out import into_postgres

CUSTOMERS = table(
    "customer_id name email domain",
    ("cus_1", "Acme", "Ann@acme.com", None),
    ("cus_2", "Bolt", "bo@gmail.com", None),
    ("cus_3", "Cora", "cy@cora.io", None),
    ("cus_4", "Cora too", "di@cora.io", None),
    ("cus_5", "Dune", None, "https://www.Dune.org/en"),
)
TICKETS = table(
    "ticket_id customer_id opened_at",
    *((str(n), who, f"2026-03-{n + 1:02}") for n, who in enumerate((
        "cus_1", "ann@ACME.com ", "eve@acme.com", "eve@gmail.com", "cy@cora.io", "new@cora.io",
        "x@dune.org", "7001", None,
    ))),
)  # fmt: skip
IDS = table(
    "id customer_id system", ("7001", "cus_2", "help desk"), ("EVE@gmail.com", "cus_3", "shop")
)


def firm(match=None, tickets=TICKETS, customers=CUSTOMERS, **tables):
    identity = {"identity": {"match": match}} if match else {}
    return cs.open(
        {"customers": customers, "tickets": tickets, **tables}, as_of="2026-06-01", **identity
    )


def ids(of) -> list[str | None]:
    found = of.query("select customer_id from tickets order by opened_at")["customer_id"]
    return [None if pd.isna(one) else one for one in found]


BY_EMAIL = ["cus_1", "cus_1", "eve@acme.com", "eve@gmail.com", "cus_3", "new@cora.io", "x@dune.org", "7001", None]  # fmt: skip
BY_DOMAIN = ["cus_1", "cus_1", "cus_1", "eve@gmail.com", "cus_3", "new@cora.io", "cus_5", "7001", None]  # fmt: skip


@pytest.mark.parametrize(("match", "found"), [("email", BY_EMAIL), ("email_domain", BY_DOMAIN)])
def test_rows_are_given_to_the_customer_whose_mail_they_have(match, found):
    assert ids(firm(match)) == found


def test_the_table_of_ids_comes_before_mails():
    assert ids(firm(None, customer_ids=IDS))[3:8] == ["cus_3", "cy@cora.io", "new@cora.io", "x@dune.org", "cus_2"]  # fmt: skip
    assert ids(firm("email", customer_ids=IDS))[3:8] == ["cus_3", "cus_3", "new@cora.io", "x@dune.org", "cus_2"]  # fmt: skip


def test_how_rows_matched_is_counted_and_nobody_is_dropped():
    of = firm("email_domain", customer_ids=IDS)
    (one,) = of.check().matched
    assert one.ways == {"id": 1, "customer_ids": 2, "email": 2, "domain": 2}
    assert (one.matched, one.unmatched, one.examples) == (7, 1, ("new@cora.io",))
    assert "7 of 8 rows match a customer" in str(one)
    assert of.check().rows["tickets"] == len(TICKETS)


def test_a_users_id_may_be_the_customers():
    events = table(
        "user_id occurred_at",
        ("cus_1", "2026-03-01"),
        ("bo@gmail.com", "2026-03-02"),
        ("u9", "2026-03-03"),
    )
    of = firm("email", usage_events=events)
    found = of.query("select user_id, customer_id from usage_events order by occurred_at")
    assert found["user_id"].tolist() == ["cus_1", "bo@gmail.com", "u9"]
    assert found["customer_id"].tolist()[:2] == ["cus_1", "cus_2"]
    assert pd.isna(found["customer_id"][2])


def test_what_cannot_be_matched_is_said():
    with pytest.raises(InputError, match="table customers, which is not there"):
        cs.open({"tickets": TICKETS}, identity={"match": "email"}, as_of="2026-06-01").check()
    with pytest.raises(InputError, match="has neither email nor domain"):
        firm("email", customers=CUSTOMERS[["customer_id", "name"]]).check()
    with pytest.raises(InputError, match="match = 'mail' must be one of 'email', 'email_domain'"):
        firm("mail")


@settings(max_examples=8)
@given(st.lists(st.sampled_from(["cus_1", "Ann@acme.com", "x@acme.com", "?", "@", "", "a@b@acme.com"]), min_size=1, max_size=6))  # fmt: skip
def test_every_row_stays_and_is_counted_once(whose):
    rows = [(str(n), who, "2026-03-01") for n, who in enumerate(whose)]
    of = firm("email_domain", tickets=table("ticket_id customer_id opened_at", *rows))
    assert len(ids(of)) == len(whose)
    for one in of.check().matched:
        assert one.matched + one.unmatched == sum(1 for who in whose if who)


@pytest.mark.postgres
def test_postgres_matches_alike(postgres_url):
    tables = {"customers": CUSTOMERS, "tickets": TICKETS, "customer_ids": IDS}
    there = cs.open(
        into_postgres(postgres_url, tables), as_of="2026-06-01", identity={"match": "email_domain"}
    )
    here = firm("email_domain", customer_ids=IDS)
    assert there.check().matched == here.check().matched
    assert ids(there) == ids(here)


def test_a_folder_of_several_systems_needs_no_line_by_hand(tmp_path):
    for system in ("stripe", "delighted"):
        write_demo(system, tmp_path)
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)), encoding="utf-8")
    of = cs.open(tmp_path, as_of="2026-11-30")
    answers = next(one for one in of.check().matched if one.table == "survey_responses")
    assert answers.ways == {"email": 39}
    assert answers.examples == ("ann0@example.com",)
    plans = of.query(
        "select count(distinct customer_id) as n from survey_responses where customer_id like 'cus_%'"
    )
    assert plans["n"][0] == 39


def test_a_table_of_ids_needs_no_table_of_customers():
    of = cs.open({"tickets": TICKETS, "customer_ids": IDS}, as_of="2026-06-01")
    assert ids(of)[3:8] == ["cus_3", "cy@cora.io", "new@cora.io", "x@dune.org", "cus_2"]

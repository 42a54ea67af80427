"""A sheet with one column a month: drafted, and counted once."""

import tomllib

import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file

WIDE = """{head}
Acme,Basic,,100,100,100
Bolt,Pro,200,200,250,
Bolt,Add-on,,,50,50
{total},,200,300,400,150
"""


@pytest.mark.parametrize("total", ["Total", "SUMME ", "Grand total"])
@pytest.mark.parametrize(
    "head",
    [
        "customer,plan,2026-01,2026-02,2026-03,2026-04",
        "Kunde,Tarif,Jan 2026,Feb 2026,Mrz 2026,Apr 2026",
        "Account Name,Plan,01/2026,02/2026,03/2026,04/2026",
    ],
)
def test_it_is_read_as_subscriptions_and_its_sums_are_not(tmp_path, head, total):
    (tmp_path / "mrr.csv").write_text(WIDE.format(head=head, total=total))
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)))
    company = cs.open(tmp_path, as_of="2026-05-01")
    mrr = cs.pick(company.metrics("2026-01..2026-04", family="revenue", by=()), "mrr")
    assert mrr["value"].tolist() == [200.0, 300.0, 400.0, 150.0]


def test_a_second_sheet_of_months_is_left_to_a_person(tmp_path):
    for name in ("arr", "mrr"):
        (tmp_path / f"{name}.csv").write_text("customer,2026-01,2026-02,2026-03\nAcme,1,2,3\n")
    draft = draft_company_file(str(tmp_path))
    assert list(tomllib.loads(draft)["tables"]) == ["subscriptions"]
    assert "# mrr: one column a month; which table it is must be said by hand" in draft


@pytest.mark.parametrize(
    ("name", "who"), [("visits", "channel"), ("active users", "customer"), ("nps", "Kunde")]
)
def test_another_sheet_of_months_is_not_taken_for_money(tmp_path, name, who):
    (tmp_path / f"{name}.csv").write_text(f"{who},2026-01,2026-02,2026-03\na,1,2,3\n")
    draft = draft_company_file(str(tmp_path))
    assert "tables" not in tomllib.loads(draft) and "must be said by hand" in draft

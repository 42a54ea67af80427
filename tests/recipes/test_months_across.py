"""A sheet with one column a month: drafted, and counted once."""

import pytest

import cs_toolkit as cs
from cs_toolkit.drafting import draft_company_file

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


def test_another_sheet_of_months_is_not_taken_for_money(tmp_path):
    (tmp_path / "visits.csv").write_text("channel,2026-01,2026-02,2026-03\nads,1,2,3\n")
    assert "months_across" not in draft_company_file(str(tmp_path))

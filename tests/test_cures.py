"""``check --fix``: the lines that a check proposes stand in the company file, and nothing else changes."""

import tomllib

import pytest
from typer.testing import CliRunner

from cs_toolkit.cli import app
from cs_toolkit.drafting.cures import Cure, cured, cures_of, difference
from cs_toolkit.tables.warnings import DataWarning

ROWS = "id,who,starts_on,until,mrr,seats\n1,a,2025-01-01,2025-12-31,10,2\n2,a,2026-01-01,2026-12-31,10,5\n"
FILE = """\
name = "Acme"  # our company
as_of = "2027-06-01"
[[tables.subscriptions]]  # from billing
from = "contracts"
[tables.subscriptions.columns]
subscription_id = "id"
customer_id = "who"
ends_on = "until"   # the day
"""


def _warning(fix: str, name: str = "x", table: str = "subscriptions") -> DataWarning:
    return DataWarning(name, table, "ends_on", 1, (), "looks odd", fix)


def _folder(tmp_path, text: str = FILE):
    (tmp_path / "contracts.csv").write_text(ROWS)
    (tmp_path / "company.toml").write_text(text)
    return tmp_path


def test_the_last_day_takes_the_place_of_the_end(tmp_path):
    run = CliRunner().invoke(app, ["check", "--fix", "--data", str(_folder(tmp_path))])
    assert run.exit_code == 0, run.output
    changed = [line for line in run.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]  # fmt: skip
    assert changed == ['-ends_on = "until"   # the day', '+last_day = "until"']
    assert (tmp_path / "company.toml").read_text() == FILE  # it is shown, not written


def test_a_choice_is_taken_by_name(tmp_path):
    folder = _folder(tmp_path, FILE.replace("ends_on", "last_day"))
    asked = ["check", "--fix", "--data", str(folder)]
    plain = CliRunner().invoke(app, asked)
    assert "price_per_seat" in plain.output
    assert "+" not in plain.stdout
    taken = CliRunner().invoke(app, [*asked, "--take", "price_per_seat"])
    assert '+mrr = "mrr * seats"' in taken.stdout, taken.output


def test_without_a_company_file_it_is_said(tmp_path):
    (tmp_path / "customers.csv").write_text("customer_id\na\n")
    run = CliRunner().invoke(app, ["check", "--fix", "--data", str(tmp_path)])
    assert run.exit_code
    assert "has no company file to correct" in str(run.exception)


@pytest.mark.parametrize(
    ("fix", "change"),
    [
        ('[tables.orders] columns = { amount = "total * 2", status = "state" }', {"tables": {"orders": {"columns": {"amount": "total * 2", "status": "state"}}}}),
        ("let it be with [policies] late_renewal_days = 1", {"policies": {"late_renewal_days": 1}}),
        ('if the figures should be in USD, currency = "USD" in the company file', {"currency": "USD"}),
        ('write currencies in capitals, for example currency = "upper(currency)"', {"tables": {"subscriptions": {"columns": {"currency": "upper(currency)"}}}}),
        ("add the later rates to table fx_rates", None),
    ],
)  # fmt: skip
def test_what_a_proposal_changes_is_read_off_it(fix, change):
    found = cures_of([_warning(fix)])
    assert [dict(one.change) for one in found] == ([change] if change else [])
    assert [one.is_choice for one in found] == [fix.startswith("if ")] * len(found)


@pytest.mark.parametrize(
    "text",
    [
        FILE,
        "",
        '[tables.subscriptions]\ncolumns = { customer_id = "who" }\n[surveys.nps]\nscale = [1, 10]\n[policies]\n',
        '[[tables.subscriptions]]\nfrom = "a"\n[surveys.nps]\nscale = [1, 10]\n[[tables.orders]]\nfrom = "b"\n',
    ],
)
def test_all_else_stays(text):
    cures = [
        Cure("a", {"tables": {"orders": {"columns": {"amount": "total"}}}}, False, ""),
        Cure("b", {"policies": {"late_renewal_days": 1}}, False, ""),
        Cure("c", {"currency": "USD"}, False, ""),
    ]
    made = tomllib.loads(cured(text, cures))
    before = tomllib.loads(text)
    assert made["currency"] == "USD"
    assert made["policies"]["late_renewal_days"] == 1
    orders = made["tables"]["orders"]
    assert (orders[0] if isinstance(orders, list) else orders)["columns"]["amount"] == "total"
    assert made["tables"].get("subscriptions") == before.get("tables", {}).get("subscriptions")
    assert cured(text, []) == text
    assert difference(text, text, "company.toml") == ""


def test_what_is_accepted_is_left():
    assert cures_of([DataWarning("x", "orders", "amount", 1, (), "", '[policies] past_due = "excluded"', "it is so")]) == []  # fmt: skip

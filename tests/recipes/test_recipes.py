"""Each recipe gives the truth of its demo export, also under other headings of the same system."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.drafting.recipes import recipes, sections_of
from cs_toolkit.drafting.recipes.demo import BY_RECIPE, DEMOS, write_demo
from cs_toolkit.drafting.recipes.demo_contracts import mrr_at
from cs_toolkit.drafting.recipes.page import page
from cs_toolkit.schema import TABLES

BILLING = ("stripe", "recurly", "chargebee", "chartmogul", "stripe_tables")
WITHOUT_A_DEMO = {"woocommerce_analytics"}
EXPORTS = Path(__file__).resolve().parents[3] / "shared" / "exports"


def _opened(folder: Path):
    (folder / "company.toml").write_text(draft_company_file(str(folder)), encoding="utf-8")
    return cs.open(folder / "company.toml", as_of="2026-11-30")


def _value(company, family: str, metric: str) -> float:
    frame = company.metrics("2026-10", family=family, by=())
    found = frame[(frame["metric"] == metric) & frame["variant"].isin(["default", "measure"])]
    return float(found["value"].iloc[0])


def _rewritten(path: Path, prefix: str, upper: bool) -> None:
    """The same rows with the columns the other way round, a prefix and another case."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows = [row[::-1] for row in rows]
    rows[0] = [prefix + (name.upper() if upper else name) for name in rows[0]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.mark.parametrize("system", BILLING)
@pytest.mark.parametrize("rewritten", [False, True])
def test_billing_systems_give_the_mrr(tmp_path, system, rewritten):
    for path in write_demo(system, tmp_path):
        if rewritten:
            _rewritten(path, "acme_", upper=True)
    assert _value(_opened(tmp_path), "revenue", "mrr") == mrr_at(date(2026, 11, 1))


def test_survey_names_are_known_in_any_case(tmp_path):
    write_demo("delighted", tmp_path)
    assert _value(_opened(tmp_path), "satisfaction", "net_promoter_score") == pytest.approx(30)


@pytest.mark.parametrize(
    ("system", "family", "metric", "value"),
    [
        ("surveymonkey", "satisfaction", "net_promoter_score", 30),
        ("typeform", "satisfaction", "net_promoter_score", 30),
        ("mixpanel", "engagement", "monthly_active_users", 12),
        ("posthog", "engagement", "monthly_active_users", 12),
        ("ga4", "acquisition", "visitors", sum(range(101, 132))),
        ("intercom", "support", "average_resolution_time", 24 * 3600),
        ("zendesk_tables", "support", "average_resolution_time", 24 * 3600),
        ("stripe_api", "revenue", "mrr", mrr_at(date(2026, 11, 1))),
    ],
)
def test_each_demo_gives_its_truth_with_no_line_by_hand(tmp_path, system, family, metric, value):
    write_demo(system, tmp_path)
    assert _value(_opened(tmp_path), family, metric) == pytest.approx(value)


def _emptied(folder: Path, column: str) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows({**row, column: ""} if column in row else row for row in rows)


@pytest.mark.parametrize("empty", ["Tax", "Trial End (UTC)"])
def test_a_column_that_nobody_filled_stops_nothing(tmp_path, empty):
    write_demo("stripe", tmp_path)
    lines = ["id,Customer ID,Date (UTC),Total,Tax,Status,Currency,Number,Amount Due"]
    lines += [
        f"in_{number},cus_0001,2026-10-0{number} 10:00,12.50,1.00,Paid,usd,N{number},0"
        for number in range(1, 4)
    ]
    (tmp_path / "invoices.csv").write_text("\n".join(lines))
    _emptied(tmp_path, empty)
    company = _opened(tmp_path)
    assert _value(company, "revenue", "mrr") == mrr_at(date(2026, 11, 1))
    billed = company.query("select sum(amount) as total from orders")["total"][0]
    assert float(billed) == (3 * 12.5 if empty == "Tax" else 3 * 11.5)


def test_tickets_that_nobody_answered_are_read(tmp_path):
    write_demo("zendesk", tmp_path)
    _emptied(tmp_path, "First reply time in minutes")
    company = _opened(tmp_path)
    assert company.query("select count(first_replied_at) as n from tickets")["n"].tolist() == [0]
    assert _value(company, "support", "average_resolution_time") == 24 * 3600


def test_every_recipe_has_a_demo():
    known: set[str] = set()
    for system in DEMOS.values():
        made = dict(system())
        _, found = sections_of(
            {name: list(rows[0]) for name, rows in made.items()}, {name: name for name in made}
        )
        known |= {recipe.name for recipe in found.values()}
    # of the two ways to have a shop's orders one has a demo
    assert {one.name for one in recipes()} - known == WITHOUT_A_DEMO


def test_a_view_of_tickets_gives_resolution_and_satisfaction(tmp_path):
    write_demo("zendesk", tmp_path)
    company = _opened(tmp_path)
    assert _value(company, "support", "average_resolution_time") == 24 * 3600
    # of 40: 10 good, 10 bad; the open ones have no day on which they were answered
    answered = company.query("select sum(score) as good, count(score) as n from survey_responses")
    assert answered["good"][0] / answered["n"][0] == pytest.approx(10 / 20, abs=0.06)


def test_a_shop_counts_orders_once_by_its_own_clocks(tmp_path):
    write_demo("shopify", tmp_path)
    company = _opened(tmp_path)
    assert company.settings.time_zone == "America/New_York"
    orders = company.query(
        "select count(*) as n, sum(amount) as total from orders where status = 'paid'"
    )
    paid = [20 + n for n in range(60) if n % 15 != 14]
    assert (orders["n"][0], float(orders["total"][0])) == (len(paid), sum(paid))


def test_tracks_are_events_not_invitations(tmp_path):
    write_demo("segment", tmp_path)
    assert _value(_opened(tmp_path), "engagement", "monthly_active_users") == 12


def test_a_price_that_is_multiplied_already_is_not_multiplied_again(tmp_path):
    write_demo("chargebee", tmp_path)
    path = tmp_path / "Subscriptions.csv"
    text = path.read_text().replace("subscriptions.plan_quantity", "quantity", 1)
    path.write_text(text)
    assert 'quantity = "null"' in draft_company_file(str(tmp_path))


def test_a_list_of_an_interface_is_read_in_the_smallest_unit_of_its_currency(tmp_path):
    (path,) = write_demo("paddle", tmp_path)
    assert _value(_opened(tmp_path), "revenue", "mrr") == mrr_at(date(2026, 11, 1))
    text = path.read_text().replace('"USD"', '"JPY"')
    path.write_text(text)
    (tmp_path / "company.toml").unlink()
    company = _opened(tmp_path)
    assert company.settings.currency == "JPY"
    assert _value(company, "revenue", "mrr") == 100 * mrr_at(date(2026, 11, 1))


@pytest.mark.parametrize("system", ["freshdesk", "helpscout"])
def test_help_desks_give_the_time_of_resolution(tmp_path, system):
    write_demo(system, tmp_path)
    company = _opened(tmp_path)
    assert _value(company, "support", "average_resolution_time") == 24 * 3600
    # spam is no ticket
    tickets = company.query("select count(*) as n from tickets")["n"][0]
    assert tickets == (40 if system == "freshdesk" else 30)


def test_further_headings_and_previews_are_no_answers(tmp_path):
    write_demo("qualtrics", tmp_path)
    company = _opened(tmp_path)
    assert _value(company, "satisfaction", "net_promoter_score") == pytest.approx(30)
    assert company.check().rows["survey_responses"] == 40


def test_a_person_without_a_user_id_is_one_user(tmp_path):
    write_demo("amplitude", tmp_path)
    assert _value(_opened(tmp_path), "engagement", "monthly_active_users") == 12


def test_orders_on_hold_and_cancelled_are_no_revenue(tmp_path):
    write_demo("woocommerce", tmp_path)
    company = _opened(tmp_path)
    paid = [20 + n for n in range(60) if n % 6 not in (3, 4)]
    found = company.query("select sum(amount) as total from orders where status = 'paid'")
    assert float(found["total"][0]) == sum(paid)


def test_prospects_are_no_customers_and_one_system_has_them(tmp_path):
    write_demo("salesforce", tmp_path)
    assert _opened(tmp_path).check().rows["customers"] == 15
    (tmp_path / "company.toml").unlink()
    write_demo("stripe", tmp_path)
    company = _opened(tmp_path)
    assert company.check().rows["customers"] == 40
    assert "customers of Salesforce are not read" in (tmp_path / "company.toml").read_text()


def test_one_bad_file_stops_no_other(tmp_path):
    write_demo("recurly", tmp_path)
    (tmp_path / "notes.xlsx").write_bytes(b"no workbook")
    text = draft_company_file(str(tmp_path))
    assert "[[tables.subscriptions]]" in text
    assert "# notes is not read:" in text


@pytest.mark.parametrize("system", DEMOS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_recipe_needs_neither_order_nor_case_nor_prefix(system, data):
    asked: dict[str, list[str]] = {}
    rewritten: dict[str, list[str]] = {}
    for name, rows in DEMOS[system]():
        plain = list(rows[0])
        mixed = data.draw(st.permutations(plain))
        prefix = data.draw(st.sampled_from(["", "acme_", "Acme ", "raw."]))
        case = data.draw(st.sampled_from([str, str.upper, str.lower]))
        zone = data.draw(st.sampled_from(["", " (UTC)", "_utc"]))
        written = {column: case(prefix + column.removesuffix(" (UTC)")) + zone for column in mixed}
        asked[name], rewritten[name] = plain, list(written.values())
    literals = {name: f"'{name}'" for name in asked}
    before, after = (sections_of(columns, literals)[0] for columns in (asked, rewritten))
    assert [(s.recipe.name, s.table, list(s.columns)) for s in after] == [
        (s.recipe.name, s.table, list(s.columns)) for s in before
    ]
    assert after


def test_a_demo_goes_by_its_recipes_name_too(tmp_path):
    lacking = {one.name for one in recipes()} - {*DEMOS} - {*BY_RECIPE}
    assert lacking == {"woocommerce_analytics"}
    for recipe in BY_RECIPE:
        write_demo(recipe, tmp_path / recipe)
        draft = draft_company_file(str(tmp_path / recipe))
        (title,) = (one.title for one in recipes() if one.name == recipe)
        assert title in draft


def test_a_table_with_id_and_created_alone_is_no_export_of_a_known_system():
    for names in (["id", "created"], ["id", "name", "amount", "created"], ["id", "event"]):
        assert sections_of({"plan": names}, {"plan": "'plan.csv'"}) == ([], {})


def test_every_recipe_names_declared_tables_and_columns():
    for recipe in recipes():
        assert recipe.assumes and recipe.download
        for table in recipe.tables:
            declared = TABLES[table.table].columns
            assert set(table.columns) <= set(declared), recipe.name
            assert set(table.files) <= set(recipe.files), recipe.name


def _truths() -> dict:
    truth = json.loads((EXPORTS / "truth.json").read_text())
    billing = {
        "01_stripe_csv": truth["01_stripe_csv"]["fx"]["mrr_oct"],
        "01b_stripe_fivetran": truth["01b"]["fx"]["mrr_oct"],
        "02_recurly": truth["02"]["mrr_oct"],
        "02b_chargebee": truth["02b"]["mrr_oct"],
        "03_chartmogul": truth["03"]["mrr_oct"],
    }
    found = {name: ("revenue", "mrr", value) for name, value in billing.items()}
    hours = ("support", "average_resolution_time", truth["04"]["art_h"] * 3600)
    found |= dict.fromkeys(("04_zendesk_csv", "04b_zendesk_fivetran", "05_intercom"), hours)
    nps = ("satisfaction", "net_promoter_score", truth["06"]["nps_oct"])
    found |= dict.fromkeys(("06_delighted", "06b_surveymonkey", "06c_typeform"), nps)
    users = ("engagement", "monthly_active_users", truth["08"]["mau"])
    found |= dict.fromkeys(("08_mixpanel", "08b_segment", "08c_posthog", "08d_segment_wh"), users)
    sheet = ("revenue", "mrr", truth["10"]["mrr_oct"])
    found |= dict.fromkeys(("10_wide_excel", "10b_wide_csv"), sheet)
    return found | {
        "07_hubspot": ("acquisition", "deals_won", truth["07"]["won_oct"]),
        "09_ga4": ("acquisition", "visitors", truth["09"]["oct_visitors_sum"]),
        "11_shopify": ("revenue", "revenue_by_type", truth["11"]["revenue"]),
        "12b_jsonl": hours,
    }


def test_real_shapes_give_the_truth_with_no_line_by_hand(tmp_path):
    if not (EXPORTS / "truth.json").exists():
        pytest.skip("the exports in ../shared are not here")
    wrong = {}
    for name, (family, metric, value) in _truths().items():
        folder = tmp_path / name
        folder.mkdir()
        for file in (EXPORTS / name).iterdir():
            if file.suffix != ".toml":
                shutil.copyfile(file, folder / file.name)
        found = _value(_opened(folder), family, metric)
        if found != pytest.approx(value, rel=1e-4):
            wrong[name] = (found, value)
    assert not wrong


def test_each_recipe_has_its_page():
    pages = Path(__file__).resolve().parents[2] / "docs" / "recipes"
    assert {one.name for one in pages.glob("*.md")} == {f"{one.name}.md" for one in recipes()}
    for recipe in recipes():
        assert (pages / f"{recipe.name}.md").read_text(encoding="utf-8") == page(recipe)

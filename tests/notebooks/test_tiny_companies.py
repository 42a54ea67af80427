"""Pages of companies that have hardly begun: one customer, one segment, one table, no history."""

from pathlib import Path

import pytest

import cs_toolkit as cs
from tests.notebooks.running import run

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
SUBSCRIPTIONS = "subscription_id,customer_id,starts_on,ends_on,mrr,plan\n"
COMPANIES = {
    "one customer": {"subscriptions": SUBSCRIPTIONS + "1,a,2026-01-01,,100,pro\n"},
    "one customer, who left": {
        "subscriptions": SUBSCRIPTIONS + "1,a,2026-01-01,2026-10-12,100,pro\n"
    },
    "one segment": {
        "subscriptions": SUBSCRIPTIONS
        + "1,a,2026-01-01,,100,pro\n2,b,2026-02-01,2026-10-05,80,pro\n3,c,2026-10-10,,50,pro\n"
    },
    "no segment": {
        "subscriptions": SUBSCRIPTIONS
        + "1,a,2026-01-01,,100,\n2,b,2026-02-01,2026-10-05,80,\n3,c,2026-10-10,,50,\n"
    },
    "first month": {
        "subscriptions": SUBSCRIPTIONS + "1,a,2026-10-03,,100,pro\n2,b,2026-10-12,,80,basic\n",
        "survey_responses": "response_id,survey,score,customer_id,responded_at\n1,nps,9,a,2026-10-13\n",
    },
    "calls": {
        "calls": "call_id,offered_at,outcome,wait_seconds,talk_seconds\n"
        "1,2026-10-03T09:00:00,answered,5,100\n2,2026-10-04T09:00:00,abandoned,60,\n"
    },
    "use": {
        "usage_events": "user_id,occurred_at,customer_id,event,feature\n"
        "u1,2026-09-03T09:00:00,a,login,x\nu1,2026-10-03T09:00:00,a,login,x\n"
        "u2,2026-10-04T09:00:00,b,export,y\n"
    },
    "orders": {
        "orders": "order_id,customer_id,ordered_at,amount\n"
        "1,a,2026-09-03,20\n2,a,2026-10-03,30\n3,b,2026-10-09,10\n"
    },
    # everything that is known began in the month that is asked for
    "no history": {
        "customers": "customer_id,plan\na,pro\nb,basic\nc,pro\n",
        "subscriptions": SUBSCRIPTIONS + "1,a,2026-10-01,,100,pro\n2,b,2026-10-01,2026-10-20,80,basic\n",
        "tickets": "ticket_id,opened_at,customer_id,first_replied_at,resolved_at\n"
        "1,2026-10-05T09:00:00,a,2026-10-05T10:00:00,2026-10-06T09:00:00\n2,2026-10-07T09:00:00,b,,\n",
        "leads": "lead_id,created_at,converted_at\n1,2026-10-02,2026-10-09\n2,2026-10-20,\n",
    },
    "forty rows": {
        "subscriptions": SUBSCRIPTIONS
        + "".join(
            f"{i},c{i},2026-0{1 + i % 9}-05,{'2026-10-12' if i % 7 == 0 else ''},{20 + i},{('pro', 'basic')[i % 2]}\n"
            for i in range(40)
        ),
        "survey_responses": "response_id,survey,score,customer_id,responded_at,comment\n"
        + "".join(
            f"{i},{('nps', 'csat')[i % 2]},{1 + i % 5},c{i},2026-{9 + i % 2:02d}-13,{'too slow' if i % 5 == 0 else ''}\n"
            for i in range(40)
        ),
    },
    "two currencies": {
        "subscriptions": "subscription_id,customer_id,starts_on,ends_on,mrr,plan,currency\n"
        "1,a,2026-01-01,,100,pro,EUR\n2,b,2026-02-01,2026-10-05,80,basic,USD\n",
        "fx_rates": "day,currency,rate\n2026-01-01,USD,0.9\n",
    },
}  # fmt: skip
FILE = 'currency = "EUR"\nsource = "."\nas_of = "2026-11-01"\ndimensions = {}\n'
# where a dimension of one value, or no column to split by, is drawn
SPLIT = {("one segment", "01_revenue"), ("one segment", "02_retention")}
# each page on three of the companies, and each company on four pages or five
PAIRS = [
    (company, path)
    for place, company in enumerate(COMPANIES)
    for number, path in enumerate(NOTEBOOKS)
    if (place + number) % 3 == 0 or (company, path.stem) in SPLIT
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of each company, written once."""
    root = tmp_path_factory.mktemp("tiny")
    for name, tables in COMPANIES.items():
        here = root / name
        here.mkdir()
        for table, text in tables.items():
            (here / f"{table}.csv").write_text(text)
        dimensions = '["plan"]' if "subscriptions" in tables else "[]"
        (here / "company.toml").write_text(FILE.format(dimensions))
    return root


@pytest.fixture(scope="module")
def opened():
    """Companies that several pages open, each opened once."""
    return {}


@pytest.fixture(autouse=True)
def quietly(monkeypatch, opened):
    door = cs.open

    def once(data, **choices):
        key = (str(data), repr(sorted(choices.items())))
        if key not in opened:
            opened[key] = door(data, **choices)
        return opened[key]

    monkeypatch.setattr(cs, "open", once)
    monkeypatch.setattr("IPython.display.display", lambda *given: list(map(repr, given)))


@pytest.mark.parametrize(
    ("company", "path"), PAIRS, ids=lambda given: getattr(given, "stem", given)
)
def test_every_page_of_a_tiny_company_has_something_to_show(company, path, folder):
    page = run(path, data=str(folder / company / "company.toml"), period="2026-10")
    assert len(page.splitlines()) > 10

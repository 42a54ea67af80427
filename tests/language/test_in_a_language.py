"""What a person reads in another language: numbers, dates, a company's headline, tiles and tables."""

from datetime import datetime

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.calendar.calendars import Calendar
from cs_toolkit.calendar.period_text import parse_periods
from cs_toolkit.calendar.period_titles import moment_title, period_title
from cs_toolkit.errors import InputError
from cs_toolkit.formatting.numbers import (
    change_in_words,
    relative_change_in_words,
    unit_formatter,
    value_in_words,
)
from cs_toolkit.language import locale, ngettext, spoken, translated, use
from cs_toolkit.report.pages import page
from cs_toolkit.report.titles import page_title

GAP = "\xa0"


@pytest.fixture(autouse=True)
def in_english_again():
    yield
    use("en_US")


def company(**settings):
    rows = [
        (f"S{at}", f"C{at}", "2025-01-01", "2026-10-01" if at < 4 else None, 1000 + at)
        for at in range(40)
    ]
    frame = pd.DataFrame(
        rows, columns=["subscription_id", "customer_id", "starts_on", "ends_on", "mrr"]
    )
    return cs.open({"subscriptions": frame}, as_of="2026-11-01", **settings)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "de_DE",
            ["1.234,50 €", "1,23 Mio. €", "82,3 %", "−12,5", "3,2 Std.", "21,8 Monate", "4,50 CHF"],
        ),
        (
            "ro_RO",
            ["1.235 EUR", "1,23 mil. EUR", "82,3 %", "−12,5", "3,2 ore", "21,8 luni", "4,50 CHF"],
        ),
        ("zh_CN", ["€1,235", "€123万", "82.3%", "−12.5", "3.2小时", "21.8个月", "CHF 4.50"]),
    ],
)
def test_numbers_are_written_as_the_locale_writes_them(name, words):
    given = [
        (1234.5, "money", "EUR"), (1_234_567, "money", "EUR"), (0.8234, "percent", ""),
        (-12.5, "points", ""), (11_520, "seconds", ""), (21.8, "months", ""), (4.5, "money", "CHF"),
    ]  # fmt: skip
    with spoken(name):
        told = [value_in_words(*one).replace(GAP, " ") for one in given]
    assert told[1:] == words[1:]


def test_a_change_has_its_sign_its_points_and_its_percent():
    with spoken("de_DE"):
        assert change_in_words(0.012, "percent") == "+1,2 Pp."
        assert relative_change_in_words(110, 100, "money") == f"+10,0{GAP}%"
    with spoken("zh_CN"):
        assert change_in_words(-0.012, "percent") == "−1.2 个百分点"
        assert unit_formatter("money", "CNY")(20_000, step=10_000, largest=40_000) == "¥2万"


def test_ticks_of_an_axis_are_written_alike():
    with spoken("ro_RO"):
        assert unit_formatter("percent")(0.5, step=0.25) == f"50{GAP}%"
        assert unit_formatter("seconds")(3 * 3600, step=3600, largest=3 * 3600) == "3 ore"


def test_dates_and_periods():
    periods = [parse_periods(text, as_of=datetime(2027, 1, 1), calendar=Calendar())[0] for text in
               ("2026-10", "2026-Q3", "2026-H1", "2026-10-14")]  # fmt: skip
    expected = {
        "de": ["Oktober 2026", "3. Quartal 2026", "Erstes Halbjahr 2026", "14. Oktober 2026"],
        "ro": ["octombrie 2026", "Trimestrul 3 2026", "Prima jumătate a anului 2026", "14 octombrie 2026"],
        "zh": ["2026年10月", "2026年第3季度", "2026年上半年", "2026年10月14日"],
    }  # fmt: skip
    for name, titles in expected.items():
        with spoken(name):
            assert [period_title(one) for one in periods] == titles
            assert moment_title(datetime(2026, 11, 1, 9, 30)).endswith("09:30")


def test_romanian_counts_from_twenty_with_de():
    with spoken("ro"):
        told = [ngettext("{count} row", "{count} rows", n, count=n) for n in (1, 2, 19, 20, 101)]
    assert told == ["1 rând", "2 rânduri", "19 rânduri", "20 de rânduri", "101 rânduri"]


@pytest.mark.parametrize(
    ("name", "lead", "limits"),
    [
        (
            "de_DE",
            "Monatlich wiederkehrender Umsatz: 36.774 € in Oktober 2026",
            "Nichts in den Daten",
        ),
        ("ro_RO", "Venit lunar recurent: 36.774 EUR în octombrie 2026", "Nimic din date"),
        ("zh_CN", "2026年10月月度经常性收入为 €36,774", "数据没有限制"),
    ],
)
def test_a_company_speaks_its_language_in_headline_tiles_and_tables(name, lead, limits):
    opened = company(locale=name)
    assert locale() == name
    told = opened.headline("2026-10", "revenue")
    assert told[0].replace(GAP, " ").startswith(lead)
    assert not any(word in " ".join(told) for word in (" and ", " is ", "Beyond noise", "left"))
    card = opened.scorecard("2026-10", family="revenue")
    shown = cs.display.tiles(card[card["metric"] == "mrr"])
    assert translated("Monthly recurring revenue") in shown.html
    assert translated("on last period") in shown.html and "on last period" not in shown.html
    table = cs.display.table(opened.metrics("2026-10", family="revenue", by=()).head(3))
    assert f">{translated('metric')}<" in table.to_html()


def test_the_numbers_of_a_company_are_the_same_in_every_language():
    tables = [
        company(locale=name).metrics("2026-10", family="revenue", by=())
        for name in ("en_US", "ro_RO")
    ]
    pd.testing.assert_frame_equal(*tables)


def test_the_language_is_that_of_the_company_opened_last():
    company(locale="de_DE")
    company()
    assert locale() == "en_US"


@pytest.mark.parametrize("wrong", ["fr_FR", "xx", "german", "", 7])
def test_a_language_that_is_not_shipped_is_refused_with_those_that_are(wrong):
    with pytest.raises(InputError, match=r"locale = .*(Deutsch|in quotes)"):
        company(locale=wrong)


def test_a_page_says_its_language():
    with spoken("zh_CN"):
        assert '<html lang="zh-CN">' in page(
            "periods", title="", company="", reports=(), trends=(), comparison=""
        )
        assert page_title("10_data_quality") == "数据质量"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("not available: needs table calls", "nicht verfügbar: braucht Tabelle calls"),
        ("no basis: nothing in the denominator", "keine Grundlage: nichts im Nenner"),
        ("small sample (n 7)", "kleine Stichprobe (n 7)"),
        ("a customer's own words", "a customer's own words"),
    ],
)
def test_a_note_of_the_tidy_table_is_recognised_by_its_form(note, said):
    with spoken("de"):
        assert translated(note) == said

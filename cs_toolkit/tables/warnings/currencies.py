"""Currencies and rates: an old rate, and data in one currency for a company in another."""

import re

from .warning import Checked, DataWarning, Trap

MONEY = {"subscriptions": "starts_on", "orders": "ordered_on", "spend": "spent_on"}
OLD_DAYS = 100  # monthly and quarterly rates are no older
_CODES = [
    "usd",
    "eur",
    "gbp",
    "chf",
    "jpy",
    "cad",
    "aud",
    "nzd",
    "sek",
    "nok",
    "dkk",
    "pln",
    "czk",
    "huf",
    "ron",
    "inr",
    "cny",
    "brl",
    "mxn",
    "sgd",
    "hkd",
    "krw",
    "zar",
]


def old_rate(checked: Checked) -> list[DataWarning]:
    """A rate that is much older than the day for which it is used."""
    if not checked.has("fx_rates"):
        return []
    found = []
    for table, day in MONEY.items():
        if not checked.has(table, "currency"):
            continue
        price = "amount" if table != "subscriptions" else "coalesce(mrr, amount)"
        # a subscription is converted for as long as it runs, everything else on its day
        last = f"cast({day} as timestamp)"
        if table == "subscriptions":
            last = (
                "case when ends_on < cast($until as timestamp) then ends_on "
                "else cast($until as timestamp) end"
            ).replace("$until", f"'{checked.until.isoformat(sep=' ')}'")
        key = checked.tables.all[table].table.key[:1]
        shown = ", ".join((*key, day, "currency"))
        found += checked.found(
            "old_rate", table, "currency",
            f"""
            select {shown}, max(rate_day) as rate_day
            from (
                select {", ".join(f"money.{one.strip()}" for one in shown.split(","))},
                    rates.day as rate_day
                from (
                    select *, cast({day} as timestamp) as first_used, {last} as last_used
                    from {table}
                    where currency <> $currency and {price} <> 0
                ) as money
                inner join (
                    select currency, day, lead(day) over (partition by currency order by day) as until_day
                    from fx_rates
                ) as rates
                    on rates.currency = money.currency
                    and rates.day + interval '{OLD_DAYS}' day < money.last_used
                    and rates.day + interval '{OLD_DAYS}' day
                        < coalesce(rates.until_day, cast('9999-12-31' as timestamp))
                    and money.first_used < coalesce(rates.until_day, cast('9999-12-31' as timestamp))
            ) as stale
            group by {shown}
            """,
            f"the latest rate of the currency is more than {OLD_DAYS} days older than the day for which it is used",
            "add the later rates to table fx_rates (day, currency, rate)",
        )  # fmt: skip
    return found


def other_currency(checked: Checked) -> list[DataWarning]:
    """All amounts are in one currency, and the company file names another."""
    tables = [table for table in MONEY if checked.has(table, "currency")]
    counts: dict[str, dict[str, int]] = {}
    for table in tables:
        frame = checked.query(
            f"select currency, count(*) as n from {table} where currency is not null group by currency"
        )
        for code, count in frame.itertuples(index=False):
            counts.setdefault(code, {})[table] = int(count)
    ours = checked.settings.currency
    if len(counts) != 1 or ours in counts:
        return []
    ((code, rows),) = counts.items()
    table = max(rows, key=lambda name: rows[name])
    return [
        DataWarning(
            "other_currency", table, "currency", rows[table], (f"currency {code}",),
            f"every amount is in {code} and the company file's currency is {ours}: money is shown in "
            f"{ours}, converted by fx_rates",
            f'if the figures should be in {code}, currency = "{code}" in the company file',
        )
    ]  # fmt: skip


def currency_in_name(checked: Checked) -> list[DataWarning]:
    """An amount is filled by a column whose name bears another currency, such as mrr_usd."""
    found = []
    for table in MONEY:
        if not checked.has(table) or checked.has(table, "currency"):
            continue
        for part in checked.tables.all[table].parts:
            for name, filled in part.filled.items():
                words = re.split(r"[^a-z]+", filled.source.lower())
                codes = [word.upper() for word in words if word in _CODES]
                if filled.column.kind != "money" or not codes:
                    continue
                if codes[0] == checked.settings.currency:
                    continue
                found.append(
                    DataWarning(
                        "currency_in_name", table, name, checked.tables.rows[table], (),
                        f"{name} is filled by {filled.source.strip('()')}, and the company file's "
                        f"currency is {checked.settings.currency}",
                        f'currency = "{codes[0]}" in the company file, or [tables.{table}] columns = '
                        f"{{ currency = \"'{codes[0]}'\" }} with rates in table fx_rates",
                    )
                )  # fmt: skip
    return found


# currencies whose unit is worth less than one of the currencies that many companies report in
_SMALL = ("JPY", "KRW", "VND", "IDR", "HUF", "CLP", "COP", "INR", "PHP", "THB", "TWD", "CZK", "RUB",
          "MXN", "ISK", "NGN", "KES", "PKR", "UAH", "ARS", "TRY", "ZAR", "EGP")  # fmt: skip
_LARGE = ("USD", "EUR", "GBP", "CHF")


def rate_of_own_currency(checked: Checked) -> list[DataWarning]:
    """A rate of the reporting currency that is not 1: the rates are to another currency."""
    if not checked.has("fx_rates"):
        return []
    ours = checked.settings.currency
    return checked.found(
        "rate_of_own_currency", "fx_rates", "rate",
        f"select day, currency, rate from fx_rates where currency = '{ours}' and rate <> 1",
        f"the rate of {ours} to itself is not 1: the rates look as if they led to another currency",
        f"divide every rate by that of {ours} on its day, so that rate is what a unit is worth in {ours}",
    )  # fmt: skip


def inverse_rate(checked: Checked) -> list[DataWarning]:
    """A unit of a small currency that is worth more than one of a large one: the rate is turned around."""
    if not checked.has("fx_rates") or checked.settings.currency not in _LARGE:
        return []
    small = ", ".join(f"'{code}'" for code in _SMALL)
    ours = checked.settings.currency
    return checked.found(
        "inverse_rate", "fx_rates", "rate",
        f"select day, currency, rate from fx_rates where currency in ({small}) and rate > 1",
        f"a unit of the currency would be worth more than 1 {ours}: the rate looks as if it were turned around",
        f'rate is what a unit is worth in {ours}: [tables.fx_rates] columns = {{ rate = "1.0 / rate" }}',
    )  # fmt: skip


CODES = (*(code.upper() for code in _CODES), *_SMALL)

TRAPS = (
    Trap("old_rate", "an exchange rate much older than the row", tuple(MONEY), old_rate),
    Trap("other_currency", "one currency in the data, another in the company file", tuple(MONEY),
         other_currency),
    Trap("rate_of_own_currency", "rates to another currency than the reporting one", ("fx_rates",),
         rate_of_own_currency),
    Trap("inverse_rate", "rates that are turned around", ("fx_rates",), inverse_rate),
    Trap("currency_in_name", "a column named for another currency", tuple(MONEY), currency_in_name),
)  # fmt: skip

"""A first company file from what a source holds: which table is which, and what is still missing.

A draft guesses and says so. Whatever it is not sure of stands in a comment, for a person to decide.
"""

import json
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import wrap

from .company_file import TableMapping
from .errors import InputError
from .sources import open_source, without_password
from .tables import TABLES, Table

# What other systems often call our columns and tables.
CALLED = {
    "customer_id": "account_id client_id company_id customer account cust_id customerid",
    "name": "account_name company_name client_name",
    "user_id": "userid member_id player_id uid source",
    "starts_on": "start_date started_on start_at started_at period_start valid_from",
    "ends_on": "end_date ended_on end_at ended_at period_end valid_to",
    "mrr": "mrr_amount monthly_amount monthly_fee monthlycharges monthly_recurring_revenue",
    "amount": "total price value dollar_value revenue spent",
    "plan": "plan_tier plan_name tier subscription_type contract",
    "signed_up_on": "signup_date created_on created_at joined_on",
    "opened_at": "created_at created_date submitted_at opened created_on",
    "resolved_at": "closed_at closed_date solved_at resolved",
    "score": "rating note stars satisfaction_score starrating",
    "survey": "survey_name survey_type",
    "responded_at": "answered_at response_date completed_at submitted_on",
    "ordered_at": "order_date purchased_at date paid_at invoice_date",
    "occurred_at": "timestamp event_time event_at usage_date time created_at",
    "event": "event_name event_type action",
    "feature": "feature_name",
    "comment_id": "tweet_id review_id feedback_id",
    "text": "review comment feedback_text body message",
    "said_at": "created_at date tweet_created",
    "lead_id": "mql_id prospect_id",
    "created_at": "first_contact_date created_date date_created signup_date",
    "channel": "origin source lead_source referrer medium",
    "offered_at": "call_time started_at queued_at",
    "wait_seconds": "q_time wait_time queue_time",
    "talk_seconds": "ser_time talk_time duration",
    "spent_on": "date day",
}
TABLES_CALLED = {
    "customers": "account client company customer",
    "subscriptions": "subscription contract membership",
    "tickets": "ticket case issue request complaint",
    "usage_events": "usage event activity log",
    "survey_responses": "survey response answer nps csat ces",
    "feedback": "review comment tweet twitter feedback sentiment",
    "orders": "order purchase transaction invoice",
    "calls": "call",
    "leads": "lead mql prospect",
    "users": "user member",
    "spend": "spend cost expense",
}
SURE = 0.6  # how alike names must be to be proposed
HEAD = """\
# A draft of a company file: read each line, correct it, and delete the comments. Then see
#     cs-toolkit check --data company.toml
name = {name}
currency = "EUR"        # the reporting currency
time_zone = "UTC"       # the zone in which your months begin, such as "Europe/Paris"
week_start = "monday"
source = {source}
# as_of = "2026-11-01"  # the last moment that the tables know, if that is not now
dimensions = []         # columns to split by, such as ["plan", "region"]
"""
TAIL = """\
# Where columns lie in several files, from may be a SELECT that joins them:
#     from = "select u.*, s.account_id from 'uses.csv' as u join 'contracts.csv' as s using (contract_id)"
# The other tables and their columns: cs-toolkit tables. What each metric is: cs-toolkit glossary.
# Further sections: [surveys.NAME] kind and scale, [policies], [targets], [assumptions].
"""


def draft_company_file(given: str) -> str:
    """The text of a company file for a folder, a DuckDB file or a database."""
    source = open_source(given, Path())
    if not source.names:
        raise InputError(f"{source.label} has no tables: nothing to draft")
    folder = Path(given).is_dir()
    lines = [
        HEAD.format(
            name=_in_quotes(Path(given).resolve().name if folder else "Company"),
            source=_in_quotes("." if folder else without_password(given)),
        )
    ]
    columns = {
        name: list(source.relation(TableMapping(source=name)).kinds) for name in source.names
    }
    fits = {name: _best(name, known) for name, known in columns.items()}
    # each of our tables is proposed once, for what fits it best
    for name in source.names:
        score, table, _ = fits[name]
        rivals = (other for other, fit in fits.items() if fit[1] is table and other != name)
        taken = any((fits[other][0], other) > (score, name) for other in rivals)
        lines.append(_section(name, columns[name], *fits[name], taken=taken))
    lines.append(TAIL)
    return "\n".join(lines)


def _best(name: str, columns: list[str]) -> tuple[float, Table, dict[str, str]]:
    """The table that fits best, how well, and which column would fill which."""
    fits = [(table, _proposed(table, columns)) for table in TABLES.values()]
    table, proposed = max(fits, key=lambda fit: _score(name, *fit))
    return _score(name, table, proposed), table, proposed


def _section(name, columns, score: float, table: Table, proposed, *, taken: bool) -> str:
    if name == table.name and all(column in columns for column in table.required):
        return f"# {name} is shaped like our table {name}: it needs no mapping.\n"
    if score < SURE or taken:
        return f"# {name}: which table it is must be said by hand; it has {', '.join(columns)}\n"
    mapped = {ours: theirs for ours, theirs in proposed.items() if ours != theirs}
    missing = [column for column in table.required if column not in proposed]
    lines = [
        f"# {name} → {table.name} (one row per {table.grain})",
        f"[tables.{table.name}]",
        f'from = "{name}"',
    ]
    if mapped or missing:
        lines.append(f"[tables.{table.name}.columns]")
        lines += [f"{ours} = {_quoted(theirs)}" for ours, theirs in mapped.items()]
    has = ", ".join(columns)
    lines += [f'# {column} = "…"   # needed, and not found among: {has}' for column in missing]
    unused = [column for column in columns if column not in proposed.values()]
    further = [column for column in table.columns if column not in (*proposed, *missing)]
    lines += _remark("fills no column of ours, may be a dimension", unused)
    lines += _remark("it could also have", further)
    return "\n".join(lines) + "\n"


def _remark(says: str, columns: list[str]) -> list[str]:
    """Columns as a comment that no screen cuts."""
    if not columns:
        return []
    return wrap(
        f"{says}: {', '.join(columns)}", 98, initial_indent="# ", subsequent_indent="#     "
    )


def _quoted(column: str) -> str:
    plain = column.isidentifier()
    name = column if plain else '"' + column.replace('"', '""') + '"'
    return (
        "'" + name + "'" if not plain and "'" not in name else '"' + name.replace('"', '\\"') + '"'
    )


def _proposed(table: Table, columns: list[str]) -> dict[str, str]:
    """Our column → theirs, the surest first, each of theirs once."""
    pairs = sorted(
        ((_alike(ours, theirs), ours, theirs) for ours in table.columns for theirs in columns),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    proposed: dict[str, str] = {}
    for likeness, ours, theirs in pairs:
        if likeness >= 0.75 and ours not in proposed and theirs not in proposed.values():
            proposed[ours] = theirs
    if "mrr" in proposed:
        proposed.pop("amount", None)
    return {ours: proposed[ours] for ours in table.columns if ours in proposed}


def _score(name: str, table: Table, proposed: dict[str, str]) -> float:
    """How well a table fits: half by its name, half by how surely its required columns are there."""
    required = table.required or tuple(column for choice in table.either for column in choice)
    sure = [_alike(column, proposed[column]) for column in required if column in proposed]
    found = sum(sure) / max(1, len(required))
    words = TABLES_CALLED.get(table.name, table.name.rstrip("s")).split()
    by_name = 1.0 if any(word in name.lower() for word in words) else _alike(table.name, name)
    return 0.5 * by_name + 0.5 * found


def _alike(ours: str, theirs: str) -> float:
    plain = theirs.lower().replace(" ", "_").replace("-", "_")
    if plain == ours:
        return 1.0
    if plain in CALLED.get(ours, "").split():
        return 0.95
    return SequenceMatcher(None, ours.replace("_", ""), plain.replace("_", "")).ratio() * 0.95


def _in_quotes(text: str) -> str:
    """A TOML string, which escapes what a JSON string escapes."""
    return json.dumps(text, ensure_ascii=False)

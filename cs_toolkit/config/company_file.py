"""The company file: where a company's tables are, and what its columns mean in our words.

An unknown key is an error that names the nearest known one: a misspelt ``time_zone`` that is
silently ignored would move every boundary.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path
from typing import TypeGuard
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..calendar.business_hours import BusinessHours, declared_hours
from ..calendar.calendars import Calendar, declared_calendar
from ..errors import InputError, did_you_mean
from ..language import ENGLISH, checked
from ..metrics import METRICS
from ..metrics.value.margin import margin_share
from ..schema import TABLES
from .feedback import FeedbackSettings, declared_feedback
from .health.settings import HealthSettings, declared_health
from .leads import named_leads
from .notes import Note, read_notes
from .policies import POLICIES
from .policies_in_force import in_force
from .policy import Policy
from .service_targets import ServiceTargets, declared_service_targets
from .surveys import Survey, declared_surveys
from .targets import Target, declared_targets

KEYS = (
    "name", "currency", "time_zone", "week_start", "fiscal_year_start", "retail_calendar", "source", "as_of", "dimensions", "lead", "locale",
    "tables", "surveys", "policies", "targets", "assumptions", "business_hours", "service_targets",
    "active_events", "health", "feedback", "themes", "accept", "identity",
)  # fmt: skip
IDENTITY_MATCHES = ("email", "email_domain")
TABLE_KEYS = (
    "from", "where", "columns", "encoding", "delimiter", "sheet", "nulls", "time_zone", "header",
    "skip_rows", "footer_rows", "comment", "months_across", "one_row_per", "each",
)  # fmt: skip
# what the settings of a table must be, and how to say so
TEXT = (str, "text in quotes")
KINDS = {
    "from": (str | list, "text in quotes, or a list of files"), "where": TEXT, "encoding": TEXT, "delimiter": TEXT, "time_zone": TEXT, "one_row_per": TEXT, "each": TEXT,
    "sheet": (str | int, "the name of a sheet, or its place counted from 0"),
    "nulls": (list, 'a list of texts, such as ["NA", "-"]'),
    "header": (bool, "true or false"),
    "skip_rows": (int, "how many lines stand above the column names"),
    "footer_rows": (int, "how many lines that are not empty stand below the table"),
    "comment": (str, 'the sign with which a comment line begins, such as "#"'),
    "months_across": (bool | int, "true, false or the year of months that say none, such as 2026"),
}  # fmt: skip


@dataclass(frozen=True)
class TableMapping:
    """Where the rows of one of our tables come from, and which expression fills each column."""

    source: str
    columns: Mapping[str, str] = field(default_factory=dict)
    where: str | None = None
    encoding: str = "utf-8"
    delimiter: str | None = None
    sheet: str | int | None = None
    nulls: tuple[str, ...] = ()
    time_zone: str | None = None
    header: bool = True
    skip_rows: int = 0
    footer_rows: int = 0
    comment: str | None = None
    months_across: bool | int = False  # a year: that of the first month whose name says none
    one_row_per: str | None = None  # an expression: of the rows that agree in it one is read
    each: str | None = None  # a nested list of JSON: each entry is a row
    currency: str | None = None  # the reporting one, for a file of rates of another base


@dataclass(frozen=True)
class CompanyFile:
    """A company's settings, with a default for each."""

    name: str = "Company"
    currency: str = "EUR"
    time_zone: str = "UTC"
    locale: str = ENGLISH  # the language and the numbers of what people read
    calendar: Calendar = field(default_factory=Calendar)
    source: object = field(default=".", repr=False)  # an address may hold a password
    as_of: str | None = None
    dimensions: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()  # the metrics that lead the first page; none: by what there is
    tables: Mapping[str, tuple[TableMapping, ...]] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=lambda: declared_surveys({}))
    policies: Mapping[str, Policy] = field(default_factory=lambda: in_force({}))
    targets: Mapping[str, Target] = field(default_factory=dict)
    assumptions: Mapping[str, object] = field(default_factory=dict)
    business_hours: BusinessHours = field(default_factory=BusinessHours)
    service_targets: ServiceTargets = field(default_factory=ServiceTargets)
    active_events: tuple[str, ...] = ()
    health: HealthSettings = field(default_factory=HealthSettings)
    feedback: FeedbackSettings = field(default_factory=FeedbackSettings)
    accept: Mapping[str, str] = field(default_factory=dict)
    identity: str | None = None  # how ids of other systems are matched with table customers
    notes: tuple[Note, ...] = ()  # of the files beside the company file
    folder: Path = Path()
    allow: tuple[Path, ...] = ()  # further folders whose files may be read; the caller's to say


def read_company_file(path: Path, instead: Mapping | None = None) -> CompanyFile:
    """The settings that a company file declares; raises InputError with the place of a mistake.

    ``instead`` are settings, whole sections among them, that take the place of the file's.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        _refuse_no_address(path, given)
    except FileNotFoundError:
        raise InputError(f"there is no company file {path}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not a readable TOML file: {error}") from None
    try:
        settings = company_settings(given | dict(instead or {}), folder=path.parent)
        return replace(settings, notes=read_notes(path.parent))
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _refuse_no_address(path: Path, given: Mapping) -> None:
    """A file has no DataFrames to give: its source is a text."""
    source = given.get("source", ".")
    if not isinstance(source, str) or not source.strip():
        raise InputError(
            f"{path}: source = {source!r} must be text in quotes: a folder, a DuckDB file or a "
            "database's address"
        )


def company_settings(given: Mapping, folder: Path = Path()) -> CompanyFile:
    """Checked settings from plain ones, as a company file or a notebook gives them.

    >>> company_settings({"name": "Acme", "time_zone": "Europe/Paris"}).time_zone
    'Europe/Paris'
    >>> company_settings({"time_zon": "Europe/Paris"})
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: there is no setting "time_zon": did you mean "time_zone"? ...
    """
    if "allow" in given:
        raise InputError(
            "allow is not for the company file: which further folders may be read is said on the "
            "command line, --allow FOLDER"
        )
    _known(given, KEYS, "there is no setting")
    tables = _section(given, "tables")
    _known(tables, TABLES, "[tables] has no")
    dimensions = given.get("dimensions", [])
    if not isinstance(dimensions, list) or not all(isinstance(name, str) for name in dimensions):
        raise InputError('dimensions must be a list of column names, such as ["plan", "region"]')
    as_of = given.get("as_of")
    settings = {key: given[key] for key in ("name", "currency", "time_zone") if key in given}
    for key, value in settings.items():
        if not isinstance(value, str):
            raise InputError(f"{key} = {value!r} must be text in quotes")
    currency = settings.get("currency", "EUR")
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise InputError(f'currency = "{currency}" must be a code of three letters, such as "EUR"')
    week_start = given.get("week_start", "monday")
    if not isinstance(week_start, str):
        raise InputError(f"week_start = {week_start!r} must be text in quotes")
    hours = declared_hours(_section(given, "business_hours"))
    file = CompanyFile(
        **settings,
        calendar=declared_calendar(
            week_start, given.get("fiscal_year_start"), given.get("retail_calendar")
        ),
        source=given.get("source", "."),
        as_of=None if as_of is None else str(as_of),
        dimensions=tuple(dimensions),
        lead=_lead(given.get("lead", [])),
        locale=checked(given.get("locale", ENGLISH)),
        tables={name: _mappings(name, table) for name, table in tables.items()},
        surveys=declared_surveys(_section(given, "surveys")),
        policies=in_force(_section(given, "policies")),
        targets=declared_targets(_section(given, "targets")),
        assumptions=_assumptions(_section(given, "assumptions")),
        business_hours=hours,
        service_targets=declared_service_targets(
            _section(given, "service_targets"), hours.declared
        ),
        active_events=_active_events(given.get("active_events", [])),
        health=declared_health(_section(given, "health")),
        feedback=declared_feedback(_section(given, "feedback"), _section(given, "themes")),
        accept=_accepted(_section(given, "accept")),
        identity=_identity(_section(given, "identity")),
        folder=folder,
    )
    _time_zone(file.time_zone, "time_zone")
    return file


def _assumptions(given: Mapping) -> dict:
    """What formulas assume and no table says: gross_margin = 0.8."""
    known = {name for m in METRICS.values() for r in m.variants.values() for name in r.assumptions}
    for name in given:
        if name in POLICIES:
            raise InputError(f"[assumptions] {name} is a rule: write it under [policies]")
    _known(given, known - set(POLICIES), "[assumptions] has no")
    for name, value in given.items():
        if not _is_number(value):
            raise InputError(f"[assumptions] {name} = {value!r} must be a number")
    margin_share(given.get("gross_margin", 1.0))
    return dict(given)


def _accepted(given: Mapping) -> dict[str, str]:
    """The warnings that are accepted by name, each with the reason; true is one, too."""
    for name, reason in given.items():
        if reason is not True and not (isinstance(reason, str) and reason.strip()):
            raise InputError(f"[accept] {name} = {reason!r} must be the reason in quotes, or true")
    return {name: "accepted" if reason is True else reason for name, reason in given.items()}


def _identity(given: Mapping) -> str | None:
    """How the ids of other systems are matched with those of table customers."""
    _known(given, ("match",), "[identity] has no")
    match = given.get("match")
    if match is not None and match not in IDENTITY_MATCHES:
        raise InputError(
            f"[identity] match = {match!r} must be one of {', '.join(map(repr, IDENTITY_MATCHES))}"
        )
    return match


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _active_events(given: object) -> tuple[str, ...]:
    """The events that make a user active; none named: every event does."""
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise InputError('active_events must be a list of events, such as ["edit", "export"]')
    return tuple(given)


def _lead(given: object) -> tuple[str, ...]:
    """The metrics that lead the first page: a list of names, or one of the lead sets."""
    if not isinstance(given, str) and not (
        isinstance(given, list) and all(isinstance(name, str) for name in given)
    ):
        raise InputError(
            f'lead = {given!r} must be a list of metrics, such as ["mrr", "net_promoter_score"], '
            'or a lead set, "s16" or "s17"'
        )
    try:
        return named_leads(given) if given else ()
    except InputError as error:
        raise InputError(f"lead: {error}") from None


def _section(given: Mapping, name: str) -> Mapping:
    section = given.get(name, {})
    if not isinstance(section, Mapping):
        raise InputError(f"{name} must be a section [{name}]")
    return section


def _known(given: Mapping, known: Collection[str], sentence: str) -> None:
    for key in given:
        if key not in known:
            raise InputError(f'{sentence} "{key}": {did_you_mean(key, known)}')


def _time_zone(name: str, where: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(
            f'{where} = "{name}" is not a time zone: write a name such as "Europe/Paris" or "UTC"'
        ) from None


def _mappings(table: str, given: object) -> tuple[TableMapping, ...]:
    return tuple(
        _mapping(table, file)
        for one in (given if isinstance(given, list) else [given])
        for file in _one_by_one(table, one)
    )


def _one_by_one(table: str, given: object) -> list:
    """A section whose from is a list of files, as one section for each of them."""
    if not isinstance(given, Mapping) or not isinstance(files := given.get("from"), list):
        return [given]
    if not files or not all(isinstance(file, str) for file in files):
        raise InputError(
            f'[tables.{table}] from = {files!r} must be text in quotes, or a list such as ["a.csv", "b.csv"]'
        )
    return [{**given, "from": file} for file in files]


def _mapping(table: str, given: Mapping) -> TableMapping:
    where = f"[tables.{table}]"
    if not isinstance(given, Mapping):
        raise InputError(f"{where} must be a section with from = and columns = {'{…}'}")
    _known(given, TABLE_KEYS, f"{where} has no")
    columns = given.get("columns", {})
    if not isinstance(columns, Mapping):
        raise InputError(f'{where} columns must be a table such as {{ customer_id = "id" }}')
    for column, expression in columns.items():
        if not isinstance(expression, str) or not expression.strip():
            raise InputError(
                f"{where} {column} = {expression!r} must be a column or an expression in quotes; "
                f"""a fixed text is written {column} = "'text'" and a number {column} = "1" """
            )
    for key, (kind, in_words) in KINDS.items():
        # to Python true is 1
        flag = isinstance(given.get(key), bool) and kind not in (bool, bool | int)
        if key in given and (flag or not isinstance(given[key], kind)):
            raise InputError(f"{where} {key} = {given[key]!r} must be {in_words}")
    for key in ("skip_rows", "footer_rows", "sheet"):
        if isinstance(given.get(key), int) and given[key] < 0:
            raise InputError(f"{where} {key} = {given[key]} must be {KINDS[key][1]}")
    year = given.get("months_across")
    if isinstance(year, int) and not isinstance(year, bool) and not 1990 <= year < 2100:
        raise InputError(f"{where} months_across = {year} must be {KINDS['months_across'][1]}")
    for key in ("comment", "from", "one_row_per", "each"):
        if given.get(key) == "":
            raise InputError(f'{where} {key} = "" must be {KINDS[key][1]}')
    nulls = given.get("nulls", [])
    if not all(isinstance(word, str) for word in nulls):
        raise InputError(f'{where} nulls = {nulls!r} must be a list of texts, such as ["NA", "-"]')
    if "time_zone" in given:
        _time_zone(given["time_zone"], f"{where} time_zone")
    return TableMapping(
        source=given.get("from", table),
        columns=dict(columns),
        where=given.get("where"),
        encoding=given.get("encoding", "utf-8"),
        delimiter=given.get("delimiter"),
        sheet=given.get("sheet"),
        nulls=tuple(nulls),
        time_zone=given.get("time_zone"),
        header=given.get("header", True),
        skip_rows=given.get("skip_rows", 0),
        footer_rows=given.get("footer_rows", 0),
        comment=given.get("comment"),
        months_across=given.get("months_across", False),
        one_row_per=given.get("one_row_per"),
        each=given.get("each"),
    )

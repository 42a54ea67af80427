"""Rows that are read and not used: counted, and shown in the data quality, never just dropped."""

from dataclasses import dataclass

from .check import SHOWN


@dataclass(frozen=True)
class SetAside:
    """Some rows of a table that take no part, and why."""

    table: str
    rows: int
    why: str
    examples: tuple[str, ...]


def set_aside(tables, settings, query) -> tuple[SetAside, ...]:
    """The answers off their scale, and those of surveys whose kind nobody declared."""
    if "survey_responses" not in tables.there:
        return ()
    found = []
    for name, survey in sorted(settings.surveys.items()):
        off = (
            f"survey = '{_escaped(name)}' and (score < {survey.lowest} or score > {survey.highest})"
        )
        scale = f"score off the scale {survey.lowest} to {survey.highest} of survey {name}"
        found += _rows(off, scale, "response_id, score", query)
    known = ", ".join(f"'{_escaped(name)}'" for name in settings.surveys)
    found += _rows(
        f"survey not in ({known})",
        "survey that is not declared: add [surveys.NAME] with its kind and scale to the company file",
        "response_id, survey",
        query,
    )
    return tuple(found)


def _escaped(text: str) -> str:
    return text.replace("'", "''")


def _rows(condition: str, why: str, shown: str, query) -> list[SetAside]:
    count = int(query(f"select count(*) as n from survey_responses where {condition}")["n"].iloc[0])
    if not count:
        return []
    rows = query(
        f"select {shown} from survey_responses where {condition} order by response_id limit {SHOWN}"
    )
    examples = tuple(", ".join(map(str, row)) for row in rows.itertuples(index=False))
    return [SetAside("survey_responses", count, why, examples)]

"""A finished section as a company file writes it."""

import json
from collections.abc import Iterable, Mapping
from textwrap import wrap
from types import MappingProxyType

from .apply import Section


def section_text(
    section: Section, given: Mapping[str, str] = MappingProxyType({}), *, first: bool = True
) -> str:
    """The section with a comment on what its recipe takes for granted, in the ``first`` of a recipe's.

    ``given`` is what ``from`` says for a file's name: a pattern where several files are one table.
    """
    recipe = section.recipe
    lines = [f"# {', '.join(section.files)} → {section.table}: {recipe.title}"]
    for sentence in (*(recipe.assumes if first else ()), *([section.note] if section.note else [])):
        lines += wrap(sentence, 96, initial_indent="#   - ", subsequent_indent="#     ")
    source = given.get(section.source, section.source)
    lines += [f"[[tables.{section.table}]]", f"from = {toml_text(source)}"]
    lines += [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in section.reading.items()
    ]
    if section.where:
        lines.append(f"where = {toml_text(section.where)}")
    if section.one_row_per:
        lines.append(f"one_row_per = {toml_text(section.one_row_per)}")
    lines.append(f"[tables.{section.table}.columns]")
    lines += [f"{ours} = {toml_text(text)}" for ours, text in section.columns.items()]
    return "\n".join(lines) + "\n"


def survey_texts(sections: Iterable[Section]) -> list[str]:
    """The sections of the surveys that recipes declare, each once."""
    surveys = {
        name: settings
        for section in sections
        if section.table == "survey_responses"
        for name, settings in section.recipe.surveys.items()
    }
    return [
        "\n".join([f"[surveys.{name}]", *(f"{k} = {json.dumps(v)}" for k, v in one.items())]) + "\n"
        for name, one in surveys.items()
    ]


def toml_text(text: str) -> str:
    """A TOML string in the quotes that read best.

    >>> print(toml_text('"Customer ID"'), toml_text("it's"))
    '"Customer ID"' "it's"
    """
    if "\n" in text:
        return f"'''\n{text.strip()}\n'''"
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return f"'''{text}'''" if not text.endswith("'") else json.dumps(text, ensure_ascii=False)

"""The catalogue is complete: every text of the code, the templates, the metrics and the notebooks."""

import ast
import json
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from cs_toolkit import METRICS, figures, shipped
from cs_toolkit.language import SHIPPED, spoken, translated
from cs_toolkit.language.catalogue import PLACE, catalogue_of

PACKAGE = Path(figures.__file__).parents[1]
LANGUAGES = [one for one in SHIPPED if one != "en"]
SHOWN = ("caption", "title", "nothing", "subtitle")


def keys(language):
    return {one.id for one in catalogue_of(language) if one.id}


@pytest.fixture(scope="module")
def texts():
    """What the code and the templates ask the catalogue for."""
    found = extract_from_dir(
        PACKAGE, method_map=[("**.py", "python"), ("**.j2", "jinja2")],
        keywords={"gettext": None, "ngettext": (1, 2), "_": None},
    )  # fmt: skip
    return {message for _, _, message, _, _ in found}


@pytest.fixture(scope="module")
def of_notebooks():
    """What the notebooks give a table or a figure as its words, each place filled in."""
    found = set()
    for book in shipped.notebooks():
        for cell in json.loads(book.read_text("utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                found |= set(re.findall(r"(?m)^#{1,2} (.+)$", source))
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.keyword) and node.arg in SHOWN:
                    found |= set(filled(node.value))
    return found


def filled(node):
    """The texts of an expression; a place is filled with a word that nobody translates."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            one.value if isinstance(one, ast.Constant) else f"X{at}"
            for at, one in enumerate(node.values)
        )
    elif isinstance(node, ast.IfExp):
        yield from filled(node.body)
        yield from filled(node.orelse)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_in_the_catalogue(language, texts):
    assert texts <= keys(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_in_the_catalogue(language):
    assert {metric.label for metric in METRICS.values()} <= keys(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_and_caption_of_the_notebooks_is_translated(language, of_notebooks):
    known = keys(language)
    with spoken(language):
        lost = {one for one in of_notebooks if translated(one) == one and one not in known}
    assert {one for one in lost if re.search("[a-z]{2}", re.sub(r"X\d+", "", one))} == set()


def test_the_languages_have_the_same_keys():
    first, *others = (keys(one) for one in LANGUAGES)
    assert all(first == other for other in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_the_same_places(language):
    forms = {"de": 2, "ro": 3, "zh": 1}[language]
    for one in catalogue_of(language):
        if not one.id:
            continue
        asked = [one.id] if isinstance(one.id, str) else list(one.id)
        said = [one.string] if isinstance(one.string, str) else list(one.string)
        assert len(said) == (1 if isinstance(one.id, str) else forms), one.id
        places = {place for text in asked for place in PLACE.findall(text)}
        for text in said:
            assert text, one.id
            missing = places ^ set(PLACE.findall(text))
            one_of_several = len(said) > 1 and text == said[0]
            assert not missing or (one_of_several and missing <= {"count"}), (one.id, text)
        assert one.fuzzy is False

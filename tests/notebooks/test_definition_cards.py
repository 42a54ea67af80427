"""Every metric that a notebook shows has a definition card on it."""

import ast
from pathlib import Path

import nbformat
import pytest

from cs_toolkit.config.leads import LEAD_SETS
from cs_toolkit.display import definitions
from cs_toolkit.metrics import ALIASES, METRICS
from cs_toolkit.report.parameters import LESSON, tags

FOLDER = Path(__file__).parents[2] / "notebooks"
SHOWING = [path for path in sorted(FOLDER.glob("*.ipynb")) if not path.stem.startswith("10_")]
EVERYTHING = set(METRICS)


def trees(path: Path) -> list[ast.Module]:
    """The code that the report runs: lessons compute their own small examples."""
    cells = nbformat.read(path, as_version=4).cells
    return [
        ast.parse(cell.source)
        for cell in cells
        if cell.cell_type == "code" and LESSON not in tags(cell)
    ]


def of_frame(call: ast.Call) -> set[str]:
    """The metrics in a frame that a method of the company makes: those of its families."""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method not in ("metrics", "scorecard"):
        return set()
    family = next((one.value for one in call.keywords if one.arg == "family"), None)
    if family is None:
        return EVERYTHING
    families = ast.literal_eval(family)
    families = [families] if isinstance(families, str) else families
    return {name for name, metric in METRICS.items() if metric.family in families}


def shown_and_defined(path: Path) -> tuple[set[str], set[str]]:
    frames: dict[str, set[str]] = {}
    shown: set[str] = set()
    defined: set[str] = set()
    for tree in trees(path):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
                for target, value in pairs:
                    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                        pairs += zip(target.elts, value.elts, strict=True)
                    elif isinstance(target, ast.Name) and isinstance(value, ast.Call):
                        frames[target.id] = of_frame(value)
    for tree in trees(path):
        cards = [
            node for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "definitions"
        ]  # fmt: skip
        inside = {id(part) for card in cards for part in ast.walk(card)}
        for card in cards:
            for part in ast.walk(card):
                if isinstance(part, ast.Name):
                    defined |= frames.get(part.id, set())
                elif isinstance(part, ast.Constant) and part.value in ALIASES:
                    defined.add(ALIASES[part.value].name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in inside and node.value in ALIASES:
                shown.add(ALIASES[node.value].name)
    # a page shows its family in its tiles, and all of it in the table of every variant
    shown |= {name for name, metric in METRICS.items() if metric.family == path.stem[3:]}
    if path.stem.startswith("00_"):
        shown |= {name for names in LEAD_SETS.values() for name in names} | EVERYTHING
    return shown, defined


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.stem)
def test_each_metric_that_is_shown_is_defined(path):
    shown, defined = shown_and_defined(path)
    assert shown - defined == set()


def test_the_cards_name_every_metric_once_and_no_measure():
    shown = ["mau", "mau", "active_users", "dau", "dau_mau_ratio"]
    cards = definitions(shown, first=["dau_mau_ratio"])
    labels = ["DAU/MAU ratio", "Daily active users", "Monthly active users"]
    assert [cards.html.count(f'aria-label="Definition of {label}"') for label in labels] == [
        1,
        1,
        1,
    ]
    assert cards.html.count("cs-definition ") == 3
    assert (
        cards.html.index(labels[0])
        < cards.html.index('<details class="cs-definitions')
        < cards.html.index(labels[1])
    )
    assert "2 further definitions</summary>" in cards.html
    assert all(f'id="define-{name}"' in cards.html for name in ("mau", "dau", "dau_mau_ratio"))
    assert repr(cards).startswith("DAU/MAU ratio: ")

"""What depends on an engine stands in cs_toolkit/dialects: no other module asks which one it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cs_toolkit
from cs_toolkit.dialects import DIALECTS, Dialect, Engine

PACKAGE = Path(cs_toolkit.__file__).parent
NAMES = {
    name
    for one in DIALECTS.values()
    for name in (one.name, one.title, one.word, *one.schemes)
    if name
}
CLASSES = {one.__name__ for base in (Dialect, Engine) for one in base.__subclasses__()}


def branches(tree: ast.AST) -> Iterator[str]:
    """Where a module compares with an engine's name, looks something up by it, or asks for its class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            compared = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            compared = [key for key in node.keys if key is not None]
        elif isinstance(node, ast.MatchValue):
            compared = [node.value]
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = called or getattr(node.func, "id", "")
            if called in ("isinstance", "issubclass"):
                asked = {getattr(one, "id", getattr(one, "attr", "")) for one in ast.walk(node)}
                if asked & CLASSES:
                    yield f"line {node.lineno}: {called} of {', '.join(asked & CLASSES)}"
            compared = node.args if called in ("startswith", "endswith") else []
        else:
            continue
        inside = [part for one in compared for part in ast.walk(one)]
        texts = {one.value for one in inside if isinstance(one, ast.Constant)}
        if found := texts & NAMES:
            yield f"line {node.lineno}: {', '.join(sorted(found))}"


def test_no_other_module_branches_on_an_engine():
    found = [
        f"{path.relative_to(PACKAGE)}, {one}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] != "dialects"
        for one in branches(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        'x = 1 if dialect == "spark" else 2',
        'if engine.dialect.name in ("duckdb", "spark"): pass',
        'word = {"postgres": "text", "spark": "string"}[name]',
        'match name:\n    case "spark" | "x": pass',
        "isinstance(engine, DuckDBEngine)",
        "isinstance(engine, (int, dialects.PostgresEngine))",
        'url.startswith("postgresql")',
        'given != "spark"',
    ],
)
def test_a_branch_is_found(text):
    assert list(branches(ast.parse(text)))


@pytest.mark.parametrize(
    "text", ['VERSIONS = ["duckdb"]', "x = DIALECTS[name]", "dialect.embedded"]
)
def test_what_is_no_branch_is_not(text):
    assert not list(branches(ast.parse(text)))

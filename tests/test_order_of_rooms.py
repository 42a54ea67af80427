"""The rooms of the package stand in an order, and each knows only those below it."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "cs_toolkit"
# from the ground up; files beside ``__init__`` are the ground
ROOMS = (
    "language", "dialects", "formatting", "calendar", "metrics", "schema", "config", "sources", "tables", "models",
    "measures", "scorecard", "display", "figures", "analyses", "company", "drafting", "sample",
    "report", "course", "jupyter", "cli",
)  # fmt: skip


def imported(path: Path, tree: ast.AST) -> set[str]:
    """What a file imports of the package, anywhere in it, as dotted names below the package."""
    here = path.relative_to(PACKAGE).with_suffix("").parts
    here = here[:-1]  # the folder, for a module as for an ``__init__``
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = here[: len(here) - node.level + 1]
            names = [node.module] if node.module else [name.name for name in node.names]
            found |= {".".join([*base, name]) for name in names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cs_toolkit."):
            found.add(node.module.removeprefix("cs_toolkit."))
    return found


def upward(path: Path, text: str) -> list[str]:
    """The imports of a file that lead to a room above its own."""
    room = path.relative_to(PACKAGE).parts[0]
    height = ROOMS.index(room) if room in ROOMS else -1
    above = [one for one in ROOMS if ROOMS.index(one) > height]
    return sorted(name for name in imported(path, ast.parse(text)) if name.split(".")[0] in above)


def test_every_room_knows_only_rooms_below_it():
    found = {
        str(path.relative_to(PACKAGE)): names
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py" or path.parent != PACKAGE
        if (names := upward(path, path.read_text(encoding="utf-8")))
    }
    assert not found


def test_every_folder_of_the_package_is_a_room():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == set(ROOMS)


def test_an_import_that_leads_upward_is_found():
    path = PACKAGE / "tables" / "check.py"
    assert upward(path, "from ..measures.company_data import CompanyData") == [
        "measures.company_data"
    ]
    assert upward(path, "def f():\n    from cs_toolkit.report import warm") == ["report"]
    assert not upward(path, "from ..schema import TABLES\nfrom .mapping import Clock")

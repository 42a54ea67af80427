"""Runs a notebook's code without a kernel: quick enough to try every page on many companies."""

import ast
from pathlib import Path

import nbformat

from cs_toolkit.report.parameters import tags, without_lessons


def run(path: Path, **parameters) -> str:
    """What the batch would show of a notebook, as plain text; a cell that raises is an error here."""
    notebook = without_lessons(nbformat.read(path, as_version=4))
    shown: list[str] = []
    names = {"display": lambda *objects: shown.extend(map(repr, objects))}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), names)
        if "parameters" in tags(cell):
            names |= parameters
        if last is not None:
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
            if value is not None:
                shown.append(repr(value))
    return "\n".join(shown)

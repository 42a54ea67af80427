"""An executed notebook without what differs from run to run: clocks, durations, paths, addresses."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..display.markup import rules_of
from .failures import Failure
from .parameters import tags
from .secrets import known_secrets

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_KEPT = ("tags", "alt", "jupyter", "slideshow")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_STYLE = re.compile(r"<style data-cs-toolkit>(.*?)</style>", re.DOTALL)
_PASSWORD = re.compile(r"(://[^\s/:@'\"]+):[^\s/@'\"]+@")
# from the beginning of a word: tried at each letter of it, a word of megabytes would take hours
_CELL_FILE = re.compile(r"(?<![^\s\"'<>])[^\s\"'<>]*ipykernel_\d+[/\\]\d+\.py")


class Scrubber:
    """Rewrites text without this machine's folders, memory addresses, passwords and other secrets."""

    def __init__(self, names: Mapping[Path | str, str]):
        import cs_toolkit

        own = Path(cs_toolkit.__file__).parent.parent
        folders = {sys.prefix: "python", str(own): ".", str(Path.home()): "~"}
        given = {str(path): name for path, name in names.items()}
        # the longest first, so that a folder does not take away the beginning of a file
        self.names = sorted({**folders, **given}.items(), key=lambda one: -len(one[0]))
        self.secrets = sorted(known_secrets(os.environ, given), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text, scrubbed."""
        for secret in self.secrets:
            text = text.replace(secret, "…")
        for path, name in self.names:
            if len(path) > 1:
                text = text.replace(path, name)
        text = _CELL_FILE.sub("the notebook", _PASSWORD.sub(r"\1@", text))
        return _ADDRESS.sub("at 0x…", text)

    def failure(self, failure: Failure | None) -> Failure | None:
        """A failure, scrubbed."""
        return failure and Failure(self(failure.says), self(failure.traceback))


def normalised(notebook: NotebookNode, scrub: Scrubber) -> NotebookNode:
    """The notebook as it is kept beside the report: the same bytes after the same run."""
    plain = nbformat.from_dict({**notebook, "metadata": KERNEL})
    plain.nbformat_minor = max(plain.nbformat_minor, 5)  # the form that gives each cell an id
    plain.cells = [_cell(cell, number, scrub) for number, cell in enumerate(notebook.cells)]
    return plain


def with_styles_once(notebook: NotebookNode) -> NotebookNode:
    """The notebook with each rule of style in the first output that carries it, and in no other.

    A rule holds for the whole page; repeated under every table, they are a fifth of what tables weigh.
    """
    seen: set[str] = set()

    def first(sheet: re.Match[str]) -> str:
        fresh = [rule for rule in rules_of(sheet[1]) if rule not in seen]
        seen.update(fresh)
        return f"<style data-cs-toolkit>{''.join(fresh)}</style>" if fresh else ""

    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data["text/html"] = _STYLE.sub(first, data["text/html"])
    return notebook


def _cell(cell: NotebookNode, number: int, scrub: Scrubber) -> NotebookNode:
    injected = "injected-parameters" in tags(cell)
    kept = {name: cell.metadata[name] for name in _KEPT if name in cell.metadata}
    made = {
        **cell,
        # papermill gives the cell that it adds an id by chance
        "id": "injected-parameters" if injected else cell.get("id", f"cell-{number}"),
        "metadata": kept,
        "source": scrub(cell.source),
    }
    if cell.cell_type == "code":
        made["outputs"] = [_output(output, scrub) for output in cell.outputs]
    return nbformat.from_dict(made)


def _is_text(kind: str) -> bool:
    """Whether an output of a kind can hold words: pixels in base64 cannot."""
    return not kind.startswith("image/") or kind == "image/svg+xml"


def _output(output: NotebookNode, scrub: Scrubber) -> dict:
    made = dict(output)
    for name in ("text", "evalue"):
        if name in made:
            made[name] = scrub(made[name])
    if "traceback" in made:
        made["traceback"] = [scrub(line) for line in made["traceback"]]
    if "data" in made:
        made["data"] = {
            kind: scrub(data) if isinstance(data, str) and _is_text(kind) else data
            for kind, data in made["data"].items()
        }
    return made

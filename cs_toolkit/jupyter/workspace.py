"""The folder that the lab opens: the kit's notebooks or lessons, clean, trusted, with their parameters."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.sign import NotebookNotary

from ..company.opening import company_file_in
from ..course.editions import edition, masters, with_seed
from ..errors import InputError
from ..report.parameters import tags, with_values
from ..shipped import notebooks, shipped
from ..sources import is_address, without_password

# a page of the class, as the notebooks of the repository link to it, and where the lab has it
LESSON_PAGE = re.compile(r"\]\(\.\./course/lessons/(\w+)\.md\)"), r"](course/\1.ipynb)"
WORKED_PAGE = re.compile(r"\]\(\.\./course/worked/(\w+)\.md\)"), r"](course/worked/\1.ipynb)"
# and a notebook, as a page worked by hand links to it
BOOK = re.compile(r"\]\(\.\./\.\./notebooks/(\w+\.ipynb)\)"), r"](../../\1)"


def lay_out(
    folder: Path, parameters: Mapping[str, str], at_first: Mapping[str, str] | None = None
) -> list[Path]:
    """The kit's notebooks in a folder, with these parameters; the paths, the first to read first.

    A notebook that is there already is somebody's work: only its parameters are changed, and only
    those that are given. One that is new has those of ``at_first`` beside them.
    """
    written = []
    for book in notebooks():
        path = _in(folder) / book.name
        there = path.exists()
        notebook = _read(path) if there else clean(nbformat.read(book, as_version=4))
        values = parameters if there else {**(at_first or {}), **parameters}
        written.append(_write(with_parameters(notebook, values), path))
    return written


def lay_out_lessons(folder: Path, seed: int | None = None) -> list[Path]:
    """The students' edition of each lesson in a folder, and the pages worked by hand in one below it.

    One that is there already is a student's work: only the seed is changed, and only where one is given.
    """
    written = []
    for stem, master in masters(shipped("course")).items():
        path = _in(folder) / f"{stem}.ipynb"
        if not path.exists():
            _write(edition(master, "student", seed), path)
        elif seed is not None:
            _write(with_seed(_read(path), seed), path)
        written.append(path)
    for stem, master in masters(shipped("course"), "worked").items():
        path = _in(folder / "worked") / f"{stem}.ipynb"
        if not path.exists():
            _write(_linked(edition(master, "student"), BOOK), path)
    return written


def address_for(data: str) -> str:
    """Where some data are, as a notebook of another folder can open them; raises where nothing is."""
    if "://" in data:
        if without_password(data) != data:
            raise InputError(
                "a notebook would keep the password of this address: leave it out, and set it in the "
                "environment, for PostgreSQL as PGPASSWORD"
            )
        return data
    if is_address(data):
        return data
    found = Path(company_file_in(data)).expanduser()
    if not found.exists():
        raise InputError(f"there is no file or folder {data}")
    return str(found.absolute())


def clean(notebook: NotebookNode) -> NotebookNode:
    """A notebook as nobody has run it: without outputs, its links to the class those of the lab's folder."""
    made = NotebookNode(notebook)
    made.cells = [one for one in notebook.cells if one.cell_type != "code" or one.source.strip()]
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return _linked(made, LESSON_PAGE, WORKED_PAGE)


def _linked(notebook: NotebookNode, *links: tuple[re.Pattern, str]) -> NotebookNode:
    """The notebook with its links leading to where the lab's folder has what they mean."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for link, there in links:
                cell.source = link.sub(there, cell.source)
    return notebook


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, str]) -> NotebookNode:
    """The notebook with other values in its ``parameters`` cell."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in tags(cell):
            cell.source = with_values(cell.source, parameters)
    return notebook


def _in(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise InputError(f"{folder} is a file, and the notebooks need a folder") from None
    return folder


def _read(path: Path) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, json.JSONDecodeError) as error:
        raise InputError(f"{path} is no notebook: move it away, or name another --into") from error


def _write(notebook: NotebookNode, path: Path) -> Path:
    nbformat.write(notebook, path)
    NotebookNotary().sign(notebook)  # the kit wrote it: the lab shows its outputs as they are
    return path

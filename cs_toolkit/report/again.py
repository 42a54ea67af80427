"""The same report again: its files are kept with all that it was made from, and given as they were.

Everything that goes into a page is compared: the content of the company file, its notes and every file
that was read, the notebooks, the code, templates and libraries, the editions, what is scrubbed, and the
earlier report that the page of changes speaks of. The rules are those of ``company.cache``: an entry
that is damaged or foreign is never believed, and what stood on more than files is not kept.
"""

import base64
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..company import Company
from ..company.repeated import Command, Written, command
from ..config.notes import note_files
from ..shipped import PACKAGE
from .changes import earlier_report
from .editions import Editions
from .inputs import Inputs
from .manifest import MANIFEST, digest, read_manifest, versions
from .metrics_csv import METRICS_CSV
from .secrets import known_secrets

FIXED = (1980, 1, 1, 0, 0, 0)  # an entry says nothing of when it was made


@dataclass(frozen=True)
class Kept:
    """A report that was kept: its folder's name, whether every identity closed, the
    notices, its language, the earlier report that it speaks of, and its files."""

    name: str
    reconciled: bool
    notices: tuple[str, ...]
    locale: str
    earlier: str | None
    files: bytes

    def laid_into(self, folder: Path, out: Path) -> bool:
        """Write the files into an empty folder; False where they would speak of another earlier report."""
        with zipfile.ZipFile(io.BytesIO(self.files)) as held:
            held.extractall(folder)
        return self.earlier == compared_with(out, folder)


class Again:
    """One report as it is asked for, by the name under which its files are kept."""

    def __init__(self, asked: Command, inputs: Inputs):
        self._asked, self._inputs = asked, inputs

    def kept(self) -> Kept | None:
        """What an earlier process made from the same things; None where anything changed."""
        held = self._asked.kept()
        if held is None:
            return None
        about = json.loads(held.answer)
        return Kept(
            about["name"], about["reconciled"], held.beside, about["locale"], about["earlier"],
            base64.b85decode(about["files"]),
        )  # fmt: skip

    def keep(
        self, company: Company, folder: Path, name: str, *, out: Path, reconciled: bool,
        notices: Iterable[str],
    ) -> None:  # fmt: skip
        """Keep the files of a finished report that lies in ``folder`` and is going to be called ``name``."""
        self._inputs.refuse_moved()
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as files:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    inside = zipfile.ZipInfo(path.relative_to(folder).as_posix(), FIXED)
                    files.writestr(inside, path.read_bytes(), zipfile.ZIP_DEFLATED)
        about = {
            "name": name, "reconciled": reconciled, "locale": company.settings.locale,
            "earlier": compared_with(out, folder),
            "files": base64.b85encode(held.getvalue()).decode(),
        }  # fmt: skip
        self._asked.keep(company, Written(json.dumps(about), tuple(notices)))


def again(
    data: str, source: str | None, cache: bool | str | Path, out: Path, inputs: Inputs,
    books: Iterable[Path], editions: Editions, *asked: object,
) -> Again | None:  # fmt: skip
    """A report by all that goes into it but the files that are read; None where it is always made."""
    if not cache:
        return None
    parts = (
        "report", *asked, editions, str(out.resolve()), versions(), _looks(),
        [(book.name, digest(book)) for book in books],
        [(str(path), digest(path)) for path in _notes(data)],
        sorted(known_secrets(os.environ)),
    )  # fmt: skip
    folder = cache if isinstance(cache, bool) else Path(cache)
    found = command(data, source, folder, parts)
    return Again(found, inputs) if found else None


def compared_with(out: Path, folder: Path) -> str | None:
    """The fingerprint of the earlier report that the one in a folder is compared with, if there is one."""
    shown = read_manifest(folder)
    earlier = shown and earlier_report(out, shown, folder / METRICS_CSV)
    if not earlier:
        return None
    return digest(earlier / MANIFEST) + digest(earlier / METRICS_CSV)


def _notes(data: str) -> list[Path]:
    return note_files(Path(data).parent) if data.endswith(".toml") else []


def _looks() -> str:
    """The fingerprint of templates, styles, word lists: no code, and they make a page all the same."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.is_file())
    looks = [path for path in files if path.suffix not in (".py", ".pyc", ".sql")]
    content = [(path.relative_to(PACKAGE).as_posix(), digest(path)) for path in looks]
    return hashlib.sha256(repr(content).encode()).hexdigest()

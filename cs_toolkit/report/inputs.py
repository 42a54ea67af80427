"""The files that a report is made from: they must be the same from the first read to the last.

A report reads its tables in many statements over minutes. A file that changes in between would give
numbers of two states under one fingerprint, so the report is refused and nothing is published.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..company import Company
from ..config.notes import note_files
from ..errors import InputError
from ..sources.file_state import FileState, file_state


class Inputs:
    """The files of a company, each with its state before it was read.

    Made before the company is opened, for the company file is read first.
    """

    def __init__(self, data: str):
        file = Path(data)
        is_company_file = data.endswith(".toml")
        beside = [file, *note_files(file.parent)] if is_company_file else []
        own = {one.parent.resolve() / one.name: file_state(one) for one in beside}
        self._company_file = own
        self._company: Company | None = None

    @property
    def files(self) -> dict[Path, FileState | None]:
        """Every file that was read so far."""
        read = self._company.files_found if self._company else {}
        return self._company_file | read

    def refuse_moved(self, cause: Exception | None = None) -> None:
        """Raise InputError if a file changed, grew or vanished since it was first read."""
        for path, before in self.files.items():
            now = file_state(path)
            if now != before:
                what = "was removed" if now is None else "changed"
                raise InputError(
                    f"{path.name} {what} while the report was being made: no report was published, and "
                    "an older one is as it was. Run it again when nothing writes to the file"
                ) from cause

    @contextmanager
    def at_rest(self, company: Company) -> Iterator[None]:
        """What goes wrong because a file moved is reported as that."""
        self._company = company
        try:
            yield
        except Exception as error:
            self.refuse_moved(error)
            raise

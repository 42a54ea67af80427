"""Files behind an https address: each is fetched when the company file names it, and read like one here."""

import shutil
from base64 import b64encode
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import ClassVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import Request, urlopen

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine
from ..errors import InputError
from .address import REMOTE_SCHEMES
from .files import IN_WORDS, Relation, ending_of, read_file, table_name
from .folders import Folders
from .source import Source

SECONDS = 60  # without a sign of the server


class RemoteFiles(Source):
    """A folder of files, or one file, on a web server."""

    TRIED: ClassVar = (".csv", ".parquet")  # for a name without an ending

    def __init__(self, url: str, folders: Folders) -> None:
        parts = urlsplit(url)
        path = PurePosixPath(unquote(parts.path) or "/")
        self._only = path.name if ending_of(Path(path.name)) else None
        folder = path.parent if self._only else path
        self._base = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        self._folder = "/" + quote(str(folder).strip("/")) + "/" * (str(folder) != "/")
        self._query = f"?{parts.query}" if parts.query else ""
        self._header = _authorization(parts.username, parts.password)
        self._fetched: dict[str, Path] = {}
        engine = DuckDBEngine()
        engine.open_only(folders.allowed)
        names = [table_name(Path(self._only))] if self._only else []
        super().__init__(engine, names, f"the address {parts.hostname}{folder}", folders)
        self.engine: DuckDBEngine = engine

    def _named(self, name: str, mapping: TableMapping) -> Relation:
        if self._only:
            if name.lower() not in (self._only.lower(), self.names[0]):
                raise InputError(
                    f'there is no file "{name}" at {self.label}: it is {self._only} alone'
                )
            tried = [self._only]
        elif ending_of(Path(name)):
            tried = [name]
        else:
            tried = [name + ending for ending in self.TRIED]
        if any(part in ("", ".", "..") for part in tried[0].split("/")) or "://" in name:
            raise InputError(f'"{name}" is not a file below {self.label}')
        found = next((path for one in tried if (path := self._file(one))), None)
        if found is None:
            raise InputError(
                f"there is no file {' or '.join(tried)} at {self.label}: known endings are {IN_WORDS}"
            )
        return replace(read_file(self.engine, found, mapping), path=None)

    def _file(self, name: str) -> Path | None:
        """The file as it was fetched; None where the server has none of this name."""
        if name not in self._fetched:
            folder = self.engine.temporary_file(f"fetched_{len(self._fetched)}")
            folder.mkdir(exist_ok=True)
            target = folder / PurePosixPath(name).name
            request = Request(
                self._base + self._folder + quote(name) + self._query, headers=self._header
            )
            try:
                # the scheme is http or https: open_source knows no other
                with urlopen(request, timeout=SECONDS) as answer, target.open("wb") as file:
                    if urlsplit(answer.url).scheme not in REMOTE_SCHEMES:
                        raise InputError(f"{self.label} leads to an address that is not http")
                    shutil.copyfileobj(answer, file)
            except HTTPError as error:
                if error.code in (404, 410):
                    return None
                raise InputError(
                    f"{name} at {self.label} is not given: {error.code} {error.reason}"
                ) from None
            except (URLError, HTTPException, OSError) as error:
                why = getattr(error, "reason", None) or error
                raise InputError(f"{self.label} cannot be reached: {why}") from None
            self._fetched[name] = target
        return self._fetched[name]


def _authorization(user: str | None, password: str | None) -> dict[str, str]:
    if not user:
        return {}
    shown = f"{unquote(user)}:{unquote(password or '')}".encode()
    return {"Authorization": f"Basic {b64encode(shown).decode()}"}

"""A folder of a web server, over http or https: it cannot say which files it has."""

import shutil
from base64 import b64encode
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import Request, urlopen

from ..errors import InputError
from .address import WEB_SCHEMES
from .remote_store import RemoteStore, folder_and_file

SECONDS = 60  # without a sign of the server


class Web(RemoteStore):
    """Each file is asked for by its name; a user and password of the address go along."""

    lists = False

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        folder, self.only = folder_and_file(unquote(parts.path))
        self.label = f"the address {parts.hostname}/{folder}"
        self._base = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
        self._base += quote(folder) + "/" * bool(folder)
        self._query = f"?{parts.query}" if parts.query else ""
        self._header = _authorization(parts.username, parts.password)

    def fetch(self, name: str, target: Path) -> bool:
        """Write a file's content into ``target``; False where the server has none of this name."""
        request = Request(self._base + quote(name) + self._query, headers=self._header)
        try:
            # the scheme is http or https: open_source knows no other
            with urlopen(request, timeout=SECONDS) as answer, target.open("wb") as file:
                if urlsplit(answer.url).scheme not in WEB_SCHEMES:
                    raise InputError(f"{self.label} leads to an address that is not http")
                shutil.copyfileobj(answer, file)
        except HTTPError as error:
            if error.code in (404, 410):
                return False
            raise InputError(
                f"{name} at {self.label} is not given: {error.code} {error.reason}"
            ) from None
        except (URLError, HTTPException, OSError) as error:
            why = getattr(error, "reason", None) or error
            raise InputError(f"{self.label} cannot be reached: {why}") from None
        return True


def _authorization(user: str | None, password: str | None) -> dict[str, str]:
    if not user:
        return {}
    shown = f"{unquote(user)}:{unquote(password or '')}".encode()
    return {"Authorization": f"Basic {b64encode(shown).decode()}"}

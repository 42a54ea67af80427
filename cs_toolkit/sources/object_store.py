"""A bucket or container of an object store, through fsspec: S3 and what speaks it, Google, Azure.

Its keys come from where each store's own programs look for them (``AWS_…``, ``GOOGLE_…`` and
``AZURE_STORAGE_…`` of the environment, a profile, the machine's role), never from the address.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from ..dialects import first_line
from ..errors import InputError
from .folders import WILD
from .remote_store import RemoteStore, folder_and_file

PUBLIC = "public"  # the option of an address that asks without a key: ?public=yes
Found = TypeVar("Found")


@dataclass(frozen=True)
class Kind:
    """A kind of object store: its scheme in fsspec, its extra, and how it is asked without a key."""

    title: str
    scheme: str
    extra: str
    keys: str  # where its keys are looked for, in words
    without_key: tuple[str, str | bool] = ("anon", True)


_S3 = Kind("Amazon S3", "s3", "s3", "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE")
_GOOGLE = Kind(
    "Google Cloud Storage", "gs", "gs", "GOOGLE_APPLICATION_CREDENTIALS", ("token", "anon")
)
_AZURE = Kind(
    "Azure Blob Storage", "abfs", "azure", "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY"
)  # fmt: skip
KINDS = {
    "s3": _S3, "s3a": _S3, "gs": _GOOGLE, "gcs": _GOOGLE, "az": _AZURE, "abfs": _AZURE,
    "abfss": _AZURE,
}  # fmt: skip


class ObjectStore(RemoteStore):
    """The files below a prefix of a bucket."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        kind = KINDS[parts.scheme.lower()]
        if parts.password or (parts.username and kind is not _AZURE):
            raise InputError(
                f"the address of {kind.title} holds no key: it is read from {kind.keys}"
            )
        # abfs://container@account.dfs.core.windows.net/folder names the account, and no secret
        bucket = unquote(parts.netloc)
        folder, self.only = folder_and_file(unquote(parts.path))
        self.label = f"{parts.scheme.lower()}://{bucket}/{folder}".rstrip("/")
        self._kind = kind
        self._files = _file_system(kind, bucket, _is_public(parts.query, self.label))
        self._root = f"{bucket.partition('@')[0]}/{folder}".rstrip("/")

    def names(self) -> list[str]:
        """The files right below the address."""
        found = self._asked(lambda: self._files.ls(self._root, detail=True))
        return sorted(self._below(one["name"]) for one in found or () if one["type"] == "file")

    def matching(self, name: str) -> list[str]:
        """The files that a pattern means, or that lie below a folder of this name."""
        path = f"{self._root}/{name.rstrip('/')}"
        wild = any(sign in name for sign in WILD)
        found = self._asked(lambda: self._files.glob(path) if wild else self._files.find(path))
        return sorted(map(self._below, found or ()))

    def fetch(self, name: str, target: Path) -> bool:
        """Write a file's content into ``target``; False where there is no such file."""
        path = f"{self._root}/{name}"

        def fetched() -> bool:
            if not self._files.isfile(path):
                return False
            self._files.get_file(path, str(target))
            return True

        return bool(self._asked(fetched))

    def _below(self, path: str) -> str:
        return path.lstrip("/").removeprefix(f"{self._root}/")

    def _asked(self, question: Callable[[], Found]) -> Found | None:
        """The store's answer; None where there is nothing of the name."""
        try:
            return question()
        except FileNotFoundError:
            return None
        except Exception as error:  # noqa: BLE001 - each store's client raises errors of its own
            # an address in it may be signed: what is behind its question mark is a key
            why = re.sub(r"\?\S+", "?…", first_line(error)) or type(error).__name__
            raise InputError(
                f"{self.label} cannot be read: {why}. The key is looked for in {self._kind.keys}"
            ) from None


def _is_public(query: str, label: str) -> bool:
    options = dict(parse_qsl(query, keep_blank_values=True))
    if unknown := sorted(options.keys() - {PUBLIC}):
        raise InputError(
            f"{label}: there is no option {', '.join(unknown)}: ?{PUBLIC}=yes asks without a key"
        )
    return options.get(PUBLIC, "no") != "no"


def _file_system(kind: Kind, bucket: str, public: bool) -> Any:
    options: dict[str, str | bool] = dict([kind.without_key]) if public else {}
    if "@" in bucket:
        options["account_name"] = bucket.partition("@")[2].partition(".")[0]
    try:
        import fsspec  # an extra, as is the store's own client that it loads

        # what lies there is looked up by each company that is opened
        return fsspec.filesystem(
            kind.scheme, skip_instance_cache=True, use_listings_cache=False, **options
        )
    except ImportError:
        raise InputError(
            f'reading {kind.title} needs an extra: pip install "cs_toolkit[{kind.extra}]"'
        ) from None
    except Exception as error:  # noqa: BLE001 - each store's client raises errors of its own
        raise InputError(
            f"{kind.title} cannot be opened: {first_line(error)}. The key is looked for in {kind.keys}"
        ) from None

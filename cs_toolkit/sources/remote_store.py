"""What holds files elsewhere: a web server, or a bucket of an object store."""

from abc import ABC, abstractmethod
from pathlib import Path, PurePosixPath

from .files import ending_of


class RemoteStore(ABC):
    """Files behind an address. ``only`` is the one that it names; None where it names their folder."""

    label: str  # what messages call it: no user, no key, no password
    only: str | None
    lists = True  # whether it says which files it has

    def names(self) -> list[str]:
        """The files right below the address."""
        return []

    def matching(self, name: str) -> list[str]:
        """The files that a pattern means, or that lie below a folder of this name."""
        return []

    @abstractmethod
    def fetch(self, name: str, target: Path) -> bool:
        """Write a file's content into ``target``; False where there is no such file."""


def folder_and_file(path: str) -> tuple[str, str | None]:
    """The folder of a path and the file that it names, if it does.

    >>> folder_and_file("/exports/2026/"), folder_and_file("exports/orders.csv")
    (('exports/2026', None), ('exports', 'orders.csv'))
    """
    whole = PurePosixPath(path.strip("/"))
    if ending_of(Path(whole.name)):
        return str(whole.parent).strip("."), whole.name
    return str(whole).strip("."), None

"""A company's data opened: what is asked of it, what is read for it and what is kept."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .company import Company

__all__ = ["Company"]


def __getattr__(name: str) -> object:
    if name == "Company":  # loads every formula: what is kept is read without it
        from .company import Company

        return Company
    raise AttributeError(f"company has no {name!r}")

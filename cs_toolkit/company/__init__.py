"""A company's data opened: what is asked of it, what is read for it and what is kept."""

from .company import Company

__all__ = ["Company"]

"""Customer health: many signs drawn together into one score."""

from . import score  # noqa: F401

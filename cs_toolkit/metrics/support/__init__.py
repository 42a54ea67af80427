"""Support: whether problems are solved, how long it takes, and who gives up waiting."""

from . import first_contact, calls, resolution, reopening, waits, replies, complaints  # noqa: F401, I001 (glossary's order)

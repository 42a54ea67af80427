"""Satisfaction surveys: recommendation, satisfaction, effort, and who answers at all."""

from . import recommendation, satisfied, effort, answers  # noqa: F401, I001 (glossary's order)

"""Satisfaction surveys: recommendation, satisfaction, effort, and who answers at all."""

from . import nps, csat, ces, answers  # noqa: F401, I001 (glossary's order)

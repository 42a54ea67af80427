"""Feedback: what customers say in their own words, counted."""

from . import sentiment_of_comments, themes_of_comments, alerts  # noqa: F401, I001 (glossary's order)

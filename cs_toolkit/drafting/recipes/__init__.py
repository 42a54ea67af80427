"""Recipes: one readable file a system, by which ``init`` writes a finished section.

A recipe says which headings tell an export, which tables it fills, and how each column is read.
The engine is the same for all of them; a new system is one more ``.toml`` beside this file.
"""

from .apply import Section, sections_of
from .recipe import Recipe, recipes

__all__ = ["Recipe", "Section", "recipes", "sections_of"]

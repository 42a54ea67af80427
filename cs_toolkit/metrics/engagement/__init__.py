"""Engagement: who uses the product, how often, how widely and for how long."""

from . import adoption, active_users, sessions, usage, performance  # noqa: F401, I001 (glossary's order)

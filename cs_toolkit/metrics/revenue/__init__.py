"""Recurring revenue: what customers pay a month, and how that moves."""

from . import recurring, per_account, retention, mrr_churn, expansion, by_type  # noqa: F401, I001 (glossary's order)

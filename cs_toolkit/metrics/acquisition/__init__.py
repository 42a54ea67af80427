"""Acquisition and advocacy: who becomes a customer, and who brings others."""

from . import conversion, funnels, deals, referral, organic_growth  # noqa: F401, I001 (glossary's order)

"""A headline made from the numbers: three to five plain sentences for a page's top.

What changed and whether it is beyond noise, what drives it, what to do, and what in the data limits
it. Nothing is guessed: every word stands on the tidy table, its changes and the rows behind it, so the
same data give the same sentences.
"""

from .writing import headline, table_for

__all__ = ["headline", "table_for"]

"""The class: lessons with exercises that read what a student answered.

>>> from cs_toolkit.course import check, rows
>>> rows("nrr").columns.tolist()
['customer', 'start', 'end', 'was_customer']

``rows`` gives the small tables of a lesson, others for each seed; ``check`` says whether an answer
about them is right, and if it is not, which known mistake it looks like.
"""

from .checking import NotYet, check, rows
from .sample_company import sample

__all__ = ["NotYet", "check", "rows", "sample"]

"""The kit's sample company, opened once."""

from functools import cache

from ..company import Company
from ..company.opening import open_company


@cache
def sample() -> Company:
    """The sample company; what one lesson has measured is kept for the next.

    >>> sample().settings.name
    'Quillmoor'
    """
    return open_company("sample", cache=True)

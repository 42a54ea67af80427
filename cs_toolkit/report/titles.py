"""Pages as a reader calls them."""

from ..language import translated


def page_title(name: str) -> str:
    """A notebook's file name as the navigation says it.

    >>> page_title("10_data_quality")
    'Data quality'
    """
    words = name.lstrip("0123456789").strip("_- ").replace("_", " ").capitalize()
    return translated(words) or name

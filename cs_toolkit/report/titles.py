"""Pages as a reader calls them."""


def page_title(name: str) -> str:
    """A notebook's file name as the navigation says it.

    >>> page_title("10_data_quality")
    'Data quality'
    """
    return name.lstrip("0123456789").strip("_- ").replace("_", " ").capitalize() or name

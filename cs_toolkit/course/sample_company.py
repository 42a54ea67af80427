"""The kit's sample company, opened once."""

from functools import cache
from pathlib import Path
from tempfile import gettempdir

from ..company import Company
from ..opening import open_company


@cache
def sample() -> Company:
    """The sample company: the committed one of a checkout, else invented once, byte for byte the same.

    >>> sample().settings.name
    'Quillmoor'
    """
    committed = Path(__file__).parents[2] / "data" / "sample" / "company.toml"
    return open_company(committed if committed.is_file() else _invented(), cache=True)


def _invented() -> Path:
    from ..sample import write_sample  # only where the kit was installed without its data

    folder = Path(gettempdir()) / "cs_toolkit_sample"
    known = folder / "company.toml"
    return known if known.is_file() else write_sample(folder)

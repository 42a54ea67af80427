"""Files that come with the kit: its notebooks, the sample company, the lessons.

In a checkout they are where a reader finds them; a wheel has them in a folder of the package.
"""

import warnings
from pathlib import Path

from .errors import InputError, Note

PACKAGE = Path(__file__).parent
CHECKOUT, WHEEL = PACKAGE.parent, PACKAGE / "kit_files"
SAMPLE = "data/sample"
# how the notebooks and the command line name the sample company
SAMPLE_NAMES = ("sample", SAMPLE, f"{SAMPLE}/company.toml", f"../{SAMPLE}/company.toml")


def shipped(name: str) -> Path:
    """A folder that comes with the kit, such as "notebooks"; raises where it is not installed."""
    # beside an installed package lie other packages, which may be called "notebooks" as well
    roots = (CHECKOUT, WHEEL) if (CHECKOUT / "pyproject.toml").is_file() else (WHEEL,)
    for root in roots:
        if (root / name).is_dir():
            return root / name
    raise InputError(f"{name} does not come with this installation: install the kit from a wheel")


def notebooks() -> list[Path]:
    """The kit's notebooks, in their order."""
    return sorted(shipped("notebooks").glob("[0-9]*.ipynb"))


def sample_company() -> Path | None:
    """The company file of the sample; None where it is not installed."""
    try:
        return shipped(SAMPLE) / "company.toml"
    except InputError:
        return None


def sample_for(data: str | Path) -> Path | None:
    """The sample company's file where ``data`` names the sample and nothing here is called so.

    So the notebooks' own parameters open it in whatever folder they are run.
    """
    if Path(data).as_posix() not in SAMPLE_NAMES or Path(data).exists():
        return None
    file = sample_company()
    if file is not None and str(data) != "sample":
        warnings.warn(
            f"there is no {data} here: this is the kit's sample company", Note, stacklevel=3
        )
    return file

"""The many small pages behind a report's: one light frame, and the scripts that its policy lets run."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .exporting import TEMPLATES
from .pages import page

# what a leaf keeps of what every page of a report is given
KEPT = ("company", "heading")


@cache
def _script(name: str) -> dict[str, object]:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return {"text": Markup(text), "hash": Markup(f"sha256-{digest}")}


@cache
def _style() -> Markup:
    return Markup((TEMPLATES / "leaf.css").read_text(encoding="utf-8"))


def leaf(template: str, given: Mapping[str, Any], *, script: str = "", **values: Any) -> str:
    """A small page as HTML; ``given`` is what every page of the report is given."""
    scripts = [_script("leaf.js"), *([_script(script)] if script else [])]
    kept = {name: given[name] for name in KEPT}
    return page(template, **kept, **values, leaf_style=_style(), scripts=scripts)


def write_leaf(path: Path, template: str, given: Mapping[str, Any], **values: Any) -> None:
    """Write a small page; line ends are the same on every system."""
    path.write_text(leaf(template, given, **values), encoding="utf-8", newline="\n")

"""The pages of the site: one frame, one style, one script, all of it inside each file."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ..display.markup import style as display_style
from ..display.templating import environment
from .exporting import TEMPLATES


@cache
def _given() -> dict[str, object]:
    """What every page has: the style, and the one script that its security policy lets run."""
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8") + display_style()
    script = (TEMPLATES / "switches.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {
        "style": Markup(style), "script": Markup(script), "script_hash": f"sha256-{digest}",
        "pages": (), "sections": (), "files": (), "home": "", "here": "", "all_periods": "",
        "code_switch": False, "heading": "", "footer": "",
    }  # fmt: skip


def page(template: str, **told) -> str:
    """A page as HTML, from a template and what it tells."""
    return environment(TEMPLATES).get_template(f"{template}.html.j2").render({**_given(), **told})


def write_page(path: Path, template: str, **told) -> None:
    """Write a page; line ends are the same on every system."""
    path.write_text(page(template, **told), encoding="utf-8", newline="\n")

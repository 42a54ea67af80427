"""The pages of the site: one frame, one style, one script, all of it inside each file."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ..display.markup import style as display_style
from ..display.templating import environment
from ..language import tag
from .exporting import TEMPLATES


@cache
def _given() -> dict[str, object]:
    """What every page has: the style, and the one script that its security policy lets run."""
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8") + display_style()
    script = (TEMPLATES / "switches.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {
        "style": Markup(style), "script": Markup(script), "script_hash": f"sha256-{digest}",
        "pages": (), "sections": (), "contents": (), "lacking": {}, "files": (), "home": "", "here": "", "all_periods": "", "search": "",
        "code_switch": False, "heading": "", "footer": "",
    }  # fmt: skip


def page(template: str, **values: object) -> str:
    """A page as HTML, from a template and what it tells."""
    named = [str(values.get(name) or "") for name in ("company", "heading")]
    whose = Markup(_css_text(" · ".join(filter(None, named))))
    given = {**_given(), "lang": tag(), "whose": whose, **values}
    return environment(TEMPLATES).get_template(f"{template}.html.j2").render(given)


def _css_text(words: str) -> str:
    """Words as a string of CSS, whatever they contain: what is no letter, digit or blank is spelled out."""
    return (
        '"'
        + "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in words)
        + '"'
    )


def write_page(path: Path, template: str, **values: object) -> None:
    """Write a page; line ends are the same on every system."""
    path.write_text(page(template, **values), encoding="utf-8", newline="\n")

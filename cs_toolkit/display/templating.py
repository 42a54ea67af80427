"""Templates filled in: every value made safe, formulas as MathML."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..language import gettext, ngettext
from ..language.numbers import number
from .formula import formula_markup
from .markup import NO_MATH, english, in_english, safe_text, visible

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(templates: Path) -> "Environment":
    """A Jinja environment in which every value is escaped and made visible, unless it is markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible(value),
    )  # fmt: skip
    made.globals |= {
        "_": gettext,
        "ngettext": ngettext,
        "number": number,
        "english": lambda: Markup(english()),
    }
    made.filters["formula"] = lambda latex: Markup(formula_markup(latex))
    made.filters["in_english"] = lambda words: Markup(in_english(safe_text(words)))
    return made


def rendered(template: str, **values: object) -> str:
    """One of this package's templates, filled in."""
    templates = environment(Path(__file__).parent / "templates")
    return templates.get_template(f"{template}.html.j2").render(no_math=NO_MATH, **values).strip()

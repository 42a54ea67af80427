"""The statements that ran, a page a family: readable without a network, and not repeated on the pages."""

from collections.abc import Mapping
from pathlib import Path

from ..analyses.frames.quality import loading_statements
from ..analyses.health.scores import indicator_statements
from ..calendar.periods import Period
from ..company import Company
from ..company.request import FAMILIES
from ..display.statement import lightly_marked, shortened
from ..language import gettext
from .leaves import write_leaf
from .packing import packed
from .sql_links import anchor, href
from .titles import page_title

# of a list of values; the same calendar begins every statement
MOST_ROWS = 5
SEPARATOR = "\0"


def statements_that_ran(company: Company, period: Period) -> dict[str, str]:
    """Everything that was asked of the source for a report: "family/name" → statement."""
    ran = {name: sql for family in FAMILIES for name, sql in company.statements(family).items()}
    return ran | indicator_statements(company, period) | loading_statements(company)


def write_sql_pages(folder: Path, statements: Mapping[str, str], shared: Mapping) -> None:
    """A page for each family, and one for the loading of the tables."""
    by_family: dict[str, dict[str, str]] = {}
    for name, sql in statements.items():
        by_family.setdefault(name.partition("/")[0], {})[name] = shortened(sql, MOST_ROWS)
    for family, ran in by_family.items():
        shown = SEPARATOR.join(lightly_marked(sql).replace(SEPARATOR, "") for sql in ran.values())
        write_leaf(
            folder / href(family), "sql", shared, script="packed.js", home="index.html",
            names={anchor(name): name for name in ran}, statements=packed(shown),
            title=gettext("The SQL that ran: {what}", what=page_title(family)),
        )  # fmt: skip

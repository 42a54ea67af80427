"""The whole report in one file: every page's content below the other, its links within the file."""

import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from .exporting import regions_of

NAME = "single.html"
_MAIN = re.compile(r'<main id="content" tabindex="-1">(.*)</main>', re.DOTALL)
_ID = re.compile(r'(<[a-z][^<>]*?\s)id="([^"]+)"')
_LINK = re.compile(r'<a ([^>]*?)href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


def whole(folder: Path, hrefs: Mapping[str, str]) -> list[tuple[str, Markup]]:
    """The content of each page (file → title), by the id of its section, with ids, links and regions of its own."""
    sections = {href: section_of(href) for href in hrefs}
    found = []
    for href, title in hrefs.items():
        inner = _MAIN.search((folder / href).read_text(encoding="utf-8"))
        if inner:
            own = regions_of(within(inner.group(1), href, sections), title)
            found.append((sections[href], Markup(own)))
    return found


def section_of(href: str) -> str:
    """The id that a page's section has in the one file.

    >>> section_of("02_retention.html")
    'page-02_retention'
    """
    return f"page-{href.removesuffix('.html')}"


def within(html: str, href: str, sections: dict[str, str]) -> str:
    """A page's content whose ids bear the page's name, and whose links lead there or are words.

    >>> within('<h2 id="a">A</h2><a href="#a">to A</a><a href="rows/">rows</a>', "x.html", {"x.html": "page-x"})
    '<h2 id="page-x-a">A</h2><a href="#page-x-a">to A</a><span>rows</span>'
    """

    def link(found: re.Match) -> str:
        before, target, after, words = found.groups()
        page, _, place = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            return found.group(0)
        section = sections.get(page or href)
        if section is None:
            return f"<span>{words}</span>"
        return f'<a {before}href="#{section}{"-" + place if place else ""}"{after}>{words}</a>'

    html = _ID.sub(lambda found: f'{found[1]}id="{sections[href]}-{found[2]}"', html)
    return _LINK.sub(link, html)

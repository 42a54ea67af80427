"""The kit's own notebooks as pages, from the outputs that are committed: no kernel is needed."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup

from cs_toolkit.report.parameters import NAMES, refused, without_lessons

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("[0-9]*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with a page for each notebook."""
    import pandas as pd

    from cs_toolkit.company.opening import open_company
    from cs_toolkit.report.execute import Run
    from cs_toolkit.report.normalising import Scrubber, normalised
    from cs_toolkit.report.site import Site

    folder = tmp_path_factory.mktemp("site")
    frames = {"customers": pd.DataFrame({"customer_id": ["a"]})}
    company = open_company(frames, as_of="2026-11-01", name="Sample")
    runs = [
        Run(
            path, path.stem, normalised(without_lessons(nbformat.read(path, 4)), Scrubber({})), None
        )
        for path in NOTEBOOKS
    ]
    site = Site(folder, company, company.period("2026-10"), runs)
    site.write_pages(checks=1, broken=pd.DataFrame(), changed=0)
    return SimpleNamespace(folder=folder, hrefs=site.hrefs)


@pytest.fixture
def page(site, path):
    return soup_of(site.folder / site.hrefs[path.stem])


@cache
def soup_of(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@every_notebook
def test_a_notebook_takes_the_reports_parameters(path):
    assert refused(nbformat.read(path, 4), NAMES) is None


@every_notebook
def test_a_page_has_one_title_and_its_sections_in_order(page):
    assert len(page.find_all("h1")) == 1
    levels = [int(tag.name[1]) for tag in page.main.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert len(page.select("nav .sections a")) >= 4


@every_notebook
def test_every_figure_says_what_it_shows(page):
    for image in page.find_all("img"):
        assert len(image["alt"]) > 30, image["alt"]
        assert not image["alt"].startswith("A figure in the section"), (
            "the notebook gives no alt text"
        )


@every_notebook
def test_every_formula_was_converted(page):
    assert not re.search(r"\\[a-zA-Z]+\{", page.main.text.replace("\n", " "))


@every_notebook
def test_nothing_is_fetched_and_no_id_comes_twice(page):
    for tag in page.find_all(src=True):
        assert tag["src"].startswith("data:")
    assert not page.find_all(["link", "iframe", "object", "embed"])
    assert len(page.find_all("script")) == 1
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.browser
@every_notebook
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_fits_its_window_with_everything_unfolded(browser, site, path, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site.folder / site.hrefs[path.stem]).as_uri())
    measure = "document.documentElement.scrollWidth"
    folded = page.evaluate(measure)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate("document.documentElement.dataset.showCode = 'shown'")
    assert (folded, page.evaluate(measure)) == (width, width)
    page.close()

"""One report of the demo company and one browser, for all tests that only look."""

import json
import shutil

import pytest

from tests.report.demo import DEMO, demo_company

# they are the demo's input, broken on purpose: the report runs them, nbval must not
collect_ignore = ["notebooks"]

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def company_file(tmp_path_factory):
    return demo_company(tmp_path_factory.mktemp("demo") / "company")


@pytest.fixture(scope="session")
def reports(tmp_path_factory, company_file):
    """A folder with the report of October 2026, written twice: the first one is in the archive."""
    from cs_toolkit.report import write_report

    out = tmp_path_factory.mktemp("reports")
    for _ in range(2):
        result = write_report(company_file, "2026-10", out, notebooks=DEMO, workers=2)
        manifest = json.loads((out / "2026-10" / "manifest.json").read_text("utf-8"))
        assert result.exit_code == 0, [page["failed"] for page in manifest["pages"]]
    return out


@pytest.fixture(scope="session")
def report(reports):
    return reports / "2026-10"


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()

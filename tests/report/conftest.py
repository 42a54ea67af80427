"""One report of the demo company, for all tests that only look."""

import json

import pytest

from tests.report.demo import DEMO, demo_company

# they are the demo's input, broken on purpose: the report runs them, nbval must not
collect_ignore = ["notebooks"]


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

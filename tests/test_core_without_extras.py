"""The library, ``metrics`` and ``check`` need none of the extras: no Jupyter, no figures."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cs_toolkit.extras import EXTRA_OF

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# as on a machine where only the core is installed
WITHOUT = f"""
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {sorted(EXTRA_OF)}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
"""
ROWS = "subscription_id,customer_id,starts_on,ends_on,mrr\n1,a,2026-01-01,,100\n2,b,2026-01-01,2026-03-05,50\n"


def run(code: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code, *arguments], cwd=folder, env=env,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("core")
    (folder / "subscriptions.csv").write_text(ROWS, encoding="utf-8")
    return folder


def test_the_library_opens_measures_and_shows(data):
    code = """
import cs_toolkit as cs
company = cs.open(".", as_of="2026-04-01")
rows = company.metrics("2026-03", metric="customer_churn_rate", variant="default", by=())
print(rows["value"].tolist(), company.sql("select count(*) as n from subscriptions")["n"].tolist())
print(cs.nps(promoters=50, detractors=20, responses=100))
try:
    cs.figures
except cs.errors.InputError as error:
    print(error)
"""
    done = run(code, data)
    assert done.stdout.splitlines() == [
        "[0.5] [2]", "30.0",
        'this needs matplotlib, which an extra installs: pip install "cs_toolkit[report]"',
    ], done.stderr  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [("metrics", "2026-03", "--family", "retention"), ("check",), ("glossary",)]
)
def test_the_command_line_answers(data, arguments):
    done = run("from cs_toolkit.cli import main; main()", data, *arguments)
    assert (done.returncode, bool(done.stdout)) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("arguments", "extra"), [(("report", "2026-03", "--data", "."), "report"), (("lab",), "lab")]
)
def test_what_needs_an_extra_says_which(data, arguments, extra):
    done = run("from cs_toolkit.cli import main; main()", data, *arguments)
    assert done.returncode == 2
    assert done.stderr.endswith(f'pip install "cs_toolkit[{extra}]"\n')
    assert "Traceback" not in done.stderr


def test_the_project_says_the_same():
    extras = PROJECT["optional-dependencies"]
    names = {one.partition(">")[0] for one in PROJECT["dependencies"]}
    assert not names & set(EXTRA_OF)
    for module, extra in EXTRA_OF.items():
        required = {one.partition(">")[0] for one in extras[extra]}
        # the others come along with one that is named
        assert module in required or module in {
            "PIL", "cycler", "markupsafe", "pygments", "IPython", "jupyter_client", "traitlets",
            "jupyter_server",
        }  # fmt: skip

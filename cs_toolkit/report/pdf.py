"""A page as PDF, printed by the Chromium of the machine; nothing is fetched, and no profile is kept."""

import re
import shutil
import subprocess
from pathlib import Path

from ..errors import InputError
from ..temporary import temporary_folder

NAME = "report.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TIMEOUT_SECONDS = 300
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--no-pdf-header-footer",
)  # fmt: skip
# the same bytes on every run: a PDF says when it was made
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")


def browser() -> str:
    """The Chromium that prints; raises InputError where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise InputError(
            f"--pdf prints with Chromium, and none is installed ({', '.join(BROWSERS)}): install one, "
            "or open single.html and print it"
        )
    return found


def print_pdf(page: Path, pdf: Path) -> None:
    """Print a page into a PDF; raises InputError where the browser does not write one."""
    command = browser()
    with temporary_folder() as profile:
        shown = subprocess.run(
            [command, *QUIET, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.as_uri()],
            capture_output=True, text=True, errors="replace", timeout=TIMEOUT_SECONDS, check=False,
        )  # fmt: skip
    if shown.returncode or not pdf.is_file():
        last = (shown.stderr.strip().splitlines() or ["it wrote no file"])[-1]
        raise InputError(f"{command} could not print {page.name}: {last[:200]}")
    pdf.write_bytes(_DATES.sub(_same_length, pdf.read_bytes()))


def _same_length(found: re.Match) -> bytes:
    """The date with its digits set to one day: the places of all that follows stay."""
    date = b"20000101000000"
    return re.sub(rb"D:\d{14}", b"D:" + date, found.group(0))

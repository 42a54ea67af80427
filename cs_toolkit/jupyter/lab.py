"""JupyterLab on a folder of notebooks: the same process from here on, so that nothing outlives it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from ..errors import InputError, did_you_mean
from ..extras import how_to_install

OWN = ("--data", "--period", "--by", "--into", "--course", "--seed")
# tells the kit in a kernel that a person looks at it in the lab
IN_THE_LAB = "CS_TOOLKIT_LAB"


def refuse_without_lab() -> None:
    """Raise InputError where JupyterLab is not installed."""
    if find_spec("jupyterlab") is None:
        raise InputError(str(how_to_install(ModuleNotFoundError(name="jupyterlab"))))


def refuse_misspelt(options: Sequence[str]) -> None:
    """Raise InputError for an option that is nearly one of ours; all others are Jupyter's.

    A folder without an option is none of Jupyter's.

    >>> refuse_misspelt(["--no-browser", "--port=8899", "--ServerApp.token=x"])
    >>> refuse_misspelt(["--perod", "2026"])
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: there is no option --perod: did you mean "--period"? ...
    """
    if options and not options[0].startswith("-"):
        raise InputError(f"the folder to work in is named with --into {options[0]}")
    for option in options:
        name = option.partition("=")[0]
        if name.startswith("--") and "." not in name:
            hint = did_you_mean(name, OWN)
            if name not in JUPYTERS and hint.startswith("did you mean"):
                raise InputError(f"there is no option {name}: {hint}")


# settings of the lab that a person's own win over: it asks nothing of the net
CONFIG = Path(__file__).parent / "config"
QUIET = ("--LabApp.extension_manager=readonly",)
# options of JupyterLab, some of which look like ours
JUPYTERS = (
    "--debug", "--port", "--ip", "--no-browser", "--allow-root", "--notebook-dir", "--config",
    "--dev-mode", "--watch", "--app-dir", "--collaborative", "--expose-app-in-browser", "--browser",
    "--transport", "--keyfile", "--certfile", "--client-ca", "--gateway-url", "--preferred-dir",
    "--log-level", "--core-mode", "--autoreload", "--splice-source", "--script", "--no-script",
    "--generate-config", "--show-config", "--show-config-json", "--version", "--help", "--help-all",
    "--sock", "--sock-mode", "--port-retries", "--pylab", "--extensions-in-dev-mode", "-y",
)  # fmt: skip


def open_lab(first: Path, folder: Path, options: Sequence[str]) -> int:
    """Open JupyterLab in a folder, at a notebook below it; returns its exit code, where a process cannot
    become it.

    ``options`` are Jupyter's own, and win over what is set here.
    """
    command = [
        sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{first.relative_to(folder).as_posix()}",
    ]  # fmt: skip
    command += QUIET
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--allow-root")
    command += options
    os.environ[IN_THE_LAB] = "1"
    others = os.environ.get("JUPYTER_CONFIG_PATH", "")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [others, str(CONFIG)]))
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(sys.executable, command)  # Ctrl-C and signals reach the lab itself
    return subprocess.run(command, check=False).returncode

"""Customer-success numbers that people can trust.

The formulas are at hand (``cs.net_promoter_score(...)``), and one door opens a company's data:

>>> import cs_toolkit as cs
>>> cs.nps is cs.net_promoter_score
True

``cs.open(path).metrics("2026-10", family="revenue")`` gives every metric of a family as a frame.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__version__ = "0.1.0"

# Nothing heavy is imported until it is used: the command line and a lesson both start at once.
_FUNCTIONS = {
    "debug": ("jupyter.tracebacks", "debug"),
    "open": ("company.opening", "open_company"),
    "panel": ("jupyter.panel", "panel"),
    "pick": ("scorecard.select", "pick"),
    "sortable": ("jupyter.sortable", "sortable"),
}
# what a notebook asks for by its last name, and where it stands
_MODULES = {
    "company": "company", "display": "display", "errors": "errors", "figures": "figures",
    "metrics": "metrics", "report": "report", "sample": "sample", "schema": "schema",
    "estimates": "analyses.estimates", "feedback": "analyses.feedback", "health": "analyses.health",
    "periods": "calendar.periods", "policies": "config.policies",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _FUNCTIONS:
        module, function = _FUNCTIONS[name]
        found = getattr(import_module(f".{module}", __name__), function)
        if name == "open" and (shell := _running_ipython()) is not None:
            return import_module(".jupyter", __name__).opening(shell, found)
        return found
    if name in _MODULES:
        return _module(name)
    formulas = import_module(".metrics", __name__)
    if not name.startswith("_") and hasattr(formulas, name):
        return getattr(formulas, name)
    known = [one for one in __dir__() if not one.startswith("_")]
    errors = import_module(".errors", __name__)
    raise AttributeError(f'cs_toolkit has no "{name}": {errors.did_you_mean(name, known)}')


def _module(name: str) -> ModuleType:
    try:
        return import_module(f".{_MODULES[name]}", __name__)
    except ModuleNotFoundError as error:  # figures and the report are extras
        how = import_module(".extras", __name__).how_to_install(error)
        if how is None:
            raise
        raise import_module(".errors", __name__).InputError(how) from error


def _running_ipython() -> "InteractiveShell | None":
    """The IPython that this is imported in, if it is; without importing it."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def __dir__() -> list[str]:
    return sorted(
        {"__version__", *_FUNCTIONS, *_MODULES, *dir(import_module(".metrics", __name__))}
    )


if (_shell := _running_ipython()) is not None:
    import_module(".jupyter", __name__).install(_shell)

"""Word of what is being measured, for a caller that shows it: silent unless somebody asks."""

from collections.abc import Callable

Listener = Callable[[str], None]
_LISTENERS: list[Listener] = []


def listen(listener: Listener) -> None:
    """From here on call ``listener`` with the name of each measure file before it runs."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def measuring(name: str) -> None:
    """Say that a measure file is about to run, such as "revenue/movements"."""
    for listener in _LISTENERS:
        listener(name)

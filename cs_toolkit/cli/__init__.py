"""The command line: ``cs-toolkit``."""

from .commands import app, main

__all__ = ["app", "main"]

"""The command line: ``cs-toolkit``."""

from .run import app, main

__all__ = ["app", "main"]

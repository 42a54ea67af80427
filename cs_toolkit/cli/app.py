"""The command line itself, and what is said before a command."""

from typing import Annotated

import typer

from .output import write

app = typer.Typer(
    name="cs-toolkit",
    help="Customer-success numbers that people can trust.",
    epilog="Exit codes: 0 all well; 1 the numbers do not reconcile or a page failed; 2 the input or the "
    "call is wrong.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        from .. import __version__

        write(f"cs-toolkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
    time_limit: Annotated[
        float | None,
        typer.Option(
            help="Minutes that one statement over the data may take before it is stopped (30)."
        ),
    ] = None,
) -> None:
    """Customer-success numbers that people can trust."""
    if time_limit is not None:
        from ..dialects.time_limit import LIMIT

        LIMIT.set(time_limit)

"""The notebooks in JupyterLab."""

from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from .app import app
from .options import open_asked
from .output import write


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(
    context: typer.Context,
    data: Annotated[
        str | None,
        typer.Option(help="A company file, a folder, a DuckDB file or a database URL "
                     "(default: the sample company)."),
    ] = None,
    period: Annotated[
        str | None, typer.Option(help='Such as 2026-10, 2026-Q3 or "last 12 months".')
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="A dimension to split by, such as plan.")
    ] = None,
    into: Annotated[
        Path, typer.Option(help="The folder to work in; notebooks that are there stay.")
    ] = Path("cs-toolkit-lab"),
    course: Annotated[bool, typer.Option("--course", help="Open the lessons instead.")] = False,
    seed: Annotated[
        int | None, typer.Option(min=0, help="With --course: the number of a student's own rows.")
    ] = None,
) -> None:  # fmt: skip
    """Open the notebooks in JupyterLab, on your data; further options are Jupyter's own.

    The notebooks are copied into a folder to work in, with the data and the period filled in. Where
    they are there already, your changes stay. Ctrl-C ends the lab and its kernels.
    """
    from ..jupyter.lab import open_lab, refuse_misspelt, refuse_without_lab

    refuse_misspelt(context.args)
    refuse_without_lab()
    from ..jupyter.workspace import address_for, lay_out, lay_out_lessons

    folder = into.absolute()
    given: dict[str, str] = {}
    if course and (data or period):
        raise InputError(
            "--course opens lessons about the sample company: leave --data and --period out"
        )
    if data:
        given["data"] = address_for(data)
    if period:
        open_asked(given.get("data", "sample"), None, None, None, None).periods(period)
        given["period"] = period
    given |= {"split_by": by} if by else {}
    # each links to the other
    books = lay_out(folder, given, at_first={"data": address_for("sample")})
    lessons = lay_out_lessons(folder / "course", seed)
    shown = lessons if course else books
    write(f"{len(shown)} notebooks in {shown[0].parent}")
    raise typer.Exit(open_lab(shown[0], folder, context.args))

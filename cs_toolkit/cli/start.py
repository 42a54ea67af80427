"""From nothing to a company file: drafts, recipes, made-up exports and companies."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import InputError, did_you_mean
from .app import app
from .output import one_of, write, write_notices


@app.command()
def init(
    folder: Annotated[
        str, typer.Argument(help="A folder of files, a DuckDB file or a database URL.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Where to write (default: company.toml in the folder, or here)."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: write the safest choice and a comment.")
    ] = False,
) -> None:
    """Write a company file from the tables that are found, check it and show the first numbers."""
    from ..drafting.draft import draft_company_file
    from ..drafting.first_numbers import first_numbers
    from ..drafting.wizard import asked

    target = out or (Path(folder) if Path(folder).is_dir() else Path()) / "company.toml"
    if target.exists():
        raise InputError(f"{target} is there already: move it away, or name another with --out")
    text = draft_company_file(folder)
    if not yes and sys.stdin.isatty() and sys.stdout.isatty():
        text = asked(text, typer.echo, typer.prompt)
    target.write_text(text, encoding="utf-8")
    sys.stderr.write(
        f"a draft: read and correct each line of it, then ask cs-toolkit check --data {target}\n"
    )
    write(str(target))
    write_notices(line.removeprefix("# ") for line in text.splitlines() if " is not read: " in line)
    write_notices(first_numbers(target))


@app.command()
def recipes(
    name: Annotated[
        str | None, typer.Argument(help="One of them: what to download and what is assumed.")
    ] = None,
) -> None:
    """List the exports that init recognises by their headings, and what each recipe assumes."""
    from ..drafting.recipes import recipes as known
    from ..drafting.recipes.page import page

    if name is None:
        write("\n".join(f"{one.name:24} {one.title}" for one in known()))
        return
    found = {one.name: one for one in known()}
    if name not in found:
        raise InputError(f'there is no recipe "{name}": {did_you_mean(name, found)}')
    write(page(found[name]))


@app.command()
def demo(
    system: Annotated[str, typer.Argument(help="Such as stripe, zendesk, shopify.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to (default: demo-SYSTEM).")
    ] = None,
) -> None:
    """Write a made-up export in a system's shape, to try cs-toolkit init on."""
    from ..drafting.recipes.demo import write_demo

    for path in write_demo(system, out or Path(f"demo-{system}")):
        write(str(path))


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="The folder to write into.")],
    customers: Annotated[int, typer.Option(help="How many customers.")] = 220,
    months: Annotated[int, typer.Option(help="How many months of history.")] = 30,
    seed: Annotated[int, typer.Option(help="The same seed gives the same company.")] = 399,
    last_month: Annotated[
        str, typer.Option(help="The last full month, such as 2026-10.")
    ] = "2026-10",
    events_per_customer: Annotated[
        float | None, typer.Option(help="Usage events a customer and month (default: few).")
    ] = None,
    format: Annotated[str | None, typer.Option(help="csv or parquet (default: by size).")] = None,
) -> None:
    """Invent a subscription company with all tables and a planted story, at any size."""
    from ..formatting.terminal import progress
    from ..sample import write_sample

    if format is not None:
        one_of("--format", format, ("csv", "parquet"))
    given: dict[str, Any] = {"events_per_customer": events_per_customer, "format": format}
    with progress("inventing") as step:
        write_sample(
            folder, customers=customers, months=months, seed=seed, last_month=last_month,
            progress=step, **{name: value for name, value in given.items() if value is not None},
        )  # fmt: skip
    write(f"{folder / 'company.toml'}")

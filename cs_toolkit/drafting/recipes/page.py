"""A recipe as a page of the documentation: what to download, what is filled and assumed."""

from .recipe import Recipe


def page(recipe: Recipe) -> str:
    """The page in Markdown."""
    lines = [f"# {recipe.title}", "", f"**Download**: {recipe.download}.", ""]
    lines += ["**Recognised by** these headings, in any order, case or prefix:", ""]
    lines += [f"- {role}: {_headings(wanted)}" for role, wanted in recipe.files.items()]
    lines += ["", "**Fills**", ""]
    seen: set[str] = set()
    for table in recipe.tables:
        if table.table not in seen:
            seen.add(table.table)
            lines.append(f"- `{table.table}`: {', '.join(f'`{name}`' for name in table.columns)}")
    lines += ["", "**Assumes**", "", *(f"- {sentence}" for sentence in recipe.assumes), ""]
    return "\n".join(lines)


def _headings(wanted: tuple[str, ...]) -> str:
    return ", ".join(
        f"a heading like `{one[1:]}`"
        if one.startswith("~")
        else " or ".join(f"`{choice}`" for choice in one.split("|"))
        for one in wanted
    )

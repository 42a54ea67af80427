"""The reference pages that are written from the code itself: ``python -m cs_toolkit.cli.reference docs``."""

from pathlib import Path

from ..config.policies import POLICIES
from ..config.policy import Policy
from ..config.presets import PRESETS
from ..errors import InputError
from ..metrics.glossary import glossary_markdown

BEGIN = "<!-- written by `make reference` -->"
END = "<!-- end -->"


def policies_markdown() -> str:
    """Every rule with its default and what each choice does, and the vendors' presets.

    >>> "`paused`" in policies_markdown()
    True
    """
    rules = "\n".join(_policy_row(policy) for policy in POLICIES.values())
    presets = "\n".join(_preset_row(name) for name in PRESETS)
    return (
        "| rule | what it decides | choices, the default first | families |\n|---|---|---|---|\n"
        f'{rules}\n\n## Presets\n\n`preset = "…"` sets a vendor\'s rules as it documents them; a rule '
        "of your own beside it goes first.\n\n| preset | sets | what it says | source |\n|---|---|---|---|\n"
        f"{presets}\n"
    )


def _policy_row(policy: Policy) -> str:
    default = str(policy.default)
    ordered = sorted(policy.choices, key=lambda name: name != default)
    choices = "<br>".join(f"`{name}`: {policy.choices[name]}" for name in ordered)
    cells = (f"`{policy.name}`", policy.says, choices or f"`{default}`", ", ".join(policy.families))
    return "| " + " | ".join(cells) + " |"


def _preset_row(name: str) -> str:
    values = ", ".join(f"`{rule} = {value}`" for rule, value in PRESETS[name].values.items())
    preset = PRESETS[name]
    return f"| `{name}` | {values} | {preset.says} | {preset.source} |"


PAGES = {"metrics.md": glossary_markdown, "policies.md": policies_markdown}


def write_into(page: Path, text: str) -> None:
    """Replace what stands between a page's two comments by the text of today."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise InputError(f"{page.name} has no place for what is written: add {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")


def main(docs: Path) -> None:
    """Write all of them."""
    for name, markdown in PAGES.items():
        write_into(docs / name, markdown())


if __name__ == "__main__":
    import sys

    import cs_toolkit.metrics  # noqa: F401 - fills the registry

    main(Path(sys.argv[1]))

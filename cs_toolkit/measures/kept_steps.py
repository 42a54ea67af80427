"""Steps on which many measures stand: where the data are embedded, each is computed once and kept.

Fifteen statements about money begin with the same thirty steps. Planning them takes longer than
running them over a small company, and over a large one each would compute the same rows again. The
text of every step stays the statement's own; only who computes it is decided here.
"""

from functools import cache

from .sql_text import relations_of, steps_of

# in the order in which they stand on each other
KEPT = (
    "merged", "exchange", "people", "in_service", "use_charges", "dues", "fees", "held", "breaks", "states",
    "passing", "changes", "losses", "accrued", "todays_payers", "charged", "signed_up", "answers",
    "activity", "spoken", "issues", "bot_only", "resolutions", "resolved",
)  # fmt: skip
# a step with as many rows as a table has: of a large one the copies would fill the disk
AS_LARGE_AS = {"activity": "usage_events"}
LARGE = 5_000_000


def kept_of(text: str) -> tuple[str, ...]:
    """Those of the steps that are kept on which a statement stands."""
    there = _needed(text, frozenset(relations_of_end(text)), frozenset())
    return tuple(step for step in KEPT if step in there)


@cache
def up_to_step(text: str, step: str, kept: frozenset[str] = frozenset()) -> str:
    """The rows of a step, from what it stands on alone, and in the same words for every statement.

    >>> up_to_step("with b as (select 1), a as (select 2), c as (select * from a, b) select 1", "c")
    'with a as (select 2),\\nb as (select 1),\\nc as (select * from a, b)\\nselect * from c'
    """
    return _with(text, frozenset({step}), kept, f"select * from {step}")


@cache
def beyond_steps(text: str, kept: frozenset[str]) -> str:
    """The statement without the steps that are kept, and without what only they stood on.

    >>> beyond_steps("with a as (select 1), b as (select * from a) select * from b", frozenset("b"))
    'select * from b'
    """
    return _with(text, frozenset(relations_of_end(text)), kept, _end(text))


def relations_of_end(text: str) -> frozenset[str]:
    """What the SELECT at the end of a statement reads, its own steps among it."""
    return relations_of(_end(text))


def _end(text: str) -> str:
    after = max((end for _, end in steps_of(text).values()), default=-1)
    return text[after + 1 :].strip()


def _with(text: str, wanted: frozenset[str], kept: frozenset[str], last: str) -> str:
    steps = steps_of(text)
    written = [f"{name} as ({text[slice(*steps[name])]})" for name in _needed(text, wanted, kept)]
    return "with " + ",\n".join(written) + f"\n{last}" if written else last


@cache
def _needed(text: str, wanted: frozenset[str], kept: frozenset[str]) -> tuple[str, ...]:
    """The steps that are needed for some, each after those that it stands on, else by name."""
    steps = steps_of(text)
    found: dict[str, None] = {}

    def add(name: str) -> None:
        if name in steps and name not in kept and name not in found:
            for other in sorted(relations_of(text[slice(*steps[name])]) - {name}):
                add(other)
            found[name] = None

    for name in sorted(wanted):
        add(name)
    return tuple(found)

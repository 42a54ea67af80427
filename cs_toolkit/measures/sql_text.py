"""Our SQL read as text: its steps, the relations it reads, its result, its placeholders.

DuckDB runs a measure file as it stands, so nothing needs a parser there: one pass over the tokens
tells what a statement stands on, and puts values and functions in place. Only our own files are
read like this; what a person writes (an expression of a company file) is parsed.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

TOKEN = re.compile(
    r"(?:\s+|--[^\n]*)*(?:(?P<name>[A-Za-z_]\w*)|(?P<string>'(?:[^']|'')*')"
    r"|(?P<quoted>\"(?:[^\"]|\"\")*\")|(?P<placeholder>\$\w+)|(?P<number>\d[\w.]*)|(?P<mark>\S))"
)
READS = ("from", "join")


class Token(NamedTuple):
    """A word, string or mark of a statement, and where it stands; ``word`` is a name in lower case."""

    kind: str
    text: str
    start: int
    end: int
    word: str


@cache
def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a statement, without its comments and spaces."""
    return tuple(
        Token(
            kind, (word := match[kind]), *match.span(kind), word.lower() if kind == "name" else ""
        )
        for match in TOKEN.finditer(text)
        if (kind := match.lastgroup)
    )


@cache
def steps_of(text: str) -> Mapping[str, tuple[int, int]]:
    """Each named step of a statement's WITH: where its query starts and ends in the text.

    >>> text = "with a as (select 1), b as (select (2)) select * from a"
    >>> {name: text[start:end] for name, (start, end) in steps_of(text).items()}
    {'a': 'select 1', 'b': 'select (2)'}
    """
    tokens = tokens_of(text)
    if not tokens or tokens[0].word != "with":
        return {}
    steps, at = {}, 1
    while True:
        closing = _closing(tokens, at + 2)  # name, as, the parenthesis that opens
        steps[tokens[at].text] = (tokens[at + 2].end, tokens[closing].start)
        if closing + 1 >= len(tokens) or tokens[closing + 1].text != ",":
            return steps
        at = closing + 2


@cache
def relations_of(text: str) -> frozenset[str]:
    """Every relation that a statement reads, apart from its own steps.

    >>> sorted(relations_of("with a as (select 1) select x from a, b as d, c join e on true"))
    ['b', 'c', 'e']
    """
    tokens = tokens_of(text)
    found: set[str] = set()
    for at, token in enumerate(tokens):
        # "is distinct from x" compares, and "extract(day from x)" takes a part
        if token.word in READS and tokens[at - 1].word != "distinct":
            found |= _listed(tokens, at + 1)
    return frozenset(found - steps_of(text).keys())


def _listed(tokens: tuple[Token, ...], at: int) -> set[str]:
    """The relations of a list that starts here: "users", "users as u, events"."""
    names = set()
    while at < len(tokens) and tokens[at].kind == "name":
        names.add(tokens[at].text)
        at += 1
        if at + 1 < len(tokens) and tokens[at].word == "as":
            at += 2
        elif at < len(tokens) and tokens[at].kind == "name" and _is_alias(tokens, at):
            at += 1
        if at >= len(tokens) or tokens[at].text != ",":
            break
        at += 1
    return names


def _is_alias(tokens: tuple[Token, ...], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].text == ","


def up_to(text: str, step: str, money: frozenset[str] = frozenset()) -> str:
    """The statement that ends in one of its steps: the rows behind the numbers, money as amounts.

    >>> up_to("with a as (select 1), b as (select 2) select * from b", "a")
    'with a as (select 1)\\nselect * from a'
    >>> up_to("with a as (select x, fee from b) select x from a", "a", frozenset({"fee"}))
    'with a as (select x, fee from b)\\nselect x, amount(fee) as fee from a'
    """
    steps = steps_of(text)
    if step not in steps:
        raise ValueError(f"there is no step {step}")
    start, end = steps[step]
    columns = results_of(text[start:end])
    shown = (f"amount({name}) as {name}" if name in money else name for name in columns)
    chosen = ", ".join(shown) if money & set(columns) else "*"
    return f"{text[: end + 1]}\nselect {chosen} from {step}"


def results_of(text: str) -> tuple[str, ...]:
    """The columns of a statement's last SELECT.

    >>> results_of("with a as (select 1 as x) select a.x, coalesce(y, (2)) as z from a")
    ('x', 'z')
    """
    tokens = tokens_of(text)
    steps = steps_of(text)
    after = max((end for _, end in steps.values()), default=-1)
    at = next(i for i, one in enumerate(tokens) if one.start > after and one.word == "select") + 1
    names, depth = [], 0
    for place in range(at, len(tokens)):
        token = tokens[place]
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and (token.text == "," or token.word == "from"):
            names.append(tokens[place - 1].text.strip('"'))
            if token.word == "from":
                return tuple(names)
    return (*names, tokens[-1].text.strip('"'))


def in_place(
    text: str, value_of: Callable[[str], str], functions: Mapping[str, Callable[..., str]]
) -> str:
    """The statement with its placeholders and functions written out.

    ``value_of`` gives what stands for "$name"; a function takes its arguments as text.

    >>> in_place("select $a, twice(twice($b)) -- $c", str.upper, {"twice": lambda x: f"{x} * 2"})
    'select A, B * 2 * 2 -- $c'
    """
    parts, done, tokens, at = [], 0, tokens_of(text), 0
    while at < len(tokens):
        token, written = tokens[at], None
        if token.kind == "placeholder":
            written, last = value_of(token.text[1:]), at
        elif token.word in functions and at + 1 < len(tokens) and tokens[at + 1].text == "(":
            last = _closing(tokens, at + 1)
            given = _arguments(text, tokens, at + 1, last)
            made = functions[token.word](*(in_place(one, value_of, functions) for one in given))
            written = in_place(made, value_of, functions)
        if written is not None:
            parts += [text[done : token.start], written]
            done, at = tokens[last].end, last
        at += 1
    return "".join([*parts, text[done:]])


def _arguments(text: str, tokens: tuple[Token, ...], opening: int, closing: int) -> list[str]:
    given, start, depth = [], tokens[opening].end, 0
    for token in tokens[opening + 1 : closing]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text == ",":
            given.append(text[start : token.start].strip())
            start = token.end
    return [*given, text[start : tokens[closing].start].strip()]


def _closing(tokens: tuple[Token, ...], opening: int) -> int:
    """The place of the parenthesis that closes the one at ``opening``."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += (tokens[place].text == "(") - (tokens[place].text == ")")
        if depth == 0:
            return place
    raise ValueError("a parenthesis is not closed")

"""Names of customers in comments: which words are names, and where they stand.

A customer may be a person or a company, and a table does not say which. A whole name is hidden as
it is; the words of a person's name alone too, as people sign with one of them. A company's words
are left alone: who is called "Great Lakes Ltd" must not take every "great" out of what is shown.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from .plain_text import plain_text

SHORTEST = 3  # letters of a name that is looked for; a shorter one is found in too much
SHORTEST_UNSPACED = 2  # signs, where a sign is a syllable
MOST_WORDS_OF_A_PERSON = 4
_LEGAL_FORMS = frozenset(
    {
        "ab", "ag", "as", "asa", "bv", "co", "company", "corp", "corporation", "eood", "gmbh",
        "group", "holding", "holdings", "inc", "incorporated", "kft", "kg", "lda", "limited", "llc",
        "llp", "lp", "ltd", "ltda", "nv", "ood", "oy", "oyj", "plc", "pty", "pvt", "sa", "sarl",
        "sas", "se", "sl", "spa", "srl",
    }
)  # fmt: skip
_WORD = re.compile(r"\w+")
_OF_A_PERSON = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BETWEEN_WORDS = re.compile(r"[^\w.!?;]*\.?[^\w.!?;]*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")

# its words in small letters, and whether it may be written in any case
Name = tuple[tuple[str, ...], bool]


def names_told(names: Iterable[str], comments: Iterable[str]) -> list[str]:
    """The names to hide in some comments: whole ones, and those that are parts of them.

    A company's name goes without its legal form too. The words of what may be a person's name are
    hidden alone where the comments never write them small: then they are no words of the language.

    >>> names_told(["Ada Lima", "Great Lakes", "Pebble Cycles Ltd"], ["a great trip", "Ada is fine"])
    ['Ada', 'Ada Lima', 'Great Lakes', 'Lakes', 'Lima', 'Pebble Cycles', 'Pebble Cycles Ltd']
    """
    whole = {plain_text(name) for name in names} - {""}
    small = {word for text in comments for word in _WORD.findall(str(text)) if word.islower()}
    shown = set(whole)
    for name in whole:
        words = name.replace(",", " ").split()
        bare = [word for word in words if word.lower().replace(".", "") not in _LEGAL_FORMS]
        if len(bare) < len(words):
            shown.add(" ".join(bare))
        elif 2 <= len(words) <= MOST_WORDS_OF_A_PERSON and all(map(_may_be_of_a_person, words)):
            shown |= {word for word in words if word.lower() not in small}
    return sorted(name for name in shown if _is_long_enough(name))


def name_hider(names: Iterable[str], instead: str) -> Callable[[str], str]:
    """A function that puts ``instead`` where a name stands free in a text, the longest first.

    A name of several words is found however it is written; one of a single word where it is not
    written small ("Target" is a customer, "target" none), unless it was given small itself.

    >>> name_hider(["Ada Lima", "Target", "bo"], "[name]")("ADA LIMA of Target missed a target, Bob")
    '[name] of [name] missed a target, Bob'
    """
    spaced: defaultdict[str, list[Name]] = defaultdict(list)
    unspaced: defaultdict[str, list[str]] = defaultdict(list)
    for name in {plain_text(name) for name in names}:
        if not _is_long_enough(name):
            continue
        if _UNSPACED.match(name):
            unspaced[name[0]].append(name)
        elif words := tuple(word.lower() for word in _WORD.findall(name)):
            spaced[words[0]].append((words, len(words) > 1 or name.islower()))
    for known in spaced.values():
        known.sort(key=lambda one: (-len(one[0]), one[0], not one[1]))
    signs = _any_of(unspaced)

    def hide(text: str) -> str:
        text = signs.sub(instead, text) if signs else text
        return _hidden(text, spaced, instead) if spaced else text

    return hide


def _hidden(text: str, spaced: Mapping[str, list[Name]], instead: str) -> str:
    """The text with each run of words that is a name replaced: words are looked up, not searched."""
    words = list(_WORD.finditer(text))
    parts, end, at = [], 0, 0
    while at < len(words):
        length = _length_of_name(words, at, spaced.get(words[at][0].lower(), ()), text)
        if length:
            parts += [text[end : words[at].start()], instead]
            end = words[at + length - 1].end()
        at += length or 1
    return "".join(parts) + text[end:]


def _length_of_name(words: list[re.Match[str]], at: int, known: Sequence[Name], text: str) -> int:
    """In words, the longest known name that stands here; 0 without any."""
    for name, in_any_case in known:
        run = words[at : at + len(name)]
        if tuple(word[0].lower() for word in run) != name:
            continue
        joined = all(
            _BETWEEN_WORDS.fullmatch(text, one.end(), two.start()) for one, two in pairwise(run)
        )
        if joined and (in_any_case or not run[0][0].islower()):
            return len(name)
    return 0


def _any_of(unspaced: Mapping[str, list[str]]) -> re.Pattern[str] | None:
    names = sorted(
        {name for known in unspaced.values() for name in known}, key=lambda n: (-len(n), n)
    )
    return re.compile("|".join(map(re.escape, names))) if names else None


def _may_be_of_a_person(word: str) -> bool:
    return len(word) >= SHORTEST and word[0].isupper() and _OF_A_PERSON.fullmatch(word) is not None


def _is_long_enough(name: str) -> bool:
    letters = sum(character.isalnum() for character in name)
    return letters >= (SHORTEST_UNSPACED if _UNSPACED.match(name) else SHORTEST)

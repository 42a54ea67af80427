"""Seed lexicons: words that lean to one side, in the languages that we wrote down.

A lexicon knows which words are good and bad, which turn the next ones round ("not"), which
strengthen or weaken them, and that what follows "but" counts for more. It is a start without any
scores: weaker than a model that learned from the company's own, and named as weaker.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt", "ro", "zh")
UNSPACED = {"zh"}  # written without blanks: words are found in the text, longest first
TURNED_BAD, TURNED_GOOD = -0.9, -0.5  # "not good" is bad; "not bad" is only half a praise
STRENGTHENED, WEAKENED = 1.3, 0.6
BEFORE_BUT = 0.6
REACH = 3  # words, or characters where there are no blanks, over which "not" and "very" work
LONGEST_STEM = 30  # letters; a longer "word" is none
EVEN = 4.0  # the evidence, squared, at which the tone is half of the way to ±1
_MARKS = {"not", "not after", "very", "less", "but"}
_WORD = re.compile(r"[^\W_]+\*?|[.!?;,]")
_ENGLISH_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?|[.!?;,]")  # "don't" is one word
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Tone:
    """What a lexicon hears in one text: the weight of good words, of bad words, and the balance."""

    good: float = 0.0
    bad: float = 0.0
    negations: int = 0

    @property
    def balance(self) -> float:
        """−1 to 1; 0 where nothing leans."""
        lean = self.good - self.bad
        return lean / math.sqrt(lean * lean + EVEN)


@dataclass(frozen=True)
class Lexicon:
    """The words of one language: ``weights`` and ``marks`` by their own words, as tuples."""

    language: str
    weights: dict[tuple[str, ...], float]
    marks: dict[tuple[str, ...], set[str]]
    by_first: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    known: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    pattern: re.Pattern | None = None

    def __post_init__(self) -> None:
        for term in {**self.weights, **self.marks}:
            first = term[0]
            home = self.stems if first.endswith("*") else self.by_first
            home.setdefault(first.rstrip("*"), []).append(term)

    def tone(self, text: str) -> Tone:
        """The tone of a text.

        >>> read_lexicon("fr").tone("Ce n'est pas bon du tout").balance < 0
        True
        >>> read_lexicon("zh").tone("味道不错,送餐很快").balance > 0
        True
        """
        tokens = self.tokens(text)
        hits = self.hits(tokens)
        weighed: list[tuple[int, int, float]] = []
        marked: dict[str, list[tuple[int, int]]] = {kind: [] for kind in _MARKS}
        for start, end, term in hits:
            if term in self.weights:
                weighed.append((start, end, self.weights[term]))
            for kind in self.marks.get(term, ()):
                marked[kind].append((start, end))
        last_but = max((start for start, _ in marked["but"]), default=-1)
        good = bad = 0.0
        for start, end, weight in weighed:
            # any number of them: "ne … pas" and "no … nada" are one negation, not two
            if any(_reaches(tokens, e, start, REACH) for _, e in marked["not"]) or any(
                _reaches(tokens, end, s, REACH - 1) for s, _ in marked["not after"]
            ):
                weight *= TURNED_BAD if weight > 0 else TURNED_GOOD
            if any(0 <= start - e <= 1 for _, e in marked["very"]):
                weight *= STRENGTHENED
            if any(0 <= start - e <= 1 for _, e in marked["less"]):
                weight *= WEAKENED
            if start < last_but:
                weight *= BEFORE_BUT
            good, bad = good + max(weight, 0.0), bad + max(-weight, 0.0)
        return Tone(good, bad, len(marked["not"]))

    def tokens(self, text: str) -> list[str]:
        """A text as this lexicon reads it: words without accents, or single characters."""
        return _split(text, self.language)

    def hits(self, tokens: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Where terms stand: (start, end, term), the longest term first, none inside another."""
        if self.pattern:
            found = self.pattern.finditer("".join(tokens))
            return [(hit.start(), hit.end(), tuple(hit[0])) for hit in found]
        hits, at = [], 0
        while at < len(tokens):
            for term in self._candidates(tokens[at]):
                if len(term) == 1 or _fits(term, tokens, at):
                    hits.append((at, at + len(term), term))
                    at += len(term)
                    break
            else:
                at += 1
        return hits

    def _candidates(self, word: str) -> list[tuple[str, ...]]:
        """The terms that may start with a word, longest first; remembered, as words repeat."""
        if word not in self.known:
            terms = list(self.by_first.get(word, ()))
            for length in range(2, min(len(word), LONGEST_STEM) + 1):
                terms += self.stems.get(word[:length], ())
            self.known[word] = sorted(terms, key=lambda t: (-len(t), -len(t[0]), t))
        return self.known[word]


def fold(text: str, language: str) -> str:
    """Lower case without accents, which people leave out; German umlauts as ae, oe, ue."""
    text = text.lower().replace("’", "'")
    if language == "de":
        text = text.translate(_UMLAUTS)
    if language in UNSPACED or text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(mark for mark in parts if not unicodedata.combining(mark))


@cache
def read_lexicon(language: str) -> Lexicon:
    """The lexicon of a language in ``LANGUAGES``; KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    shelf = files("cs_toolkit.models") / "lexicons" / f"{language}.txt"
    weights: dict[tuple[str, ...], float] = {}
    marks: dict[tuple[str, ...], set[str]] = {}
    for line in shelf.read_text(encoding="utf-8").splitlines():
        head, colon, words = line.partition(":")
        if line.startswith("#") or not colon:
            continue
        for word in words.split(","):
            term = tuple(_split(word.strip(), language))
            if head in _MARKS:
                marks.setdefault(term, set()).add(head)
            else:
                weights.setdefault(term, float(head))
    pattern = None
    if language in UNSPACED:
        pattern = _longest_first("".join(term) for term in {**weights, **marks})
    return Lexicon(language, weights, marks, pattern=pattern)


def _longest_first(terms: Iterable[str]) -> re.Pattern:
    """A pattern of terms by their first sign, so that at each place only few are looked at."""
    by_sign: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        by_sign.setdefault(term[0], []).append(re.escape(term[1:]))
    return re.compile(
        "|".join(f"{re.escape(sign)}(?:{'|'.join(rest)})" for sign, rest in by_sign.items())
    )


def _split(text: str, language: str) -> list[str]:
    folded = fold(text, language)
    if language in UNSPACED:
        return list(folded)
    return (_ENGLISH_WORD if language == "en" else _WORD).findall(folded)


def _fits(term: tuple[str, ...], tokens: list[str], at: int) -> bool:
    """Whether a term stands here, whose first word does."""
    if at + len(term) > len(tokens):
        return False
    for place in range(1, len(term)):  # a loop, as this is asked a hundred times for each comment
        part, token = term[place], tokens[at + place]
        if token != part and not (part[-1] == "*" and token.startswith(part[:-1])):
            return False
    return True


def _reaches(tokens: list[str], left: int, right: int, most: int) -> bool:
    """Whether at most so many words lie between; a mark such as "." or "," parts them for good."""
    return 0 <= right - left <= most and all(token.isalnum() for token in tokens[left:right])

"""Which language a text is in that is too short to show it: by its words, and by who writes here.

A model of letter sequences takes "too slow" for Somali and "no help" for Welsh. So a short text is read in
the language that the company declares, or that most of its longer comments are in, unless its own
words speak for another language that the kit knows or for one that is written here.
"""

import math
import re
from collections.abc import Mapping
from functools import cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from .lexicon import LANGUAGES, UNSPACED, read_lexicon

SPACED = tuple(code for code in LANGUAGES if code not in UNSPACED)
USUAL = "en"  # where nothing is declared and no longer comment tells
LEAD = 0.5  # the chance, before reading, of the usual language
# that of another one, where longer comments or the company say which is usual, and where nothing does
ELSEWHERE, ANYWHERE = 0.02, 0.1
KNOWN_WORDS = 1000.0  # how many times likelier a language is that has a word for all of a text
BESIDE_DECLARED = (
    0.1  # what the share of a language in longer comments counts beside a declared one
)
# a language outside these is taken where it is this likely and no word speaks against it: sooner
# where the text has letters that plain English lacks
FOREIGN, FOREIGN_LETTERS = 0.6, 0.25
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u024f]")
# the commonest words of each language that say nothing about satisfaction
COMMON = {
    "de": "der die das den dem ein eine einen ist sind war und oder aber zu für mit von im in am auf "
          "ich wir sie es mir mich mein meine noch immer keine alles nur auch wie so bei nach wieder",
    "en": "a an the and or of to in on at for with from is are was were be been it its this that i we "
          "you they my your our me us so as too very still just only could would should can will do "
          "does did have has had got get more need needs again now all ok okay use used "
          "using work works bit enough many much than ever",
    "es": "el la los las un una unos y o de del en con por para es son fue está están muy más pero lo "
          "le me mi su se que como todo todos ya aún hay sin cuando",
    "fr": "le la les un une des et ou de du en au aux avec pour par est sont était très plus trop mais "
          "je nous vous il elle on me mon ma mes se ce cette que qui tout toujours encore ne pas rien",
    "it": "il lo la i gli le un una e o di del della in con per è sono era molto più troppo ma mi mio "
          "mia si che come tutto ancora sempre",
    "nl": "de het een en of van in op aan met voor is zijn was heel zeer te maar ik wij we je mij mijn "
          "nog steeds alles ook als zo bij naar weer",
    "pt": "o a os as um uma e ou de do da dos das em no na com por para é são foi está muito mais mas "
          "eu nós me meu minha se que como tudo já ainda sem",
    "ro": "un o și si sau de la din în cu pentru pe este sunt era foarte mai prea dar eu noi îmi mi "
          "meu mea se ce cum tot toate încă fără nu",
}  # fmt: skip


def language_of_short(
    text: str, chances: Mapping[str, float], mix: Mapping[str, float], usual: str | None
) -> str:
    """The language of a text that is not clear by itself.

    ``chances`` are what the letters say, ``mix`` the shares of the languages that clear comments are
    written in, ``usual`` the language that the company declares.

    >>> language_of_short("too slow", {"so": 0.15, "en": 0.11}, {}, None)
    'en'
    >>> language_of_short("zu langsam", {"jv": 0.2, "de": 0.1}, {"en": 1.0}, None)
    'de'
    """
    letters = len(_LETTER.findall(text))
    if 2 * len(_LATIN.findall(text)) < letters:  # another alphabet: its letters tell enough
        return max(chances, key=lambda code: chances[code] * (mix.get(code, 0.0) + ELSEWHERE))
    spaced = {code: share for code, share in mix.items() if code not in UNSPACED}
    lead = usual or max(spaced, key=lambda code: spaced[code], default=USUAL)
    candidates = {*spaced, lead, *(SPACED if lead in SPACED else ())}
    known = {code: known_share(text, code) for code in candidates}
    top = max(chances, key=lambda code: chances[code])
    enough = FOREIGN if text.isascii() else FOREIGN_LETTERS
    if top not in candidates and chances[top] * (1 - max(known.values())) >= enough:
        return top
    floor = min((chances.get(code, 0.0) for code in candidates if chances.get(code)), default=1.0)

    others = ELSEWHERE if spaced or usual else ANYWHERE

    def likelihood(code: str) -> tuple[float, str]:
        share = spaced.get(code, 0.0) * (BESIDE_DECLARED if usual else 1.0)
        prior = max(share, LEAD if code == lead else others)
        shown = math.sqrt(max(chances.get(code, 0.0), floor))
        return prior * shown * KNOWN_WORDS ** known[code], code

    return max(candidates, key=likelihood)


def known_share(text: str, language: str) -> float:
    """The share of a text's words that the kit knows in a language; 0 for one that it does not know."""
    if language not in SPACED:
        return 0.0
    lexicon = read_lexicon(language)
    tokens = lexicon.tokens(text)
    covered = {at for start, end, _ in lexicon.hits(tokens) for at in range(start, end)}
    words = [at for at, token in enumerate(tokens) if token[0].isalnum()]
    common = _common(language)
    found = [at for at in words if at in covered or tokens[at] in common]
    return len(found) / len(words) if words else 0.0


@cache
def _common(language: str) -> frozenset[str]:
    words = set(read_lexicon(language).tokens(COMMON[language]))
    if language == "en":
        words |= {word for word in _vader_words() if word.isalpha()}
    return frozenset(words)


@cache
def _vader_words() -> frozenset[str]:
    return frozenset(SentimentIntensityAnalyzer().lexicon)

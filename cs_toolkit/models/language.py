"""Which language a comment is written in, found offline.

Han, kana and hangul tell by themselves; the rest is left to py3langid, whose model comes with the
package. Comments are short and one company's customers write in few languages: so the clear
comments say first which languages are written here, and the unclear ones are then read in that
light ("super, ok" among Romanian comments is Romanian, not Estonian) and by their words.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np
import pandas as pd
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ..errors import InputError
from .plain_text import plain_texts
from .short_texts import language_of_short

UNDETERMINED = "und"  # no letters: nothing to tell a language by
CLEAR_LETTERS, CLEAR_PROBABILITY = 40, 0.9
LEAST_SHARE = 0.005  # a language of fewer clear comments than this share may be misread ones
READ_LETTERS = 200
REMEMBERED = 50_000  # texts
# Close to each other, and the first one is read well enough with the words of the second.
_KIN = {"pcm": "en", "wuu": "zh", "yue": "zh", "nn": "no", "gl": "pt", "an": "es", "bs": "hr"}
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
_SIGN = re.compile(f"{_HAN.pattern}|{_KANA.pattern}|{_HANGUL.pattern}")
# Latin letters without a blank, longer than any word: nobody reads words in them, whatever else is there
_RUN_TOGETHER = re.compile(r"[A-Za-z0-9.,!?'’-]{45,}")
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_].*)?$")


def identify_languages(
    comments: Sequence[object], declared: Sequence[object] | None = None, usual: str | None = None
) -> np.ndarray:
    """The ISO 639 code of each comment's language; "und" where there are no letters.

    ``declared`` gives, where it is known, the language beside each comment ("pt-BR" is "pt").
    ``usual`` is the company's language: what a comment is in that is too short to show another;
    without it, the commonest language of the longer comments.

    >>> identify_languages(["房间很大,早餐太差", "The room was large but the breakfast was poor", "👍 5"])
    array(['zh', 'en', 'und'], dtype=object)
    """
    texts = plain_texts(comments)
    chances = [_chances(text) for text in texts]
    counts = Counter(
        next(iter(chance))
        for text, chance in zip(texts, chances, strict=True)
        if _is_clear(text, chance) and UNDETERMINED not in chance
    )
    total = counts.total()
    mix = {code: n / total for code, n in counts.items() if n >= max(2, LEAST_SHARE * total)}
    found = [
        next(iter(chance))
        if _is_clear(text, chance)
        else language_of_short(text[:READ_LETTERS], chance, mix, _told(usual))
        for text, chance in zip(texts, chances, strict=True)
    ]
    if declared is not None:
        shown = pd.Series(declared, dtype=object).reset_index(drop=True)
        if len(shown) != len(found):
            raise InputError(
                f"languages: {len(shown)} for {len(found)} comments; give one for each, or None"
            )
        found = [_told(word) or code for word, code in zip(shown, found, strict=True)]
    return np.array(found, dtype=object)


@lru_cache(REMEMBERED)  # a message is looked at as a comment, and as part of a conversation
def _chances(text: str) -> Mapping[str, float]:
    """Language → chance, the likeliest first; a clear one alone."""
    if not _LETTER.search(text):
        return {UNDETERMINED: 1.0}
    readable = _RUN_TOGETHER.sub(" ", text)
    head = (readable if _LETTER.search(readable) else text)[:READ_LETTERS]
    if not head.isascii() and _SIGN.search(head):
        han, kana, hangul = (len(script.findall(head)) for script in (_HAN, _KANA, _HANGUL))
        signs = han + kana + hangul
        if 3 * signs >= len(_LETTER.findall(head)) - signs:  # one sign is worth a few letters
            script = "ko" if hangul > han + kana else "ja" if kana > han / 10 else "zh"
            return {script: 1.0}
    code, chance = _identifier().classify(head)
    if len(text) >= CLEAR_LETTERS and chance >= CLEAR_PROBABILITY:
        return {_KIN.get(code, code): chance}
    chances: dict[str, float] = {}
    for code, chance in _identifier().rank(head):
        code = _KIN.get(code, code)
        chances[code] = chances.get(code, 0.0) + chance
    return dict(sorted(chances.items(), key=lambda item: -item[1]))


def _is_clear(text: str, chances: Mapping[str, float]) -> bool:
    top = next(iter(chances.values()))
    return top == 1.0 or (len(text) >= CLEAR_LETTERS and top >= CLEAR_PROBABILITY)


def _told(word: object) -> str | None:
    code = _CODE.match(word.strip().lower()) if isinstance(word, str) else None
    return code[1] if code else None


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

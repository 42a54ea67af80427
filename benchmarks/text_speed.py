"""How quickly texts are read: what was a limit in a test, where a busy machine broke it.

    python -m benchmarks.text_speed

Comments a second, from raw text to the chances of the classes on one core; the growth of redaction
with the names to hide; a word without end in a notebook's output. CPU seconds of this process.
"""

import time
from collections.abc import Callable

import pytest

from cs_toolkit.models.language import identify_languages
from cs_toolkit.models.plain_text import plain_texts
from cs_toolkit.models.redaction import redact_all
from cs_toolkit.models.sentiment.learned import learn_sentiment
from cs_toolkit.models.sentiment.tone import hear_all, tone_columns
from cs_toolkit.report.normalising import Scrubber
from tests.models_feedback.scored_comments import drawn

COMMENTS = 3_000
LEARNED_FROM = 300


def main() -> None:
    for characters in (None, 1_100):
        try:
            rate = comments_a_second(characters)
        except pytest.skip.Exception as absent:
            print(f"comments a second: {absent}")
            continue
        length = f"of {characters:,} characters" if characters else "as they are"
        print(f"comments a second, {length}: {rate:,.0f} (at least 1,000 are expected)")
    one, many = redaction(1), redaction(7_000)
    print(f"redaction, 7,000 names ÷ 1 name: {many / one:.1f} (at most 3 is expected)")
    print(f"a word of 60,000 letters: {endless_word():.2f} s (at most 5 are expected)")


def comments_a_second(characters: int | None) -> float:
    comments, labels = drawn("ro_laroseda, no titles", LEARNED_FROM + COMMENTS)
    if characters:
        comments = [(f"{text} " * (1 + characters // len(text)))[:characters] for text in comments]
    texts, languages = plain_texts(comments), ["ro"] * len(comments)

    def columns(rows: slice):
        tones = hear_all(texts[rows], languages[rows])
        return tone_columns(texts[rows], tones, [0.0] * len(texts[rows]))

    learned, others = slice(0, LEARNED_FROM), slice(LEARNED_FROM, None)
    model = learn_sentiment(texts[learned], columns(learned), labels[learned])

    def classify() -> None:
        identify_languages(comments[others])
        model.chances(texts[others], columns(others))

    return COMMENTS / seconds(classify)


def redaction(names: int) -> float:
    known = [f"Name{n} Other{n}" for n in range(names)]
    comments = ["so many words that are no names at all " * 5] * 1_000
    return seconds(lambda: redact_all(comments, known))


def endless_word() -> float:
    return seconds(lambda: Scrubber({})(f"{'x' * 60_000} /tmp/ipykernel_12/34.py:1"))


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()

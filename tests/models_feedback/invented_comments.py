"""Comments in a language that does not exist, in which a few words tell the score by design."""

import numpy as np

GOOD, BAD, FILLER = ("zarpo", "melint", "ovaku"), ("dresk", "pultan", "grimo"), "abcdefghijklmnop"


def invented_comments(rows: int, seed: int = 0, told: float = 0.9):
    """Texts and labels; in ``told`` of the rows the telling words fit the label."""
    draw = np.random.default_rng(seed)
    labels = np.where(draw.random(rows) < 0.5, "positive", "negative").astype(object)
    texts = []
    for label in labels:
        fits = draw.random() < told
        words = GOOD if (label == "positive") == fits else BAD
        noise = ["".join(draw.choice(list(FILLER), 4)) for _ in range(6)]
        texts.append(" ".join([*noise, draw.choice(words), draw.choice(words)]))
    return np.array(texts, dtype=object), labels

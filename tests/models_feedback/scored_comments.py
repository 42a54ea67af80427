"""Public comments with the scores of those who wrote them, for tests and benchmarks."""

import gzip
import json

import numpy as np
import pandas as pd

from tests.real_data import real_data


def airline_tweets():
    """English tweets in three classes."""
    path = real_data("airline_tweets/TwitterUSAirlineSentiment.csv.gz")
    table = pd.read_csv(path, keep_default_na=False).drop_duplicates("tweet_id")
    return table["text"].to_numpy(), table["airline_sentiment"].to_numpy(dtype=object)


def ro_laroseda(*, with_title: bool = True):
    """Romanian reviews with one, two, four or five stars."""
    rows = []
    for side in ("negative", "positive"):
        with gzip.open(real_data(f"ro_laroseda/{side}_reviews.json.gz")) as file:
            rows += json.load(file)["reviews"]
    table = pd.DataFrame(rows)
    texts = table["title"] + " . " + table["content"] if with_title else table["content"]
    stars = table["starRating"].astype(int)
    return texts.to_numpy(), np.where(stars >= 4, "positive", "negative").astype(object)


def zh_reviews(*names: str):
    """Chinese reviews of hotels ("ChnSentiCorp_htl_all") and food deliveries ("waimai_10k")."""
    tables = [pd.read_csv(real_data(f"zh_reviews/{name}.csv.gz")).dropna() for name in names]
    table = pd.concat(tables)
    labels = np.where(table["label"] == 1, "positive", "negative").astype(object)
    return table["review"].to_numpy(), labels


HOTELS, FOOD = "ChnSentiCorp_htl_all", "waimai_10k"
SETS = {
    "airline_tweets": airline_tweets,
    "ro_laroseda": ro_laroseda,
    "ro_laroseda, no titles": lambda: ro_laroseda(with_title=False),
    "zh_reviews, both": lambda: zh_reviews(HOTELS, FOOD),
    "zh_reviews, hotels": lambda: zh_reviews(HOTELS),
    "zh_reviews, food": lambda: zh_reviews(FOOD),
}


def drawn(name: str, rows: int, seed: int = 0):
    """So many comments of a set and their labels, drawn with a seed."""
    texts, labels = SETS[name]()
    chosen = np.random.default_rng(seed).permutation(len(labels))[:rows]
    return texts[chosen], labels[chosen]

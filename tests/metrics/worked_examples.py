"""Worked examples with numbers that others have published, each with its source."""

import json
from functools import cache

from tests.real_data import real_data


@cache
def _all() -> dict[str, dict]:
    examples = json.loads(real_data("worked_examples.json").read_text(encoding="utf-8"))
    return {example["id"]: example for example in examples}


def worked_example(name: str) -> dict:
    """An example by its id; skips the test where the public data is not there."""
    return _all()[name]

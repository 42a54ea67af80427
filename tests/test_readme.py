"""What the README says is what the kit does."""

from pathlib import Path

from cs_toolkit.metrics.glossary import BEGIN, END, glossary_markdown

README = Path(__file__).resolve().parents[1] / "README.md"


def test_the_table_of_metrics_is_that_of_the_registry():
    text = README.read_text(encoding="utf-8")
    written = text.partition(BEGIN)[2].partition(END)[0].strip()
    assert written == glossary_markdown().strip(), "run: make glossary"


def test_every_path_in_the_annotated_tree_is_there():
    tree = README.read_text(encoding="utf-8").partition("## What is where")[2].partition("## ")[0]
    named = [word for line in tree.splitlines() for word in line.split("  ")[:4] if word.strip()]
    paths = [path for words in named for path in words.split() if path.endswith(("/", ".py"))]
    assert len(paths) > 15
    for path in paths:
        places = [
            README.parent / path,
            README.parent / "cs_toolkit" / path,
            README.parent / "data" / path,
        ]
        assert any(place.exists() for place in places), path

"""A page of a report reads the frames that it shows, not all that was measured."""

import pandas as pd

from cs_toolkit.measures.store import Store, about_tables, read_store


def test_a_frame_is_read_when_it_is_asked_for(tmp_path, monkeypatch):
    store = Store()
    for name in ("revenue/mrr", "health/scores/one", "health/scores/two"):
        store.frames[name, "total"] = pd.DataFrame({"n": [len(name)]})
    store.save(tmp_path, {"rows": {}})
    read = []
    opened = pd.read_parquet
    monkeypatch.setattr(pd, "read_parquet", lambda path: read.append(path) or opened(path))
    assert about_tables(tmp_path) == {"rows": {}}
    saved, _ = read_store(tmp_path)
    assert ("revenue/mrr", "total") in saved.frames
    assert len(saved.frames) == 3
    assert read == []
    parts = saved.kept_parts("health/scores", dict)
    assert {name: part["n"].tolist() for name, part in parts.items()} == {"one": [17], "two": [17]}
    saved.kept_parts("health/scores", dict)
    assert len(read) == 2
    saved.save(tmp_path / "again", {})
    assert len(read) == 3


def test_what_is_added_stands_beside_what_was_saved(tmp_path):
    store = Store()
    store.frames["a", "total"] = pd.DataFrame({"n": [1]})
    store.save(tmp_path, {})
    saved, _ = read_store(tmp_path)
    made = saved.kept_whole(("b", "total"), lambda: pd.DataFrame({"n": [2]}))
    assert made["n"].tolist() == [2]
    assert sorted(saved.frames) == [("a", "total"), ("b", "total")]
    del saved.frames["a", "total"]
    assert list(saved.frames) == [("b", "total")]

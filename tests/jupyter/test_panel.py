"""The panel shows what is chosen; a wrong word is a sentence, and what is not installed too."""

import sys

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.jupyter.panel import ALL, TOTAL, answer, variants_of

MONTHS = "2026-01..2026-03"


@pytest.fixture(scope="module")
def company():
    frame = pd.DataFrame(
        {
            "subscription_id": [1, 2], "customer_id": ["a", "b"], "plan": ["pro", "basic"],
            "mrr": [100, 80], "starts_on": ["2026-01-01", "2026-02-01"],
        }
    )  # fmt: skip
    return cs.open(
        {"subscriptions": frame}, as_of="2026-04-01", currency="EUR", dimensions=["plan"]
    )


def shown(company, **chosen):
    return [type(one).__name__ for one in answer(company, **chosen)]


def test_a_choice_is_drawn_listed_and_defined(company):
    chosen = {"metric": "mrr", "periods": MONTHS, "by": TOTAL, "variant": "default"}
    assert shown(company, **chosen) == ["Picture", "Table", "Shown"]
    assert shown(company, **(chosen | {"by": "plan"})) == ["Picture", "Picture", "Table", "Shown"]
    assert shown(company, **(chosen | {"variant": ALL})) == ["Picture", "Table", "Shown"]


def test_a_variant_of_the_metric_before_is_the_default(company):
    chosen = {"metric": "mrr", "periods": MONTHS, "by": TOTAL, "variant": "ignoring_churn"}
    assert repr(answer(company, **chosen)[1]) == repr(
        answer(company, **(chosen | {"variant": "default"}))[1]
    )


def test_a_wrong_period_is_a_sentence(company):
    (said,) = answer(company, metric="mrr", periods="2026-13", by=TOTAL, variant="default")
    assert "2026-13" in repr(said)


def test_variants_stand_side_by_side_where_there_are_several():
    assert variants_of("net_revenue_retention")[-1] == ALL


def test_the_widgets_follow_each_other(company):
    pytest.importorskip("ipywidgets", reason="the extra lab is not installed")
    made = cs.panel(company, "mrr", MONTHS)
    metric, _, by, variant = made.children[0].children
    assert list(by.options) == [TOTAL, "plan"]
    metric.value = "net_revenue_retention"
    assert list(variant.options) == variants_of("net_revenue_retention")


@pytest.mark.parametrize(("module", "call"), [("ipywidgets", cs.panel), ("itables", cs.sortable)])
def test_what_is_not_installed_is_a_sentence(monkeypatch, module, call):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"needs {module}.*cs_toolkit\[lab\]"):
        call(None)


def test_a_sortable_table_asks_nothing_of_the_net(monkeypatch):
    itables = pytest.importorskip("itables", reason="the extra lab is not installed")
    called = {}
    monkeypatch.setattr(
        itables, "show", lambda frame, **options: called.update(options, frame=frame)
    )
    cs.sortable(pd.DataFrame({"value": [2, 1], "empty": [None, None]}))
    assert called["connected"] is False
    assert list(called["frame"].columns) == ["value"]

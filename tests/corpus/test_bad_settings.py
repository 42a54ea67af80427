"""Company files whose settings are of another kind, twice there, or unknown: one sentence with the key."""

import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.metrics import METRICS

ROWS = "customer_id,signed_up_on,plan\na,2026-01-01,x\nb,2026-02-01,y\n"
KINDS = {
    "text": '"x"', "nothing": '""', "whole": "5", "negative": "-1", "number": "1.5", "nan": "nan", "inf": "-inf",
    "flag": "true", "day": "2026-01-01", "moment": "2026-01-01T00:00:00Z", "clock": "09:30:00",
    "list": "[]", "numbers": "[1, 2]", "texts": '["x"]', "mixed": '["x", 1]', "section": "{}",
    "further": "{ x = 1 }", "deep": "[[1]]",
}  # fmt: skip
# the kinds that a setting takes, or may take
TAKES = {
    "name": ("text", "nothing"),
    "currency": (),
    "time_zone": (),
    "week_start": (),
    "fiscal_year_start": ("whole",),
    "retail_calendar": (),
    "source": (),
    "as_of": (),
    "dimensions": ("list", "texts"),
    "lead": ("list", "nothing"),
    "active_events": ("list", "texts"),
    **dict.fromkeys(
        ("tables", "surveys", "policies", "targets", "assumptions", "service_targets", "health", "feedback",
         "themes", "accept", "business_hours"), ("section",)
    ),
    "tables.customers": ("section",),
    "tables.customers.from": (),
    "tables.customers.where": ("nothing",),
    "tables.customers.columns": ("section",),
    "tables.customers.columns.plan": (),
    "tables.customers.encoding": (),
    "tables.customers.delimiter": ("nothing",),
    "tables.customers.sheet": ("text", "nothing", "whole"),
    "tables.customers.nulls": ("list", "texts"),
    "tables.customers.time_zone": (),
    "tables.customers.header": ("flag",),
    "surveys.nps.scale": (),
    "surveys.nps.kind": (),
    "targets.mrr": ("whole", "negative", "number", "numbers"),
    "targets.mrr.value": ("whole", "negative", "number", "numbers"),
    "policies.paused": (),
    "policies.past_due_days": ("whole",),
    "policies.preset": (),
    "assumptions.gross_margin": (),
    "business_hours.weekdays": ("list",),
    "service_targets.resolution": (),
    "accept.no_such_warning": (),
}  # fmt: skip


def _company(folder, text: str):
    (folder / "customers.csv").write_text(ROWS)
    (folder / "company.toml").write_text(text, encoding="utf-8")
    company = cs.open(folder / "company.toml")
    company.check()
    return company


def _refusal(folder, text: str) -> str | None:
    try:
        company = _company(folder, text)
    except InputError as error:
        return str(error)
    return "\n".join(map(str, company.check().problems)) or None


# what a value of the right kind that is none says instead of the key: the value itself
VALUES = {
    ("source", "text"): "no folder", ("tables.customers.from", "text"): 'no file "x"', ("tables.customers.from", "texts"): 'no file "x"',
    ("tables.customers.delimiter", "text"): "customers.csv",
    ("tables.customers.columns", "further"): "[tables.customers] x = 1",
    ("as_of", "day"): "--as-of", ("as_of", "moment"): "--as-of",
}  # fmt: skip


@pytest.mark.parametrize("key", TAKES)
def test_a_setting_of_another_kind_is_named(tmp_path, key):
    wrong = []
    for kind, value in KINDS.items():
        told = _refusal(tmp_path, f"{key} = {value}\n")
        word = VALUES.get((key, kind), key.rpartition(".")[2])
        if kind in TAKES[key]:
            wrong += [(kind, told)] if told else []
        elif told is None or word not in told or "\n" in told:
            wrong.append((kind, told))
    assert wrong == []


def _aliases() -> list[tuple[str, str]]:
    return [
        (name, alias)
        for name, metric in METRICS.items()
        for alias in metric.aliases
        if alias != name
    ]


def test_two_names_of_one_metric_are_no_two_targets(tmp_path):
    assert len(_aliases()) > 20
    for name, alias in _aliases():
        for lines in ((name, alias), (alias, name)):
            high = (METRICS[name].range or (0, 1))[1]
            value = 50 if 50 <= high < float("inf") else 0.5  # an index goes from 1 to 100
            text = "[targets]\n" + "".join(f"{line} = {value}\n" for line in lines)
            told = _refusal(tmp_path, text)
            assert told and f"{lines[0]} and {lines[1]} are the same metric, {name}" in told, lines


@pytest.mark.parametrize("name", [one for one, metric in METRICS.items() if metric.range])
def test_a_target_beyond_what_its_metric_can_be_is_refused(tmp_path, name):
    low, high = METRICS[name].range
    for target in (low - 1, high + 1, [low, high + 1], [low - 1, high]):
        if target in (float("inf"), float("-inf")) or not _finite(target):
            continue
        told = _refusal(tmp_path, f"[targets]\n{name} = {target}\n")
        assert told and name in told and "outside" in told, (target, told)
    if _finite([low, high]):
        assert _refusal(tmp_path, f"[targets]\n{name} = [{low}, {high}]\n") is None


def _finite(target) -> bool:
    ends = target if isinstance(target, list) else [target]
    return all(abs(end) < float("inf") for end in ends)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('name = "a"\nname = "b"\n', "company.toml"),
        ("[targets]\nmrr = 1\n[targets]\narr = 1\n", "company.toml"),
        ('[targets]\nmrr = 1\n"mrr" = 2\n', "company.toml"),
        ("[tables.customers]\n[[tables.customers]]\n", "company.toml"),
        ("tables = 1\n[tables.customers]\n", "company.toml"),
        ("nmae = 1\n", 'did you mean "name"'),
        ("[polices]\n", 'did you mean "policies"'),
        ("[tables.costumers]\n", 'did you mean "customers"'),
        ('[tables.customers]\nform = "x"\n', 'did you mean "from"'),
        ('[tables.customers.columns]\nsigned_up = "plan"\n', "signed_up"),
        ("[targets]\nmrrr = 1\n", 'did you mean "mrr"'),
        ("[policies]\npausd = 1\n", 'did you mean "paused"'),
        ("[surveys.nps]\nscales = [0, 10]\n", "scales"),
        ("[business_hours]\nweekday = 1\n", 'did you mean "weekdays"'),
        ("[assumptions]\ngros_margin = 1\n", "gros_margin"),
        ("[accept]\nx = true\n", 'no warning "x"'),
        ("Name = 'x'\n", "Name"),
        ("allow = ['/']\n", "--allow"),
        ("name = 'x\n", "company.toml"),
        ("\u00a0name = 'x'\n", "company.toml"),
        ("name\n", "company.toml"),
        ("= 1\n", "company.toml"),
        ("\x00", "company.toml"),
    ],
)
def test_keys_that_are_unknown_or_twice_there(tmp_path, text, word):
    told = _refusal(tmp_path, text)
    assert told and word in told
    assert "Traceback" not in told


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_the_bytes_of_a_company_file(tmp_path, codec):
    (tmp_path / "customers.csv").write_text(ROWS)
    (tmp_path / "company.toml").write_bytes('name = "Café"\r\n'.encode(codec))
    if codec in ("utf-8", "utf-8-sig"):
        assert cs.open(tmp_path / "company.toml").settings.name == "Café"
    else:
        with pytest.raises(InputError, match=r"company.toml is not a readable TOML file"):
            cs.open(tmp_path / "company.toml")

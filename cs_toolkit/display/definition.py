"""How a number is defined: its sentence, its formula, its readings, and the rules that touched it."""

from .formula import FormulaError, mathml
from .markup import NO_MATH, Markup, safe_text


def definition(metric, company=None) -> Markup:
    """A metric's definition, with the policies in force where a company is given.

    ``metric`` is a metric or its name.
    """
    metric = _metric(metric)
    default, *others = metric.readings.values()
    facts = {
        "Also called": ", ".join(metric.aliases),
        "Better": _DIRECTIONS.get(metric.better, ""),
        "Counted over (n)": _spelled(metric.n),
        "Assumes": _assumptions(default),
        "Yardstick": " ".join(_benchmark(one) for one in metric.benchmarks),
        "Rules in force": " ".join(_policies(metric, company)),
        "What it hides": metric.hides,
        "Sources": metric.source,
    }
    told = "".join(
        f"<dt>{safe_text(name)}</dt><dd>{safe_text(fact)}</dd>"
        for name, fact in facts.items()
        if fact
    )
    html = (
        f'<section class="cs-definition {NO_MATH}" aria-label="Definition of {safe_text(metric.label)}">'
        f'<p class="cs-name">{safe_text(metric.label)}</p><p>{safe_text(default.says)}</p>'
        f'<div class="cs-formula">{formula_markup(default.formula)}</div>'
        f"{_readings(others)}<dl>{told}</dl></section>"
    )
    lines = [f"{metric.label}: {default.says}"]
    lines += [f"  {one.name}: {one.says}" for one in others]
    lines += [f"{name}: {fact}" for name, fact in facts.items() if fact]
    return Markup(html, "\n".join(lines))


_DIRECTIONS = {"higher": "higher", "lower": "lower", "target": "within its target range"}


def formula_markup(latex: str, *, block: bool = True) -> str:
    """A formula as MathML; as the LaTeX that somebody wrote where it cannot be converted."""
    try:
        return mathml(latex, block=block)
    except FormulaError:
        return f"<code>{safe_text(latex)}</code>"


def _metric(metric):
    if not isinstance(metric, str):
        return metric
    from ..errors import InputError, did_you_mean
    from ..metrics import ALIASES

    if metric not in ALIASES:
        raise InputError(f'there is no metric "{metric}": {did_you_mean(metric, ALIASES)}')
    return ALIASES[metric]


def _readings(others) -> str:
    if not others:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{safe_text(_spelled(one.name))}</th><td>{safe_text(one.says)}</td>'
        f"<td>{formula_markup(one.formula, block=False)}</td></tr>"
        for one in others
    )
    return (
        f"<details><summary>{len(others)} other reading{'s' if len(others) > 1 else ''}</summary>"
        '<div class="cs-scroll" tabindex="0" role="region" aria-label="Other readings">'
        '<table class="cs-table"><thead><tr><th scope="col">Reading</th>'
        '<th scope="col">What it says</th><th scope="col">Formula</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _spelled(name) -> str:
    return name.replace("_", " ") if isinstance(name, str) else ""


def _assumptions(reading) -> str:
    return ", ".join(f"{_spelled(name)} = {value}" for name, value in reading.assumptions.items())


def _benchmark(benchmark) -> str:
    reading = (
        "" if benchmark.reading == "default" else f", for its {_spelled(benchmark.reading)} reading"
    )
    period = f", for a {benchmark.period}" if benchmark.period else ""
    only = f", only for {benchmark.only_for}" if benchmark.only_for else ""
    return f"{benchmark.says} ({benchmark.source}{reading}{period}{only})."


def _policies(metric, company):
    for policy in company.settings.policies.values() if company is not None else ():
        if metric.family in policy.families:
            yield f"{policy.name} = {policy.value}: {policy.says} {_verdict(policy)}".strip() + "."


def _verdict(policy) -> str:
    return policy.in_words if policy.choices else ""

"""How a number is defined: its sentence, its formula, its variants, and the rules that touched it."""

from collections.abc import Iterable, Iterator, Mapping

from ..language import gettext, ngettext, translated
from ..measures.company_data import CompanyData
from ..metrics import METRICS
from ..metrics.metric import Benchmark, Metric
from .markup import NO_MATH, Shown, in_english, safe_text
from .templating import rendered

_DIRECTIONS = {"higher": "higher", "lower": "lower", "target": "within its target range"}


def definition(
    metric: str | Metric, company: CompanyData | None = None, *, with_rules: bool = True
) -> Shown:
    """A metric's definition; with a company also the rules and scales that are in force there.

    ``metric`` is a metric or any of its names. ``with_rules=False`` leaves the rules out, where a
    page shows those of all its metrics once.
    """
    metric = _metric(metric)
    default, *others = metric.variants.values()
    rules = list(_rules(metric, company)) if with_rules else []
    facts = {
        gettext("Also called"): ", ".join(metric.aliases),
        gettext("Better"): translated(_DIRECTIONS.get(metric.better, "")),
        gettext("Counted over (n)"): metric.n.replace("_", " ")
        if isinstance(metric.n, str)
        else "",
        gettext("Assumes"): ", ".join(_assumed(default.assumptions, company)),
        gettext("Benchmark"): " ".join(map(_benchmark, metric.benchmarks)),
        gettext("Scales"): _scales(metric, company),
        gettext("What it hides"): metric.hides,
        gettext("Sources"): metric.source,
    }
    facts = {name: fact for name, fact in facts.items() if fact}
    html = rendered(
        "definition",
        metric=metric,
        label=translated(metric.label),
        default=default,
        others=others,
        facts=facts,
        rules=rules,
        in_language={gettext("Better")},
    )
    lines = [f"{translated(metric.label)}: {default.says}"]
    lines += [f"  {one.name}: {one.says}" for one in others]
    lines += [f"{name}: {fact}" for name, fact in facts.items()]
    lines += [f"Rule {one['rule']}: {one['does']}" for one in rules]
    return Shown(html, "\n".join(lines))


def _assumed(assumptions: Mapping[str, object], company: CompanyData | None) -> Iterator[str]:
    """Each assumption with the value that is in force: stated, measured, or the formula's own."""
    settings = company.settings if company is not None else None
    for name, otherwise in assumptions.items():
        label = name.replace("_", " ")
        if settings is not None and name in settings.assumptions:
            yield f"{label} = {settings.assumptions[name]}, as the company file states"
        elif name in METRICS:
            yield f"{label} as measured in the period, and {otherwise} where it is not"
        elif settings is not None and name in settings.policies:
            yield f"{label} = {settings.policies[name].value}"
        else:
            yield f"{label} = {otherwise}"


def _metric(metric: str | Metric) -> Metric:
    if not isinstance(metric, str):
        return metric
    from ..errors import InputError, did_you_mean
    from ..metrics import ALIASES

    if metric not in ALIASES:
        raise InputError(f'there is no metric "{metric}": {did_you_mean(metric, ALIASES)}')
    return ALIASES[metric]


def _benchmark(benchmark: Benchmark) -> str:
    """What a source calls good, and what it was stated for."""
    stated = [benchmark.source]
    if benchmark.variant != "default":
        stated.append(f"stated for the variant {benchmark.variant}")
    if benchmark.period:
        stated.append(f"stated for a {benchmark.period}")
    if benchmark.only_for:
        stated.append(f"stated for {benchmark.only_for}")
    return f"{benchmark.says} ({', '.join(stated)})."


def _rules(metric: Metric, company: CompanyData | None) -> Iterator[dict[str, str]]:
    """The rules that touch this metric; those of others of its family would only be noise."""
    from ..measures.rules import rules_of_metric

    for policy in company.settings.policies.values() if company is not None else ():
        if policy.name in rules_of_metric(metric):
            does = f" {policy.in_words}" if policy.choices else ""
            yield {"rule": f"{policy.name} = {policy.value}", "does": f"{policy.says}{does}"}


def _scales(metric: Metric, company: CompanyData | None) -> str:
    if company is None or metric.family != "satisfaction":
        return ""
    surveys = company.settings.surveys.values()
    return ", ".join(f"{survey.name} counts {survey.box} as good" for survey in surveys)


def definitions(
    shown: Iterable[str],
    company: CompanyData | None = None,
    first: Iterable[str] = (),
    *,
    in_full: bool = True,
) -> Shown:
    """The definitions of every metric among ``shown``, folded one by one, those of ``first`` first.

    ``shown`` may hold any names, such as the column ``metric`` of a frame; measures among them have
    no card. So whatever a page shows is defined on it. The rules in force stand once, below. With
    ``in_full=False`` those that are not ``first`` are a sentence each, where their families' pages
    hold formulas and variants.
    """
    leading = list({one.name: one for one in map(_metric, first)}.values())
    names = {name: None for name in shown if name in METRICS}
    others = [METRICS[name] for name in METRICS if name in names and METRICS[name] not in leading]
    carded = [*leading, *others] if in_full else leading
    cards = {one.name: definition(one, company, with_rules=False) for one in carded}
    html = "\n".join(_folded(one, cards[one.name]) for one in leading)
    if others:
        further = ngettext(
            "{count} further definition", "{count} further definitions", len(others),
            count=len(others),
        )  # fmt: skip
        inner = "\n".join(
            _folded(one, cards[one.name]) if in_full else _line(one) for one in others
        )
        html += (
            f'\n<details class="cs-definitions {NO_MATH}"><summary>{further}'
            f"</summary>\n{inner}\n</details>"
        )
    plain = [card.plain for card in cards.values()]
    plain += [f"{translated(one.label)}: {one.default.says}" for one in others if not in_full]
    rules = _rules_of_all([*leading, *others], company)
    if rules:
        html += "\n" + rendered("rules", rules=rules)
        plain.append("\n".join(f"Rule {rule}: {does}" for rule, does in rules.items()))
    return Shown(html.strip(), "\n\n".join(plain))


def _folded(metric: Metric, card: Shown) -> str:
    """A card behind its metric's name and sentence; a page can be opened at it (#define-mrr)."""
    says = safe_text(metric.default.says)
    return (
        f'<details class="cs-define {NO_MATH}" id="define-{metric.name}"><summary>'
        f"<strong>{safe_text(translated(metric.label))}</strong>: {in_english(says)}</summary>\n{card.html}\n</details>"
    )


def _line(metric: Metric) -> str:
    """A metric's name and sentence; a report makes the name a link to the card on its family's page."""
    says = safe_text(metric.default.says)
    return f'<p id="define-{metric.name}"><strong>{safe_text(translated(metric.label))}</strong>: {in_english(says)}</p>'


def _rules_of_all(metrics: Iterable[Metric], company: CompanyData | None) -> dict[str, str]:
    """The rules in force for some metrics, each once, as name = value → what it does."""
    return {rule["rule"]: rule["does"] for one in metrics for rule in _rules(one, company)}

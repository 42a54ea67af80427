"""The sentences of one page, in their order: lead, what moved, drivers, what to do, limits."""

import pandas as pd

from ...calendar.period_titles import period_title
from ...calendar.periods import Period
from ...config.leads import lead_metrics
from ...formatting.numbers import value_in_words
from ...language import gettext, ngettext, translated
from ...measures import files_by_measure
from ...measures.company_data import CompanyData
from ...metrics import METRICS
from ...scorecard.changes import LAST_PERIOD, changes, periods_needed
from .actions import to_do
from .drivers import beside, by_segment, losses, parts_of_mrr
from .limits import limits
from .movements import Movement, clear, movements, signs
from .sentence import LEAD, MOVED, Sentence, plain
from .words import change, closed, judged, listed, movement

MOST_MOVED = 4
MOST_OF_A_FAMILY = 2
MOST_SIGNS = 2
HISTORY = 13
LOSING = (None, "revenue", "retention")


def table_for(company: CompanyData, period: Period, family: str | None = None) -> pd.DataFrame:
    """The tidy table that a headline is made from: the period, the year before it, and its segments."""
    needed = [*periods_needed(period), *company.history(period, HISTORY)]
    return company.metrics(list({one.name: one for one in needed}.values()), family=family)


def headline(
    company: CompanyData, period: Period, family: str | None, table: pd.DataFrame
) -> list[Sentence]:
    """Three to five sentences about a period: of the whole company, or of one family.

    ``table`` is ``table_for``, of all families or of this one.
    """
    history = company.history(period, HISTORY)
    if family is not None:
        table = table[table["metric"].map(_family_of).eq(family)]
    judged_changes = changes(table[table["dimension"] == "total"], period, company.settings)
    now = table[(table["period"] == period.name) & (table["dimension"] == "total")]
    standard = now[now["variant"] == "default"]
    if not standard["value"].notna().any():
        title = period_title(period)
        none = (
            gettext(
                "No number of {family} can be computed for {period} from the tables that are there.",
                family=translated(family),
                period=title,
            )
            if family
            else gettext(
                "No number can be computed for {period} from the tables that are there.",
                period=title,
            )
        )
        return [
            plain(LEAD, none),
            limits(company, period, standard),
        ]  # fmt: skip
    found = movements(table, judged_changes, [one.name for one in history])
    measures = now[now["variant"] == "measure"].set_index("metric")["value"]
    shown = [
        _lead(company, period, standard, judged_changes, measures),
        _moved(company, period, table, found),
        losses(company, period) if family in LOSING else None,
        to_do(company, period, standard.set_index("metric")["value"].to_dict(), family),
        limits(company, period, standard),
    ]
    return [one for one in shown if one is not None]


def _family_of(name: str) -> str:
    """The family of a metric or measure."""
    return METRICS[name].family if name in METRICS else files_by_measure()[name].family


def _lead(
    company: CompanyData,
    period: Period,
    standard: pd.DataFrame,
    judged_changes: pd.DataFrame,
    measures: pd.DataFrame,
) -> Sentence:
    """The number that leads: what it is, its change in units and percent, and what that is worth."""
    values = standard.set_index("metric")
    known = [
        name for name in values.index if values.loc[name, "value"] == values.loc[name, "value"]
    ]
    leads = [one for one in lead_metrics(known, company.settings.lead) if one in known]
    name = (leads or lead_metrics(known) or known)[0]
    metric, currency = METRICS[name], company.settings.currency
    value = float(values.loc[name, "value"])
    start = gettext(
        "{metric} is {value} in {period}", metric=translated(metric.label),
        value=value_in_words(value, metric.unit, currency), period=period_title(period),
    )  # fmt: skip
    last = judged_changes[
        (judged_changes["metric"] == name) & (judged_changes["variant"] == "default")
        & (judged_changes["since"] == LAST_PERIOD)
    ].iloc[0]  # fmt: skip
    if last["earlier"] != last["earlier"]:
        shown = gettext("{lead}; there is nothing earlier to compare it with", lead=start)
    else:
        since = period_title(period.previous())
        moved = change(value, float(last["earlier"]), metric.unit, currency)
        shown = gettext(
            "{lead}, {change} on {period}, {judgement}",
            lead=start, change=moved, period=since, judgement=judged(last["judgement"]),
        )  # fmt: skip
    parts = parts_of_mrr(measures, currency) if name == "mrr" else ""
    whole = gettext("{lead}: {parts}", lead=shown, parts=parts) if parts else shown
    return plain(LEAD, closed(whole))


def _moved(
    company: CompanyData, period: Period, table: pd.DataFrame, found: list[Movement]
) -> Sentence:
    """What moved beyond noise; or that nothing did, with what comes nearest to it."""
    title, currency = period_title(period), company.settings.currency
    if period.in_progress:
        return plain(
            MOVED, gettext("No change of {period} is judged before it is over.", period=title)
        )
    if not found:
        return plain(
            MOVED,
            gettext(
                "No change of {period} can be tested: too few periods, or too few cases.",
                period=title,
            ),
        )
    near = [
        movement(one, currency, period.grain)
        for one in _few_of_each_family(signs(found), MOST_SIGNS)
    ]
    look = (
        gettext("worth a look, though it may be chance: {changes}", changes=listed(near))
        if near
        else ""
    )
    shown = _few_of_each_family(clear(found), MOST_MOVED)
    if shown:
        count = len(clear(found)) - len(shown)
        more = f" {gettext('({count} more)', count=count)}" if count else ""
        then = f" {closed(look[0].upper() + look[1:])}" if look else ""
        texts = [
            "; ".join(_with_its_reason(one, company, period, table, split=split) for one in shown)
            for split in (True, False)  # a segment of a few customers may be one of them
        ]
        return Sentence(MOVED, *(
            closed(gettext("Beyond noise in {period}: {changes}", period=title, changes=f"{one}{more}")) + then
            for one in texts
        ))  # fmt: skip
    quiet = ngettext(
        "Nothing changed beyond noise in {period}: of {count} number that can be tested",
        "Nothing changed beyond noise in {period}: of {count} numbers that can be tested",
        len(found), period=title, count=len(found),
    )  # fmt: skip
    if look:
        return plain(
            MOVED,
            closed(gettext("{quiet}, none is surely another; {look}", quiet=quiet, look=look)),
        )
    return plain(MOVED, closed(gettext("{quiet}, none stands out", quiet=quiet)))


def _few_of_each_family(found: list[Movement], most: int) -> list[Movement]:
    kept: list[Movement] = []
    for one in found:
        same = sum(other.family == one.family for other in kept)
        if same < MOST_OF_A_FAMILY and len(kept) < most:
            kept.append(one)
    return kept


def _with_its_reason(
    one: Movement, company: CompanyData, period: Period, table: pd.DataFrame, *, split: bool
) -> str:
    """A movement with what says more of it, and where ``split`` the segment that made most of it."""
    currency = company.settings.currency
    words = movement(one, currency, period.grain)
    periods = (period.previous().name, period.name)
    reason = beside(table, one, period.name)
    if split and not reason:
        reason = by_segment(table, one, periods, currency)
    return f"{words} ({reason})" if reason else words

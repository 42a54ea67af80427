"""The first numbers of a company file, shown right after it was written."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from ..company.opening import open_company
from ..errors import InputError
from ..formatting.numbers import value_in_words

MONTHS = 6
# what a person wants to see first, and the family that has it; the first that exists is shown
FIRST = (
    ("revenue", "mrr"),
    ("support", "average_resolution_time"),
    ("satisfaction", "net_promoter_score"),
    ("satisfaction", "customer_satisfaction"),
    ("engagement", "monthly_active_users"),
    ("revenue", "revenue_by_type"),
    ("acquisition", "leads_generated"),
    ("retention", "renewal_rate"),
    ("acquisition", "visitors"),
)


def first_numbers(path: Path) -> Iterator[str]:
    """Lines on the first metric that the tables give by month, or the reason why there is none."""
    try:
        company = open_company(path)
        first, end = company.span
        last = company.period(f"{min(end or company.as_of, company.as_of):%Y-%m}")
        unfinished = last.in_progress or (end and end < last.ends_at - timedelta(days=1))
        if unfinished and (first is None or first < last.starts_at):
            last = last.previous()
        months = company.history(last, MONTHS)
        tried: dict = {}
        for family, metric in FIRST:
            if family not in tried:
                # a range gives what there is where the data begin later
                asked = f"{months[0].name}..{months[-1].name}"
                tried[family] = company.metrics(asked, family=family, by=())
            frame = tried[family]
            rows = frame[(frame["metric"] == metric) & frame["value"].notna()]
            rows = rows[rows["variant"].isin(["default", "measure"])]
            if len(rows):
                yield f"{metric} by month:"
                for period, value, unit in rows[["period", "value", "unit"]].itertuples(
                    index=False
                ):
                    yield f"  {period}  {value_in_words(value, unit, company.settings.currency)}"
                break
        else:
            yield f"the tables are read; ask cs-toolkit metrics {last.name} --data {path.parent}"
        yield from (str(warning) for warning in company.data_warnings)
        yield from (f"identity: {one}" for one in company.check().matched)
    except InputError as error:
        yield f"no numbers yet: {error}"

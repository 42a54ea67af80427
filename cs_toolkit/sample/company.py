"""The company as a whole: its own tables, and its company file."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from .clock import Clock
from .columns import arrow_table, pick
from .expenses import campaign_columns, cash_flow_columns, spend_columns
from .health import company_columns
from .operations import fx_rate_columns, service_level_columns
from .scenario import COMPANY, Fact
from .totals import Totals


def company_tables(
    totals: Totals, clock: Clock, story: dict[str, Fact], seed: int
) -> Iterator[tuple[str, pa.Table]]:
    """The tables that concern no single customer, and such rows of others."""

    def chance(topic: str) -> np.random.Generator:
        return np.random.default_rng([seed, *topic.encode()])

    for table, columns in (
        ("spend", spend_columns(totals, clock, story, chance("spend"))),
        ("campaigns", campaign_columns(totals, clock, chance("campaigns"))),
        ("cash_flows", cash_flow_columns(totals, clock, chance("cash"))),
        ("visits", store_visit_columns(totals, clock, chance("store"))),
        ("health_inputs", company_columns(clock, story, chance("health"))),
        ("service_levels", service_level_columns(totals, clock, story, chance("service"))),
        ("fx_rates", fx_rate_columns(clock, chance("rates"))),
    ):
        yield table, arrow_table(table, columns, clock)


def store_visit_columns(
    totals: Totals, clock: Clock, rng: np.random.Generator
) -> dict[str, object]:
    """Rows of ``visits`` from an app store that tells only how many came in a month."""
    return {
        "period": pick(clock.names, np.arange(clock.months)),
        "visitors": rng.poisson(10 + 1.5 * totals.planned_customers),
        "channel": pick(["app_store"], np.zeros(clock.months)),
    }


def company_file(clock: Clock) -> str:
    """The text of ``company.toml`` beside the tables."""
    as_of = clock.first_date + clock.end
    return f'''# {COMPANY}: an invented company that sells bookkeeping software to small firms.
name = "{COMPANY}"
currency = "EUR"
time_zone = "{clock.time_zone}"
week_start = "monday"
source = "."
as_of = "{as_of}"
dimensions = ["plan", "region"]

[surveys.nps]
kind = "nps"
scale = [0, 10]

[surveys.csat]
kind = "csat"
scale = [1, 5]

[surveys.ces]
kind = "ces"
scale = [1, 7]

[targets]
net_promoter_score = 30
customer_satisfaction = 0.75
customer_retention_rate = 0.98
net_revenue_retention = 1.0

[business_hours]
weekdays = "09:00-17:00"

[service_targets]
first_response = "8h"
resolution = "2d"

[service_targets.priorities.urgent]
first_response = "1h"
resolution = "1d"
'''

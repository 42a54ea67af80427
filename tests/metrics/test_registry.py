"""Every metric knows what it must know, and every name that was promised is there."""

import doctest
import inspect
import re
import subprocess
import sys

import pytest

import cs_toolkit as cs
from cs_toolkit.display.formula import mathml
from cs_toolkit.metrics import ALIASES, METRICS, Band, Benchmark, Metric, metric
from cs_toolkit.metrics.metric import Metric as MetricClass

FAMILIES = (
    "revenue", "retention", "value", "acquisition", "satisfaction", "support", "engagement",
    "health", "feedback",
)  # fmt: skip
UNITS = {
    "percent", "points", "money", "seconds", "count", "score", "ratio", "days", "months", "years",
}  # fmt: skip
SOURCE = re.compile(r"(field|S(8|10|12|16|17)(\.\d+)?)(, (field|S(8|10|12|16|17)(\.\d+)?))*")

# The names that others rely on: each metric with its variants beside the default.
NAMES = {
    "mrr": "arpu_times_payers arpu_times_active_users",
    "arr": "",
    "arpa": "ending billed",
    "arpu": "ending billed",
    "net_revenue_retention": "ignoring_churn current_period trailing_12_months",
    "gross_revenue_retention": "trailing_12_months",
    "mrr_churn_rate": "absolute by_contract voluntary involuntary gross net",
    "expansion_rate": "absolute",
    "quick_ratio": "",
    "revenue_by_type": (
        "new_sale_share repeat_sale_share subscription_share usage_share add_on_share "
        "service_fee_share late_fee_share interest_share other_share"
    ),
    "customer_churn_rate": (
        "net all_customers average by_cancellation by_closure by_lost_contract by_pause "
        "by_failed_payment without_form involuntary voluntary trailing_12_months rolling_30_days"
    ),
    "customer_retention_rate": "reactivated_as_retained",
    "win_back_rate": "",
    "renewal_rate": "by_customer by_value by_value_capped",
    "upsell_rate": "",
    "repeat_purchase_rate": "ever transactions",
    "inactive_customer_rate": "purchases_only",
    "customer_retention_cost": "per_customer",
    "acquisition_to_retention_cost": "",
    "customer_lifetime_value": (
        "customer_value over_cac annual_retention monthly_revenue historical margin predicted"
    ),
    "lifespan": "observed one_over_churn mean_of_leavers",
    "customer_acquisition_cost": "lagged referred not_referred",
    "ltv_cac_ratio": "",
    "cac_payback_months": "",
    "customer_roi": "",
    "net_cash": "signed already_in_ocf",
    "conversion_rate": (
        "visitors sessions conversions_per_visitor leads so_far qualified_leads by_period"
    ),
    "leads_generated": "",
    "sales_funnel": (
        "so_far lead_to_qualified lead_to_qualified_so_far qualified_to_customer "
        "qualified_to_customer_so_far time_to_qualified time_to_customer"
    ),
    "win_rate": "by_value",
    "sales_cycle": "",
    "pipeline_value": "",
    "marketing_response_rate": "",
    "free_to_paid_conversion": "so_far",
    "onboarding_funnel": (
        "so_far visitor_to_signup signup_to_activated signup_to_activated_so_far "
        "activated_to_paying activated_to_paying_so_far time_to_activated time_to_paying"
    ),
    "customer_referral_rate": "",
    "lead_referral_rate": "",
    "viral_coefficient": "so_far company together",
    "net_promoter_score": "trailing_12_months",
    "customer_satisfaction": "score_share mean mean_as_answered",
    "customer_effort_score": "mean mean_as_answered positive_share index",
    "response_rate": "so_far",
    "comment_rate": "",
    "first_contact_resolution": (
        "count contacts_is_one per_customer failed_by_team failed_by_product"
    ),
    "average_handle_time": "service_time",
    "average_wait_time": "completed all_calls service_level",
    "abandonment_rate": "all queued",
    "average_resolution_time": "median p90 p95 censored_median business_hours "
    "business_hours_median business_hours_p90 first_resolution first_resolution_median "
    "all_conversations without_solved_time business_hours_without_solved_time",
    "reopen_rate": "so_far",
    "first_response_time": "median p90 p95 business_hours business_hours_median business_hours_p90",
    "requester_wait_time": "median p90 p95",
    "agent_wait_time": "median p90 p95",
    "on_hold_time": "median p90 p95",
    "replies_per_ticket": "median",
    "one_touch_resolution": "two_touches multi_touch",
    "reply_time": "median p90 p95",
    "service_level_attainment": "resolution",
    "complaints": "open resolved escalated per_100_customers backlog_age",
    "product_adoption_rate": "per_feature",
    "time_to_adopt": "median",
    "dau": "trailing_30_days accounts",
    "wau": "mean_of_weeks accounts",
    "mau": "trailing_30_days accounts",
    "dau_mau_ratio": "trailing_30_days days_active_per_user accounts",
    "dau_wau_ratio": "days_active_per_week",
    "average_session_duration": "median",
    "product_usage_rate": (
        "licensed_seats frequency breadth duration frequency_per_account breadth_per_account "
        "duration_per_account"
    ),
    "availability": "downtime",
    "defects": "open",
    "service_response_time": "median p90 p95",
    "customer_health_score": "frequency_breadth_depth",
    "customer_health_index": "",
    "sentiment": "positive neutral negative intensity unsupported_language",
    "themes": "continue start stop",
    "comments_to_answer": "share",
    "predicted_customer_satisfaction": "open_negative",
}
ALSO_CALLED = {
    "nrr": "net_revenue_retention", "ndr": "net_revenue_retention",
    "grr": "gross_revenue_retention", "ccr": "customer_churn_rate",
    "logo_churn": "customer_churn_rate", "crr": "customer_retention_rate",
    "rpr": "repeat_purchase_rate", "crc": "customer_retention_cost",
    "clv": "customer_lifetime_value", "ltv": "customer_lifetime_value",
    "cac": "customer_acquisition_cost", "nps": "net_promoter_score",
    "csat": "customer_satisfaction", "ces": "customer_effort_score",
    "fcr": "first_contact_resolution", "aht": "average_handle_time", "asa": "average_wait_time",
    "art": "average_resolution_time", "chs": "customer_health_score",
    "chi": "customer_health_index", "average_order_value": "average_purchase_value",
}  # fmt: skip

every_metric = pytest.mark.parametrize("known", METRICS.values(), ids=METRICS)
VARIANTS = [variant for one in METRICS.values() for variant in one.variants.values()]
every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=str)


@pytest.mark.parametrize("name", NAMES)
def test_the_promised_names_are_there(name):
    assert getattr(cs, name) is METRICS[name]
    assert list(METRICS[name].variants) == ["default", *NAMES[name].split()]


@pytest.mark.parametrize("alias", ALSO_CALLED)
def test_an_alias_is_the_same_metric(alias):
    assert getattr(cs, alias) is METRICS[ALSO_CALLED[alias]]
    assert alias in METRICS[ALSO_CALLED[alias]].aliases


def test_every_name_leads_to_its_metric_and_no_name_is_taken_twice():
    names = [name for one in METRICS.values() for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names)) == len(ALIASES)
    assert all(name in dir(cs.metrics) and ALIASES[name] is getattr(cs, name) for name in names)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        cs.metrics.nonsense  # noqa: B018


def test_the_families_come_in_order():
    assert tuple(dict.fromkeys(one.family for one in METRICS.values())) == FAMILIES


@every_metric
def test_a_metric_says_what_it_is_and_what_it_hides(known):
    assert isinstance(known, Metric)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", known.name)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", alias) for alias in known.aliases)
    assert known.label[0].isupper() and not known.label.endswith(".")
    assert 20 < len(known.hides) < 160 and known.hides[-1] in ".!?"
    assert SOURCE.fullmatch(known.source), known.source


@every_metric
def test_a_metric_is_documented_with_its_formula_and_an_example(known):
    text = inspect.getdoc(known)
    first, _, rest = text.partition("\n\n")
    assert first.endswith(".")
    assert "=" in rest or "count" in rest.lower(), "the formula in words"
    examples = doctest.DocTestParser().get_examples(text)
    assert examples and known.name in examples[0].source


@every_metric
def test_the_metric_shows_its_default_variant(known):
    assert known.default is known.variants["default"]
    for name in ("unit", "better", "formula", "n", "range", "interval", "measures", "assumptions"):
        assert getattr(known, name) == getattr(known.default, name)


@every_variant
def test_a_variant_says_what_it_is(variant):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", variant.name)
    assert 10 < len(variant.says) < 130 and variant.says.endswith("."), variant.says
    assert variant.unit in UNITS
    assert variant.better in ("higher", "lower", "target", None)
    assert not variant.source or SOURCE.fullmatch(variant.source)
    assert "<math" in mathml(variant.formula)


@every_variant
def test_a_variant_takes_measures_before_the_star_and_assumptions_with_defaults_after(variant):
    kinds = inspect.signature(variant.function).parameters.values()
    for one in kinds:
        assert one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)
        assert one.kind is not one.KEYWORD_ONLY or one.default is not one.empty
    assert set(variant.measures).isdisjoint(METRICS)
    assert set(variant.signed) <= set(variant.measures)


@every_variant
def test_a_share_carries_its_n(variant):
    if variant.interval:
        assert variant.n
    if variant.unit in ("percent", "points") and variant.interval is None:
        # money, time and counts of different things are not samples of anything
        assert variant.metric in {
            "net_revenue_retention", "gross_revenue_retention", "mrr_churn_rate", "expansion_rate",
            "revenue_by_type", "customer_churn_rate", "customer_retention_rate", "renewal_rate",
            "gross_margin", "customer_roi", "conversion_rate", "onboarding_funnel", "first_contact_resolution",
            "repeat_purchase_probability", "product_adoption_rate", "dau_mau_ratio", "product_usage_rate", "availability", "win_rate",
        }  # fmt: skip


@every_metric
def test_a_benchmark_names_a_variant_that_exists(known):
    told = [one for variant in known.variants.values() for one in variant.benchmarks]
    assert sorted(map(str, told)) == sorted(map(str, known.benchmarks))
    for benchmark in known.benchmarks:
        assert SOURCE.fullmatch(benchmark.source)


def test_the_published_benchmarks():
    told = {
        (one.name, benchmark.variant): benchmark
        for one in METRICS.values()
        for benchmark in one.benchmarks
    }
    assert told["net_promoter_score", "default"].judge(70) == "good"
    assert told["net_promoter_score", "default"].judge(70.1) == "excellent"
    assert told["net_promoter_score", "default"].judge(29.9) == ""
    assert told["customer_satisfaction", "score_share"].judge(0.8) == "excellent"
    assert told["customer_satisfaction", "score_share"].judge(0.79) == ""
    assert told["renewal_rate", "by_customer"].judge(0.8) == "good"
    assert told["renewal_rate", "by_customer"].judge(1.0) == "as aimed"
    assert told["first_contact_resolution", "per_customer"].judge(0.7) == "good"
    assert told["average_resolution_time", "all_conversations"].judge(540) == "good"
    assert told["average_resolution_time", "all_conversations"].only_for == "calls and live chat"
    assert told["customer_churn_rate", "net"].judge(0.01) == ""  # its period is not stated
    assert told["dau_mau_ratio", "default"].judge(0.9) == ""  # no number given


def test_a_benchmark_has_no_word_for_what_is_not_known():
    benchmark = Benchmark("80% is good", "S12", bands=(Band("good", low=0.8),))
    assert benchmark.judge(float("nan")) == ""


def test_a_name_or_variant_reported_twice_is_a_mistake():
    told = {"unit": "count", "better": None, "formula": "x", "hides": "", "source": "field"}

    def a_variant(x):
        """Something."""

    with pytest.raises(ValueError, match="'nps'"):
        metric("Another", aliases=("nps",), **told)(a_variant)
    assert "a_variant" not in METRICS.keys() | ALIASES.keys()
    with pytest.raises(ValueError, match="two variants 'ending'"):
        cs.arpa.variant("ending", formula="x")(a_variant)
    assert isinstance(cs.arpa, MetricClass)


def test_the_formulas_load_quickly():
    """A lesson and the command line start at once: no pandas, scipy or statsmodels until used."""
    slow = ["pandas", "scipy", "statsmodels", "matplotlib", "duckdb", "sqlglot", "papermill"]
    program = (
        "import sys, cs_toolkit as cs; cs.nps(promoters=50, detractors=20, responses=100); "
        f"print([name for name in {slow} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"

"""How often each 95% interval holds the true value: python -m benchmarks.coverage > benchmarks/coverage.md

Part one compares ways to give the mean of skewed times an interval. Part two measures every interval
that the kit uses, from 10 cases on; from 30 on no number is marked as a small sample, and there the
coverage should be 92% to 98%. Part three does so for what models estimate.
"""

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.lifespan_coverage import as_markdown
from benchmarks.lifespan_coverage import coverage as lifespans
from cs_toolkit import METRICS
from cs_toolkit.metrics.clustered import mean_by_customer, net_by_customer, share_by_customer
from cs_toolkit.metrics.intervals import difference_interval, net_share_interval, wilson_interval
from cs_toolkit.metrics.mean_intervals import mean_interval, skewed_mean_interval
from cs_toolkit.metrics.ratio_intervals import ratio_of_sums_interval
from cs_toolkit.metrics.revenue.uncertainty import (
    expansion_of_revenue,
    gains_over_losses,
    net_retention,
    revenue_per_account,
    revenue_per_user,
    share_of_revenue,
)
from cs_toolkit.metrics.value.uncertainty import cost_interval, over_cost
from cs_toolkit.models.discrimination import discrimination
from cs_toolkit.models.expected_lifespan import lifespan_of_stays
from cs_toolkit.models.forecast import mrr_forecast
from cs_toolkit.models.relations import relation
from cs_toolkit.models.survival import kaplan_meier

Z = stats.norm.ppf(0.975)
SIZES = (10, 20, 50, 200)
DRAWS = 4_000
RESAMPLED, RESAMPLES = 500, 999
FLAGGED = 30
LIFESPAN_RUNS = 600


# ---------------------------------------------------------------- means of skewed times, compared


def normal(times):
    """Mean ± 1.96 standard errors."""
    return mean_interval(times.mean(axis=1), times.shape[1], (times**2).sum(axis=1))


def student(times):
    """Mean ± t standard errors."""
    mean, error = _mean_and_error(times)
    reach = stats.t.ppf(0.975, times.shape[1] - 1)
    return mean - reach * error, mean + reach * error


def log_of_mean(times):
    """The mean times and divided by e to the power of its relative error."""
    mean, error = _mean_and_error(times)
    reach = np.exp(Z * error / mean)
    return mean / reach, mean * reach


def cox(times):
    """Cox's interval of a log-normal mean, with t for the normal quantile (Olsson 2005)."""
    logs, n = np.log(times), times.shape[1]
    variance = logs.var(axis=1, ddof=1)
    middle = logs.mean(axis=1) + variance / 2
    reach = stats.t.ppf(0.975, n - 1) * np.sqrt(variance / n + variance**2 / (2 * (n - 1)))
    return np.exp(middle - reach), np.exp(middle + reach)


def variance_recovery(times):
    """Zou, Huo and Taleban (2009): the two parts of a log-normal mean, each with its own interval."""
    logs, n = np.log(times), times.shape[1]
    variance = logs.var(axis=1, ddof=1)
    middle = logs.mean(axis=1) + variance / 2
    least, most = (n - 1) / stats.chi2.ppf([0.975, 0.025], n - 1)
    below = np.sqrt(Z**2 * variance / n + (variance / 2 * (1 - least)) ** 2)
    above = np.sqrt(Z**2 * variance / n + (variance / 2 * (most - 1)) ** 2)
    return np.exp(middle - below), np.exp(middle + above)


def gamma(times):
    """The mean times a gamma variable's quantiles, its shape from the coefficient of variation."""
    mean, error = _mean_and_error(times)
    shape = (mean / error) ** 2
    return mean * shape / stats.gamma.ppf(0.975, shape), mean * shape / stats.gamma.ppf(
        0.025, shape
    )


def johnson(times):
    """Johnson's t (1978): the mean moved by what its skewness moves it."""
    mean, error = _mean_and_error(times)
    n = times.shape[1]
    third = ((times - mean[:, None]) ** 3).sum(axis=1) * n / ((n - 1) * (n - 2))
    middle = mean + third / (6 * (error**2 * n) * n)
    reach = stats.t.ppf(0.975, n - 1) * error
    return middle - reach, middle + reach


def bootstrap_t(times):
    """Quantiles of the studentised mean of resamples."""
    lows, highs = [], []
    rng = np.random.default_rng(3)
    for row in times[:RESAMPLED]:
        drawn = row[rng.integers(0, len(row), (RESAMPLES, len(row)))]
        mean, error = _mean_and_error(drawn)
        with np.errstate(divide="ignore", invalid="ignore"):
            pivots = (mean - row.mean()) / error
        below, above = np.nanquantile(np.where(np.isfinite(pivots), pivots, np.nan), [0.975, 0.025])
        own = row.std(ddof=1) / np.sqrt(len(row))
        lows.append(row.mean() - below * own)
        highs.append(row.mean() - above * own)
    return np.array(lows), np.array(highs)


def percentile(times):
    """Quantiles of the means of resamples."""
    return _resampled(times, corrected=False)


def bca(times):
    """The same, corrected for bias and acceleration (Efron 1987)."""
    return _resampled(times, corrected=True)


def the_kit(times):
    """Arms in standard errors, by n and the coefficient of variation: ``skewed_mean_interval``."""
    return skewed_mean_interval(times.mean(axis=1), times.shape[1], (times**2).sum(axis=1))


COMPARED = {
    "normal": normal, "Student's t": student, "Johnson's t": johnson, "gamma": gamma,
    "log of the mean": log_of_mean, "bootstrap, percentile": percentile, "bootstrap, BCa": bca,
    "bootstrap-t": bootstrap_t, "log scale (Cox)": cox, "log scale (MOVER)": variance_recovery,
    "by n and variation (the kit's)": the_kit,
}  # fmt: skip


def _resampled(times, corrected: bool):
    lows, highs = [], []
    rng = np.random.default_rng(4)
    for row in times[:RESAMPLED]:
        n = len(row)
        means = row[rng.integers(0, n, (RESAMPLES, n))].mean(axis=1)
        levels = np.array([0.025, 0.975])
        if corrected:
            bias = stats.norm.ppf(np.clip((means < row.mean()).mean(), 1e-3, 1 - 1e-3))
            left_out = (row.sum() - row) / (n - 1)
            away = left_out.mean() - left_out
            speed = (away**3).sum() / (6 * (away**2).sum() ** 1.5)
            z = bias + stats.norm.ppf(levels)
            levels = stats.norm.cdf(bias + z / (1 - speed * z))
        low, high = np.quantile(means, levels)
        lows.append(low)
        highs.append(high)
    return np.array(lows), np.array(highs)


def _mean_and_error(times):
    return times.mean(axis=1), times.std(axis=1, ddof=1) / np.sqrt(times.shape[1])


def times_of(shape: str, n: int, rng) -> tuple[np.ndarray, float]:
    """Samples of times of one shape, and their true mean."""
    size = (DRAWS, n)
    if shape.startswith("log-normal"):
        sigma = float(shape.split()[-1])
        return np.exp(sigma * rng.standard_normal(size) - sigma**2 / 2), 1.0
    if shape == "exponential":
        return rng.exponential(1, size), 1.0
    if shape == "gamma 0.5":
        return rng.gamma(0.5, 2, size), 1.0
    if shape == "Weibull 0.7":
        return rng.weibull(0.7, size), 1.2658236
    fast = rng.random(size) < 0.3  # answered at once
    return np.where(fast, 1e-3, np.exp(rng.standard_normal(size) - 0.5)), 0.3e-3 + 0.7


SHAPES = (
    "log-normal 1", "log-normal 1.5", "log-normal 0.5", "log-normal 2", "exponential", "gamma 0.5",
    "Weibull 0.7", "a third at once",
)  # fmt: skip


def compare() -> None:
    """Part one."""
    for shape in SHAPES:
        print(f"\n### {shape}\n\n| method | {' | '.join(f'n = {n}' for n in SIZES)} |")
        print("|---|" + "--:|" * len(SIZES))
        drawn = {n: times_of(shape, n, np.random.default_rng(n)) for n in SIZES}
        for name, method in COMPARED.items():
            cells = [covered(*method(times), mean) for times, mean in drawn.values()]
            print(f"| {name} | {' | '.join(f'{100 * cell:.1f}' for cell in cells)} |")


def covered(low, high, truth) -> float:
    """The share of intervals that hold the truth."""
    return float(np.mean((low <= truth + 1e-12) & (high >= truth - 1e-12)))


# ---------------------------------------------------------------- every interval that the kit uses

EVERY = (10, 30, 50, 100, 300)


def share(p):
    """Wilson's interval of a share."""

    def draw(n, rng):
        value = rng.binomial(n, p, 20_000) / n
        return *wilson_interval(value, np.full(len(value), n)), p

    return draw


def net_share(p, q):
    """The interval of a net promoter score and of net sentiment."""

    def draw(n, rng):
        rows = rng.multinomial(n, [p, 1 - p - q, q], 20_000).astype(float)
        value = (rows[:, 0] - rows[:, 2]) / n
        return *net_share_interval(value, np.full(len(value), n), rows[:, 0], rows[:, 2]), p - q

    return draw


def rating(weights):
    """The normal interval of a mean rating on 1–5."""

    def draw(n, rng):
        scores = rng.choice(np.arange(1, 6), p=weights, size=(10_000, n)).astype(float)
        bounds = mean_interval(scores.mean(axis=1), n, (scores**2).sum(axis=1))
        return *bounds, float(np.dot(weights, np.arange(1, 6)))

    return draw


def skewed(shape):
    """The interval of a mean of times or amounts."""

    def draw(n, rng):
        times, mean = times_of(shape, n, rng)
        return *the_kit(times), mean

    return draw


def ratio_of_sums(n, rng):
    """Revenue over orders of the same customers, by the delta method."""
    orders = 1 + rng.poisson(3, (10_000, n)).astype(float)
    amounts = orders * rng.gamma(4, 25, orders.shape)
    bounds = ratio_of_sums_interval(
        amounts.sum(1), orders.sum(1), (amounts**2).sum(1), (orders**2).sum(1),
        (amounts * orders).sum(1), n,
    )  # fmt: skip
    return *bounds, 100.0


def revenue_of_accounts(sigma):
    """ARPA: log-normal fees, and one account in ten there at only one end of the month."""

    def draw(n, rng):
        fees = rng.lognormal(4, sigma, (10_000, n))
        there = np.where(rng.random(fees.shape) < 0.1, 0.5, 1.0)
        paid = fees * there
        bounds = revenue_per_account(
            paid.sum(1) / there.sum(1), paid.sum(1), there.sum(1), there.sum(1),
            (paid**2).sum(1), 4 * (there**2).sum(1), 2 * (paid * there).sum(1), np.full(len(paid), n),
        )  # fmt: skip
        return *bounds, float(np.exp(4 + sigma**2 / 2))

    return draw


def revenue_of_users(n, rng):
    """ARPU: customers with few or many users, who each pay a log-normal price."""
    users = 1 + rng.poisson(rng.gamma(1, 4, (10_000, n))).astype(float)
    paid = rng.lognormal(3, 0.5, users.shape) * users
    bounds = revenue_per_user(
        paid.sum(1) / users.sum(1), paid.sum(1), users.sum(1), users.sum(1), (paid**2).sum(1),
        4 * (users**2).sum(1), 2 * (paid * users).sum(1), np.full(len(paid), n),
    )  # fmt: skip
    return *bounds, float(np.exp(3 + 0.5**2 / 2))


def retention_cost(n, rng):
    """Spend per customer kept, of whom 95% are."""
    kept = rng.binomial(n, 0.95, 20_000).astype(float)
    bounds = METRICS["customer_retention_cost"].default.interval(100 * n / kept, kept, n)
    return *bounds, 100 / 0.95


def costs_compared(n, rng):
    """CAC over CRC, where as many are won as a tenth of those kept."""
    won = rng.poisson(n, 20_000).astype(float)
    kept = rng.binomial(10 * n, 0.95, 20_000).astype(float)[won > 0]
    won = won[won > 0]
    value = (1_000 / won) / (1_000 / kept)
    bounds = METRICS["acquisition_to_retention_cost"].default.interval(value, won, kept, 10 * n)
    return *bounds, 9.5


def first_contacts_per_customer(n, rng):
    """Issues resolved at first contact per customer who asked; some ask often."""
    resolved = rng.binomial(1 + rng.poisson(0.5, (20_000, n)), 0.7).astype(float)
    variant = METRICS["first_contact_resolution"].variants["per_customer"]
    return *variant.interval(resolved.mean(1), n, (resolved**2).sum(1)), 1.05


def weekly_stickiness(n, rng):
    """User days over user weeks of customers who are there in one week or in several."""
    weeks = 1 + rng.binomial(3, 0.6, (10_000, n)).astype(float)
    days = weeks + rng.binomial((6 * weeks).astype(int), rng.beta(2, 4, weeks.shape))
    variant = METRICS["dau_wau_ratio"].default
    bounds = variant.interval(
        n, days.sum(1), weeks.sum(1), (days**2).sum(1), (weeks**2).sum(1), (days * weeks).sum(1)
    )
    return *bounds, 3.0 / 7


def cost(n, rng):
    """Spend over a count of customers won: Garwood's interval of the count."""
    won = rng.poisson(n, 20_000).astype(float)
    return *cost_interval(100 * n / won, won), 100.0


def revenue(which, churn=0.03, grows=0.2, sigma=1.0):
    """NRR, GRR and expansion of customers whose fees are log-normal."""

    def draw(n, rng):
        fees = rng.lognormal(4, sigma, (4_000, n))
        left = rng.random(fees.shape) < churn
        gained = ~left & (rng.random(fees.shape) < grows)
        gains = np.where(gained, rng.uniform(0.1, 0.6, fees.shape), 0) * fees
        start, lost, grown = fees.sum(1), (left * fees).sum(1), gains.sum(1)
        squares = (fees**2).sum(1)
        gain_squares = (gains**2).sum(1), (gains * fees).sum(1)
        growth = (1 - churn) * grows * 0.35
        if which == "lost":
            return *share_of_revenue(lost / start, start, squares), churn
        if which == "grown":
            return *expansion_of_revenue(grown / start, start, squares, *gain_squares), growth
        value = 1 + (grown - lost) / start
        bounds = net_retention(value, start, 0 * lost, lost, grown, squares, *gain_squares)
        return *bounds, 1 + growth - churn

    return draw


SHARE_BY_CUSTOMER = share_by_customer("satisfied", "answers")
TIME_BY_CUSTOMER = mean_by_customer("x_seconds", "calls", "x_seconds_square_sum")


def share_of_customers(p, alike, rows):
    """Customers of several answers each, alike: ``n`` are the customers."""

    def draw(n, rng):
        of_each = 1 + rng.poisson(rows - 1, (4_000, n))
        likes = rng.beta(p * (1 - alike) / alike, (1 - p) * (1 - alike) / alike, of_each.shape)
        liked = rng.binomial(of_each, likes).astype(float)
        answers = of_each.sum(1).astype(float)
        sums = (of_each**2).sum(1), (liked**2).sum(1), (liked * of_each).sum(1)
        bounds = SHARE_BY_CUSTOMER(liked.sum(1) / answers, answers, np.full(len(answers), n), *sums)
        return *bounds, p

    return draw


def times_of_customers(n, rng):
    """Customers of three calls each on average; half of what times differ by is the customer."""
    of_each = 1 + rng.poisson(2, (2_000, n))
    logs = 0.7 * (rng.standard_normal((2_000, n, 1)) + rng.standard_normal((2_000, n, 9)))
    times = np.exp(logs - 0.7**2) * (np.arange(9) < of_each[..., None])
    of_each = np.minimum(of_each, 9)
    calls, taken = of_each.sum(1).astype(float), times.sum(2)
    bounds = TIME_BY_CUSTOMER(
        taken.sum(1) / calls, calls, (times**2).sum((1, 2)), np.full(len(calls), n),
        (of_each**2).sum(1), (taken**2).sum(1), (taken * of_each).sum(1),
    )  # fmt: skip
    return *bounds, 1.0


NET_BY_CUSTOMER = net_by_customer("promoters", "detractors", "net", "answers")
SCORE_BY_CUSTOMER = mean_by_customer("x", "answers", "x_square_sum")


def net_of_customers(n, rng):
    """A net score of customers of three answers each on average, of whom each leans one way."""
    of_each = 1 + rng.poisson(2, (4_000, n))
    leaning = rng.dirichlet([1.0, 0.6, 0.4], of_each.shape)  # half, 30% and 20%
    counts = rng.multinomial(of_each, leaning).astype(float)
    liked, disliked = counts[..., 0], counts[..., 2]
    net, answers = liked - disliked, of_each.sum(1).astype(float)
    bounds = NET_BY_CUSTOMER(
        net.sum(1) / answers, answers, liked.sum(1), disliked.sum(1), np.full(len(answers), n),
        (of_each**2).sum(1), (net**2).sum(1), (net * of_each).sum(1),
    )  # fmt: skip
    return *bounds, 0.3


def ratings_of_customers(n, rng):
    """A mean rating on 1–5 of customers of three answers each on average, alike by half."""
    of_each = np.minimum(1 + rng.poisson(2, (4_000, n)), 9)
    leaning = rng.dirichlet([0.1, 0.15, 0.25, 0.3, 0.2], of_each.shape)
    counts = rng.multinomial(of_each, leaning).astype(float)
    scores, squares = counts @ np.arange(1, 6), counts @ np.arange(1, 6) ** 2
    answers = of_each.sum(1).astype(float)
    bounds = SCORE_BY_CUSTOMER(
        scores.sum(1) / answers, answers, squares.sum(1), np.full(len(answers), n),
        (of_each**2).sum(1), (scores**2).sum(1), (scores * of_each).sum(1),
    )  # fmt: skip
    return *bounds, 3.35


def quick_ratio(n, rng):
    """Gains over losses of log-normal fees: of 100 cases 60 gain and 40 lose on average."""
    gains, losses = rng.poisson(0.6 * n, 4_000), rng.poisson(0.4 * n, 4_000)
    fees = rng.lognormal(4, 0.5, (4_000, 2, 2 * n + 20))
    places = np.arange(fees.shape[2])
    won, lost = fees[:, 0] * (places < gains[:, None]), fees[:, 1] * (places < losses[:, None])
    some = (gains > 0) & (losses > 0)
    won, lost = won[some], lost[some]
    bounds = gains_over_losses(
        won.sum(1) / lost.sum(1), won.sum(1), 0.0, 0.0, 0.0, lost.sum(1), (won**2).sum(1),
        (lost**2).sum(1),
    )  # fmt: skip
    return *bounds, 1.5


def stickiness(n, rng):
    """DAU ÷ MAU of users of whom most are there now and then, and some on most days."""
    often = rng.beta(0.6, 2.4, (10_000, n))
    days = np.maximum(rng.binomial(30, often), 1).astype(float)
    many = np.random.default_rng(1).beta(0.6, 2.4, 2_000_000)
    truth = np.maximum(np.random.default_rng(2).binomial(30, many), 1).mean() / 30
    variant = METRICS["dau_mau_ratio"].default
    return *variant.interval(days.mean(1) / 30, n, 30, (days**2).sum(1)), truth


def change_of(kind):
    """The change of a number between two samples of different people."""

    def draw(n, rng):
        if kind == "share":
            values = [rng.binomial(n, p, 20_000) / n for p in (0.8, 0.7)]
            bounds = [wilson_interval(value, np.full(len(value), n)) for value in values]
            truth = 0.1
        else:
            times = [times_of("log-normal 1", n, rng)[0] * scale for scale in (1.5, 1.0)]
            values = [time.mean(axis=1) for time in times]
            bounds = [the_kit(time) for time in times]
            truth = 0.5
        difference = values[0] - values[1]
        return *difference_interval(difference, values[0], bounds[0], values[1], bounds[1]), truth

    return draw


INTERVALS = {
    "share of 2%": share(0.02), "share of 5%": share(0.05), "share of 20%": share(0.2),
    "share of 50%": share(0.5), "share of 95%": share(0.95),
    "NPS of 50% and 20%": net_share(0.5, 0.2), "NPS of 80% and 5%": net_share(0.8, 0.05),
    "NPS of 95% and 1%": net_share(0.95, 0.01),
    "mean rating, mixed": rating([0.1, 0.15, 0.25, 0.3, 0.2]),
    "mean rating, good": rating([0.02, 0.03, 0.1, 0.3, 0.55]),
    "mean time, log-normal 1": skewed("log-normal 1"),
    "mean time, log-normal 1.5": skewed("log-normal 1.5"),
    "mean time, exponential": skewed("exponential"),
    "mean time, a third at once": skewed("a third at once"),
    "MRR churn of 3%, GRR": revenue("lost"), "MRR churn of 10%": revenue("lost", 0.1),
    "expansion": revenue("grown"), "expansion of a few": revenue("grown", 0.03, 0.05),
    "NRR": revenue("net"), "NRR, fees alike": revenue("net", 0.05, 0.1, 0.4),
    "ratio of sums": ratio_of_sums, "cost per customer won": cost,
    "cost per customer kept": retention_cost, "CAC ÷ CRC": costs_compared,
    "ARPA, log-normal 1": revenue_of_accounts(1.0), "ARPA, log-normal 1.5": revenue_of_accounts(1.5),
    "ARPU": revenue_of_users, "FCR per customer": first_contacts_per_customer,
    "stickiness of weeks": weekly_stickiness,
    "share of 80%, 3 answers a customer": share_of_customers(0.8, 0.5, 3),
    "share of 50%, 10 answers a customer": share_of_customers(0.5, 0.3, 10),
    "share of 95%, 2 answers a customer": share_of_customers(0.95, 0.3, 2),
    "mean time, 3 calls a customer": times_of_customers,
    "net score, 3 answers a customer": net_of_customers,
    "mean rating, 3 answers a customer": ratings_of_customers,
    "quick ratio": quick_ratio, "stickiness (DAU ÷ MAU)": stickiness,
    "change of a share": change_of("share"), "change of a mean time": change_of("time"),
}  # fmt: skip


# ---------------------------------------------------------------- what models estimate

MODEL_SIZES = (30, 50, 100, 300)
MODEL_RUNS = 400
FORECAST_RUNS = 200


def followed(n, rng):
    """Customers who come within three years and leave at 5% a month: months stayed, and who left."""
    stay, known = rng.exponential(20, n), rng.uniform(0, 36, n)
    return np.minimum(stay, known), stay < known


def staying(months):
    """The Kaplan–Meier band at an age."""

    def draw(n, rng):
        bounds = []
        for _ in range(MODEL_RUNS):
            curve = kaplan_meier(*followed(n, rng)).curve
            last = curve[curve["time"] <= months].iloc[-1]
            bounds.append((last["low"], last["high"]))
        return *np.array(bounds).T, float(np.exp(-months / 20))

    return draw


def restricted_mean(n, rng):
    """The time stayed within the first 18 months: the lifespan that is observed."""
    bounds = [kaplan_meier(*followed(n, rng)).lifespan(18.0)[1:] for _ in range(MODEL_RUNS)]
    return *np.array(bounds).T, 20 * (1 - np.exp(-18 / 20))


def known_stays(n, rng) -> pd.DataFrame:
    """What the model of the lifespan takes of customers followed for up to three years."""
    stay, known = rng.exponential(20, n), rng.uniform(0, 36, n)
    paid = np.minimum(stay, known)
    return pd.DataFrame(
        {
            "days_paid": np.floor(paid * 365 / 12), "has_left": (stay < known).astype(int),
            "days_known": np.floor(known * 365 / 12), "months_paid": np.floor(paid),
            "on_the_day": 0, "months_known": np.floor(known), "closes_on_the_day": 0,
        }
    )  # fmt: skip


def lifespan_with_tail(n, rng):
    """The lifespan of customers lost at 5% a month, the tail beyond what is observed included."""
    bounds = []
    for _ in range(MODEL_RUNS):
        found = lifespan_of_stays(known_stays(n, rng))
        bounds.append((found.low, found.high))
    bounds = np.array(bounds)
    return *bounds[~np.isnan(bounds).any(axis=1)].T, 20.0


def ranking(n, rng):
    """The AUC of a score that is one higher where the event happens, in 4 of 10 rows."""
    bounds = []
    for _ in range(MODEL_RUNS):
        happened = rng.random(n) < 0.4
        found = discrimination(rng.normal(happened.astype(float), 1.0), happened)
        bounds.append((found.low, found.high))
    bounds = np.array(bounds)
    return *bounds[~np.isnan(bounds).any(axis=1)].T, float(stats.norm.cdf(1 / np.sqrt(2)))


def correlation(n, rng):
    """Spearman's correlation of two normal figures that go together by one half."""
    bounds = []
    for _ in range(MODEL_RUNS):
        first = rng.standard_normal(n)
        found = relation(first, 0.5 * first + np.sqrt(0.75) * rng.standard_normal(n))
        bounds.append((found.low, found.high))
    return *np.array(bounds).T, float(6 / np.pi * np.arcsin(0.25))


def value_over_cost(n, rng):
    """Mean purchase × lifespan ÷ cost of a customer won: three errors, on the log scale."""
    bounds = []
    for _ in range(MODEL_RUNS):
        found = lifespan_of_stays(known_stays(n, rng))
        amounts, won = rng.lognormal(4, 0.5, n), max(rng.poisson(n), 1)
        value = amounts.mean() * found.lifespan / (1_000 / won)
        bounds.append(
            over_cost(
                value,
                float(n),
                amounts.sum(),
                (amounts**2).sum(),
                found.low,
                found.high,
                float(won),
            )
        )
    bounds = np.array(bounds)
    truth = np.exp(4 + 0.5**2 / 2) * 20 / (1_000 / n)
    return *bounds[~np.isnan(bounds).any(axis=1)].T, float(truth)


def forecast(ahead):
    """MRR some months ahead, from ``n`` months that grow by 1% and waver by 2%."""

    def draw(n, rng):
        truths, bounds = [], []
        for _ in range(FORECAST_RUNS):
            steps = rng.normal(0.01, 0.02, n + 3)
            mrr = 10_000 * np.exp(np.cumsum(steps))
            months = pd.Series(mrr[:n], pd.period_range("2015-01", periods=n, freq="M"))
            at = mrr_forecast(months, months=3).months.iloc[ahead - 1]
            truths.append(mrr[n + ahead - 1])
            bounds.append((at["low"], at["high"]))
        return *np.array(bounds).T, np.array(truths)

    return draw


MODELS = {
    "share still here after 6 months": staying(6), "share still here after 12 months": staying(12),
    "lifespan, observed": restricted_mean, "lifespan, CLV by it": lifespan_with_tail,
    "LTV ÷ CAC": value_over_cost, "AUC of a score": ranking,
    "correlation of two figures": correlation,
}  # fmt: skip
FORECASTS = {
    "MRR forecast, 1 month ahead": forecast(1), "MRR forecast, 3 months ahead": forecast(3),
}  # fmt: skip
FORECAST_SIZES = (24, 36, 60)


def every_model() -> None:
    """Part three."""
    rows_of(MODELS, MODEL_SIZES)
    rows_of(FORECASTS, FORECAST_SIZES)


def every_interval() -> None:
    """Part two."""
    rows_of(INTERVALS, EVERY)


def rows_of(intervals: dict, sizes: tuple[int, ...]) -> None:
    """A table: how often each interval holds the truth at each size."""
    print(f"\n| interval | {' | '.join(f'n = {n}' for n in sizes)} |")
    print("|---|" + "--:|" * len(sizes))
    for name, draw in intervals.items():
        cells = [covered(*draw(n, np.random.default_rng(n))) for n in sizes]
        marks = [
            "" if n < FLAGGED or 0.92 <= cell <= 0.98 else " *"
            for n, cell in zip(sizes, cells, strict=True)
        ]
        told = (f"{100 * cell:.1f}{mark}" for cell, mark in zip(cells, marks, strict=True))
        print(f"| {name} | {' | '.join(told)} |")


def main() -> None:
    """Both parts, as Markdown."""
    print("# How often a 95% interval holds the true value\n")
    print("Of 100 simulated samples. Made by `python -m benchmarks.coverage`.\n")
    print("## Every interval that the kit uses\n")
    print(f"From {FLAGGED} cases on no number is marked as a small sample; * is outside 92 to 98.")
    every_interval()
    print("\n## What models estimate\n")
    print(
        "Of customers who leave at 5% a month, and of MRR that wavers by 2% a month; n counts customers, "
        "and months\nof a forecast. The lifespan at other hazards and ages of a company: "
        "`python -m benchmarks.lifespan_coverage`."
    )
    every_model()
    print("\n## The lifespan of customers lost at a constant rate\n")
    print(
        "Of companies that win 15 customers a month, by their age: how many of 600 intervals hold the "
        "true lifespan, and in brackets\nthe median estimate in months. After 13 months no yearly term "
        "but those of the first month has come to an end.\n"
    )
    print(as_markdown(lifespans(LIFESPAN_RUNS)))
    print("\n## Means of skewed times: the methods compared\n")
    print(
        "The kit takes the last one. On log-normal times the two log-scale methods are as near to "
        "95, but they\nassume that the logarithms are normal: on times of another shape they miss the "
        "more, the more times\nthere are. The bootstrap needs every time, this one n, Σx and Σx²."
    )
    compare()


if __name__ == "__main__":
    main()

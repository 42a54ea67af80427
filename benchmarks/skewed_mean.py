"""The table behind the interval of a skewed mean: python benchmarks/skewed_mean.py

Draws log-normal samples of every size in the table, with a spread σ between 0 and 2.5, and notes how
many standard errors the true mean lies above and below the sample mean, among samples whose own
coefficient of variation is about the same. The quantiles of that are the arms of the interval. The
result is written to cs_toolkit/metrics/skewed_mean.csv; benchmarks/coverage.py measures what it is
worth. Same numpy, same table.
"""

from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent.parent / "cs_toolkit" / "metrics" / "skewed_mean.csv"
SIZES = (2, 3, 4, 5, 7, 10, 14, 20, 30, 50, 100, 200, 500, 1000, 4000)
VARIATIONS = (
    0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7, 10, 15, 25, 40, 63,
)  # fmt: skip
WIDEST = 2.5  # the largest σ drawn: a mean of 23 times the median
# Each tail is a little more than 2.5%, because the arms are averages over spreads: with 2.8% the
# coverage at σ = 1 and 1.5 comes nearest to 95%.
TAIL = 0.028
NORMAL = 1.96
CELLS = 8_000_000


def samples(size: int, draws: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The coefficient of variation of samples of one size, and (mean − 1) ÷ standard error of each."""
    variations, distances = [], []
    step = max(1, CELLS // size)
    for start in range(0, draws, step):
        sigma = rng.uniform(0.02, WIDEST, min(step, draws - start))[:, None]
        values = np.exp(sigma * rng.standard_normal((len(sigma), size)) - sigma**2 / 2)
        mean, deviation = values.mean(axis=1), values.std(axis=1, ddof=1)
        variations.append(deviation / mean)
        distances.append((mean - 1) / (deviation / np.sqrt(size)))
    variation, distance = np.concatenate(variations), np.concatenate(distances)
    order = np.argsort(variation, kind="stable")
    return variation[order], distance[order]


def arms(size: int, rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """Rows of the table for one size: coefficient of variation, arm below, arm above."""
    draws = int(min(1_200_000, 400_000_000 // size))
    variation, distance = samples(size, draws, rng)
    near = draws // 60
    rows = []
    for wanted in VARIATIONS:
        if wanted >= np.sqrt(size) * 0.999:  # no sample of this size varies more
            break
        first = int(np.clip(np.searchsorted(variation, wanted) - near // 2, 0, draws - near))
        low, high = np.quantile(distance[first : first + near], [TAIL, 1 - TAIL])
        # the arm above is never shorter than the normal one, however large the sample seems
        rows.append((wanted, max(high, 0.5), max(-low, NORMAL)))
    return rows


def main() -> None:
    """Write the table."""
    rng = np.random.default_rng(20_261)
    lines = ["n,variation,below,above"]
    for size in SIZES:
        lines += [f"{size},{cv:g},{below:.3f},{above:.3f}" for cv, below, above in arms(size, rng)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

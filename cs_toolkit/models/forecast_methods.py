"""The methods by which a monthly series is predicted: each takes a history and gives the months ahead.

``theta`` is that of Assimakopoulos and Nikolopoulos (2000) in the form of Hyndman and Billah (2003),
``damped_trend`` that of Gardner and McKenzie (1985). Both smooth exponentially, with the parameters
that make the sum of squared errors of one month ahead the least. Each is fitted to many beginnings of
one history at once, as a back-test needs it: one pass over the months serves every beginning and
every parameter that is tried. The history is expected to be scaled to a mean of about 1.
"""

from collections.abc import Callable, Sequence

import numpy as np

# (history, how many of its first months each forecast knows, months ahead) → a row per beginning
Method = Callable[[np.ndarray, Sequence[int], int], np.ndarray]

SMOOTHING = (1e-4, 1 - 1e-4)
DAMPING = (0.8, 0.995)
# the parameters that are tried first, evenly over their ranges, and how the best is narrowed down
LEVELS_TRIED = 65
LEVELS, TRENDS, DAMPINGS = 33, 17, 9
ROUNDS, NARROWER = 30, 0.55


def naive(values: np.ndarray, known: Sequence[int], months: int) -> np.ndarray:
    """As last month."""
    return np.repeat(_last(values, known)[:, None], months, axis=1)


def drift(values: np.ndarray, known: Sequence[int], months: int) -> np.ndarray:
    """The mean change from month to month goes on."""
    last = _last(values, known)
    step = (last - values[0]) / (np.asarray(known) - 1)
    return last[:, None] + step[:, None] * np.arange(1, months + 1)


def theta(values: np.ndarray, known: Sequence[int], months: int) -> np.ndarray:
    """Half the trend of the whole history, on the level of the recent months."""
    count = np.asarray(known)

    def tried(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return _simply_smoothed(values, count, points[..., 0])

    best = _narrowed(tried, [np.linspace(*SMOOTHING, LEVELS_TRIED)], len(count))
    weight = best[:, 0]
    level = tried(best[:, None])[1][:, 0]
    slope = np.array([np.polyfit(np.arange(n), values[:n], 1)[0] for n in count])
    ahead = np.arange(months) + ((1 - (1 - weight) ** count) / weight)[:, None]
    return _level_stays(values, known, level[:, None] + slope[:, None] / 2 * ahead)


def damped_trend(values: np.ndarray, known: Sequence[int], months: int) -> np.ndarray:
    """The recent trend goes on and fades."""
    count = np.asarray(known)

    def tried(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return _damped(values, count, *np.moveaxis(points, -1, 0))

    ranges = [
        np.linspace(*SMOOTHING, LEVELS), np.linspace(0, 1, TRENDS), np.linspace(*DAMPING, DAMPINGS),
    ]  # fmt: skip
    best = _narrowed(tried, ranges, len(count))
    level, trend = tried(best[:, None])[1][:, 0].T
    fading = np.cumsum(best[:, 2, None] ** np.arange(1, months + 1), axis=1)
    return _level_stays(values, known, level[:, None] + trend[:, None] * fading)


METHODS: dict[str, Method] = {
    "naive": naive, "drift": drift, "theta": theta, "damped_trend": damped_trend,
}  # fmt: skip


def _last(values: np.ndarray, known: Sequence[int]) -> np.ndarray:
    return values[np.asarray(known) - 1]


def _level_stays(values: np.ndarray, known: Sequence[int], ahead: np.ndarray) -> np.ndarray:
    """The forecast; of a history in which nothing ever changed, the same again to the last digit."""
    level = [np.ptp(values[:n]) == 0 for n in known]
    return np.where(np.array(level)[:, None], _last(values, known)[:, None], ahead)


def _narrowed(
    tried: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]],
    ranges: list[np.ndarray],
    rows: int,
) -> np.ndarray:
    """For each beginning the parameters with the least error: the best of a grid, then of ever finer ones.

    ``tried`` takes points of shape (1 or rows, points, parameters) and gives the errors of shape
    (rows, points).
    """
    grid = np.stack([one.ravel() for one in np.meshgrid(*ranges, indexing="ij")], axis=-1)
    best = grid[np.argmin(tried(grid[None])[0], axis=1)]
    low, high = np.array([(one[0], one[-1]) for one in ranges]).T
    step = np.array([one[1] - one[0] for one in ranges]) * NARROWER
    sides = np.stack(
        [one.ravel() for one in np.meshgrid(*[[-1, 0, 1]] * len(ranges), indexing="ij")], axis=-1
    )
    for _ in range(ROUNDS):
        points = np.clip(best[:, None] + sides * step, low, high)
        best = points[np.arange(rows), np.argmin(tried(points)[0], axis=1)]
        step = step * NARROWER
    return best


def _simply_smoothed(
    values: np.ndarray, count: np.ndarray, weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The squared errors and the last level of each beginning, starting from the first value."""
    shape = np.broadcast_shapes(weight.shape, (len(count), 1))
    errors, levels = np.empty(shape), np.empty(shape)
    level, error = np.full(weight.shape, values[0]), np.zeros(weight.shape)
    for place, value in enumerate(values[: count.max()], 1):
        miss = value - level
        error = error + miss * miss
        level = level + weight * miss
        _take(count == place, (errors, error), (levels, level))
    return errors, levels


def _damped(
    values: np.ndarray,
    count: np.ndarray,
    weight: np.ndarray,
    share: np.ndarray,
    damping: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """The squared errors of each beginning, and the level and trend after its last month.

    ``share`` is the trend's weight ÷ the level's. What is predicted is linear in the level and the
    trend before the first month, so the best of these follow from least squares.
    """
    shape = np.broadcast_shapes(weight.shape, (len(count), 1))
    errors, states = np.empty(shape), np.empty((*shape, 2))
    of_trend = weight * share
    # level and trend as what the values give, and what each of the two beginnings adds
    level = np.zeros((3, *weight.shape))
    trend = np.zeros((3, *weight.shape))
    level[1], trend[2] = 1.0, 1.0
    sums = np.zeros((6, *weight.shape))
    given = np.zeros((3, 1, 1))
    for place, value in enumerate(values[: count.max()], 1):
        faded = damping * trend
        expected = level + faded
        given[0] = value
        part = -expected
        part[0] += value
        sums += part[[0, 0, 0, 1, 1, 2]] * part[[0, 1, 2, 1, 2, 2]]
        after = expected + weight * (given - expected)
        trend = faded + of_trend * (after - level - faded)
        level = after
        here = count == place
        if here.any():
            first = _beginnings(sums)
            error = sums[0] + first[0] * sums[1] + first[1] * sums[2]
            state = [one[0] + first[0] * one[1] + first[1] * one[2] for one in (level, trend)]
            _take(here, (errors, error), (states, np.stack(state, axis=-1)))
    return errors, states


def _beginnings(sums: np.ndarray) -> np.ndarray:
    """The level and trend before the first month that make the squared errors the least.

    An error is a + l × level + t × trend: the sums are those of aa, al, at, ll, lt and tt.
    """
    _, al, at, ll, lt, tt = sums
    determinant = ll * tt - lt * lt
    known = determinant > 1e-12 * ll * tt
    safe = np.where(known, determinant, 1.0)
    level = np.where(known, (at * lt - al * tt) / safe, -al / np.where(ll, ll, 1.0))
    return np.stack([level, np.where(known, (al * lt - at * ll) / safe, 0.0)])


def _take(here: np.ndarray, *pairs: tuple[np.ndarray, np.ndarray]) -> None:
    """Put what is reached now into the rows of the beginnings that end here."""
    for into, reached in pairs:
        if here.any():
            into[here] = reached if len(reached) == 1 else reached[here]

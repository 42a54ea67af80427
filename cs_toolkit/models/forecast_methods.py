"""The methods by which a monthly series is predicted: each takes a history and gives the months ahead.

``theta`` (Assimakopoulos and Nikolopoulos 2000) and ``damped_trend`` (Gardner and McKenzie 1985) are
statsmodels'. The history is expected to be scaled to a mean of about 1.
"""

import numpy as np


def naive(values: np.ndarray, months: int) -> np.ndarray:
    """As last month."""
    return np.full(months, values[-1])


def drift(values: np.ndarray, months: int) -> np.ndarray:
    """The mean change from month to month goes on."""
    step = (values[-1] - values[0]) / (len(values) - 1)
    return values[-1] + step * np.arange(1, months + 1)


def theta(values: np.ndarray, months: int) -> np.ndarray:
    """Half the trend of the whole history, on the level of the recent months."""
    if np.ptp(values) == 0:
        return naive(values, months)
    from statsmodels.tsa.forecasting.theta import ThetaModel  # takes seconds to load

    return ThetaModel(values, period=1, deseasonalize=False).fit().forecast(months).to_numpy()


def damped_trend(values: np.ndarray, months: int) -> np.ndarray:
    """The recent trend goes on and fades."""
    if np.ptp(values) == 0:
        return naive(values, months)
    from statsmodels.tsa.holtwinters import Holt  # takes seconds to load

    return Holt(values, damped_trend=True, initialization_method="estimated").fit().forecast(months)


METHODS = {"naive": naive, "drift": drift, "theta": theta, "damped_trend": damped_trend}

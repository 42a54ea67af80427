"""What was and what is predicted in one frame, as the figure of a forecast wants it."""

import pandas as pd

from ...measures.company_data import CompanyData
from ...models.forecast import Forecast

COLUMNS = ("period", "kind", "value", "low", "high")


def outlook(company: CompanyData, predicted: Forecast, *, months: int = 18) -> pd.DataFrame:
    """The recurring revenue of the months before a forecast, and those that it predicts.

    ``predicted`` is ``estimates.forecast(company, period)``; where there is none the frame is empty
    and says why.
    """
    if predicted.note:
        frame = pd.DataFrame(columns=list(COLUMNS))
        frame.attrs["not_available"] = dict.fromkeys(COLUMNS, predicted.note)
        return frame
    last = company.period(predicted.months["month"].iloc[0]).previous()
    known = company.measures(company.history(last, months), family="revenue", by=())
    was = known[["period"]].assign(kind="actual", value=known["ending_mrr"])
    to_come = predicted.months.rename(columns={"month": "period", "forecast": "value"})
    frame = pd.concat([was, to_come.assign(kind="forecast")], ignore_index=True)[list(COLUMNS)]
    frame.attrs["currency"] = company.settings.currency
    return frame

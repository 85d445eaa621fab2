"""Statutory data windows of periodic reports, from the dated parameters."""

from dinh.kernel.periods import Period, Window, shifted_window
from dinh.law import parameters


def statutory_window(period: Period) -> Window:
    """The days whose figures a period's report counts, under the rule of the period's last day.

    Raises LawError for periods that end before 12/3/2019.
    Source: NĐ 09/2019/NĐ-CP, Điều 12; nine months by custom of reform reports.
    """
    first_day = parameters.value("reports.window_first_day", period.end)
    last_day = parameters.value("reports.window_last_day", period.end)
    return shifted_window(period, first_day, last_day)

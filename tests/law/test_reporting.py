"""The statutory windows of NĐ 09/2019, as the decree lists them."""

from datetime import date

import pytest

from dinh.kernel.periods import Period, PeriodKind
from dinh.law.dated import LawError
from dinh.law.reporting import statutory_window


@pytest.mark.parametrize(
    ("period", "window"),
    [
        (Period(PeriodKind.MONTH, 2026, 1), "15/12/2025–14/01/2026"),
        (Period(PeriodKind.MONTH, 2026, 3), "15/02/2026–14/03/2026"),
        (Period(PeriodKind.QUARTER, 2026, 1), "15/12/2025–14/03/2026"),
        (Period(PeriodKind.QUARTER, 2026, 2), "15/03/2026–14/06/2026"),
        (Period(PeriodKind.QUARTER, 2026, 3), "15/06/2026–14/09/2026"),
        (Period(PeriodKind.QUARTER, 2026, 4), "15/09/2026–14/12/2026"),
        (Period(PeriodKind.HALF, 2026, 1), "15/12/2025–14/06/2026"),
        (Period(PeriodKind.HALF, 2026, 2), "15/06/2026–14/12/2026"),
        (Period(PeriodKind.NINE_MONTHS, 2026), "15/12/2025–14/09/2026"),
        (Period(PeriodKind.YEAR, 2026), "15/12/2025–14/12/2026"),
    ],
)
def test_statutory_window(period: Period, window: str) -> None:
    assert statutory_window(period).label == window


def test_no_window_before_the_decree() -> None:
    with pytest.raises(LawError):
        statutory_window(Period(PeriodKind.YEAR, 2018))
    assert statutory_window(Period(PeriodKind.MONTH, 2019, 3)).first == date(2019, 2, 15)

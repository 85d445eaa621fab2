"""The fixed wording of official papers: number line, date line, dates in titles."""

from datetime import date

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def number_line(number: str) -> str:
    """`Số: 05/KH-UBND`; a draft's `/KH-UBND` leaves room for the number.

    Source: NĐ 30/2020, Phụ lục I, Mục II.3.
    """
    return f"Số: {number}" if not number.startswith("/") else f"Số:      {number}"


def date_line(place: str, day: date | None) -> str:
    """`Bình Minh, ngày 05 tháng 01 năm 2026`; without a day, room for one.

    Source: NĐ 30/2020, Phụ lục I, Mục II.4.
    """
    return f"{place}, {day_in_words(day)}"


def day_in_words(day: date | None) -> str:
    """`ngày 05 tháng 01 năm 2026`: days under 10 and months 1 and 2 get a leading zero.

    Source: NĐ 30/2020, Phụ lục I, Mục II.4.b.
    """
    if day is None:
        return "ngày      tháng      năm"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"

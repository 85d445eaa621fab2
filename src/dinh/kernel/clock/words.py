"""The clock in Vietnamese: limits, what is left, moments, reasons and clauses."""

from datetime import date, datetime

from dinh.kernel.clock.ledger import Limit, Unit
from dinh.kernel.clock.moments import say_clock, to_minute

MINUTES_PER_WORKING_DAY = 8 * 60

UNIT_WORDS = {
    Unit.HOUR: "giờ",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.MONTH: "tháng",
}
CODE_2015 = "Bộ luật Dân sự 2015, Điều"
FIRST_DAY_CLAUSE = f"{CODE_2015} 147 khoản 2"
HOURS_CLAUSE = f"{CODE_2015} 147 khoản 1"
MONTH_CLAUSE = f"{CODE_2015} 148 khoản 3"
DAYS_CLAUSE = f"{CODE_2015} 148 khoản 2"
ROLL_CLAUSE = f"{CODE_2015} 148 khoản 5"
RECEIPT_CLAUSE = "NĐ 118/2025/NĐ-CP, Điều 17 khoản 3"
PAUSE_CLAUSE = "QĐ 766/QĐ-TTg: trừ thời gian bổ sung hồ sơ"

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def say_limit(limit: Limit) -> str:
    """`5 ngày làm việc`; zero days is `trong ngày`."""
    if not limit.value and limit.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
        return "trong ngày"
    return f"{limit.value} {UNIT_WORDS[limit.unit]}"


def say_worked(minutes: int) -> str:
    """A length of working time, rounded down to hours once it has one: `1 ngày 3 giờ`."""
    if minutes < 60:
        return f"{minutes} phút"
    days, rest = divmod(minutes, MINUTES_PER_WORKING_DAY)
    parts = [f"{days} ngày"] if days else []
    if rest >= 60:
        parts.append(f"{rest // 60} giờ")
    return " ".join(parts)


def say_remaining(minutes: int) -> str:
    """`Còn 1 ngày 3 giờ làm việc`, `Quá 5 giờ làm việc`; at zero `Đã đến hạn`."""
    if minutes == 0:
        return "Đã đến hạn"
    word = "Còn" if minutes > 0 else "Quá"
    return f"{word} {say_worked(abs(minutes))} làm việc"


def say_day(day: date) -> str:
    """`thứ Sáu 20/11/2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def say_moment(at: datetime) -> str:
    """`17:00, thứ Sáu 20/11/2026`, in local time."""
    minute = to_minute(at)
    return f"{say_clock(minute % 1440)}, {say_day(date.fromordinal(minute // 1440))}"

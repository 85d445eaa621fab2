"""What a measure requires, in words."""

from datetime import date
from decimal import Decimal

from dinh.kernel.measures.figures import figure, show, show_number
from dinh.kernel.measures.model import Measure, Op

_PATTERNS = {
    Op.AT_LEAST: "từ {value} trở lên",
    Op.MORE_THAN: "trên {value}",
    Op.AT_MOST: "không quá {value}",
    Op.LESS_THAN: "dưới {value}",
    Op.REACH: "đạt {value}",
    Op.RANGE: "từ {value} đến {value_max}",
    Op.ZERO: "không có trường hợp nào",
}


def show_day(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def required_in_words(
    measure: Measure, value: Decimal | None, baseline: Decimal | None = None
) -> str:
    """What the measure requires, to follow "yêu cầu": *từ 95% trở lên*, *loại tốt trở lên*.

    `value` is the one in force on the day; `baseline` is what an increase or decrease starts from.
    """
    if measure.op in {Op.INCREASE, Op.DECREASE}:
        return _change_in_words(measure, baseline)
    if measure.op is Op.RANK:
        return f"xếp hạng {show_number(worst_rank(measure, value))} trở lên"
    if measure.op is Op.GRADE:
        return f"loại {measure.grade} trở lên"
    if measure.op is Op.QUALITATIVE:
        return "đánh giá bằng nhận xét"
    return _PATTERNS[measure.op].format(
        value="" if value is None else figure(value, measure.unit),
        value_max="" if measure.value_max is None else figure(measure.value_max, measure.unit),
    )


def worst_rank(measure: Measure, value: Decimal | None) -> Decimal:
    """The last place that still keeps the promise: the end of "Top 1 đến 5"."""
    worst = measure.value_max if measure.value_max is not None else value
    return Decimal(1) if worst is None else worst


def _change_in_words(measure: Measure, baseline: Decimal | None) -> str:
    verb = "tăng" if measure.op is Op.INCREASE else "giảm"
    by = "" if measure.value is None else f" ít nhất {figure(measure.value, measure.unit)}"
    year = f" năm {measure.baseline_year}" if measure.baseline_year else ""
    start = "kỳ gốc" if baseline is None else show(baseline, unit=measure.unit)
    return f"{verb}{by} so với {start}{year}"

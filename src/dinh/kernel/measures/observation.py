"""What was found for a measure: a value, a grade, a judgement, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from dinh.kernel.errors import Invalid


class Missing(Enum):
    """Why there is no value. Unknown is not zero."""

    NOT_REPORTED = "chưa có số liệu"
    NOT_PUBLISHED = "chưa công bố"
    NONE_AROSE = "không phát sinh"
    NOT_OURS = "không tính ở cấp xã"
    NO_BASELINE = "chưa có số liệu gốc để so sánh"
    NOT_ASSESSED = "chưa đánh giá"
    NOT_YET = "chưa đến thời gian áp dụng"


class RateImpossible(Invalid):
    """The counts of a rate contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What is known on one day.

    `value` in the measure's unit; `grade` for an ordinal measure; `is_kept` for a qualitative one, with
    its `note`. `baseline` is the value of the year compared with. With none of them, `missing` says why
    (`NOT_REPORTED` when left out).
    """

    value: Decimal | None = None
    grade: str | None = None
    is_kept: bool | None = None
    note: str = ""
    baseline: Decimal | None = None
    missing: Missing | None = None

    def __post_init__(self) -> None:
        if self.missing and (self.value, self.grade, self.is_kept) != (None, None, None):
            raise ValueError("an observation has a value or a reason for having none, not both")


def rate(part: int, whole: int, *, excluded: Mapping[str, int] | None = None) -> Observation:
    """A rate in percent: `part` of `whole` less what the plan excludes, by the name of the exclusion.

    A denominator of 0 gives no value: nothing arose. Raises `RateImpossible` for counts below zero or a
    part larger than its denominator.
    """
    left_out = sum((excluded or {}).values())
    denominator = whole - left_out
    if min(part, whole, left_out, denominator) < 0 or part > denominator:
        raise RateImpossible(
            f"Số liệu mâu thuẫn: {part} trên {denominator} (tổng {whole}, trừ {left_out})."
        )
    if denominator == 0:
        return Observation(missing=Missing.NONE_AROSE)
    return Observation(value=Decimal(100 * part) / denominator)

"""One measure of a target: what is measured, against what, by when, and for whom."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from dinh.kernel.errors import Invalid
from dinh.kernel.measures.grades import QUALITY_GRADES, GradeScale
from dinh.kernel.measures.paths import Change, Path


class Op(Enum):
    """How the actual value is compared with the required one."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    REACH = "="
    """A bare value: "đạt 60%"."""
    RANGE = "range"
    ZERO = "zero"
    """No occurrence: "không có sai phạm"."""
    INCREASE = "increase"
    DECREASE = "decrease"
    GRADE = "grade"
    RANK = "rank"
    """A place in a ranking; the lower the better."""
    QUALITATIVE = "qualitative"
    """Assessed by judgement, with a text."""


class Level(Enum):
    """The level of government whose value a measure speaks of."""

    COMMUNE = "xã"
    DISTRICT = "huyện"
    PROVINCE = "tỉnh"
    CENTRAL = "trung ương"


NEEDS_VALUE = {Op.AT_LEAST, Op.MORE_THAN, Op.AT_MOST, Op.LESS_THAN, Op.REACH, Op.RANGE, Op.RANK}
LOWER_IS_BETTER = {Op.AT_MOST, Op.LESS_THAN, Op.ZERO, Op.DECREASE, Op.RANK}


class MeasureIncomplete(Invalid):
    """The measure lacks something its comparison needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a plan promises in one figure.

    `value` and `value_max` are in `unit`: "%", a code such as "count" or "minute" (`unit_in_words`), or
    a word. `path` replaces a fixed value by one that changes over the years. `by` is a deadline of its
    own inside (or beyond) the period.

    For INCREASE and DECREASE `baseline` is the value compared with (it may also come with the
    observation), and `value`, if any, the least change, read as `change` says. `may_exceed`: going
    over a bare value or over the upper end of a range still keeps the promise ("02 đến 03 cuộc" is kept
    with four). `accumulates`: the figure grows through the period, so that half of it is enough at half
    time; None means yes for counts, no for rates.

    `population` names the part of the whole it speaks of, `exclusions` what the denominator leaves out,
    `level` whose value it is (None: our own).
    """

    what: str
    op: Op
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    by: date | None = None
    path: Path | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None
    change: Change = Change.POINTS
    grade: str | None = None
    scale: GradeScale = QUALITY_GRADES
    may_exceed: bool = True
    accumulates: bool | None = None
    population: str | None = None
    exclusions: tuple[str, ...] = ()
    level: Level | None = None

    def __post_init__(self) -> None:
        if self.op in NEEDS_VALUE and self.value is None and self.path is None:
            raise MeasureIncomplete(f"Chỉ tiêu “{self.what}” chưa có giá trị cần đạt.")
        if self.op is Op.RANGE and self.value_max is None:
            raise MeasureIncomplete(f"Chỉ tiêu “{self.what}” chưa có giá trị cao nhất của khoảng.")
        if self.value_max is not None and self.value is not None and self.value_max < self.value:
            raise MeasureIncomplete(f"Chỉ tiêu “{self.what}” có khoảng giá trị bị ngược.")
        if self.op is Op.GRADE:
            self._check_grade()

    def _check_grade(self) -> None:
        if not self.grade:
            raise MeasureIncomplete(f"Chỉ tiêu “{self.what}” chưa có loại cần đạt.")
        self.scale.rank(self.grade)

    @property
    def grows(self) -> bool:
        """Whether its figure adds up through the period."""
        if self.accumulates is not None:
            return self.accumulates
        return self.unit == "count" and self.op not in {Op.INCREASE, Op.DECREASE, Op.RANK}

    def value_on(self, day: date) -> Decimal | None:
        """The value in force on a day; None where the path has not begun or no value belongs to it."""
        return self.path.required_on(day) if self.path else self.value

    def due_on(self, day: date, period_end: date) -> date:
        """The last day for keeping the promise that is in force on `day`."""
        due = self.by or period_end
        stretch_end = self.path.due_after(min(day, due)) if self.path else None
        return min(due, stretch_end) if stretch_end else due

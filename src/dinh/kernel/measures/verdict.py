"""The outcome of putting a measure beside what was found."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from dinh.kernel.measures.observation import Missing


class State(Enum):
    """Whether a promise is kept. The value is what people read."""

    MET = "Đạt"
    ON_TRACK = "Đúng tiến độ"
    """Not there yet and not due: what can be expected by now has been reached."""
    AT_RISK = "Có nguy cơ"
    """Not there yet, not due, and behind what can be expected by now."""
    NOT_MET = "Không đạt"
    NO_VALUE = "Chưa có kết quả"
    NOT_OURS = "Không tính ở cấp xã"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """State and reason (a Vietnamese sentence), with the figures it rests on.

    `gap` is how much is missing, in the unit of the measure: 0 when kept, None where nothing can be
    subtracted (grades, judgements, no value). `missing` is set with NO_VALUE and NOT_OURS.
    """

    state: State
    reason: str
    required: Decimal | None = None
    actual: Decimal | None = None
    gap: Decimal | None = None
    missing: Missing | None = None

"""Is the promise kept? A pure function of measure, observation and day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dinh.kernel.measures.figures import figure, show, show_number
from dinh.kernel.measures.model import LOWER_IS_BETTER, Level, Measure, Op
from dinh.kernel.measures.observation import Missing, Observation
from dinh.kernel.measures.verdict import State, Verdict
from dinh.kernel.measures.words import required_in_words, show_day, worst_rank

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Bound:
    """The bound that the actual value is held against, and how."""

    value: Decimal
    is_kept: Callable[[Decimal], bool]


def evaluate(
    measure: Measure,
    observation: Observation,
    *,
    on: date,
    period_end: date,
    period_start: date | None = None,
    warn_below: Decimal = Decimal(1),
    own_level: Level = Level.COMMUNE,
) -> Verdict:
    """Judge a measure on a day.

    Kept: MET, at any time. Not kept after the due day (`measure.by`, else `period_end`): NOT_MET; so
    too at once for what cannot be mended (an occurrence where none may be, a count over its ceiling).
    Not kept and not yet due: expected by now is the required value, for a growing count its share of
    the days since `period_start` (default: 1 January of the due year); below `warn_below` × expected it
    is AT_RISK, else ON_TRACK. What should fall, a rank, a grade and a judgement are AT_RISK until
    kept. A measure of another level is NOT_OURS. No value, no baseline, a path that has not begun:
    NO_VALUE, with the reason.
    """
    missing = _missing(measure, observation, own_level)
    if missing is Missing.NOT_OURS:
        return _not_ours(measure, own_level)
    if missing:
        return _no_value(missing)
    day = min(on, measure.by or period_end)
    due = measure.due_on(day, period_end)
    if measure.op in {Op.GRADE, Op.QUALITATIVE}:
        return _judged(measure, observation, on, due)
    value = measure.value_on(day)
    if value is None and measure.path:
        return _no_value(Missing.NOT_YET)
    begun = period_start or date(due.year, 1, 1)
    expected = Fraction(warn_below) * (_elapsed(begun, due, on) if measure.grows else 1)
    return _measured(measure, observation, value, _Moment(on, due, expected))


@dataclass(frozen=True, slots=True)
class _Moment:
    """The day of the judgement, the due day, and the share of the value expected by now."""

    on: date
    due: date
    expected: Fraction

    @property
    def is_over(self) -> bool:
        return self.on > self.due


def _missing(measure: Measure, observation: Observation, own_level: Level) -> Missing | None:
    """Why no judgement is possible; None when one is."""
    if measure.level not in {None, own_level} or observation.missing is Missing.NOT_OURS:
        return Missing.NOT_OURS
    if observation.missing:
        return observation.missing
    if measure.op is Op.QUALITATIVE:
        return Missing.NOT_ASSESSED if observation.is_kept is None else None
    if measure.op is Op.GRADE:
        return Missing.NOT_REPORTED if observation.grade is None else None
    if observation.value is None:
        return Missing.NOT_REPORTED
    if measure.op in {Op.INCREASE, Op.DECREASE} and _baseline(measure, observation) is None:
        return Missing.NO_BASELINE
    return None


def _not_ours(measure: Measure, own_level: Level) -> Verdict:
    whose = f": đây là chỉ tiêu của cấp {measure.level.value}" if measure.level else ""
    return Verdict(
        state=State.NOT_OURS,
        reason=f"Không tính ở cấp {own_level.value}{whose}.",
        missing=Missing.NOT_OURS,
    )


def _no_value(missing: Missing) -> Verdict:
    return Verdict(
        state=State.NO_VALUE, reason=f"Chưa có kết quả: {missing.value}.", missing=missing
    )


def _judged(measure: Measure, observation: Observation, on: date, due: date) -> Verdict:
    """A grade or a judgement: kept or not, nothing to subtract."""
    if measure.op is Op.GRADE:
        found = measure.scale.rank(observation.grade or "")
        kept = found >= measure.scale.rank(measure.grade or "")
        fact = (
            f"loại {measure.scale.worst_first[found]}, yêu cầu {required_in_words(measure, None)}"
        )
    else:
        kept = observation.is_kept is True
        fact = observation.note or ("được đánh giá là đạt" if kept else "được đánh giá là chưa đạt")
    state = State.MET if kept else State.NOT_MET if on > due else State.AT_RISK
    until = f"; hạn {show_day(due)}" if state is State.AT_RISK else ""
    return Verdict(state=state, reason=f"{state.value}: {fact.rstrip('.')}{until}.")


def _measured(
    measure: Measure, observation: Observation, value: Decimal | None, moment: _Moment
) -> Verdict:
    actual = observation.value if observation.value is not None else ZERO
    bound = _bound(measure, observation, value)
    kept = bound.is_kept(actual)
    state = _state(measure, actual, bound, moment, kept)
    gap = ZERO if kept else abs(bound.value - actual)
    fact = _fact(measure, observation, value, bound, actual)
    return Verdict(
        state=state,
        reason=f"{state.value}: {fact}{_outlook(measure, state, gap, moment)}.",
        required=bound.value,
        actual=actual,
        gap=gap,
    )


def _state(measure: Measure, actual: Decimal, bound: _Bound, moment: _Moment, kept: bool) -> State:
    if kept:
        return State.MET
    if moment.is_over or _cannot_be_mended(measure, actual, bound):
        return State.NOT_MET
    if measure.op in LOWER_IS_BETTER or actual > bound.value:
        return State.AT_RISK
    is_enough = moment.expected < 1 and actual >= Fraction(bound.value) * moment.expected
    return State.ON_TRACK if is_enough else State.AT_RISK


def _cannot_be_mended(measure: Measure, actual: Decimal, bound: _Bound) -> bool:
    if measure.op is Op.ZERO:
        return True
    return measure.grows and (measure.op in LOWER_IS_BETTER or actual > bound.value)


def _baseline(measure: Measure, observation: Observation) -> Decimal | None:
    return measure.baseline if observation.baseline is None else observation.baseline


def _bound(measure: Measure, observation: Observation, value: Decimal | None) -> _Bound:
    """The bound nearest to being broken, and the test of it."""
    if measure.op in {Op.INCREASE, Op.DECREASE}:
        return _change_bound(measure, _baseline(measure, observation) or ZERO)
    if measure.op is Op.ZERO:
        return _Bound(ZERO, lambda actual: actual == 0)
    required = ZERO if value is None else value
    if measure.op is Op.RANK:
        worst = worst_rank(measure, value)
        return _Bound(worst, lambda actual: actual <= worst)
    if measure.op in {Op.REACH, Op.RANGE}:
        return _reach_bound(measure, required, observation.value)
    return _Bound(required, _SIMPLE[measure.op](required))


_SIMPLE: dict[Op, Callable[[Decimal], Callable[[Decimal], bool]]] = {
    Op.AT_LEAST: lambda required: lambda actual: actual >= required,
    Op.MORE_THAN: lambda required: lambda actual: actual > required,
    Op.AT_MOST: lambda required: lambda actual: actual <= required,
    Op.LESS_THAN: lambda required: lambda actual: actual < required,
}


def _reach_bound(measure: Measure, low: Decimal, actual: Decimal | None) -> _Bound:
    high = low if measure.value_max is None else measure.value_max
    if measure.may_exceed or actual is None or actual <= high:
        return _Bound(low, lambda found: found >= low)
    return _Bound(high, lambda found: found <= high)


def _change_bound(measure: Measure, baseline: Decimal) -> _Bound:
    """Without a value any change in the right direction will do; with one, at least that much."""
    rises = measure.op is Op.INCREASE
    if measure.value is None:
        return _Bound(baseline, lambda a: a > baseline if rises else a < baseline)
    goal = measure.change.applied(baseline, measure.value if rises else -measure.value)
    return _Bound(goal, lambda a: a >= goal if rises else a <= goal)


def _elapsed(begun: date, due: date, on: date) -> Fraction:
    """The share of the days from `begun` to `due` (both counted) that are over at the end of `on`.

    A fraction, since a rounded share could put a value that lies exactly on the path below it.
    """
    days = (due - begun).days + 1
    if days <= 0 or on >= due:
        return Fraction(1)
    return Fraction(max(0, (on - begun).days + 1), days)


def _fact(
    measure: Measure,
    observation: Observation,
    value: Decimal | None,
    bound: _Bound,
    actual: Decimal,
) -> str:
    required = required_in_words(measure, value, _baseline(measure, observation))
    if measure.op is Op.RANK:
        return f"xếp hạng {show_number(actual)}, yêu cầu {required}"
    return f"{show(actual, bound.value, unit=measure.unit)}, yêu cầu {required}"


def _outlook(measure: Measure, state: State, gap: Decimal, moment: _Moment) -> str:
    """What is missing, and until when it can be made up."""
    if state is State.MET:
        return ""
    missing = f", còn cách {_gap_in_words(measure, gap)}" if gap else ""
    return missing + ("" if state is State.NOT_MET else f"; hạn {show_day(moment.due)}")


def _gap_in_words(measure: Measure, gap: Decimal) -> str:
    if measure.op is Op.RANK:
        return f"{show_number(gap)} bậc"
    if measure.unit == "%":
        return f"{show(gap, ZERO)} điểm phần trăm"
    return figure(gap, measure.unit)

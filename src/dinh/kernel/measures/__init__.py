"""Measures: what a plan promises in figures, and whether a figure keeps the promise.

A target sentence holds zero, one or several `Measure`s. `evaluate` puts one beside one `Observation`
and returns a `Verdict` with its reason in a sentence. A value that is not known is never zero: it is
an `Observation` with a `Missing` reason.
"""

from dinh.kernel.measures.doubles import Double, find_doubles
from dinh.kernel.measures.evaluation import evaluate
from dinh.kernel.measures.figures import (
    NotANumber,
    figure,
    read_number,
    read_unit,
    show,
    show_number,
    unit_in_words,
    with_unit,
)
from dinh.kernel.measures.grades import OFFICER_GRADES, QUALITY_GRADES, GradeScale, UnknownGrade
from dinh.kernel.measures.model import Level, Measure, MeasureIncomplete, Op
from dinh.kernel.measures.observation import Missing, Observation, RateImpossible, rate
from dinh.kernel.measures.paths import Change, Milestones, YearlySteps
from dinh.kernel.measures.planform import MeasureUnreadable, from_plan, to_plan
from dinh.kernel.measures.verdict import State, Verdict
from dinh.kernel.measures.words import required_in_words

__all__ = [
    "OFFICER_GRADES",
    "QUALITY_GRADES",
    "Change",
    "Double",
    "GradeScale",
    "Level",
    "Measure",
    "MeasureIncomplete",
    "MeasureUnreadable",
    "Milestones",
    "Missing",
    "NotANumber",
    "Observation",
    "Op",
    "RateImpossible",
    "State",
    "UnknownGrade",
    "Verdict",
    "YearlySteps",
    "evaluate",
    "figure",
    "find_doubles",
    "from_plan",
    "rate",
    "read_number",
    "read_unit",
    "required_in_words",
    "show",
    "show_number",
    "to_plan",
    "unit_in_words",
    "with_unit",
]

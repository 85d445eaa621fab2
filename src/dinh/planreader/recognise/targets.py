"""Reads the targets: items of the targets sections, and quantified sentences elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dinh.kernel.vietnamese import fold, squeeze
from dinh.planreader.blocks import Table
from dinh.planreader.plan import Measure, PlanTask, Source, Target
from dinh.planreader.recognise.areas import area_of_sentence
from dinh.planreader.recognise.columns import Header
from dinh.planreader.recognise.measures import find_measures, has_quantity, measure_of_value
from dinh.planreader.recognise.outline import Item, Section
from dinh.planreader.recognise.rows import sort_rows
from dinh.planreader.recognise.sentences import split_sentences

CONTINUES = re.compile(r"^(?:trong do|cu the|ngoai ra, trong so|theo do|rieng)\b")
QUIET_ROLES = {"basis", "annex"}


def targets_from_sections(root: Section, plan_year: int | None) -> list[Target]:
    """Return the targets of the outline in reading order."""
    targets: list[Target] = []
    for section in root.walk():
        if section.role in QUIET_ROLES:
            continue
        is_target_section = section.role == "targets"
        for item in section.items:
            for sentence, source in _sentences(item):
                if is_target_section and _says_something(sentence):
                    targets.append(_target(sentence, item, section, source, plan_year, 0.95))
                elif not is_target_section and has_quantity(sentence):
                    targets.append(_target(sentence, item, section, source, plan_year, 0.8))
    return targets


def _sentences(item: Item) -> Iterator[tuple[str, Source]]:
    for part in (item, *item.details):
        pieces: list[str] = []
        for sentence in split_sentences(part.text):
            if pieces and CONTINUES.match(fold(sentence)):
                pieces[-1] = f"{pieces[-1]} {sentence}"
            else:
                pieces.append(sentence)
        for piece in pieces:
            yield piece, part.paragraph.place.as_dict(piece)


def _says_something(sentence: str) -> bool:
    return len(sentence.split()) > 3 and not sentence.endswith(":")


def _target(
    sentence: str,
    item: Item,
    section: Section,
    source: Source,
    plan_year: int | None,
    confidence: float,
) -> Target:
    label = item.label.printed if item.label and item.label.kind in {"number", "lower"} else None
    measures = find_measures(sentence, plan_year)
    if measures[0].op == "qualitative":
        confidence -= 0.15
    area = section.area or area_of_sentence(sentence)
    return Target(area, label, sentence, measures, round(confidence, 2), source)


def targets_from_tasks(tasks: list[PlanTask], plan_year: int | None) -> list[Target]:
    """Return the targets that stand in a task's text or in its product ("80% trở lên")."""
    found: dict[str, Target] = {}
    for task in tasks:
        text = task.task
        if "%" in (task.outputs or "") and "%" not in text:
            text = f"{text} {task.outputs}"
        if "%" not in text:
            continue
        by = str(task.due.year) if task.due and task.due.year else None
        measures = tuple(_by(measure, by) for measure in find_measures(text, plan_year))
        found.setdefault(fold(text), Target(task.area, None, text, measures, 0.8, task.source))
    return list(found.values())


def _by(measure: Measure, by: str | None) -> Measure:
    if measure.by or by is None:
        return measure
    return Measure(measure.what, measure.op, measure.value, measure.value_max, measure.unit, by)


def targets_from_objectives(tasks: list[PlanTask], plan_year: int | None) -> list[Target]:
    """Return the objectives of a task table as targets, each once."""
    found: dict[str, Target] = {}
    for task in tasks:
        if task.objective:
            measures = find_measures(task.objective, plan_year)
            target = Target(task.area, None, task.objective, measures, 0.7, task.source)
            found.setdefault(fold(task.objective), target)
    return list(found.values())


def targets_from_table(
    table: Table, header: Header, area: int | None, plan_year: int | None
) -> list[Target]:
    """Return the rows of a table of targets: the target's words with the value of its value columns."""
    value_columns = [
        c for c, name in enumerate(header.names) if _is_value_column(name, header.roles[c])
    ]
    unit_columns = header.columns("unit")
    targets = []
    for row in sort_rows(table, header):
        if row.kind == "section":
            area = area_of_sentence(row.title) or area
        if row.kind != "task" and row.kind != "spill":
            continue
        words = squeeze(" ".join(row.cells[c].text for c in header.columns("objective")))
        values = [row.cells[c].text for c in value_columns if row.cells[c].text]
        unit = row.cells[unit_columns[0]].text if unit_columns else ""
        if words:
            text = squeeze(" ".join([words, *(_with_unit(value, unit) for value in values[-1:])]))
            measures = _measures_of_row(words, text, values[-1:], plan_year)
            source = row.first_cell.place.as_dict(text)
            targets.append(
                Target(area or area_of_sentence(text), None, text, measures, 0.75, source)
            )
    return targets


def _measures_of_row(
    words: str, text: str, values: list[str], plan_year: int | None
) -> tuple[Measure, ...]:
    """The measures of a row's text; a figure that only the value column holds is reached ("đạt")."""
    measures = find_measures(text, plan_year)
    if not values or measures[0].value is not None:
        return measures
    demanded = measure_of_value(words, text[len(words) :])
    return (demanded,) if demanded else measures


def _is_value_column(name: str, role: str) -> bool:
    folded = fold(name)
    return role in {"other", "content", "objective", "outputs"} and bool(
        re.search(
            r"nam 20\d\d|ke hoach|muc phan dau|gia tri|muc tieu nam|chi tieu nam|chi tieu giao",
            folded,
        )
    )


def _with_unit(value: str, unit: str) -> str:
    signs = {"≥": "tối thiểu ", "≤": "không quá ", ">": "trên ", "<": "dưới "}
    for sign, words in signs.items():
        value = value.replace(sign, words)
    figures = list(re.finditer(r"\d+(?:[.,]\d+)?", value))
    if not figures or not unit or fold(unit) in fold(value):
        return value
    end = figures[-1].end()
    return f"{value[:end]}{unit if unit == '%' else ' ' + unit}{value[end:]}"

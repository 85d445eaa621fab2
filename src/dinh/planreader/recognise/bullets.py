"""Reads the tasks of a plan without a task table: the bullets and numbered lines of its task sections."""

from __future__ import annotations

from dataclasses import dataclass, field

from dinh.planreader.plan import PlanTask
from dinh.planreader.recognise.areas import area_of_sentence
from dinh.planreader.recognise.assigned import Assigned, field_line, in_words
from dinh.planreader.recognise.due import understand_due
from dinh.planreader.recognise.labels import Label
from dinh.planreader.recognise.outline import Item, Section


@dataclass
class _Draft:
    """A task line with the fields that lines of their own give it."""

    text: str
    label: Label | None
    area: int | None
    source: dict[str, object]
    activities: tuple[str, ...] = ()
    given: Assigned = field(default_factory=Assigned)


def tasks_from_bullets(root: Section, plan_year: int | None) -> list[PlanTask]:
    """Return the bullets of the task sections as tasks, each with the area of its nearest heading.

    Lines that only name a field ("Đơn vị chủ trì: …") belong to the task above them; under a heading
    that has no other line, the heading is the task.
    """
    drafts: list[_Draft] = []
    for section in root.walk():
        if section.role in {"tasks", "mixed"}:
            drafts.extend(_drafts(section))
    return [_task(draft, plan_year) for draft in drafts]


def _drafts(section: Section) -> list[_Draft]:
    drafts: list[_Draft] = []
    given = [(item, field_line(item.text)) for item in section.items]
    for item, fields in given:
        if fields is not None:
            if not drafts:
                drafts.append(_heading_draft(section))
            drafts[-1].given.fill(fields)
        elif _is_task_item(item, section):
            drafts.append(_item_draft(item, section))
    _share_closing_fields(drafts, [fields for _, fields in given])
    return [draft for draft in drafts if draft.text]


def _share_closing_fields(drafts: list[_Draft], given: list[Assigned | None]) -> None:
    """Fields that stand only once, behind several tasks, hold for all of them."""
    first = next((i for i, fields in enumerate(given) if fields is not None), len(given))
    if first < 2 or any(fields is None for fields in given[first:]):
        return
    for draft in drafts[:-1]:
        draft.given.fill(drafts[-1].given)


def _heading_draft(section: Section) -> _Draft:
    parent_area = section.parent.area if section.parent else None
    place = section.paragraph.place.as_dict(section.paragraph.text) if section.paragraph else {}
    return _Draft(section.title.rstrip(" :"), section.label, parent_area or section.area, place)


def _item_draft(item: Item, section: Section) -> _Draft:
    draft = _Draft(
        item.text, item.label, section.area, item.paragraph.place.as_dict(item.paragraph.text)
    )
    details = []
    for detail in item.details:
        fields = field_line(detail.text)
        if fields is None:
            details.append(detail.text)
        else:
            draft.given.fill(fields)
    draft.activities = tuple(details)
    return draft


def _is_task_item(item: Item, section: Section) -> bool:
    if item.label is not None:
        return True
    return (
        not item.text.endswith(":") and not item.text.startswith("(") and _has_no_bullets(section)
    )


def _has_no_bullets(section: Section) -> bool:
    return all(item.label is None for item in section.items) and section.area is not None


def _task(draft: _Draft, plan_year: int | None) -> PlanTask:
    given = draft.given
    given.fill(in_words(draft.text))
    activities = (*draft.activities, *([given.activities] if given.activities else []))
    return PlanTask(
        area=draft.area or area_of_sentence(draft.text),
        row=_row(draft.label),
        task=draft.text,
        outputs=given.outputs,
        lead=given.lead,
        support=given.support,
        due_text=given.due,
        due=understand_due(given.due, plan_year),
        budget=given.budget,
        note=given.note,
        activities=activities,
        confidence=0.8 if draft.area else 0.5,
        source=draft.source,
    )


def _row(label: Label | None) -> int | None:
    """The number of a task that is numbered by itself ("3."), not within its heading ("2.3.")."""
    is_plain = label is not None and label.level == "number1"
    return (
        int(label.printed) if label is not None and is_plain and label.printed.isdigit() else None
    )

"""Reads a plan: the format's reader makes blocks, the recognisers make a plan of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dinh.kernel.vietnamese import fold
from dinh.planreader.blocks import Block, Paragraph, SourceText, Table
from dinh.planreader.opening import open_source
from dinh.planreader.plan import DocumentFields, Issue, Plan, PlanTask, Source, Target
from dinh.planreader.progress import OnProgress, Progress
from dinh.planreader.recognise import checks
from dinh.planreader.recognise.bullets import tasks_from_bullets
from dinh.planreader.recognise.closing import begins_closing, ends_closing, is_first_heading
from dinh.planreader.recognise.columns import Header, find_header
from dinh.planreader.recognise.duties import reporting, responsibilities
from dinh.planreader.recognise.head import Head, read_head
from dinh.planreader.recognise.layout_tables import arranged
from dinh.planreader.recognise.outline import Section, build_outline
from dinh.planreader.recognise.references import find_references
from dinh.planreader.recognise.targets import (
    targets_from_objectives,
    targets_from_sections,
    targets_from_table,
    targets_from_tasks,
)
from dinh.planreader.recognise.tasks import area_of_table_title, read_task_table
from dinh.planreader.unreadable import UnreadablePlan

NOT_A_PLAN = "Tệp không có nội dung của một kế hoạch (không thấy nhiệm vụ hay chỉ tiêu); hãy chọn đúng tệp kế hoạch đã ban hành."
STRANGE = (
    "Tệp có cấu trúc lạ nên không đọc được; hãy mở bằng Word, lưu lại thành .docx rồi thử lại."
)


def read_plan(
    path_or_bytes: str | Path | bytes,
    *,
    filename: str | None = None,
    on_progress: OnProgress | None = None,
) -> Plan:
    """Return the plan that a file holds.

    Takes a path, or the content with its `filename` (used for messages and as a hint of the format).
    `on_progress(done, total, words)` is called per page. Raises UnreadablePlan, with one Vietnamese
    sentence, for a file that is damaged, protected, too large or not a plan.
    """
    progress = Progress(on_progress)
    try:
        source = open_source(path_or_bytes, filename, progress)
        plan = recognise(source)
    except (
        ArithmeticError,
        LookupError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ) as fault:
        # whatever a malformed file provokes, the person gets a sentence; the cause stays chained
        raise UnreadablePlan(STRANGE) from fault
    progress.step(1, 1, "Đã đọc xong kế hoạch")
    return plan


def recognise(source: SourceText) -> Plan:
    """Return the plan in the blocks of a file. Raises UnreadablePlan when they hold none."""
    blocks = arranged(source.blocks)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    head = read_head(paragraphs)
    year = int(head.period_start[:4]) if head.period_start else None
    root = build_outline(_body(blocks))
    tables = _TablesRead()
    _read_tables(root, tables, year)
    tasks = tables.tasks or tasks_from_bullets(root, year)
    targets = _targets(root, tasks, tables, year)
    if not _is_plan(head, tasks, targets, paragraphs):
        raise UnreadablePlan(NOT_A_PLAN)
    document = _document(head, blocks, source)
    return Plan(
        document=document,
        targets=tuple(targets),
        tasks=tuple(tasks),
        responsibilities=tuple(responsibilities(root)),
        reporting=tuple(reporting(root)),
        issues=tuple(_issues(source, document, root, tasks, targets, tables, paragraphs)),
        format=source.format,
        pages=source.pages,
    )


def _body(blocks: list[Block]) -> list[Block]:
    """The blocks from the plan's first heading on, without the signature and the list of recipients."""
    start = next(
        (i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and is_first_heading(b.text)),
        0,
    )
    body: list[Block] = []
    in_closing = False
    for block in blocks[start:]:
        if isinstance(block, Table) or ends_closing(block.text):
            in_closing = False
        elif begins_closing(block.text):
            in_closing = True
        if not in_closing:
            body.append(block)
    return body


@dataclass
class _TablesRead:
    """What the tables of the file yielded."""

    tasks: list[PlanTask] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    printed_total: int | None = None
    total_source: Source | None = None
    last_header: Header | None = None
    area: int | None = None


def _read_tables(root: Section, read: _TablesRead, year: int | None) -> None:
    for section in root.walk():
        titles: list[str] = [section.title]
        for part in section.parts:
            if isinstance(part, Table):
                _read_table(part, section, titles, read, year)
                titles = [section.title]
            elif not isinstance(part, Section):
                titles.append(part.paragraph.text)


def _read_table(
    table: Table, section: Section, titles: list[str], read: _TablesRead, year: int | None
) -> None:
    header = find_header(table) or _inherited_header(table, read.last_header)
    area = area_of_table_title(titles[-3:]) or section.area or read.area
    if header is not None and header.is_task_table:
        read.last_header = header
        result = read_task_table(table, header, area, year)
        read.tasks.extend(result.tasks)
        read.issues.extend(result.issues)
        read.printed_total = result.printed_total or read.printed_total
        read.total_source = result.total_source or read.total_source
        read.area = result.tasks[-1].area if result.tasks else read.area
    elif header is not None and header.is_target_table:
        read.targets.extend(targets_from_table(table, header, area, year))
    else:
        read.issues.append(_unplaced_table(table))


def _inherited_header(table: Table, last: Header | None) -> Header | None:
    """A table without header that is as wide as the one before continues it."""
    if last is None or table.width != len(last.roles):
        return None
    return Header(0, last.roles, last.names)


def _unplaced_table(table: Table) -> Issue:
    text = " | ".join(cell.text for cell in table.cells() if cell.text)
    message = "Bảng này không phải bảng nhiệm vụ hay chỉ tiêu nên chưa được đọc vào kế hoạch."
    return Issue("unplaced_table", message, table.place.as_dict(text[:2000]))


def _targets(
    root: Section, tasks: list[PlanTask], tables: _TablesRead, year: int | None
) -> list[Target]:
    targets = targets_from_sections(root, year) + tables.targets
    if tables.tasks:
        targets += targets_from_tasks(tasks, year)
        if not _has_target_section(root) and not tables.targets:
            targets += targets_from_objectives(tasks, year)
    return targets


def _has_target_section(root: Section) -> bool:
    return any(section.role == "targets" and section.items for section in root.walk())


def _is_plan(
    head: Head, tasks: list[PlanTask], targets: list[Target], paragraphs: list[Paragraph]
) -> bool:
    if not tasks and not targets:
        return False
    words = fold(" ".join(p.text for p in paragraphs[:60]))
    return head.kind is not None or "ke hoach" in words or any(task.due for task in tasks)


def _document(head: Head, blocks: list[Block], source: SourceText) -> DocumentFields:
    cited = [block for block in blocks if isinstance(block, Paragraph)]
    for block in blocks:
        if isinstance(block, Table):
            cited.extend(Paragraph(cell.text, cell.place) for cell in block.cells() if cell.text)
    found = [head.number, head.issued_on, head.issuer, head.period_start, head.signer]
    return DocumentFields(
        kind=head.kind,
        number=head.number,
        issued_on=head.issued_on,
        issuer=head.issuer,
        locality=head.locality,
        title=head.title,
        period_start=head.period_start,
        period_end=head.period_end,
        signer=head.signer,
        recipients=head.recipients,
        references=find_references([*cited, *source.notes], head.number),
        sources=head.sources,
        confidence=round(sum(1 for value in found if value) / len(found), 2),
    )


def _issues(
    source: SourceText,
    document: DocumentFields,
    root: Section,
    tasks: list[PlanTask],
    targets: list[Target],
    tables: _TablesRead,
    paragraphs: list[Paragraph],
) -> list[Issue]:
    remarks = [Issue(r.code, r.message, r.place.as_dict(r.text)) for r in source.remarks]
    objectives = targets_from_objectives(tasks, None)
    own_targets = [target for target in targets if target.text not in {o.text for o in objectives}]
    return [
        *checks.check_document(document),
        *remarks,
        *tables.issues,
        *checks.check_total(tables.printed_total, len(tasks), tables.total_source),
        *checks.check_dates(document, tasks),
        *checks.check_due_texts(tasks),
        *checks.check_areas(tasks),
        *checks.check_labels(tasks, targets, root),
        *checks.check_gaps(tasks, targets),
        *checks.check_superior_text(tasks, targets),
        *(checks.check_conflicts(own_targets, objectives) if own_targets else []),
        *checks.check_annex(paragraphs, bool(tables.tasks)),
        *checks.check_unplaced(root.walk()),
        *checks.check_sections_left_out(root, bool(tables.tasks)),
    ]

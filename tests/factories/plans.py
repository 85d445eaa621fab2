"""Plans as a test wants them: a DOCX in our own words, a reading, a draft, a plan in force."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx

from dinh.modules.organisation.access import Actor
from dinh.modules.plans.actions.accepting import accept_draft
from dinh.modules.plans.actions.drafting import finish_reading, start_by_hand, start_from_file
from dinh.modules.plans.actions.reviewing import save_matches, settle
from dinh.modules.plans.models import Plan, PlanDraft
from dinh.modules.plans.queries.drafts import review_of
from dinh.modules.plans.states import DraftState
from factories.tasks import at

READ_AT = at("2026-01-13 08:41")
HEADS = ("TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")
ROWS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        (
            ("Tổ chức giao ban chuyên đề cải cách hành chính", "Thông báo kết luận", "Văn phòng HĐND và UBND", "Các cơ quan, đơn vị liên quan", "Hằng quý"),
            ("Tự chấm điểm chỉ số cải cách hành chính của xã", "Báo cáo tự chấm điểm", "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Trước 30/11/2026"),
        ),
    ),
    (
        "III. CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
        (
            ("Niêm yết thủ tục mới tại quầy và nhà văn hóa thôn", "Biên bản niêm yết", "TTPVHCC xã", "Công an xã", "Quý II, Quý III/2026"),
            ("Đối thoại với người dân về giải quyết hồ sơ đất đai", "Biên bản đối thoại", "Phòng Kinh tế", "Văn phòng HĐND và UBND", "Tháng 9/2026"),
        ),
    ),
    (
        "VII. XÂY DỰNG CHÍNH QUYỀN SỐ",
        (
            ("Hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà", "Danh sách người được hướng dẫn", "Phòng Văn hóa – Xã hội", "Công an xã", "Thường xuyên"),
        ),
    ),
)  # fmt: skip
TARGETS = (
    "Trên 98% hồ sơ thủ tục hành chính được giải quyết đúng hạn.",
    "Có ít nhất 02 sáng kiến về cải cách hành chính được áp dụng.",
)


def plan_docx(
    rows: Sequence[tuple[str, Sequence[tuple[str, ...]]]] = ROWS,
    number: str = "08/KH-UBND",
    targets: Sequence[str] = TARGETS,
) -> bytes:
    """A plan of xã Bình Minh for 2026 as a Word file, laid out the usual way."""
    file = docx.Document()
    head = file.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = f"Số: {number}"
    head.cell(1, 1).text = "Bình Minh, ngày 12 tháng 01 năm 2026"
    file.add_paragraph("KẾ HOẠCH")
    file.add_paragraph("Cải cách hành chính năm 2026")
    file.add_paragraph(
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, Ủy ban nhân dân xã ban hành "
        "Kế hoạch cải cách hành chính năm 2026 như sau:"
    )
    file.add_paragraph("I. MỤC TIÊU")
    for target in targets:
        file.add_paragraph(f"- {target}")
    file.add_paragraph("II. NHIỆM VỤ")
    file.add_paragraph("Các nhiệm vụ cụ thể tại Phụ lục kèm theo.")
    file.add_paragraph("III. TỔ CHỨC THỰC HIỆN")
    file.add_paragraph("Các đơn vị báo cáo hằng quý trước ngày 12 của tháng cuối quý.")
    close = file.add_table(rows=1, cols=2)
    close.cell(0, 0).text = "Nơi nhận:\n- Sở Nội vụ (b/c);\n- Các phòng chuyên môn;\n- Lưu: VT, VP."
    close.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn Thành"
    file.add_paragraph("PHỤ LỤC")
    file.add_paragraph("Nhiệm vụ cải cách hành chính năm 2026")
    table = file.add_table(rows=1, cols=len(HEADS))
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = text
    number_of_row = 0
    for area, tasks in rows:
        group = table.add_row().cells
        group[0].merge(group[-1]).text = area
        for task in tasks:
            number_of_row += 1
            for cell, text in zip(table.add_row().cells, (str(number_of_row), *task), strict=True):
                cell.text = text
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def place(row: int) -> dict[str, Any]:
    """The place of a row in the first table of a file, as the reader gives it."""
    return {"kind": "cell", "page": None, "paragraph": None, "table": 1, "row": row, "text": "…"}


def read_task(row: int, task: str, **fields: Any) -> dict[str, Any]:
    """A task row of a reading: led by the office in quarters II and III unless told otherwise."""
    return {
        "area": 3,
        "row": row,
        "task": task,
        "outputs": "Báo cáo",
        "lead": "Văn phòng",
        "support": None,
        "due_text": "Quý II, III",
        "due": {"type": "quarters", "date": None, "month": None, "quarters": [2, 3], "year": 2026},
        "budget": None,
        "note": None,
        "confidence": 1.0,
        "source": place(row),
        **fields,
    }


def read_target(text: str, *measures: dict[str, Any], area: int = 3) -> dict[str, Any]:
    """A target row of a reading."""
    return {"area": area, "label": None, "text": text, "measures": list(measures)}


def measure(what: str, op: str = ">=", value: float | None = 98, **fields: Any) -> dict[str, Any]:
    """A measure of a reading, in per cent unless told otherwise."""
    return {
        "what": what,
        "op": op,
        "value": value,
        "value_max": None,
        "unit": "%",
        "by": None,
        **fields,
    }


def reading(
    tasks: Sequence[dict[str, Any]] | None = None,
    targets: Sequence[dict[str, Any]] | None = None,
    **document: Any,
) -> dict[str, Any]:
    """A whole reading in the reader's shape, with one task and one target unless told otherwise."""
    facts = {
        "kind": "KH",
        "number": "08/KH-UBND",
        "issued_on": "2026-01-12",
        "issuer": "Ủy ban nhân dân xã Bình Minh",
        "locality": "Bình Minh",
        "title": "Kế hoạch cải cách hành chính năm 2026",
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
        "signer": "Nguyễn Văn Thành",
        "recipients": ["Sở Nội vụ (b/c)", "Lưu: VT"],
        "references": [{"number": "76/NQ-CP", "date": "2021-07-15", "name": None}],
        "sources": {},
    }
    some = [read_task(1, "Rà soát thủ tục hành chính của xã")] if tasks is None else list(tasks)
    aims = [read_target("Từ 98% hồ sơ đúng hạn trở lên.", measure("hồ sơ đúng hạn"))]
    return {
        "document": facts | document,
        "targets": aims if targets is None else list(targets),
        "tasks": some,
        "responsibilities": [],
        "reporting": [{"period": "quarter", "due": "trước ngày 12 của tháng cuối quý"}],
        "issues": [],
        "pages": 3,
    }


def draft_of(
    actor: Actor, read: dict[str, Any] | None = None, moment: datetime = READ_AT, **fields: Any
) -> PlanDraft:
    """A draft under review, as if the worker had read `read` from an uploaded file."""
    content = plan_docx(number=f"{PlanDraft.objects.count() + 1:02d}/KH-UBND")
    draft = start_from_file(
        actor=actor, at=moment, uploaded=content, name="ke-hoach.docx", **fields
    ).draft
    return finish_reading(draft_id=draft.pk, at=moment, reading=read or reading())


def settle_all(actor: Actor, draft: PlanDraft, moment: datetime = READ_AT) -> PlanDraft:
    """Say that every doubt is right as it is, and that unknown names are no units of ours."""
    review = review_of(draft)
    unknown = {name.name: [] for name in review.printed_names if not name.matched}
    draft = save_matches(actor=actor, at=moment, draft=draft, matches=unknown)
    return settle(actor=actor, at=moment, draft=draft, doubts=review_of(draft).open_doubts)


def plan_in_force(
    actor: Actor, read: dict[str, Any] | None = None, moment: datetime = READ_AT
) -> Plan:
    """A plan accepted from a reading."""
    draft = settle_all(actor, draft_of(actor, read, moment), moment)
    return accept_draft(actor=actor, at=moment, draft=draft).plan


def typed_draft(actor: Actor, title: str = "Kế hoạch thử", year: int = 2026) -> PlanDraft:
    """An empty draft typed by hand."""
    draft = start_by_hand(actor=actor, at=READ_AT, title=title, year=year, year_to=year)
    assert draft.state == DraftState.REVIEW
    return draft

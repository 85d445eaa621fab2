"""Plans written for the tests, built as DOCX in the layouts that communes use."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell


def new_paper(
    unit: str = "PHƯỜNG AN LẠC",
    number: str = "Số: 07/KH-UBND",
    place: str = "An Lạc, ngày 12 tháng 01 năm 2026",
    title: str = "Cải cách hành chính phường An Lạc năm 2026",
) -> Paper:
    """A paper with its letterhead and title."""
    paper = Document()
    head = paper.add_table(2, 2)
    head.cell(0, 0).text = f"ỦY BAN NHÂN DÂN\n{unit}"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = number
    head.cell(1, 1).text = place
    add_heading(paper, "KẾ HOẠCH")
    add_heading(paper, title)
    return paper


def add_heading(paper: Paper, text: str) -> None:
    """A centred bold line."""
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True


def add_bold(paper: Paper, text: str) -> None:
    """A bold heading at the margin."""
    paper.add_paragraph().add_run(text).bold = True


def add_lines(paper: Paper, *lines: str) -> None:
    """Plain paragraphs."""
    for line in lines:
        paper.add_paragraph(line)


def add_signature(paper: Paper, office: str = "CHỦ TỊCH", name: str = "Lê Minh Khôi") -> None:
    """Recipients on the left, signature on the right."""
    table = paper.add_table(1, 2)
    table.cell(0, 0).text = "Nơi nhận:\n- Sở Nội vụ (b/c);\n- TT Đảng ủy phường;\n- Lưu: VT."
    table.cell(0, 1).text = f"TM. ỦY BAN NHÂN DÂN\n{office}\n\n{name}"


def landscape(paper: Paper) -> None:
    """Begin a section across the page."""
    section = paper.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def add_table(paper: Paper, rows: Sequence[Sequence[str]]) -> list[list[_Cell]]:
    """A ruled table; a row of one text spans all columns. Returns the grid of cells."""
    width = max(len(row) for row in rows)
    table = paper.add_table(len(rows), width)
    table.style = "Table Grid"
    grid = [[table.cell(r, c) for c in range(width)] for r in range(len(rows))]
    for r, row in enumerate(rows):
        if len(row) == 1:
            grid[r][0].merge(grid[r][-1]).text = row[0]
            continue
        for c, text in enumerate(row):
            grid[r][c].text = text
    return grid


def saved(paper: Paper) -> bytes:
    """The paper as a file."""
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def number_automatically(paper: Paper, texts: Sequence[tuple[int, str]]) -> None:
    """Paragraphs whose labels ("I.", "1.", "-") Word prints itself; each is (depth, text)."""
    numbering = paper.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    levels = [("upperRoman", "%1."), ("decimal", "%2."), ("bullet", "-")]
    for depth, (number_format, text) in enumerate(levels):
        abstract.append(_level(depth, number_format, text))
    first_num = numbering.find(qn("w:num"))
    first_num.addprevious(abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    num.append(link)
    numbering.append(num)
    for depth, text in texts:
        _put_in_list(paper.add_paragraph(text), depth)


def _level(depth: int, number_format: str, text: str) -> OxmlElement:
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), str(depth))
    for name, value in (("w:start", "1"), ("w:numFmt", number_format), ("w:lvlText", text)):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        level.append(child)
    return level


def _put_in_list(paragraph: object, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    marks = properties.get_or_add_numPr()
    marks.get_or_add_ilvl().val = depth
    marks.get_or_add_numId().val = 77


HEADER = (
    "STT",
    "Nội dung nhiệm vụ",
    "Thời gian hoàn thành",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Sản phẩm",
)
TASK_ROWS = (
    HEADER,
    ("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",),
    ("1", "Soạn thảo và trình ký kế hoạch tuyên truyền năm", "Tháng 01/2026", "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Kế hoạch"),
    ("2", "Mời dân góp ý về thái độ phục vụ", "Quý II, III", "Trung tâm Phục vụ hành chính công", "Các phòng chuyên môn", "Báo cáo khảo sát"),
    ("II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH",),
    ("1", "Rút ngắn giờ chờ tại quầy", "Thường xuyên", "Trung tâm Phục vụ hành chính công", "Các phòng chuyên môn", "Báo cáo"),
    ("2", "Số hóa hồ sơ đất đai còn hiệu lực", "Trước ngày 30/9/2026", "Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng HĐND và UBND", "100% hồ sơ được số hóa"),
    ("III. XÂY DỰNG CHÍNH QUYỀN SỐ",),
    ("1", "Cấp chữ ký số cho công chức mới", "Khi có yêu cầu", "Phòng Văn hóa - Xã hội", "", "Danh sách"),
)  # fmt: skip

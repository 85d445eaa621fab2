"""Writes the demo commune's plan as the DOCX an office would have issued (NĐ 30/2020 layout)."""

import tomllib
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
HEADINGS = ["TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian", "Kinh phí"]
WIDTHS_CM = [1.2, 7.2, 4.4, 3.8, 3.8, 3.0, 2.3]


def write_plan(source: Path, target: Path) -> None:
    """Write the plan described by a TOML file (`demo/plan-2026.toml`) as DOCX."""
    words = tomllib.loads(source.read_text(encoding="utf-8"))
    document = Document()
    _set_page(document)
    _letterhead(document, words)
    _body(document, words)
    _signature(document, words)
    _annex(document, words)
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))


def _set_page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)


def _letterhead(document: DocumentType, words: dict[str, Any]) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _lines(left, [(line, True, False) for line in words["issuer"]])
    _lines(left, [(f"Số: {words['number']}", False, False)])
    _lines(
        right,
        [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False),
            ("Độc lập - Tự do - Hạnh phúc", True, False),
            (words["date_line"], False, True),
        ],
    )
    _centred(document, words["kind"], bold=True)
    _centred(document, words["title"], bold=True)


def _lines(cell: _Cell, lines: list[tuple[str, bool, bool]]) -> None:
    for text, bold, italic in lines:
        empty = not cell.paragraphs[0].text
        paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic


def _centred(document: DocumentType, text: str, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold


def _heading(document: DocumentType, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _text(document: DocumentType, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _body(document: DocumentType, words: dict[str, Any]) -> None:
    for text in words["preamble"]:
        _text(document, text)
    _heading(document, "I. MỤC ĐÍCH, YÊU CẦU")
    for number, purpose in enumerate(words["purpose"], 1):
        _text(document, f"{number}. {purpose['text']}")
    _heading(document, "II. CHỈ TIÊU")
    for number, group in enumerate(words["targets"], 1):
        _heading(document, f"{number}. {group['area']}")
        for item in group["items"]:
            _text(document, f"- {item}")
    _heading(document, "III. NHIỆM VỤ")
    _text(document, "Nhiệm vụ cụ thể của từng lĩnh vực tại Phụ lục kèm theo Kế hoạch này.")
    _heading(document, "IV. GIẢI PHÁP THỰC HIỆN")
    for number, solution in enumerate(words["solutions"], 1):
        _text(document, f"{number}. {solution['text']}")
    _heading(document, "V. KINH PHÍ THỰC HIỆN")
    _text(document, words["funding"])
    _organisation(document, words)


def _organisation(document: DocumentType, words: dict[str, Any]) -> None:
    _heading(document, "VI. TỔ CHỨC THỰC HIỆN")
    for number, duty in enumerate(words["responsibilities"], 1):
        _heading(document, f"{number}. {duty['unit']}")
        _text(document, f"- {duty['text']}")
    _heading(document, f"{len(words['responsibilities']) + 1}. Chế độ báo cáo")
    for text in words["reporting"]:
        _text(document, f"- {text}")
    _text(
        document,
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Văn phòng HĐND và "
        "UBND để tổng hợp, báo cáo Ủy ban nhân dân xã xem xét, quyết định./.",
    )


def _signature(document: DocumentType, words: dict[str, Any]) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    head = left.paragraphs[0].add_run("Nơi nhận:")
    head.bold = head.italic = True
    for line in [*(f"- {to};" for to in words["recipients"]), f"- {words['file_mark']}."]:
        left.add_paragraph().add_run(line).font.size = Pt(11)
    _lines(right, [(line, True, False) for line in words["signer_title"]])
    _lines(right, [("(Đã ký)", False, True), (words["signer"], True, False)])


def _annex(document: DocumentType, words: dict[str, Any]) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    _centred(document, "Phụ lục", bold=True)
    _centred(document, words["annex_title"], bold=True)
    _centred(document, words["annex_note"])
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    _fill(table, 0, HEADINGS)
    for numeral, area in zip(ROMAN, words["annex"], strict=False):
        _area(table, numeral, area)
    _centred(document, words["total"])


def _area(table: Table, numeral: str, area: dict[str, Any]) -> None:
    head = table.add_row().cells
    head[0].text = numeral
    head[1].merge(head[-1]).text = area["area"]
    for number, row in enumerate(area["rows"], 1):
        table.add_row()
        here = len(table.rows) - 1
        _fill(table, here, [str(number), *(word if word != "^" else "" for word in row)])
        for column, word in enumerate(row, 1):
            if word == "^":
                kept = table.cell(here - 1, column).text
                table.cell(here - 1, column).merge(table.cell(here, column)).text = kept


def _fill(table: Table, row: int, texts: list[str]) -> None:
    cells = table.rows[row].cells
    for column, text in enumerate(texts):
        cells[column].width = Cm(WIDTHS_CM[column])
        cells[column].text = text

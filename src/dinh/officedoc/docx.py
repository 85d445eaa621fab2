"""Writes a document as DOCX in the layout of NĐ 30/2020 (A4, Times New Roman, its margins)."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from dinh.officedoc.model import Closing, Column, Document, Letterhead, Paragraph, Row, Table, Title
from dinh.officedoc.wording import NATIONAL_MOTTO, NATIONAL_TITLE

FONT = "Times New Roman"
PAGE_MM = (210, 297)
MARGINS_MM = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write_docx(document: Document) -> bytes:
    """The document as the bytes of a DOCX file.

    Source: NĐ 30/2020, Phụ lục I, Mục I and II (page, font, margins, page number).
    """
    file = docx.Document()
    file.core_properties.title = document.title
    file.core_properties.keywords = ", ".join(document.keywords)
    file.core_properties.author = ""
    _set_page(file, landscape=document.landscape)
    if document.letterhead:
        _write_letterhead(file, document.letterhead)
    for block in document.blocks:
        WRITERS[type(block)](file, block)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _set_page(file: Any, *, landscape: bool) -> None:
    section = file.sections[0]
    width, height = PAGE_MM if not landscape else PAGE_MM[::-1]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for name, millimetres in MARGINS_MM.items():
        setattr(section, name, Mm(millimetres))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True  # page 1 shows no number
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_page_field(_add_run(number, "", size=13))
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _add_page_field(run: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _add_run(
    paragraph: Any, text: str, *, size: float, bold: bool = False, italic: bool = False
) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = bold or None, italic or None
    return run


def _line(
    place: Any, text: str, *, size: float = 13, bold: bool = False, italic: bool = False
) -> Any:
    """One centred line without space around it; the first fills the empty paragraph of a cell."""
    first = place.paragraphs[0] if hasattr(place, "_tc") and not place.text else None
    paragraph = first if first is not None and not first.runs else place.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    _add_run(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def _rule_under(paragraph: Any, share: float, width_mm: float) -> None:
    """A line under a centred paragraph, as long as `share` of the width it stands in."""
    rule = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    rule.append(bottom)
    side = Mm(width_mm * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph._p.get_or_add_pPr().append(rule)


def _text_width(file: Any) -> float:
    section = file.sections[0]
    return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))


def _write_letterhead(file: Any, head: Letterhead) -> None:
    width = _text_width(file)
    left, right = width * 0.42, width * 0.58
    table = file.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Mm(left), Mm(right)
    agency, nation = table.rows[0].cells
    if head.superior:
        _line(agency, head.superior.upper())
    for text in head.agency:
        _line(agency, text.upper(), bold=True)
    _rule_under(_line(agency, "", size=2), 0.4, left)
    _line(nation, NATIONAL_TITLE, bold=True)
    _line(nation, NATIONAL_MOTTO, size=14, bold=True)
    _rule_under(_line(nation, "", size=2), 0.7, right)
    number, place = table.rows[1].cells
    _line(number, head.number)
    _line(place, head.place_and_date, size=14, italic=True)


def _write_title(file: Any, title: Title) -> None:
    kind = _line(file, title.kind.upper(), size=14, bold=True)
    kind.paragraph_format.space_before = Pt(12)
    last = _line(file, title.subject, size=14, bold=True) if title.subject else kind
    if title.note:
        last = _line(file, title.note, size=14, italic=True)
    _rule_under(_line(file, "", size=2), 0.2, _text_width(file))
    last.paragraph_format.keep_with_next = True


def _write_paragraph(file: Any, block: Paragraph) -> None:
    paragraph = file.add_paragraph()
    paragraph.alignment = ALIGN[block.align]
    paragraph.paragraph_format.space_after = Pt(6)
    if block.indent:
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    _add_run(paragraph, block.text, size=block.size, bold=block.bold, italic=block.italic)


def _write_table(file: Any, block: Table) -> None:
    table = file.add_table(rows=1, cols=len(block.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, held in zip(block.columns, table.columns, strict=True):
        held.width = Mm(column.width)  # the grid: LibreOffice goes by it, Word by the cells
    for column, cell in zip(block.columns, table.rows[0].cells, strict=True):
        _fill(cell, column, column.head, size=block.size, bold=True, align="center")
    _mark_row(table.rows[0], "w:tblHeader")
    for row in block.rows:
        _add_row(table, block, row)


def _add_row(table: Any, block: Table, row: Row) -> None:
    added = table.add_row()
    _mark_row(added, "w:cantSplit")
    if row.kind == "group":
        merged = added.cells[0].merge(added.cells[-1])
        _fill(merged, None, row.cells[0], size=block.size, bold=True, align="left")
        return
    for column, cell, text in zip(block.columns, added.cells, row.cells, strict=True):
        bold = row.kind == "total"
        _fill(cell, column, text, size=block.size, bold=bold, align=column.align)


def _fill(
    cell: Any, column: Column | None, text: str, *, size: float, bold: bool, align: str
) -> None:
    if column is not None:
        cell.width = Mm(column.width)
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGN[align]
    paragraph.paragraph_format.space_after = Pt(0)
    _add_run(paragraph, text, size=size, bold=bold)


def _mark_row(row: Any, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _write_closing(file: Any, block: Closing) -> None:
    width = _text_width(file)
    file.add_paragraph().paragraph_format.space_after = Pt(0)
    left, right = file.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Mm(width / 2), Mm(width / 2)
    if block.recipients:
        _add_run(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    for text in block.recipients:
        line = left.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        _add_run(line, f"- {text}", size=11)
    for text in block.authority:
        _line(right, text.upper(), size=14, bold=True)
    for text in ("", "", "", block.signer):
        _line(right, text, size=14, bold=True)


WRITERS: dict[type, Callable[[Any, Any], None]] = {
    Title: _write_title,
    Paragraph: _write_paragraph,
    Table: _write_table,
    Closing: _write_closing,
}

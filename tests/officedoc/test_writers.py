"""The DOCX and XLSX writers, read back with the libraries an office would use."""

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from python_calamine import CalamineWorkbook

from dinh.officedoc.docx import write_docx
from dinh.officedoc.model import (
    Closing,
    Column,
    Document,
    Letterhead,
    Paragraph,
    Row,
    Table,
    Title,
)
from dinh.officedoc.wording import date_line, day_in_words, number_line
from dinh.officedoc.xlsx import write_xlsx

ANNEX = Document(
    title="Tiến độ",
    landscape=True,
    letterhead=Letterhead(
        agency=("Ủy ban nhân dân", "xã Bình Minh"),
        number="Số:      /BC-UBND",
        place_and_date="Bình Minh, ngày 05 tháng 01 năm 2026",
    ),
    blocks=(
        Title("Phụ lục", "Tiến độ thực hiện kế hoạch", "(Kèm theo Báo cáo)"),
        Paragraph("Số liệu tính đến 21/11/2026."),
        Table(
            columns=(Column("STT", 12, "center"), Column("Nhiệm vụ", 90)),
            rows=(
                Row(("I. Chỉ đạo, điều hành",), "group"),
                Row(("1", "=HYPERLINK(1)")),
                Row(("", "Cộng 1 nhiệm vụ"), "total"),
            ),
        ),
        Closing(("TM. Ủy ban nhân dân", "Chủ tịch"), "Lê Văn An", ("Như trên;", "Lưu: VT, VP.")),
    ),
)


def test_docx_has_the_page_of_the_decree_and_the_texts_in_order() -> None:
    file = docx.Document(BytesIO(write_docx(ANNEX)))
    section = file.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size / Mm(1)) for size in sizes] == [297, 210, 30, 15]
    assert section.different_first_page_header_footer
    head, table, closing = file.tables
    assert head.cell(0, 0).text.split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH"]
    assert head.cell(0, 1).text.split("\n")[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert head.cell(1, 0).text == "Số:      /BC-UBND"
    assert [cell.text for cell in table.rows[0].cells] == ["STT", "Nhiệm vụ"]
    assert [cell.text for cell in table.rows[2].cells] == ["1", "=HYPERLINK(1)"]
    assert table.rows[1].cells[0]._tc is table.rows[1].cells[1]._tc
    assert "TM. ỦY BAN NHÂN DÂN" in closing.cell(0, 1).text
    assert closing.cell(0, 0).text == "Nơi nhận:\n- Như trên;\n- Lưu: VT, VP."


def test_docx_repeats_the_head_and_keeps_rows_whole() -> None:
    table = docx.Document(BytesIO(write_docx(ANNEX))).tables[1]
    marks = [[child.tag.split("}")[1] for child in row._tr.trPr] for row in table.rows]
    assert marks == [["tblHeader"], ["cantSplit"], ["cantSplit"], ["cantSplit"]]


def test_docx_is_set_in_times_new_roman() -> None:
    file = docx.Document(BytesIO(write_docx(ANNEX)))
    runs = [run for paragraph in file.paragraphs for run in paragraph.runs]
    assert {run.font.name for run in runs} == {"Times New Roman"}


def test_xlsx_holds_the_table_and_no_formula() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(write_xlsx(ANNEX, "Tiến độ")))
    assert book.sheet_names == ["Tiến độ"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[-4:] == [
        ["STT", "Nhiệm vụ"],
        ["I. Chỉ đạo, điều hành", ""],
        ["1", "=HYPERLINK(1)"],
        ["", "Cộng 1 nhiệm vụ"],
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày      tháng      năm"),
    ],
)
def test_day_in_words(day: date | None, words: str) -> None:
    assert day_in_words(day) == words


def test_date_and_number_lines() -> None:
    assert date_line("Bình Minh", date(2026, 11, 21)) == "Bình Minh, ngày 21 tháng 11 năm 2026"
    assert number_line("08/KH-UBND") == "Số: 08/KH-UBND"
    assert number_line("/KH-UBND") == "Số:      /KH-UBND"

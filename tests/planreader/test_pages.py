"""Words on pages back to paragraphs and tables: what a PDF and a scan have in common."""

from __future__ import annotations

from dinh.planreader.blocks import Paragraph, Table
from dinh.planreader.formats.page_blocks import blocks_of_pages
from dinh.planreader.formats.pages import Box, Page, Word, page_from_json

WIDE, LETTER = 595.0, 6.0


def line(text: str, x: float, y: float, size: float = 12.0) -> list[Word]:
    """The words of a line that begins at x, each letter six points wide."""
    words = []
    for word in text.split():
        words.append(Word(word, x, y, x + LETTER * len(word), y + size, size))
        x += LETTER * (len(word) + 1)
    return words


def page(number: int, words: list[Word], *tables: tuple[Box, ...]) -> Page:
    return Page(number, WIDE, 842.0, tuple(words), tables)


def texts(pages: list[Page]) -> list[str]:
    return [b.text for b in blocks_of_pages(pages, "pdf").blocks if isinstance(b, Paragraph)]


FULL = "mot dong chu dai het ca be ngang cua trang giay kho nho nay roi xuong"


def test_wrapped_lines_become_one_paragraph_and_labels_begin_new_ones() -> None:
    words = [
        *line("- " + FULL, 100, 100),
        *line("dong tiep theo het cau.", 72, 116),
        *line("- Muc sau.", 100, 132),
    ]
    assert texts([page(1, words)]) == [f"- {FULL} dong tiep theo het cau.", "- Muc sau."]


def test_a_paragraph_goes_on_over_a_page_end_and_page_numbers_go() -> None:
    first = [*line("1", 290, 30), *line(FULL, 100, 700), *line(FULL, 72, 716)]
    second = [*line("2", 290, 30), *line("phan cuoi.", 72, 80)]
    assert texts([page(1, first), page(2, second)]) == [f"{FULL} {FULL} phan cuoi."]


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    words = [
        *line("UY BAN", 80, 60), *line("CONG HOA", 330, 60),
        *line("XA MOI", 80, 76), *line("Doc lap", 330, 76),
    ]  # fmt: skip
    assert texts([page(1, words)]) == ["UY BAN", "XA MOI", "CONG HOA", "Doc lap"]


def test_fragments_of_a_word_are_put_together_and_note_marks_dropped() -> None:
    words = [
        Word("Ngh", 72, 100, 90, 112, 12), Word("i", 90.4, 100, 94, 112, 12),
        Word("quyet", 100, 100, 130, 112, 12), Word("1", 130.2, 98, 133, 105, 7),
    ]  # fmt: skip
    assert texts([page(1, words)]) == ["Nghi quyet"]


def boxes(xs: list[float], ys: list[float]) -> tuple[Box, ...]:
    return tuple(
        (a, top, b, bottom)
        for top, bottom in zip(ys, ys[1:], strict=False)
        for a, b in zip(xs, xs[1:], strict=False)
    )


XS = [50.0, 90.0, 300.0, 420.0, 550.0]


def table_of(pages: list[Page]) -> Table:
    [table] = [b for b in blocks_of_pages(pages, "pdf").blocks if isinstance(b, Table)]
    return table


def row(y: float, *cells: str) -> list[Word]:
    return [word for x, text in zip(XS, cells, strict=False) for word in line(text, x + 4, y)]


def test_a_table_runs_on_over_pages_without_its_repeated_header() -> None:
    first = row(104, "TT", "Viec", "Ai", "Khi") + row(124, "1", "Viet bao cao", "Van", "Quy")
    second = row(44, "TT", "Viec", "Ai", "Khi") + row(64, "2", "Doc bao cao", "Van", "Quy")
    table = table_of(
        [page(1, first, boxes(XS, [100, 120, 140])), page(2, second, boxes(XS, [40, 60, 80]))]
    )
    assert [[cell.text for cell in cells] for cells in table.rows] == [
        ["TT", "Viec", "Ai", "Khi"],
        ["1", "Viet bao cao", "Van", "Quy"],
        ["2", "Doc bao cao", "Van", "Quy"],
    ]


def test_a_row_cut_by_the_page_end_is_sewn_together() -> None:
    first = row(124, "1", "Viet bao cao ve", "Van", "Truoc")
    second = row(44, "", "viec lam dung han", "phong", "")
    table = table_of([page(1, first, boxes(XS, [120, 140])), page(2, second, boxes(XS, [40, 60]))])
    assert [[cell.text for cell in cells] for cells in table.rows] == [
        ["1", "Viet bao cao ve viec lam dung han", "Van phong", "Truoc"]
    ]


def test_a_cell_over_two_rows_stands_in_both() -> None:
    tall: Box = (50.0, 100.0, 90.0, 140.0)
    rest = tuple(box for box in boxes(XS, [100, 120, 140]) if box[0] != 50.0)
    words = [*line("1", 54, 114), *line("Mot", 94, 104), *line("Hai", 94, 124)]
    table = table_of([page(1, words, (tall, *rest))])
    assert [[cells[0].text, cells[1].text] for cells in table.rows] == [["1", "Mot"], ["1", "Hai"]]
    assert table.rows[0][0] is table.rows[1][0]


def test_a_page_survives_being_passed_between_processes() -> None:

    own = page(3, line("mot hai", 10, 10), boxes(XS, [1, 2, 3]))
    assert page_from_json(own.as_json()) == own


def test_a_label_behind_a_full_line_begins_a_paragraph_where_the_sentence_ended() -> None:
    words = [
        *line("a) " + FULL[:-4] + ".", 72, 100),
        *line("b) Muc sau cung le.", 72, 116),
        *line("c) " + FULL, 72, 132),
        *line("2 lan moi thang.", 72, 148),
    ]
    assert texts([page(1, words)]) == [
        f"a) {FULL[:-4]}.",
        "b) Muc sau cung le.",
        f"c) {FULL} 2 lan moi thang.",
    ]


def ruled(
    top: float, rows: list[list[str | None]], heights: list[float]
) -> tuple[list[Word], tuple[Box, ...]]:
    """Words and boxes of a ruled table; None continues the box above."""
    words: list[Word] = []
    boxes: list[Box] = []
    for column in range(len(rows[0])):
        y = top
        for r, row in enumerate(rows):
            text, left = row[column], 72.0 + 110 * column
            if text is not None:
                span = 1
                while r + span < len(rows) and rows[r + span][column] is None:
                    span += 1
                boxes.append((left, y, left + 110, y + sum(heights[r : r + span])))
                words += line(text, left + 2, y + 3)
            y += heights[r]
    return words, tuple(boxes)


def test_a_cell_that_spans_rows_on_both_sides_of_a_page_end_holds_on_both() -> None:
    first, above = ruled(600, [["STT", "Viec", "Ai lam"], ["1", "Quet san", "Van phong"]], [20, 20])
    second, below = ruled(100, [["2", "Lau bang", ""], ["3", "Tuoi cay", None]], [20, 20])
    found = blocks_of_pages([page(1, first, above), page(2, second, below)], "pdf").blocks
    tables = [block for block in found if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[0].rows] == [
        ["STT", "Viec", "Ai lam"],
        ["1", "Quet san", "Van phong"],
        ["2", "Lau bang", "Van phong"],
        ["3", "Tuoi cay", "Van phong"],
    ]

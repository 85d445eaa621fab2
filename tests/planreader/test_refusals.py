"""Files that cannot be read: one Vietnamese sentence that says what to do, in bounded time."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from dinh.planreader import UnreadablePlan, read_plan
from dinh.planreader.unreadable import MAX_FILE_BYTES
from planreader import papers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(content: bytes | str | Path) -> str:
    with pytest.raises(UnreadablePlan) as caught:
        read_plan(content)
    return caught.value.sentence


def plan_file() -> bytes:
    paper = papers.new_paper()
    papers.add_table(paper, papers.TASK_ROWS)
    return papers.saved(paper)


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (b" \n\r\n\t", "Tệp trống"),
        (bytes(50), "Tệp trống"),
        (OLE, "lưu lại thành .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "Không nhận ra loại tệp"),
        (b"PK\x03\x04" + bytes(200), "bị hỏng"),
        (b"%PDF-1.7\nnothing", "bị hỏng"),
        (zipped(hello=b"x"), "không phải là văn bản Word"),
        (zipped(word__document=b"x"), "không phải là văn bản Word"),
        ("Bà con thân mến, trời hôm nay đẹp.".encode(), "không có nội dung của một kế hoạch"),
        (b"\xef\xbb\xbf", "Tệp trống"),
    ],
)
def test_bad_content_is_refused_with_a_sentence(content: bytes, words: str) -> None:
    sentence = refusal(content)
    assert words in sentence
    assert sentence.endswith(".")


def test_every_truncation_of_a_docx_is_refused() -> None:
    whole = plan_file()
    for share in (0.1, 0.5, 0.9, 0.99):
        assert "bị hỏng" in refusal(whole[: int(len(whole) * share)])


def test_broken_xml_is_refused() -> None:
    assert "bị hỏng" in refusal(zipped(**{"word__document.xml": b"<w:document"}))


def test_a_zip_bomb_is_refused_at_once() -> None:
    bomb = zipped(**{"word__document.xml": b" " * (40 * 1024 * 1024)})
    assert len(bomb) < 100_000
    started = time.monotonic()
    assert "quá lớn" in refusal(bomb)
    assert time.monotonic() - started < 2


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "plan.docx"
    with huge.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    started = time.monotonic()
    assert "60 MB" in refusal(huge)
    assert time.monotonic() - started < 1
    assert "60 MB" in refusal(bytes(MAX_FILE_BYTES + 1))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "Không mở được tệp" in refusal(tmp_path / "none.docx")
    assert "Không mở được tệp" in refusal(str(tmp_path))


def test_an_ordinary_paper_is_no_plan() -> None:
    paper = papers.new_paper(title="x")
    for paragraph in list(paper.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    papers.add_lines(
        paper, "GIẤY MỜI", "Kính mời ông bà dự họp tổ dân phố lúc 8 giờ.", "Trân trọng."
    )
    assert "không có nội dung của một kế hoạch" in refusal(papers.saved(paper))


def image_pdf(pages: int = 1) -> bytes:
    pictures = [Image.new("L", (400, 560), 255) for _ in range(pages)]
    stream = io.BytesIO()
    pictures[0].save(stream, "PDF", save_all=True, append_images=pictures[1:])
    return stream.getvalue()


def test_a_scan_without_tesseract_names_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sentence = refusal(image_pdf())
    assert "tesseract-ocr" in sentence
    assert "tesseract-ocr-vie" in sentence


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_an_empty_scan_is_refused() -> None:
    assert "Không nhận được chữ nào" in refusal(image_pdf())


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(160):
        pdf.new_page(200, 200)
    stream = io.BytesIO()
    pdf.save(stream)
    assert "quá nhiều trang" in refusal(stream.getvalue())


def test_a_truncated_pdf_is_refused() -> None:
    whole = image_pdf()
    assert "bị hỏng" in refusal(whole[: len(whole) // 3])

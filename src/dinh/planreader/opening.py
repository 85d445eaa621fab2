"""Judges a file by its content, refuses what cannot be read, and hands it to the reader of its format."""

from __future__ import annotations

from pathlib import Path

from dinh.planreader.blocks import SourceText
from dinh.planreader.formats.pdf import read_pdf
from dinh.planreader.formats.plain import read_text
from dinh.planreader.formats.word import read_word
from dinh.planreader.progress import Progress
from dinh.planreader.unreadable import MAX_FILE_BYTES, UnreadablePlan

EMPTY = "Tệp trống; hãy chọn lại tệp kế hoạch."
MISSING = "Không mở được tệp; hãy kiểm tra lại đường dẫn và quyền đọc tệp."
TOO_LARGE = "Tệp lớn hơn 60 MB nên không đọc; hãy nén bớt hình ảnh hoặc tách riêng phần kế hoạch."
OLD_WORD = "Tệp là Word kiểu cũ (.doc); hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi thử lại."
LOCKED_WORD = "Tệp Word có mật khẩu; hãy mở bằng Word, bỏ mật khẩu, lưu lại rồi thử lại."

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SNIFFED = 1024


def open_source(
    path_or_bytes: str | Path | bytes, filename: str | None, progress: Progress
) -> SourceText:
    """Return the blocks of a file. Raises UnreadablePlan with a sentence that says what to do."""
    content = _content(path_or_bytes)
    if not content.strip(b"\x00 \r\n\t\f\xef\xbb\xbf"):
        raise UnreadablePlan(EMPTY)
    if content.startswith(b"PK"):
        return read_word(content, progress)
    if b"%PDF-" in content[:SNIFFED]:
        return read_pdf(content, progress)
    if content.startswith(OLE):
        raise UnreadablePlan(LOCKED_WORD if _utf16(b"EncryptedPackage") in content else OLD_WORD)
    return read_text(content, progress)


def _utf16(name: bytes) -> bytes:
    return name.decode("ascii").encode("utf-16-le")


def _content(path_or_bytes: str | Path | bytes) -> bytes:
    if isinstance(path_or_bytes, bytes):
        if len(path_or_bytes) > MAX_FILE_BYTES:
            raise UnreadablePlan(TOO_LARGE)
        return path_or_bytes
    path = Path(path_or_bytes)
    try:
        if not path.is_file():
            raise UnreadablePlan(MISSING)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadablePlan(TOO_LARGE)
        return path.read_bytes()
    except OSError as fault:
        raise UnreadablePlan(MISSING) from fault

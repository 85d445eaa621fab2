"""Looks into a zip without unpacking it: Word, Excel, or something that is not taken in.

Bounded in memory: the directory is measured before it is read, and no entry is opened beyond the
small list of contents.
"""

import struct
import zipfile
from typing import IO

from django.utils.translation import gettext, gettext_noop

from dinh.kernel.errors import Invalid

MAX_ENTRIES = 4000
MAX_DIRECTORY_BYTES = 2 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_RATIO = 200  # of an entry over a megabyte; XML of a large table reaches about 60
_ONE_MEGABYTE = 1024 * 1024

DAMAGED = gettext_noop(
    "Tệp bị hỏng hoặc chưa tải lên hết; hãy mở lại bằng Word hoặc Excel, lưu rồi tải lên lần nữa."
)
BOMB = gettext_noop(
    "Tệp nén giải ra quá lớn nên không nhận; hãy bớt hình ảnh trong tệp rồi lưu lại."
)
MACROS = gettext_noop(
    "Tệp có chứa macro nên không nhận; hãy mở bằng Word hoặc Excel và lưu lại dạng "
    ".docx hoặc .xlsx không có macro."
)
PLAIN_ZIP = gettext_noop("Không nhận tệp nén (.zip); hãy giải nén và tải lên từng tệp.")
LOCKED = gettext_noop("Tệp có mật khẩu; hãy bỏ mật khẩu, lưu lại rồi tải lên lần nữa.")
OTHER_OFFICE = gettext_noop(
    "Chỉ nhận tệp Word (.docx) và Excel (.xlsx); hãy lưu lại một trong hai dạng đó hoặc dạng PDF."
)

_END = b"PK\x05\x06"
_MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def office_extension(file: IO[bytes], size: int) -> str:
    """`docx` or `xlsx` for a zip that is one. Raises Invalid with a sentence for any other."""
    _check_directory(file, size)
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Invalid(gettext(DAMAGED)) from fault
    _check_sizes(entries)
    _check_macros(entries)
    return _kind({entry.filename for entry in entries})


def _check_directory(file: IO[bytes], size: int) -> None:
    """The end record says how large the directory is; zip64 is not needed below 4 GB."""
    tail_length = min(size, 65_557)
    file.seek(size - tail_length)
    tail = file.read(tail_length)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Invalid(gettext(DAMAGED))
    count, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    if count > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise Invalid(gettext(BOMB))


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise Invalid(gettext(BOMB))
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Invalid(gettext(LOCKED))
        if entry.file_size > max(_ONE_MEGABYTE, entry.compress_size * MAX_RATIO):
            raise Invalid(gettext(BOMB))


def _check_macros(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") or "/activex/" in name for name in names):
        raise Invalid(gettext(MACROS))


def _kind(names: set[str]) -> str:
    kinds = [kind for part, kind in _MAIN_PARTS.items() if part in names]
    if "[Content_Types].xml" in names and len(kinds) == 1:
        return kinds[0]
    other = "[Content_Types].xml" in names or "mimetype" in names
    raise Invalid(gettext(OTHER_OFFICE if other else PLAIN_ZIP))

"""What a file is, judged by its bytes; the name it came with is only a claim.

The signatures are written out here: a general library guesses among hundreds of kinds, and the nine
that are taken in must be certain (ADR 0007).
"""

import codecs
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext, gettext_noop

from dinh.foundation.files.naming import extension_of
from dinh.foundation.files.packages import office_extension
from dinh.kernel.errors import Invalid

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "heic": "image/heic",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
EMPTY = gettext_noop("Tệp rỗng; hãy kiểm tra lại tệp trên máy rồi tải lên lần nữa.")
UNKNOWN = gettext_noop(
    "Không nhận loại tệp này; chỉ nhận PDF, Word (.docx), Excel (.xlsx), ảnh (PNG, JPG, HEIC) "
    "và văn bản (.txt, .md, .csv)."
)
HARMFUL = gettext_noop(
    "Không nhận tệp chương trình hoặc trang web vì có thể gây hại; hãy tải lên tài liệu hoặc ảnh."
)
OLD_OFFICE = gettext_noop(
    "Không nhận tệp Word hoặc Excel dạng cũ (.doc, .xls) và tệp đặt mật khẩu; "
    "hãy mở bằng Word hoặc Excel, bỏ mật khẩu và lưu lại dạng .docx hoặc .xlsx."
)
NOT_UNICODE = gettext_noop(
    "Văn bản không ở mã Unicode (có thể là TCVN3 hoặc VNI); hãy chuyển mã sang Unicode (UTF-8) rồi tải lên lại."
)

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe")
# fmt: off
_HARMFUL_NAMES = {
    "exe", "com", "scr", "pif", "bat", "cmd", "msi", "msp", "cpl", "dll", "sys", "jar", "js",
    "jse", "vbs", "vbe", "wsf", "wsh", "hta", "ps1", "psm1", "lnk", "reg", "inf", "sh", "bash",
    "py", "pl", "php", "asp", "aspx", "jsp", "html", "htm", "xhtml", "shtml", "svg", "svgz",
    "xml", "xsl", "mht", "mhtml", "swf", "apk", "app", "dmg", "iso", "img", "vhd",
    "chm", "url", "desktop",
}
# fmt: on
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc"}


@dataclass(frozen=True)
class Content:
    """What a file is: its true extension (no dot) and media type."""

    extension: str

    @property
    def media_type(self) -> str:
        """As it is sent."""
        return MEDIA_TYPES[self.extension]


def judge(file: IO[bytes], size: int, name: str) -> Content:
    """What the bytes are. The position of the file is lost.

    The name matters in two cases: it tells the kinds of plain text apart, and one that a computer
    would run is refused whatever it holds.

    Raises Invalid with a sentence for an empty, harmful, damaged or unknown file.
    """
    if size == 0:
        raise Invalid(gettext(EMPTY))
    file.seek(0)
    head = file.read(_HEAD)
    claimed = extension_of(name)
    if claimed in _HARMFUL_NAMES or head.startswith(_PROGRAMS):
        raise Invalid(gettext(HARMFUL))
    known = _by_signature(head)
    if known is not None:
        return Content(known)
    if head.startswith(_OLE):
        raise Invalid(gettext(OLD_OFFICE))
    if head.startswith(b"PK"):
        return Content(office_extension(file, size))
    return Content(_kind_of_text(file, head, claimed))


def _by_signature(head: bytes) -> str | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "heic"
    # Writers may put a few bytes before the header; a PDF that is also a web page is one of ours
    # only if the header comes first.
    return "pdf" if head.removeprefix(codecs.BOM_UTF8).lstrip()[:5] == b"%PDF-" else None


def _kind_of_text(file: IO[bytes], head: bytes, claimed: str) -> str:
    _check_text(file, head)
    return claimed if claimed in {"md", "csv"} else "txt"


def _check_text(file: IO[bytes], head: bytes) -> None:
    """UTF-8 from end to end, without control characters, and not a web page."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:200].decode("utf-8", "replace").lower()
    if start.startswith(_MARKUP) or "<script" in start:
        raise Invalid(gettext(HARMFUL))
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(65_536):
            _check_printable(decoder.decode(piece))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Invalid(gettext(UNKNOWN if _looks_binary(head) else NOT_UNICODE)) from None


def _check_printable(text: str) -> None:
    if any(sign < " " and sign not in "\t\n\r\f" for sign in text):
        raise Invalid(gettext(UNKNOWN))


def _looks_binary(head: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f" for byte in head)

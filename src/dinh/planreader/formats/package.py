"""Opens the zip package of a DOCX within fixed limits and parses the parts that are needed."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from docx.oxml.parser import parse_xml

from dinh.planreader.unreadable import (
    MAX_UNPACKED_BYTES,
    MAX_XML_PART_BYTES,
    MAX_ZIP_ENTRIES,
    UnreadablePlan,
)

DAMAGED = (
    "Tệp DOCX bị hỏng hoặc chưa tải xong; hãy tải lại, hoặc mở bằng Word rồi lưu lại thành .docx."
)
TOO_LARGE_INSIDE = "Tệp DOCX giải nén ra quá lớn nên không đọc; hãy bỏ bớt hình ảnh, hoặc lưu lại bằng Word rồi thử lại."
NOT_WORD = "Tệp không phải là văn bản Word; hãy chọn tệp .docx, .pdf hoặc .txt của kế hoạch."


@dataclass(frozen=True)
class WordParts:
    """Parsed XML parts; the ones a file does not have are None."""

    document: Any
    numbering: Any | None
    styles: Any | None
    footnotes: Any | None
    endnotes: Any | None


def open_word_package(content: bytes) -> WordParts:
    """Return the parts of a DOCX. Raises UnreadablePlan for a damaged, foreign or oversized package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_size(package)
            return _parts(package)
    except UnreadablePlan:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        OSError,
        NotImplementedError,
    ) as fault:
        raise UnreadablePlan(DAMAGED) from fault
    except RuntimeError as fault:  # zipfile: "File is encrypted, password required"
        raise UnreadablePlan(
            "Tệp DOCX có mật khẩu; hãy mở bằng Word, bỏ mật khẩu, lưu lại rồi thử lại."
        ) from fault


def _check_size(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ZIP_ENTRIES or total > MAX_UNPACKED_BYTES:
        raise UnreadablePlan(TOO_LARGE_INSIDE)


def _parts(package: zipfile.ZipFile) -> WordParts:
    names = {entry.filename for entry in package.infolist()}
    main = _main_part(package, names)
    folder = main.rpartition("/")[0]

    def beside(name: str) -> Any | None:
        path = f"{folder}/{name}" if folder else name
        return _parse(package, path) if path in names else None

    return WordParts(
        document=_parse(package, main),
        numbering=beside("numbering.xml"),
        styles=beside("styles.xml"),
        footnotes=beside("footnotes.xml"),
        endnotes=beside("endnotes.xml"),
    )


def _main_part(package: zipfile.ZipFile, names: set[str]) -> str:
    if "word/document.xml" in names:
        return "word/document.xml"
    if "_rels/.rels" in names:
        for relation in _parse(package, "_rels/.rels"):
            target = str(relation.get("Target", "")).lstrip("/")
            is_main = str(relation.get("Type", "")).endswith("/officeDocument")
            if is_main and target in names and target.endswith(("document.xml", "document2.xml")):
                return target
    raise UnreadablePlan(NOT_WORD)


def _parse(package: zipfile.ZipFile, name: str) -> Any:
    if package.getinfo(name).file_size > MAX_XML_PART_BYTES:
        raise UnreadablePlan(TOO_LARGE_INSIDE)
    content = package.read(name)
    try:
        return parse_xml(content)
    except SyntaxError as fault:  # lxml raises a subclass of SyntaxError
        raise UnreadablePlan(DAMAGED) from fault

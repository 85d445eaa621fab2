"""What a file is, whatever it is called; what is refused, and the sentence that says so."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinh.foundation.files import contents, packages
from dinh.foundation.files.contents import MEDIA_TYPES, judge
from dinh.kernel.errors import Invalid
from foundation.files.samples import DOCX, HEIC, JPG, OLE, PDF, PNG, TEXT, XLSX, package


def judged(content: bytes, name: str = "tệp") -> str:
    return judge(io.BytesIO(content), len(content), name).extension


@pytest.mark.parametrize(
    ("content", "name", "extension"),
    [
        (PDF, "a.pdf", "pdf"),
        (b"\xef\xbb\xbf\n" + PDF, "a.pdf", "pdf"),
        (DOCX, "a.docx", "docx"),
        (XLSX, "a.xlsx", "xlsx"),
        (PNG, "a.png", "png"),
        (JPG, "a.jpeg", "jpg"),
        (HEIC, "a.heic", "heic"),
        (TEXT, "a.txt", "txt"),
        (TEXT, "a.md", "md"),
        (TEXT, "a.csv", "csv"),
        (b"\xef\xbb\xbf" + TEXT, "a.csv", "csv"),
        (DOCX, "a.doc", "docx"),
        (DOCX, "a.pdf", "docx"),
        (PDF, "a.docx", "pdf"),
        (TEXT, "a.pdf", "txt"),
        (DOCX, "a.docm", "docx"),
        ("ă".encode() * 70_000, "a.txt", "txt"),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, name: str, extension: str) -> None:
    assert judged(content, name) == extension


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", contents.EMPTY),
        (b"MZ\x90\0" + b"\0" * 60, "a.pdf", contents.HARMFUL),
        (b"\x7fELF\x02", "a", contents.HARMFUL),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", contents.HARMFUL),
        (PDF, "báo cáo.pdf.exe", contents.HARMFUL),
        (TEXT, "a.JS", contents.HARMFUL),
        (TEXT, "a.html", contents.HARMFUL),
        (b"<!DOCTYPE html><html>", "a.txt", contents.HARMFUL),
        (b"\xef\xbb\xbf \n<SVG onload=x>", "a.png", contents.HARMFUL),
        (b"<?xml version='1.0'?><svg/>", "a.txt", contents.HARMFUL),
        (b"GIF89a<script>", "a.pdf", contents.HARMFUL),
        (b"GIF89a\x01\0\x01\0\x80\0\0", "a.png", contents.UNKNOWN),
        (OLE, "a.doc", contents.OLD_OFFICE),
        (OLE, "a.docx", contents.OLD_OFFICE),
        (b"Rar!\x1a\x07\0", "a.rar", contents.UNKNOWN),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "a.7z", contents.UNKNOWN),
        ("Kế hoạch".encode("utf-16"), "a.txt", contents.UNKNOWN),
        ("Kế hoạch".encode("cp1258", "replace") + b"\xd5", "a.txt", contents.NOT_UNICODE),
        (TEXT + b"\x07", "a.txt", contents.UNKNOWN),
        (TEXT + "ế".encode()[:2], "a.txt", contents.NOT_UNICODE),
        (package("a.txt", types=False), "a.zip", packages.PLAIN_ZIP),
        (package("ppt/presentation.xml"), "a.pptx", packages.OTHER_OFFICE),
        (package("mimetype", "content.xml", types=False), "a.odt", packages.OTHER_OFFICE),
        (package("word/document.xml", "xl/workbook.xml"), "a.docx", packages.OTHER_OFFICE),
        (package("word/document.xml", "word/vbaProject.bin"), "a.docm", packages.MACROS),
        (package("xl/workbook.xml", "xl/VBAPROJECT.BIN"), "a.xlsx", packages.MACROS),
        (package("word/document.xml", "word/activeX/a.xml"), "a.docx", packages.MACROS),
        (DOCX[:-30], "a.docx", packages.DAMAGED),
        (b"PK\x03\x04" + b"\0" * 200, "a.docx", packages.DAMAGED),
        (b"PK", "a.docx", packages.DAMAGED),
    ],
)
def test_what_is_refused_is_told_why(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        judged(content, name)
    assert refused.value.sentence == sentence


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    bomb = package("word/document.xml", content=b"\0" * 5_000_000)
    with pytest.raises(Invalid) as refused:
        judged(bomb)
    assert refused.value.sentence == packages.BOMB


def test_a_zip_that_only_claims_to_be_huge_is_refused() -> None:
    claims = bytearray(DOCX)
    at = claims.rfind(b"PK\x01\x02")
    claims[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    with pytest.raises(Invalid) as refused:
        judged(bytes(claims))
    assert refused.value.sentence == packages.BOMB


def test_a_directory_of_very_many_entries_is_refused_before_it_is_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for number in range(packages.MAX_ENTRIES + 1):
            file.writestr(f"{number}", b"")
    with pytest.raises(Invalid) as refused:
        judged(target.getvalue())
    assert refused.value.sentence == packages.BOMB


def test_an_encrypted_entry_is_refused() -> None:
    locked = bytearray(DOCX)
    for at in (locked.find(b"PK\x03\x04") + 6, locked.find(b"PK\x01\x02") + 8):
        locked[at] |= 1
    with pytest.raises(Invalid) as refused:
        judged(bytes(locked))
    assert refused.value.sentence == packages.LOCKED


@settings(deadline=None)
@given(
    st.binary(min_size=1, max_size=300)
    | st.sampled_from([DOCX, XLSX]).flatmap(
        lambda whole: st.integers(1, len(whole)).map(lambda end: whole[:end])
    )
    | st.tuples(st.integers(0, len(DOCX) - 1), st.integers(0, 255)).map(
        lambda change: DOCX[: change[0]] + bytes([change[1]]) + DOCX[change[0] + 1 :]
    )
)
def test_whatever_comes_is_judged_or_refused(content: bytes) -> None:
    try:
        assert judged(content) in MEDIA_TYPES
    except Invalid as refused:
        assert refused.sentence.endswith(".")

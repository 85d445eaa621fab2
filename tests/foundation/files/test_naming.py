"""Names as they come from people's computers, and as they are kept."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinh.foundation.files.naming import LONGEST, extension_of, safe_name


@pytest.mark.parametrize(
    ("given_name", "extension", "kept"),
    [
        ("Kế hoạch CCHC 2026.docx", "docx", "Kế hoạch CCHC 2026.docx"),
        (unicodedata.normalize("NFD", "Kế hoạch.pdf"), "pdf", "Kế hoạch.pdf"),
        ("kế hoạch.doc", "docx", "kế hoạch.docx"),
        ("kế hoạch", "pdf", "kế hoạch.pdf"),
        ("KH 10/KH-UBND.PDF", "pdf", "KH-UBND.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Users\\lan\\Desktop\\báo cáo.xlsx", "xlsx", "báo cáo.xlsx"),
        ('a<b>:"c|d?e*.pdf', "pdf", "a b c d e.pdf"),
        ("a\x00b\nc\x7f.pdf", "pdf", "abc.pdf"),
        ("bao\u202efdp.cao\u202c.pdf", "pdf", "baofdp.cao.pdf"),
        ("  .  khoảng   trắng  . .pdf", "pdf", "khoảng trắng.pdf"),
        ("CON.pdf", "pdf", "_CON.pdf"),
        ("lpt1.txt.pdf", "pdf", "_lpt1.txt.pdf"),
        ("congvan.pdf", "pdf", "congvan.pdf"),
        (".htaccess", "txt", "tep.txt"),
        ("...", "pdf", "tep.pdf"),
        ("", "pdf", "tep.pdf"),
        ("Số 05. Tờ trình v1.2 của xã", "pdf", "Số 05. Tờ trình v1.2 của xã.pdf"),
        ("báo cáo.pdf.pdf", "pdf", "báo cáo.pdf.pdf"),
    ],
)
def test_a_name_is_kept_safely(given_name: str, extension: str, kept: str) -> None:
    assert safe_name(given_name, extension) == kept


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.PDF", "pdf"),
        ("a.tar.gz", "gz"),
        ("a", ""),
        ("a.", ""),
        ("Số 5. Tờ trình", ""),
        ("a.tiếng", ""),
        ("a.pdf ", "pdf"),
    ],
)
def test_the_extension_a_name_claims(name: str, extension: str) -> None:
    assert extension_of(name) == extension


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_name_can_do_harm(given_name: str) -> None:
    kept = safe_name(given_name, "pdf")
    assert kept.endswith(".pdf")
    assert len(kept) <= LONGEST
    assert len(kept.encode()) <= 240
    assert not set(kept) & set('<>:"/\\|?*')
    assert all(unicodedata.category(sign)[0] != "C" for sign in kept)
    assert kept == unicodedata.normalize("NFC", kept)
    assert not kept.startswith((".", " "))
    assert safe_name(kept, "pdf") == kept

"""Where the body of a plan begins, and the closing block that is not part of it."""

from __future__ import annotations

import re

from dinh.kernel.vietnamese import fold

CLOSING = re.compile(r"^\W*(?:noi nhan\b|tm\.|kt\.|(?:q\. ?)?(?:pho )?chu tich\W*$)")
AFTER_CLOSING = re.compile(
    r"^\W*(?:phu luc\b|ke hoach\W*$|ke hoach (?:chi tiet|cai cach|thuc hien)|bieu\b|danh muc\b|khung\b|"
    r"(?:[ivx]+|[a-h]|\d+)[.)/] ?\S|kem theo\b|ban hanh kem)"
)
FIRST_HEADING = re.compile(
    r"^(?:i ?[.)/:-] ?\S|i +(?=muc)|a ?[.)] ?\S|1 ?[.)] ?muc|phan (?:i\b|1\b|thu nhat)|muc 1\b)"
)
LONGEST_HEADING = 200


def is_first_heading(text: str) -> bool:
    """Say whether a paragraph is the first heading of the body: "I. …", "A. …", "Phần I", "1. Mục …"."""
    folded = fold(text)
    return len(folded) < LONGEST_HEADING and FIRST_HEADING.match(folded) is not None


def begins_closing(text: str) -> bool:
    """Say whether the list of recipients or the signature begins here."""
    return CLOSING.match(fold(text)) is not None


def ends_closing(text: str) -> bool:
    """Say whether an annex, the plan behind a decision, or a numbered part begins here."""
    return AFTER_CLOSING.match(fold(text)) is not None

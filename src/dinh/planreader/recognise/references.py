"""Finds the documents that a plan cites: number, date, and laws cited by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dinh.kernel.documentnumber import find_all
from dinh.kernel.vietnamese import fold, squeeze
from dinh.planreader.blocks import Paragraph
from dinh.planreader.letters import letter_pattern
from dinh.planreader.plan import Reference
from dinh.planreader.recognise.dates import first_date

SCHEME = re.compile(
    r"\b(?P<name>(?:Đề án|Chương trình|Chỉ thị|Nghị quyết|Kết luận)\s+(?:số\s+)?\d{2})\b(?![\s/-]*[/-]|\s*-\s*[A-ZĐ]|\d)"
)
LAW = letter_pattern(
    r"\b(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\s+(?!này|gia\b)[A-ZÀ-ỸĐa-zà-ỹ][^;.()\d]*?(?=\s+(?:số|ngày|năm|của|và các|được)\b|\s*[;.,()\d]|$)"
)
DATE_NEAR = 40
LONGEST_TEXT = 20_000


def find_references(
    paragraphs: Iterable[Paragraph], own_number: str | None
) -> tuple[Reference, ...]:
    """Return the cited documents in order, each once; the plan's own number is left out."""
    found: dict[str, Reference] = {}
    for paragraph in paragraphs:
        text = squeeze(paragraph.text[:LONGEST_TEXT])
        for reference in [
            *_numbered(text, paragraph),
            *_schemes(text, paragraph),
            *_laws(text, paragraph),
        ]:
            key = fold(reference.number or reference.name or "")
            if key == fold(own_number or "") and own_number:
                continue
            known = found.get(key)
            if known is None or (known.date is None and reference.date):
                found[key] = reference
    return tuple(found.values())


def _numbered(text: str, paragraph: Paragraph) -> list[Reference]:
    references = []
    for citation in find_all(text):
        if citation.number.number is None:
            continue
        dated = citation.dated.isoformat() if citation.dated else None
        words = citation.kind_words.capitalize() if citation.kind_words else None
        source = paragraph.place.as_dict(text[slice(*citation.span)])
        references.append(Reference(citation.number.format(), dated, words, source))
    return references


def _date_after(text: str, end: int) -> str | None:
    """The date belongs to the name only when nothing but "ngày" stands between them."""
    after = text[end : end + DATE_NEAR]
    found = first_date(after)
    return (
        found[0]
        if found and re.fullmatch(r"[\s,(]*(?:ngày)?\s*", after[: found[1]], re.I)
        else None
    )


def _schemes(text: str, paragraph: Paragraph) -> list[Reference]:
    return [
        Reference(squeeze(match["name"]), None, None, paragraph.place.as_dict(match.group(0)))
        for match in SCHEME.finditer(text)
    ]


def _laws(text: str, paragraph: Paragraph) -> list[Reference]:
    references = []
    for match in LAW.finditer(text):
        name = squeeze(match.group(0))
        if 2 < len(name.split()) <= 25 and name.split()[1][:1].isupper():
            found = _date_after(text, match.end())
            references.append(Reference(None, found, name, paragraph.place.as_dict(name)))
    return references

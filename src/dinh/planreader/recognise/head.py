"""Reads what identifies the document: letterhead, number line, title, period, signature, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dinh.kernel.vietnamese import fold, squeeze
from dinh.planreader.blocks import Paragraph
from dinh.planreader.letters import letter_pattern
from dinh.planreader.plan import Source
from dinh.planreader.recognise.dates import first_date
from dinh.planreader.recognise.outline import is_capitals

MOTTO = re.compile(
    r"cộng\s+ho[àaòa]+\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|cộng\s+h[oòó][àaá]\s+xã\s+hội\s+chủ\s+nghĩa(?:\s+việt\s+nam)?|độc\s+lập\s*[-–]\s*tự\s+do\s*[-–]\s*hạnh\s+phúc",
    re.I,
)
LEVELS = r"xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh"
OWN_LEVELS = r"xã|phường|thị trấn|đặc khu"
NUMBER_LINE = re.compile(
    r"\bSố\s*[:.]?\s*(?P<number>\d{0,5})\s*(?P<year>/\s*\d{4}\s*)?(?P<symbol>/\s*[A-ZĐ]{2,5}\s*-\s*[A-ZĐ][A-ZĐa-z]{1,9})"
)
PLACE_DATE = letter_pattern(
    r"(?P<place>[A-ZÀ-ỸĐ][\w\s\-–']{1,60}?)\s*,\s*ngày\s*(?P<rest>\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|.{0,40}?năm\s*\d{0,4})"
)
ATTACHED = re.compile(
    r"(?:kèm theo|ban hành kèm)\s.{0,40}?(?P<kind>quyết định|kế hoạch)\s*(?:số)?\s*:?\s*(?P<number>\d{1,5})\s*(?P<symbol>/\s*[A-ZĐ]{2,5}\s*-\s*[A-ZĐ][A-ZĐa-z]{1,9})(?P<rest>.{0,60})",
    re.I,
)
COMMITTEE = letter_pattern(
    rf"(?i:(?:Ủy|Uỷ)\s+ban\s+nhân\s+dân)\s+(?P<unit>(?i:{OWN_LEVELS})(?:\s+[A-ZÀ-ỸĐ0-9][\w'’-]*){{1,5}})"
)
SHORT_COMMITTEE = letter_pattern(
    rf"UBND\s+(?P<unit>(?:{OWN_LEVELS})(?:\s+[A-ZÀ-ỸĐ0-9][\w'’]*){{1,5}})"
)
YEAR_IN_TITLE = re.compile(r"năm\s+(20\d{2})", re.I)
PERIOD_IN_TITLE = re.compile(
    r"(?:giai\s+đoạn|từ\s+năm|các\s+năm)\s*(20\d{2})\s*(?:-|–|—|đến(?:\s+năm)?)\s*(20\d{2})", re.I
)

OFFICE = re.compile(r"^(?:q\. ?)?(?:pho )?chu tich$|^(?:tm|kt|tl|tuq)\b")
NAME = letter_pattern(
    r"^(?:(?:ThS|TS|KS|Đại tá|Thượng tá)\.?\s+)?(?=.*[a-zà-ỹđ])"
    r"(?:[A-ZÀ-ỸĐ]['’])?[A-ZÀ-ỸĐ][a-zà-ỹđ]*(?:\s+(?:[A-ZÀ-ỸĐ]['’])?[A-ZÀ-ỸĐ][a-zà-ỹđ'’]*){1,5}$"
)
SIGNER_BEHIND = letter_pattern(r"\.\s+[A-ZÀ-ỸĐ][a-zà-ỹđ]+(?:\s+[A-ZÀ-ỸĐ][a-zà-ỹđ]+){1,4}$")
NOT_NAMES = re.compile(
    r"^(?:noi nhan|nhu dieu|luu|phong|uy ban|chu tich|van phong|ke hoach|phu luc|hoi dong|bo phan|cac |ban |trung tam|quyet dinh|dang uy)"
)


@dataclass
class Head:
    """The fields found so far, each with its place."""

    kind: str | None = None
    number: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    locality: str | None = None
    title: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    blanks: set[str] = field(default_factory=set)

    def set(self, name: str, value: str | None, paragraph: Paragraph) -> None:
        """Keep the first value of a field with its place."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)
            self.sources[name] = paragraph.place.as_dict(squeeze(paragraph.text))


def read_head(paragraphs: list[Paragraph]) -> Head:
    """Return the identifying fields from all paragraphs of the file, in reading order."""
    head = Head()
    titles = _title_positions(paragraphs)
    opening = paragraphs[: (titles[-1] + 4) if titles else 25]
    _number_and_date(head, opening, titles, paragraphs)
    _titles(head, paragraphs, titles)
    _attached_to(head, paragraphs)
    _issuer(head, paragraphs, opening)
    _period(head, paragraphs)
    _signer(head, paragraphs)
    _recipients(head, paragraphs)
    return head


def _title_positions(paragraphs: list[Paragraph]) -> list[int]:
    """Where "QUYẾT ĐỊNH" or "KẾ HOẠCH" stands as a title of its own (before any annex)."""
    found = []
    for index, paragraph in enumerate(paragraphs):
        first = squeeze(paragraph.text.split("\n")[0]).strip(" :*")
        if (
            is_capitals(first)
            and re.match(r"(?:ke hoach|quyet dinh)\b", fold(first))
            and len(first) < 160
        ):
            if fold(first).startswith("ke hoach chi tiet"):
                break
            found.append(index)
        if is_capitals(first) and fold(first).startswith("phu luc") and found:
            break
    return found


def _number_and_date(
    head: Head, opening: list[Paragraph], titles: list[int], paragraphs: list[Paragraph]
) -> None:
    for paragraph in opening:
        text = squeeze(paragraph.text)
        found = NUMBER_LINE.search(text)
        if found and not re.search(r"kèm theo|thực hiện|căn cứ", text[: found.start()], re.I):
            symbol = re.sub(r"\s", "", (found["year"] or "") + found["symbol"])
            if found["number"]:
                head.set("number", found["number"] + symbol, paragraph)
            else:
                head.blanks.add("number")
        place = PLACE_DATE.search(text)
        if place and not re.search(r"kèm theo|căn cứ|thực hiện", text, re.I):
            head.set("locality", _clean_locality(place["place"]), paragraph)
            date = first_date("ngày " + place["rest"])
            if date:
                head.set("issued_on", date[0], paragraph)
            else:
                head.blanks.add("issued_on")


def _clean_locality(text: str) -> str:
    after_symbol = re.split(r"UBND|HĐND", text)[-1]
    return squeeze(after_symbol)


def _titles(head: Head, paragraphs: list[Paragraph], titles: list[int]) -> None:
    kinds = []
    for index in titles:
        first = fold(paragraphs[index].text.split("\n")[0])
        kinds.append("QĐ" if first.startswith("quyet dinh") else "KH")
    if kinds:
        head.kind = "QĐ+KH" if {"QĐ", "KH"} <= set(kinds) else kinds[0]
    for index, kind in zip(titles, kinds, strict=True):
        if kind == "KH" and head.title is None:
            _title_after(head, paragraphs, index)
    if head.title and head.kind == "QĐ+KH" and not fold(head.title).startswith("ke hoach"):
        head.title = f"Kế hoạch {head.title[:1].lower()}{head.title[1:]}"


def _title_after(head: Head, paragraphs: list[Paragraph], index: int) -> None:
    own = squeeze(paragraphs[index].text)
    rest = re.sub(r"^\W*kế\s+hoạch\W*", "", own, count=1, flags=re.I)
    pieces = [rest] if rest else []
    for paragraph in paragraphs[index + 1 : index + 5]:
        text = squeeze(paragraph.text)
        is_end = re.match(
            r"[(]|ban hanh kem|can cu|thuc hien (?:ke hoach|quyet dinh|nghi quyet|chi thi) so|kem theo|so:|uy ban|[ivx]+\.|\d+\.|[-_]+$",
            fold(text),
        )
        if is_end or len(text) > 250 or text.endswith((".", ";")):
            break
        pieces.append(text)
        if YEAR_IN_TITLE.search(text) or PERIOD_IN_TITLE.search(text):
            break
    head.set("title", squeeze(" ".join(pieces)) or None, paragraphs[index])


def _attached_to(head: Head, paragraphs: list[Paragraph]) -> None:
    """ "(Kèm theo Kế hoạch số …/KH-UBND ngày …)" gives number and date where the number line lacks them."""
    for paragraph in paragraphs:
        text = squeeze(paragraph.text)
        found = ATTACHED.search(text)
        if found is None:
            continue
        head.set("number", found["number"] + re.sub(r"\s", "", found["symbol"]), paragraph)
        date = first_date(found["rest"])
        if date:
            head.set("issued_on", date[0], paragraph)
        if fold(found["kind"]) == "quyet dinh" and head.kind == "KH":
            head.kind = "QĐ+KH"


def _issuer(head: Head, paragraphs: list[Paragraph], opening: list[Paragraph]) -> None:
    letterhead = _letterhead(opening)
    if letterhead is not None:
        unit, paragraph = letterhead
        head.set("issuer", "Ủy ban nhân dân " + _as_written(unit, paragraphs), paragraph)
        return
    for pattern in (COMMITTEE, SHORT_COMMITTEE):
        for paragraph in paragraphs:
            found = pattern.search(squeeze(paragraph.text))
            if found:
                head.set("issuer", f"Ủy ban nhân dân {_trim_name(found['unit'])}", paragraph)
                return


def _letterhead(opening: list[Paragraph]) -> tuple[str, Paragraph] | None:
    """The issuer in capitals beside the motto: "ỦY BAN NHÂN DÂN" and the unit's name below or after."""
    for index, paragraph in enumerate(opening):
        text = squeeze(MOTTO.sub(" ", paragraph.text))
        committee = re.match(
            r"(?:(?:hoi dong nhan dan|hdnd)\W+)?(?:uy ban nhan dan|ubnd)\b", fold(text)
        )
        if committee is None or not is_capitals(text):
            continue
        name = text[committee.end() :].strip(" ,-")
        if not name:
            following = (squeeze(MOTTO.sub(" ", p.text)) for p in opening[index + 1 : index + 4])
            name = next((line for line in following if line), "")
        name = re.split(r"\s*(?:Số|Độc lập|\d)\s*[:.]", name)[0]
        name = re.sub(r"\s+VIỆT NAM$", "", name.strip())
        if re.match(rf"(?:{OWN_LEVELS})\s+\S", name, re.I) and is_capitals(name):
            return name, paragraph
    return None


def _as_written(capitals: str, paragraphs: list[Paragraph]) -> str:
    """Return a name in capitals as the running text writes it, else with capital initials."""
    words = capitals.split()
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.I)
    for paragraph in paragraphs:
        for found in pattern.finditer(squeeze(paragraph.text)):
            if not is_capitals(found.group(0)):
                return squeeze(found.group(0))[:1].lower() + squeeze(found.group(0))[1:]
    first = 2 if words[0].lower() in {"thị", "đặc", "thành"} else 1
    return " ".join([*(w.lower() for w in words[:first]), *(w.capitalize() for w in words[first:])])


def _trim_name(name: str) -> str:
    return re.split(r"\s+(?:Về|Ban|Xây|Năm|Thực)\b", squeeze(name))[0]


def _period(head: Head, paragraphs: list[Paragraph]) -> None:
    lines = [head.title or "", *(squeeze(p.text) for p in paragraphs[:40] if len(p.text) < 250)]
    for text in lines:
        span = PERIOD_IN_TITLE.search(text)
        year = (
            YEAR_IN_TITLE.search(text)
            if re.search(r"kế hoạch|cải cách|cchc|nhiệm vụ", text, re.I)
            else None
        )
        if year and not (span and text == head.title):
            head.period_start, head.period_end = f"{year.group(1)}-01-01", f"{year.group(1)}-12-31"
            return
        if span and (text == head.title):
            head.period_start, head.period_end = f"{span.group(1)}-01-01", f"{span.group(2)}-12-31"
            return


def _signer(head: Head, paragraphs: list[Paragraph]) -> None:
    for index, paragraph in enumerate(paragraphs):
        text = squeeze(paragraph.text).strip(" *")
        if not OFFICE.match(fold(text)) and not OFFICE.match(fold(_last_words(text))):
            continue
        for following in paragraphs[index + 1 : index + 16]:
            name = _name_in(squeeze(following.text).strip(" *"))
            if name:
                head.set("signer", name, following)
                return
            if len(following.text) > 160:
                break


def _last_words(text: str) -> str:
    found = re.search(r"((?:PHÓ\s+)?CHỦ\s+TỊCH)$", text)
    return found.group(1) if found else text


def _name_in(text: str) -> str | None:
    """A line that is a name, or ends with one after a recipient ("- Lưu: VT. Trần Văn An")."""
    for candidate in (text, re.split(r"[.;]\s+", text)[-1]):
        words = candidate.split()
        if NAME.match(candidate) and 2 <= len(words) <= 6 and not NOT_NAMES.match(fold(candidate)):
            return candidate
    return None


def _recipients(head: Head, paragraphs: list[Paragraph]) -> None:
    start = next(
        (i for i, p in enumerate(paragraphs) if fold(p.text).strip(" *").startswith("noi nhan")),
        None,
    )
    if start is None:
        return
    found = []
    for paragraph in paragraphs[start : start + 25]:
        text = squeeze(paragraph.text).strip(" *")
        item = re.sub(r"^Nơi nhận\s*:?", "", text, flags=re.I).strip()
        if item.startswith(("-", "–", "+")):
            found.append(_recipient(item))
        elif found and fold(item) and not OFFICE.match(fold(item)) and not _name_in(item):
            break
        if found and re.match(r"lu?u\b", fold(found[-1])):
            break
    head.recipients = tuple(text for text in found if text)
    if found:
        head.sources["recipients"] = paragraphs[start].place.as_dict(
            squeeze(paragraphs[start].text)
        )


def _recipient(item: str) -> str:
    text = item.lstrip("-–+ ").strip()
    text = SIGNER_BEHIND.sub("", text)
    text = re.sub(r"\s+(?:TM\.|KT\.|CHỦ TỊCH|PHÓ CHỦ TỊCH).*$", "", text)
    return text.rstrip(" ;.,")

"""Who does a task and by when, where a plan without a table says so in words.

Two habits: lines of their own ("- Đơn vị chủ trì: …", "Thời gian: …", also several in one line or in
brackets), and sentences ("Giao Phòng … chủ trì, phối hợp với … , hoàn thành trong tháng 6").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dinh.kernel.vietnamese import fold, squeeze

WHO = r"(?:(?:don vi|co quan|bo phan|nguoi|cong chuc|can bo|phong|ca nhan)(?:,? (?:don vi|co quan|bo phan|ca nhan))? )?"
FIELD_NAMES = (
    ("support", rf"{WHO}phoi hop(?: thuc hien)?"),
    (
        "lead",
        rf"{WHO}(?:chu tri(?: thuc hien| tham muu)?|phu trach|dau moi|chiu trach nhiem)|"
        r"(?:don vi|co quan|bo phan|nguoi|cong chuc|trach nhiem|phan cong) thuc hien|phan cong",
    ),
    (
        "due",
        r"(?:thoi gian|thoi han|tien do|thoi diem|han)(?: (?:thuc hien|hoan thanh|trien khai|bao cao))*",
    ),
    (
        "outputs",
        r"(?:du kien )?(?:san pham|ket qua|dau ra)(?:,? (?:du kien|dau ra|san pham|hoan thanh|dat duoc|can dat))*",
    ),
    ("budget", r"(?:nguon )?kinh phi(?: thuc hien)?"),
    ("note", r"ghi chu"),
    ("activities", r"noi dung(?: thuc hien| cong viec)?|cach thuc(?: thuc hien)?|yeu cau"),
)
FIELD = re.compile("|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in FIELD_NAMES))
COLON = re.compile(r"\s*:\s*")
BEFORE_FIELD = re.compile(r"(?:^\W*|[;.,(]\s*|\s[-–]\s*)$")

VERBS = (
    "chủ trì|phối hợp|tham mưu|xây dựng|rà soát|công khai|hướng dẫn|tổ chức|thực hiện|triển khai|ban hành|theo dõi|"
    "đôn đốc|kiểm tra|tổng hợp|báo cáo|cập nhật|niêm yết|tiếp nhận|tuyên truyền|chịu trách nhiệm|có trách nhiệm|"
    "làm đầu mối|là đầu mối|tiếp tục|đẩy mạnh|tăng cường|hoàn thành|hoàn thiện|trình|lập|mở|đề xuất|bố trí|duy trì|"
    "nghiên cứu|khảo sát|đánh giá|quản lý|vận hành|số hóa|số hoá|sửa đổi|nâng cấp|cử|chuẩn bị|thường xuyên|khẩn trương"
)
VERB = re.compile(rf"(?<!các)(?<!tổ)(?<!,)(?<!và)[,:]?\s+(?:{VERBS})\b")
UNIT = (
    r"(?:(?:Chánh |Trưởng )?(?:Văn phòng|Phòng|Trung tâm|Ban|Bộ phận|Công an|Trạm|Đài)|Công chức|Cán bộ|Trưởng|"
    r"Đoàn|Hội|Tổ|Ủy ban|Uỷ ban|UBMTTQ|Mặt trận|Chủ tịch|Phó Chủ tịch|Ban Chỉ huy|Các|VP|TT)"
)
GIVEN = re.compile(rf"^(?:Giao|Phân công|Đề nghị|Yêu cầu)(?:\s+cho)?\s+(?P<unit>(?i:{UNIT})\b.*)$")
LEADING = re.compile(
    rf"^(?P<unit>{UNIT}\b[^.;]{{2,120}}?),?\s+(?:chủ trì|làm đầu mối|là đầu mối)\b"
)
WITH = re.compile(r"\bphối hợp\s+(?:với|cùng)\s+(?P<unit>[^.;]+)", re.I)
LONGEST_UNIT = 160

PART = r"(?:iv|iii|ii|i|[1-4])\b"
YEAR = r"(?: ?/ ?20\d\d| nam 20\d\d)"
DEADLINES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:truoc|cham nhat(?: la)?|den(?: het)?|trong|vao|xong)(?: vao)?(?: ngay)? \d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?\b",
        r"(?:truoc|cham nhat(?: la)?|den(?: het)?|vao|xong)(?: vao)? ngay \d{1,2} (?:cua )?(?:thang \d{1,2}(?: nam \d{4})?|(?:hang|moi) (?:thang|quy))",
        rf"(?:trong|hoan thanh|xong|den het|truoc|vao)(?: trong| truoc)? thang \d{{1,2}}\b{YEAR}?",
        rf"(?:trong|hoan thanh|xong|den het|truoc|vao)(?: trong| truoc)? (?:quy|qui) {PART}(?:(?:,| va| ?\+| ?-) (?:quy )?{PART})*{YEAR}?",
        rf"\b(?:quy|qui) {PART}(?:(?:,| va| ?\+| ?-) (?:quy )?{PART})*{YEAR}",
        r"(?:dinh ky )?(?:hang|moi) (?:thang|quy)\b",
    )
)


@dataclass
class Assigned:
    """The fields of a task as printed; what is not said is None."""

    outputs: str | None = None
    lead: str | None = None
    support: str | None = None
    due: str | None = None
    budget: str | None = None
    note: str | None = None
    activities: str | None = None

    def fill(self, other: Assigned) -> None:
        """Take over what the other says and this one does not."""
        for name, value in vars(other).items():
            if getattr(self, name) is None:
                setattr(self, name, value)

    @property
    def says_anything(self) -> bool:
        """Whether any field is known."""
        return any(vars(self).values())


def field_line(text: str) -> Assigned | None:
    """Return the fields of a line that only names them ("Chủ trì: …; thời gian: …"), else None."""
    found = _fields(squeeze(text))
    if not found or found[0][0] > 0:
        return None
    return _filled(found)


def in_words(text: str) -> Assigned:
    """Return what a sentence says about its lead, support and deadline, and fields in brackets."""
    plain = squeeze(text)
    said = _filled(_fields(plain))
    said.fill(Assigned(lead=_lead(plain), support=_support(plain), due=_deadline(plain)))
    return said


def _fields(plain: str) -> list[tuple[int, str, str]]:
    """The named fields: where the name starts, which field, and its value."""
    folded = fold(plain)
    if len(folded) != len(plain):
        return []
    marks = []
    for found in FIELD.finditer(folded):
        colon = COLON.match(folded, found.end())
        if colon and BEFORE_FIELD.search(folded[: found.start()]):
            marks.append((found.start(), colon.end(), found.lastgroup or ""))
    ends = [*(start for start, _, _ in marks), len(plain)][1:]
    return [
        (
            0 if not folded[:start].strip(" -+*(.•") else start,
            name,
            plain[value:end].strip(" ;,.()-"),
        )
        for (start, value, name), end in zip(marks, ends, strict=True)
    ]


def _filled(found: list[tuple[int, str, str]]) -> Assigned:
    said = Assigned()
    for _, name, value in found:
        if value:
            said.fill(Assigned(**{name: value}))
    return said


def _lead(plain: str) -> str | None:
    leading = LEADING.match(plain)
    given = GIVEN.match(plain)
    unit = _unit(given["unit"]) if given else leading["unit"] if leading else None
    return unit.strip(" ,:") if unit and len(unit) <= LONGEST_UNIT else None


def _support(plain: str) -> str | None:
    found = WITH.search(plain)
    return _unit(found["unit"]) if found else None


def _unit(text: str) -> str | None:
    """The words of a unit's name up to the verb of what it does."""
    verb = VERB.search(text)
    unit = text[: verb.start()] if verb else ""
    return unit.strip(" ,:") if 0 < len(unit.split()) <= 25 else None


def _deadline(plain: str) -> str | None:
    folded = fold(plain)
    if len(folded) != len(plain):
        return None
    spans = [found.span() for pattern in DEADLINES if (found := pattern.search(folded))]
    return plain[slice(*min(spans))] if spans else None

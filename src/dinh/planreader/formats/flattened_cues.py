"""What the cells of a task table usually look like: the words a due, a unit, a product, a budget begin with."""

from __future__ import annotations

import re
from functools import lru_cache

from dinh.kernel.vietnamese import fold
from dinh.planreader.recognise.due import understand_due

DUE_START = re.compile(
    r"^(?:truoc|thang \d|quy\b|qui\b|nam 20|nam\b|thuong xuyen|trong (?:nam|quy|thang|suot)|khi (?:co|duoc)|theo (?:ke hoach|quy dinh|lo trinh|yeu cau|huong dan|chi dao|tien do|thoi gian)|"
    r"dinh ky|hang (?:nam|quy|thang|tuan|ngay)|moi (?:thang|quy|nam)|ngay \d|den (?:het |cuoi )?(?:nam|thang|ngay|quy)|tu (?:thang|quy|ngay|nam)|cuoi (?:nam|quy)|dau (?:nam|quy)|"
    r"\d{1,2}/\d{1,2}|0?6 thang|hoan thanh (?:truoc|trong)|cham nhat|xong|sau khi|lien tuc|ca nam|20\d\d$)"
)
DUE_PARTS = re.compile(
    r"^(?:truoc|ngay|thang|quy|qui|nam|thuong|xuyen|trong|khi|co|theo|dinh|ky|hang|moi|tu|den|cuoi|dau|het|hoan|thanh|cham|nhat|va|\d|[ivx]+\b|[,;.()/&–-]|"
    r"ke|hoach|quy|dinh|lo|trinh|yeu|cau|huong|dan|chi|dao|cua|cap|tren|de|an|duoc|phe|duyet|tham|so|noi|vu|huyen|tinh|phong|ban|hanh|lien|tuc|ca|luat|"
    r"phat|sinh|can|thiet|xong|sau|dot|xuat|neu|chuyen|mon|thoi|gian|tien|do)"
)
UNIT_START = re.compile(
    r"^(?:vp\b|vptk|p\. ?[a-z]|van ?phong|cong ?chuc|cc\b|cb\b|can bo|cac ?(?:ban|nganh|bo phan|co quan|don vi|phong|to chuc|cong chuc|can bo|thon|ap|khu|to dan|chuyen mon|truong|hoi|doan|co\b|bo\b|don\b|cong\b|to\b|chuyen\b|doanh nghiep)|"
    r"ubnd|uy ban|phong|bo phan|bp\b|ban |tai chinh|tu phap|van hoa|vh|noi vu|dia chinh|cong an|trung tam|tt\b|hoi |mttq|ubmttq|mat tran|doan|truong|dai\b|tram|to |toan the|lanh dao|"
    r"chu tich|pho chu tich|nguoi|don vi|co quan|thanh vien|so |ngan hang|buu dien|kinh te|quan su|thuong truc|bch|dang uy|tc\b|tckt|tphc|tp-|hop tac xa|thon|ap\b|xa\b|tat ca)"
)
UNIT_WORD = re.compile(
    r"\b(?:ban|nganh|phong|cong chuc|bo phan|don vi|co quan|ubnd|hdnd|xa|vu|phap|xh|kt|cbcc|tk|hoi|doan|truong|mttq|an|lien quan|mot cua|1 cua|chuc|hop)\b"
)
OUTPUT_START = re.compile(
    r"^(?:[-+]\s*)?(?:ke hoach|bao cao|quyet dinh|cong ?van|van ban|to trinh|bien ban|thong bao|phieu|danh (?:muc|sach)|ho so|bai (?:viet|dang)|tin,? bai|"
    r"cac (?:van ban|bao cao|ke hoach|chuyen muc|chuyen de|hinh thuc|sang kien|lop|tthc|thu tuc|bai|buoi|cuoc|giai phap|ho so|quyet dinh|du lieu|quy trinh|san pham|hoi nghi|tin|dich vu)|"
    r"so (?:ho so|luong|tthc|lieu|thu tuc|nguoi|van ban)|ty le|ti le|he thong|hoi nghi|cuoc|lop|quy (?:che|trinh|dinh)|de an|phuong an|giay moi|ket qua|nghi quyet|tham gia|cong bo|niem yet|"
    r"\d+ ?%|bieu mau|tai lieu|chuyen muc|du thao|du lieu|phan mem|trang thong tin|hop dong|huong dan|bang |san pham|dang ky|chung thu|\d+ (?:cuoc|lop|bai|hoi nghi|sang kien|mo hinh)|mo hinh|sang kien|chuong trinh|de cuong|cong thong tin|thu moi)"
)
BUDGET_START = re.compile(
    r"^(?:kinh phi|theo (?:du toan|kh\b|de an|ke hoach|nguon|dinh muc)|ngan sach|nguon|du toan|khong\b|chi thuong xuyen|xa hoi hoa|\d[\d.,]* ?(?:trieu|dong|ty))"
)
TASK_START = re.compile(
    r"^(?:xay dung|ban hanh|to chuc|trien khai|thuc hien|ra soat|tiep tuc|tiep nhan|cap nhat|nang cao|day manh|tang cuong|kiem tra|theo doi|danh gia|tham muu|phoi hop|bao cao|tuyen truyen|hoan thien|"
    r"doi moi|duy tri|cung cap|ap dung|khai thac|khao sat|tu danh gia|cong khai|cong bo|niem yet|bo tri|sap xep|kien toan|quan ly|dam bao|bao dam|so hoa|tham gia|cu |lap |don doc|giai quyet|xu ly|van hanh|nghien cuu|gioi thieu|phat dong|"
    r"pho bien|gop y|lay y kien|huong dan|phan cong|thanh lap|ket noi|chuyen doi|sua doi|bo sung|giao ban|tong hop|bien soan|phat huy|"
    r"phat trien|kiem ke|kiem soat|tap huan|boi duong|dao tao|nhan rong|gia han|cham diem|tu cham|chung thuc|phan loai|thong ke|tra loi|"
    r"ung dung|dau tu|mua sam|phan dau|cong nhan|khac phuc|nang cap|chuan hoa|thi hanh|hoan thanh)"
)
FEATURES = 60_000


@lru_cache(maxsize=FEATURES)
def folded(text: str) -> str:
    """Fold, remembering: the same stretches are weighed again and again."""
    return fold(text)


def is_due(text: str) -> bool:
    """Say whether the whole text is a due text."""
    plain = folded(text).strip(" .;,")
    return (
        bool(DUE_START.match(plain))
        and _only_due_words(plain)
        and understand_due(text, 2000) is not None
    )


def begins_due(text: str) -> bool:
    """Say whether the text may be the beginning of a due text."""
    plain = folded(text)
    return bool(
        re.match(
            r"(?:truoc|thang|quy|qui|nam|thuong|trong|khi|theo|dinh|hang|tu|den|cuoi)\b", plain
        )
    ) and _only_due_words(plain)


def _only_due_words(plain: str) -> bool:
    return all(DUE_PARTS.match(word) for word in plain.split())


VOWEL = re.compile(r"[aeiouy]")


def is_broken_word(above: str, below: str) -> bool:
    """Say whether a line break cut a word: a piece without a vowel is no syllable ("ng", "h")."""
    first, last = below.split(" ")[0], above.split(" ")[-1]
    if (
        re.fullmatch(r"[^\W\d_]{1,3}[,.;]?", first)
        and first.islower()
        and not VOWEL.search(folded(first))
    ):
        return last[-1:].isalpha()
    return (
        last.islower() and last.isalpha() and not VOWEL.search(folded(last)) and below[:1].islower()
    )

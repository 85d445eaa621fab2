"""The eight reform areas, found by meaning: steering, institutions, procedures, organisation,
civil service, public finance, digital government, indices."""

from __future__ import annotations

import re

from dinh.kernel.vietnamese import fold

CUES: dict[int, tuple[tuple[str, float], ...]] = {
    1: (
        (r"chi dao,? ?(?:va )?dieu hanh", 4),
        (r"cong tac (?:lanh dao,? )?chi dao", 2),
        (r"\btuyen truyen", 2.5),
        (r"ke hoach (?:cchc|cai cach hanh chinh)", 2),
        (r"kiem tra (?:cong tac )?(?:cchc|cai cach hanh chinh)", 2),
        (r"sang kien", 2),
        (r"doi thoai", 1.5),
        (r"so ket|tong ket", 1),
        (r"thi dua|khen thuong", 1),
        (r"cham diem|(?<!nang cao )chi so (?:cchc|cai cach hanh chinh)", 1.6),
        (
            r"(?:bao cao|tien do|nhiem vu|theo doi|phu trach|mo hinh|linh vuc).{0,40}\b(?:cchc|cai cach hanh chinh)",
            1.6,
        ),
    ),
    2: (
        (r"the che", 4),
        (r"quy pham phap luat|qppl", 3),
        (r"thi hanh phap luat", 3),
        (r"phap luat", 1.5),
        (r"\bvan ban\b.{0,40}\b(?:ban hanh|ra soat|het hieu luc)", 1),
        (r"(?:ra soat|kiem tra|xu ly|he thong hoa|ban hanh).{0,20}\bvan ban\b(?! chi dao)", 0.8),
        (r"trai phap luat|tiep can phap luat", 2),
    ),
    3: (
        (r"thu tuc hanh chinh|\btthc\b", 3),
        (r"mot cua|1 cua", 2.5),
        (r"phuc vu hanh chinh cong", 2),
        (r"tiep nhan va tra ket qua", 1.5),
        (r"phan anh,? (?:va )?kien nghi", 1.5),
        (r"giai quyet ho so|ho so (?:giai quyet|dung han)", 1.5),
        (r"dich vu cong", 1.5),
        (r"thanh toan truc tuyen", 1.2),
        (r"\bhai long\b", 1),
        (r"so hoa", 1),
        (r"(?:nop|tiep nhan|ho so|giai quyet|phi).{0,25}truc tuyen", 1.5),
        (r"tiep nhan ho so|nop ho so|nhan ho so|tra ket qua", 1.6),
        (r"(?:tai|o) (?:quay|ban tiep)|luot giao dich|thoi gian cho", 1.6),
        (r"chung thuc|ban sao dien tu", 1.6),
        (r"chat luong phuc vu|phuc vu (?:nguoi dan|to chuc)", 1.6),
    ),
    4: (
        (r"bo may", 3.5),
        (r"kien toan|tinh gon", 1.5),
        (r"sap xep", 1.2),
        (r"phan cap|uy quyen", 3),
        (r"chuc nang,? nhiem vu,? quyen han", 2),
        (r"quy che lam viec", 1.5),
        (r"chuc nang,? nhiem vu", 1.3),
        (r"bien che", 1.6),
    ),
    5: (
        (r"cong vu\b", 3),
        (r"can bo,? (?:va )?cong chuc|\bcbcc(?:vc)?\b|cong chuc,? vien chuc", 2.2),
        (r"doi ngu", 1.5),
        (r"dao tao,? (?:va )?boi duong", 2),
        (r"tinh gian bien che", 2),
        (r"ky luat,? ky cuong|ky cuong,? ky luat", 1.5),
        (r"vi tri viec lam|vi tri cong tac|chuyen doi vi tri", 2),
        (
            r"(?:cu|boi duong|danh gia|xep loai|bo tri|tuyen dung|luan chuyen).{0,30}(?:cong chuc|can bo)",
            1.8,
        ),
        (r"(?:cong chuc|can bo).{0,30}(?:boi duong|dao tao|trinh do|dat chuan)", 1.2),
    ),
    6: (
        (r"tai chinh", 3),
        (r"ngan sach", 2.5),
        (r"tai san cong", 3),
        (r"dau tu cong|giai ngan", 2),
        (r"\btu chu\b", 2),
        (r"kinh phi", 1.2),
        (r"chi tieu noi bo", 2),
        (r"nha,? dat\b|tru so doi du|kiem ke", 1.8),
        (r"du toan|quyet toan", 1.6),
    ),
    7: (
        (r"(?:chinh quyen|chinh phu) (?:dien tu|so)", 4),
        (r"chuyen doi so", 3.5),
        (r"hien dai hoa", 4),
        (r"cong nghe thong tin|\bcntt\b", 2.5),
        (r"\biso\b|\btcvn\b", 3),
        (r"moi truong (?:mang|so|dien tu)", 2),
        (r"chu ky so|ky so\b|chung thu so", 3),
        (r"dinh danh dien tu|tai khoan dinh danh|vneid", 2.5),
        (r"song di dong|bang rong|internet|phu song", 2),
        (r"an toan thong tin|an ninh mang|\battt\b", 3),
        (r"khoa hoc,? (?:va )?cong nghe|doi moi sang tao", 2.5),
        (r"thu dien tu|van ban dien tu|ho so cong viec", 3),
        (r"ha tang so|nen tang so|du lieu so|ky nang so|to cong nghe so", 2.5),
        (r"thong tin dien tu", 2),
        (r"hoi nghi truc tuyen|hop truc tuyen", 2.5),
        (r"co so du lieu", 1.5),
        (r"truc tuyen", 0.8),
    ),
    8: (
        (r"(?:nang cao|cai thien|duy tri).{0,40}chi so", 3.5),
        (r"cac chi so", 2),
        (r"par ?index|\bpapi\b|\bpci\b|\bsipas\b", 1.2),
    ),
}
PATTERNS = {
    area: tuple((re.compile(pattern), weight) for pattern, weight in cues)
    for area, cues in CUES.items()
}
REFORM_OF = re.compile(r"cai cach (?:ve )?(?:cong tac )?(.*)")
TITLE_FLOOR = 2.4
SENTENCE_FLOOR = 1.5


def scores(text: str) -> dict[int, float]:
    """Return how strongly the words of each area stand in the text; the first words count more."""
    folded = fold(text)
    found: dict[int, float] = {}
    for area, cues in PATTERNS.items():
        total = sum(weight * _earliness(folded, pattern) for pattern, weight in cues)
        if total:
            found[area] = total
    return found


def _earliness(folded: str, pattern: re.Pattern[str]) -> float:
    found = pattern.search(folded)
    if found is None:
        return 0.0
    return 1.0 + 0.3 * (1 - found.start() / max(1, len(folded)))


def area_of_title(title: str) -> int | None:
    """Return the area that a heading or a section row names, or None when it names none."""
    return _best(scores(title), TITLE_FLOOR)


def area_of_sentence(text: str) -> int | None:
    """Return the area that a sentence is about, or None when its words do not tell."""
    return _best(scores(text), SENTENCE_FLOOR)


def _best(found: dict[int, float], floor: float) -> int | None:
    if not found:
        return None
    area = max(found, key=lambda key: (found[key], -key))
    return area if found[area] >= floor else None

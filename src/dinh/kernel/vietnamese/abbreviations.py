"""The abbreviations of administrative papers, and a text with them written out."""

import re
from itertools import product

from dinh.kernel.vietnamese.text import squeeze

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    # bodies and units
    "UBND": ("Ủy ban nhân dân",),
    "HĐND": ("Hội đồng nhân dân",),
    "UBMT": ("Ủy ban Mặt trận",),
    "MTTQ": ("Mặt trận Tổ quốc",),
    "UBMTTQ": ("Ủy ban Mặt trận Tổ quốc",),
    "MTTQVN": ("Mặt trận Tổ quốc Việt Nam",),
    "HĐTĐ": ("Hội đồng thẩm định",),
    "BCĐ": ("Ban Chỉ đạo",),
    "VP": ("Văn phòng",),
    "VPTK": ("Văn phòng - Thống kê",),
    "TPHT": ("Tư pháp - Hộ tịch",),
    "VHXH": ("Văn hóa - Xã hội",),
    "TCKT": ("Tài chính - Kế toán",),
    "TCKH": ("Tài chính - Kế hoạch",),
    "ĐCXD": ("Địa chính - Xây dựng",),
    "ĐCNN": ("Địa chính - Nông nghiệp",),
    "ĐCXDNNMT": ("Địa chính - Xây dựng - Nông nghiệp và Môi trường",),
    "ĐCXDĐTMT": ("Địa chính - Xây dựng - Đô thị và Môi trường",),
    "KTHTĐT": ("Kinh tế, Hạ tầng và Đô thị",),
    "TTPVHCC": ("Trung tâm Phục vụ hành chính công",),
    "PVHCC": ("Phục vụ hành chính công",),
    "BPTNTKQ": ("Bộ phận Tiếp nhận và Trả kết quả",),
    "TNTKQ": ("Tiếp nhận và Trả kết quả",),
    "BP": ("Bộ phận",),
    "CA": ("Công an",),
    "BCH": ("Ban Chỉ huy",),
    "BCHQS": ("Ban Chỉ huy quân sự",),
    "LĐTBXH": ("Lao động - Thương binh và Xã hội",),
    "TNMT": ("Tài nguyên và Môi trường",),
    "NNMT": ("Nông nghiệp và Môi trường",),
    "CNSCĐ": ("công nghệ số cộng đồng",),
    "TK": ("Thống kê",),
    "HT": ("Hộ tịch",),
    "XH": ("Xã hội",),
    "NV": ("Nội vụ",),
    "KT": ("Kế toán", "Kinh tế"),
    "TC": ("Tài chính",),
    "TP": ("Tư pháp", "thành phố"),
    "VH": ("Văn hóa",),
    "TT": ("Thường trực", "Trung tâm", "Thông tư", "Thông tin"),
    "TTR": ("Thường trực", "Tờ trình"),
    "CT": ("Chủ tịch", "Chỉ thị"),
    "PCT": ("Phó Chủ tịch",),
    # people
    "CC": ("Công chức",),
    "CB": ("Cán bộ",),
    "CBCC": ("cán bộ, công chức",),
    "CBCCVC": ("cán bộ, công chức, viên chức",),
    "CCVC": ("công chức, viên chức",),
    "NLĐ": ("người lao động",),
    # matter
    "CCHC": ("cải cách hành chính",),
    "TTHC": ("thủ tục hành chính",),
    "KSTTHC": ("kiểm soát thủ tục hành chính",),
    "QPPL": ("quy phạm pháp luật",),
    "VBQPPL": ("văn bản quy phạm pháp luật",),
    "TDTHPL": ("theo dõi thi hành pháp luật",),
    "PBGDPL": ("phổ biến, giáo dục pháp luật",),
    "CĐS": ("chuyển đổi số",),
    "CNTT": ("công nghệ thông tin",),
    "ATTT": ("an toàn thông tin",),
    "CSDL": ("cơ sở dữ liệu",),
    "CSDLQG": ("cơ sở dữ liệu quốc gia",),
    "DVC": ("dịch vụ công",),
    "DVCTT": ("dịch vụ công trực tuyến",),
    "DVCQG": ("dịch vụ công quốc gia",),
    "TTĐT": ("thông tin điện tử",),
    "PAKN": ("phản ánh, kiến nghị",),
    "NTM": ("nông thôn mới",),
    "NSNN": ("ngân sách nhà nước",),
    "QLNN": ("quản lý nhà nước",),
    "KTXH": ("kinh tế - xã hội",),
    "QPAN": ("quốc phòng, an ninh",),
    "VHTT": ("văn hóa thông tin",),
    "TDTT": ("thể dục thể thao",),
    "VTLT": ("văn thư, lưu trữ",),
    "HSCV": ("hồ sơ công việc",),
}
"""Letters alone (no dash, dot, space or &) → what they may stand for, the likeliest first."""

# the dot after a title: "CC.Tư pháp", "CT. UBND"
_DOTTED = re.compile(r"\b(CC|CB|CT|PCT|BP|TTr|TT|TP)\.\s*(?=\w)")
_MOST_FORMS = 16
_LONGEST_RUN = 6
_PIECE = re.compile(r"[^\W\d_]+")
# VP-TK, VP TK, TN&TKQ, CC. VHXH, ĐC - XD
_GAP = re.compile(r"\s*[-–—&./]?\s*")


def expand(text: str) -> list[str]:
    """The text with its abbreviations written out: every reading, the likeliest first.

    Only words in capitals are abbreviations ("CC.", "TTr" too). A run such as `VP-TK`, `VP TK` or
    `BP TN&TKQ` is read as one where the run is known, else word by word. A text without any gives
    itself alone; never more than 16 readings.
    """
    line = _DOTTED.sub(r"\1 ", squeeze(text))
    parts: list[tuple[str, ...]] = []
    position = 0
    for start, end, meanings in _abbreviations_in(line):
        parts += [(line[position:start],), meanings]
        position = end
    parts.append((line[position:],))
    return _readings(parts)


def _readings(parts: list[tuple[str, ...]]) -> list[str]:
    readings: dict[str, None] = {}
    for choice in product(*parts):
        readings.setdefault("".join(choice))
        if len(readings) == _MOST_FORMS:
            break
    return list(readings)


def _abbreviations_in(line: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Start, end and meanings of each abbreviation, the longest known run first, left to right."""
    pieces = list(_PIECE.finditer(line))
    found = []
    at = 0
    while at < len(pieces):
        length = _longest_run(line, pieces[at : at + _LONGEST_RUN])
        if length:
            run = pieces[at : at + length]
            found.append((run[0].start(), run[-1].end(), ABBREVIATIONS[_letters(run)]))
        at += length or 1
    return found


def _letters(run: list[re.Match[str]]) -> str:
    return "".join(piece[0] for piece in run).upper()


def _longest_run(line: str, pieces: list[re.Match[str]]) -> int:
    """How many pieces from the first make a known abbreviation together; 0 for none."""
    for length in range(len(pieces), 0, -1):
        run = pieces[:length]
        if _letters(run) in ABBREVIATIONS and _is_joined(line, run):
            return length
    return 0


def _is_joined(line: str, run: list[re.Match[str]]) -> bool:
    if not all(_is_capitals(piece[0]) for piece in run):
        return False
    gaps = [line[a.end() : b.start()] for a, b in zip(run, run[1:], strict=False)]
    return all(_GAP.fullmatch(gap) for gap in gaps)


def _is_capitals(word: str) -> bool:
    return word.isupper() or word == "TTr"

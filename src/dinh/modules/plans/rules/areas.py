"""The areas of administrative reform: one list for every plan."""

from typing import Final

# Source: NQ 76/NQ-CP of 15/7/2021, section II (six contents), with steering in front as the plans
# of the communes have it; area 8 is the one some plans add.
AREAS: Final = {
    1: "Chỉ đạo, điều hành",
    2: "Cải cách thể chế",
    3: "Cải cách thủ tục hành chính",
    4: "Cải cách tổ chức bộ máy",
    5: "Cải cách chế độ công vụ",
    6: "Cải cách tài chính công",
    7: "Xây dựng chính quyền số",
    8: "Nâng cao các chỉ số",
}
NO_AREA: Final = "Chưa xếp lĩnh vực"
ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def area_name(area: int | None) -> str:
    """`3. Cải cách thủ tục hành chính`, or the words for a row without an area."""
    return NO_AREA if area not in AREAS else f"{area}. {AREAS[area]}"

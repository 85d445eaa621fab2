"""The areas of administrative reform: one list for every plan."""

from typing import Final

from dinh.modules.tasks.rules import AREAS

NO_AREA: Final = "Chưa xếp lĩnh vực"
ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def area_name(area: int | None) -> str:
    """`3. Cải cách thủ tục hành chính`, or the words for a row without an area."""
    return NO_AREA if area not in AREAS else f"{area}. {AREAS[area]}"


__all__ = ["AREAS", "NO_AREA", "ROMAN", "area_name"]

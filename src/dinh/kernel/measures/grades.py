"""Ordered grades: "xếp loại tốt trở lên"."""

from dataclasses import dataclass

from dinh.kernel.errors import Invalid
from dinh.kernel.vietnamese import spelling_key


class UnknownGrade(Invalid):
    """The grade is not one of the scale."""

    def __init__(self, grade: str, scale: "GradeScale") -> None:
        super().__init__(
            f"“{grade}” không có trong thang xếp loại ({', '.join(scale.worst_first)})."
        )


@dataclass(frozen=True, slots=True)
class GradeScale:
    """The grades of one scale, the worst first."""

    worst_first: tuple[str, ...]

    def rank(self, grade: str) -> int:
        """0 for the worst grade; raises `UnknownGrade`. "Loại tốt" and "tốt" are the same."""
        names = [spelling_key(name) for name in self.worst_first]
        key = spelling_key(grade)
        for form in (key, key.removeprefix("xếp ").removeprefix("loại ")):
            if form in names:
                return names.index(form)
        raise UnknownGrade(grade, self)


QUALITY_GRADES = GradeScale(("kém", "trung bình", "khá", "tốt", "xuất sắc"))
"""Grades of reform indices and of one-stop quality, as plans use them."""

OFFICER_GRADES = GradeScale(
    (
        "không hoàn thành nhiệm vụ",
        "hoàn thành nhiệm vụ",
        "hoàn thành tốt nhiệm vụ",
        "hoàn thành xuất sắc nhiệm vụ",
    )
)
"""Yearly grades of officers."""

"""What the components page shows: made-up examples, run through the real parts and tags."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from dinh.foundation.ui.charts import Figure
from dinh.foundation.ui.forms import DayField
from dinh.foundation.ui.lists import Choice, Column, Listing, Page, PageLink, Words

SECTIONS = {
    "mau": ("Màu và chữ", "colours"),
    "nut": ("Nút, liên kết", "buttons"),
    "o": ("Ô nhập", "fields"),
    "duong": ("Tìm đường", "ways"),
    "bang": ("Bảng, danh sách", "tables"),
    "tt": ("Tình trạng, hạn", "states"),
    "tg": ("Thời gian", "time"),
    "thong-bao": ("Thông báo, hộp thoại", "messages"),
    "so": ("Số và biểu đồ", "charts"),
    "nam": ("Dòng thời gian năm", "year"),
    "dv": ("Đơn vị, minh chứng", "proof"),
    "soat": ("Soát và khác biệt", "review"),
    "trong": ("Rỗng, đang tải", "empty"),
}


class ExampleForm(forms.Form):
    """A field of each kind, one of them wrong."""

    name = forms.CharField(label="Tên nhiệm vụ", max_length=200)
    number = forms.CharField(
        label="Số văn bản", required=False, help_text="Như 08/KH-UBND; để trống khi chưa có số."
    )
    born_on = DayField(label="Ngày ban hành")
    unit = forms.ChoiceField(label="Đơn vị chủ trì", choices=[("vp", "Văn phòng HĐND và UBND")])
    reason = forms.CharField(label="Lý do trả lại", required=False, widget=forms.Textarea)
    locked = forms.CharField(label="Đã khóa", disabled=True, initial="Không sửa được sau khi chốt")
    told = forms.BooleanField(label="Báo cho người phối hợp", required=False)
    how = forms.ChoiceField(
        label="Minh chứng", widget=forms.RadioSelect, choices=[("t", "Tệp"), ("s", "Số và ngày")]
    )
    file = forms.FileField(
        label="Tệp kế hoạch", required=False, help_text="PDF, DOCX hoặc ảnh, dưới 50 MB."
    )


@dataclass(frozen=True)
class Strip:
    """A line of the year."""

    what: str
    who: str
    words: str
    marks: list[tuple[str, str]]
    span: tuple[str, str] | None = None


@dataclass(frozen=True)
class MonthPlace:
    """Where a month begins and its middle, for the drawing."""

    start: str
    middle: str


FIGURES = [
    Figure("Xong đúng hạn", 89, "ok", "#so"),
    Figure("Xong, trễ", 5, "oklate", "#so"),
    Figure("Đang làm", 17, "doing", "#so"),
    Figure("Quá hạn", 4, "late", "#so"),
    Figure("Chưa đến kỳ", 13, "none"),
]
SERIES = [48.1, 48.9, 50.2, 51.0, None, 52.6, 53.0, 53.4, 53.9, 53.9, 54.2]
MONTHS = [MonthPlace(f"{n / 12:.2%}", f"{(n + 0.5) / 12:.2%}") for n in range(12)]
STRIPS = [
    Strip(
        "Báo cáo định kỳ",
        "Văn phòng",
        "Báo cáo định kỳ: quý I và II xong đúng hạn, quý III xong trễ, quý IV đang làm",
        [("ok", "19.73%"), ("ok", "44.93%"), ("oklate", "70.14%"), ("doing", "95.07%")],
    ),
    Strip(
        "Rà soát thủ tục",
        "Văn phòng",
        "Rà soát thủ tục: làm từ tháng 6, đang chờ công nhận",
        [("wait", "88.49%")],
        ("41.37%", "46.85%"),
    ),
    Strip(
        "Tập huấn tổ công nghệ số",
        "Phòng Văn hóa – Xã hội",
        "Tập huấn: đợt một xong, đợt hai quá hạn, đợt ba chưa đến kỳ",
        [("ok", "32.33%"), ("late", "87.95%"), ("notyet", "96.71%")],
    ),
]


def _form() -> ExampleForm:
    return ExampleForm(
        {"name": "Niêm yết thủ tục hành chính", "born_on": "31/02/2026", "unit": "vp", "how": "t"}
    )


def _listing(query: QueryDict) -> Listing:
    columns = [
        Column("ho-so", "Hồ sơ", ("title",)),
        Column("nguoi-nop", "Người nộp"),
        Column("hen-tra", "Hẹn trả", ("due_at",)),
        Column("le-phi", "Lệ phí (đồng)", ("fee",), numeric=True),
        Column("tinh-trang", "Tình trạng"),
    ]
    filters = [
        Words("q", "Tìm nhiệm vụ"),
        Choice("tinh-trang", "Tình trạng", options=[("qua-han", "Quá hạn"), ("xong", "Xong")]),
        Choice("don-vi", "Chủ trì", options=[("vp", "Văn phòng"), ("kt", "Phòng Kinh tế")]),
    ]
    return Listing(query, columns=columns, filters=filters, sort="hen-tra")


def _page() -> Page[Any]:
    numbers = [PageLink("1", "#duong"), PageLink("2", "#duong", is_current=True)]
    numbers += [PageLink("3", "#duong"), PageLink("…"), PageLink("10", "#duong")]
    return Page(list(range(20)), 2, 20, 184, False, numbers, "#duong", "#duong")


def examples(query: QueryDict) -> dict[str, Any]:
    """The context of the page: everything that the parts take."""
    return {
        "sections": [
            (key, title, f"web/gallery/{name}.html") for key, (title, name) in SECTIONS.items()
        ],
        "form": _form(),
        "listing": _listing(query),
        "page": _page(),
        "figures": FIGURES,
        "series": SERIES,
        "months": MONTHS,
        "strips": STRIPS,
    }

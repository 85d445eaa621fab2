"""The forms of the review: the document, one target with its measures, one task, the short rows."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dinh.modules.plans.forms.fields import (
    Day,
    Line,
    Lines,
    Number,
    Pick,
    area_choices,
    day_of,
    iso,
    plain,
)
from dinh.modules.plans.models import Plan, Target

if TYPE_CHECKING:  # generic only in the stubs
    from django.core.files.uploadedfile import UploadedFile

Row = dict[str, Any]

DUE_TYPES = [
    ("", _("Chưa rõ")),
    ("by", _("Trước một ngày")),
    ("month", _("Trong một tháng")),
    ("quarters", _("Trong một hoặc nhiều quý")),
    ("year", _("Trong năm")),
    ("continuous", _("Thường xuyên (hỏi theo kỳ báo cáo)")),
    ("periodic", _("Định kỳ")),
    ("on_demand", _("Khi có yêu cầu")),
    ("per_plan", _("Theo kế hoạch, quy định khác")),
]
EVERY = [
    ("", _("Theo kỳ báo cáo")),
    ("month", _("Hằng tháng")),
    ("quarter", _("Hằng quý")),
    ("half_year", _("6 tháng một lần")),
    ("year", _("Hằng năm")),
]
OPS = [
    (">=", _("từ … trở lên")),
    (">", _("trên")),
    ("=", _("đạt")),
    ("range", _("từ … đến …")),
    ("<=", _("không quá")),
    ("<", _("dưới")),
    ("zero", _("không có trường hợp nào")),
    ("increase", _("tăng")),
    ("decrease", _("giảm")),
    ("grade", _("xếp loại từ … trở lên")),
    ("rank", _("xếp hạng từ … trở lên")),
    ("qualitative", _("đánh giá bằng lời")),
]
DOCUMENT_LINES = ("kind", "number", "issuer", "locality", "title", "theme", "signer")


class UploadForm(forms.Form):
    """A plan file, and what it is a newer version of."""

    file = forms.FileField(
        label=_("Tệp kế hoạch"),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.md"}),
        error_messages={"required": _("Hãy chọn tệp kế hoạch (DOCX, PDF hoặc TXT).")},
    )
    plan = forms.ModelChoiceField(
        label=_("Là bản mới của"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("Không, đây là kế hoạch mới"),
        widget=forms.Select(attrs={"class": "select"}),
    )
    parent = forms.ModelChoiceField(
        label=_("Thuộc kế hoạch nhiều năm"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("Không, hoặc chưa có trong hệ thống"),
        widget=forms.Select(attrs={"class": "select"}),
    )
    reason = Line(label=_("Lý do của bản mới"), max_length=500)

    def __init__(
        self, *args: Any, plans: QuerySet[Plan], parents: QuerySet[Plan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]  # a model choice
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]  # a model choice

    @property
    def uploaded(self) -> "UploadedFile[bytes]":
        """The file, once valid."""
        found: UploadedFile[bytes] = self.cleaned_data["file"]
        return found


class ComposeForm(forms.Form):
    """A plan to be typed by hand."""

    title = Line(label=_("Tên kế hoạch"), max_length=255, required=True)
    year = forms.IntegerField(label=_("Từ năm"), min_value=2000, max_value=2100)
    year_to = forms.IntegerField(label=_("Đến năm"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("year", "year_to"):
            self.fields[name].widget = forms.TextInput(
                attrs={"class": "input w-time", "inputmode": "numeric"}
            )


class CarryForm(forms.Form):
    """For which year the annual plan is made."""

    year = forms.TypedChoiceField(
        label=_("Năm"), coerce=int, widget=forms.Select(attrs={"class": "select"})
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(plan.period_start.year, plan.period_end.year + 1)
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]  # a choice field


class DocumentForm(forms.Form):
    """The facts of the document; recipients one a line."""

    kind = Line(label=_("Loại văn bản"), max_length=20, css="w-s")
    number = Line(label=_("Số, ký hiệu"), max_length=60, css="w-s")
    issued_on = Day(label=_("Ngày ban hành"))
    issuer = Line(label=_("Cơ quan ban hành"), max_length=200)
    locality = Line(label=_("Nơi ban hành"), max_length=120, css="w-s")
    title = Lines(label=_("Tên kế hoạch"), rows=2, max_length=500)
    theme = Line(label=_("Chủ đề năm"), max_length=500)
    period_start = Day(label=_("Từ ngày"))
    period_end = Day(label=_("Đến ngày"))
    signer = Line(label=_("Người ký"), max_length=120)
    recipients = Lines(label=_("Nơi nhận"), rows=4)

    @classmethod
    def initial_of(cls, document: Row) -> Row:
        """What the form shows for the document of a draft."""
        initial = {name: document.get(name) or "" for name in DOCUMENT_LINES}
        days = {name: day_of(document.get(name)) for name in DAYS}
        return {**initial, **days, "recipients": "\n".join(document.get("recipients") or [])}

    def values(self) -> Row:
        """What the draft keeps."""
        given = self.cleaned_data
        lines = {name: given[name] or None for name in DOCUMENT_LINES}
        days = {name: iso(given[name]) for name in DAYS}
        recipients = [line.strip() for line in given["recipients"].splitlines() if line.strip()]
        return {**lines, **days, "recipients": recipients}


DAYS = ("issued_on", "period_start", "period_end")


class ReferenceForm(forms.Form):
    """One cited document."""

    number = Line(label=_("Số, ký hiệu"), max_length=80)
    date = Day(label=_("Ngày"))
    name = Line(label=_("Tên văn bản"), max_length=500)
    relation = Pick(
        label=_("Quan hệ"),
        choices=[
            ("basis", _("Căn cứ")),
            ("implements", _("Cụ thể hóa")),
            ("amends", _("Sửa đổi")),
        ],
    )

    def values(self) -> Row:
        """What the draft keeps; all empty when nothing was typed."""
        given = self.cleaned_data
        return {
            "number": given.get("number") or None,
            "date": iso(given.get("date")),
            "name": given.get("name") or None,
            "relation": given.get("relation") or "basis",
        }


ReferenceFormSet = forms.formset_factory(ReferenceForm, extra=1, max_num=200)


def references_in(formset: Any) -> list[Row]:
    """The references that say something."""
    rows = [form.values() for form in formset.forms if hasattr(form, "cleaned_data")]
    return [row for row in rows if row["number"] or row["name"]]


class TaskForm(forms.Form):
    """One task of the plan, in the words of the document."""

    task = Lines(label=_("Nội dung"), rows=3)
    area = Pick(label=_("Lĩnh vực"))
    outputs = Lines(label=_("Sản phẩm"), rows=2)
    lead = Line(label=_("Chủ trì"), max_length=500)
    support = Line(label=_("Phối hợp"), max_length=1000)
    due_text = Line(label=_("Thời hạn như in"), max_length=300)
    due_type = Pick(label=_("Hiểu là"), choices=DUE_TYPES)
    due_date = Day(label=_("Ngày"))
    due_month = forms.TypedChoiceField(
        label=_("Tháng"),
        coerce=int,
        required=False,
        empty_value=None,
        choices=[("", "–"), *((str(n), str(n)) for n in range(1, 13))],
        widget=forms.Select(attrs={"class": "select w-time"}),
    )
    due_quarters = forms.TypedMultipleChoiceField(
        label=_("Quý"),
        coerce=int,
        required=False,
        choices=[("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV")],
        widget=forms.CheckboxSelectMultiple,
    )
    due_year = forms.IntegerField(
        label=_("Năm"),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "input w-time", "inputmode": "numeric"}),
    )
    due_every = Pick(label=_("Bao lâu một lần"), choices=EVERY)
    budget = Line(label=_("Kinh phí"), max_length=300)
    note = Line(label=_("Ghi chú"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]  # a choice field
        self.fields["lead"].widget.attrs["list"] = "unit-names"

    @classmethod
    def initial_of(cls, row: Row) -> Row:
        """What the form shows for a row of a draft."""
        due = row.get("due") or {}
        initial = {name: row.get(name) or "" for name in TASK_LINES}
        return initial | {
            "area": str(row.get("area") or ""),
            "due_type": due.get("type") or "",
            "due_date": day_of(due.get("date")),
            "due_month": due.get("month") or "",
            "due_quarters": [str(quarter) for quarter in due.get("quarters") or []],
            "due_year": due.get("year"),
            "due_every": due.get("every") or "",
        }

    def clean(self) -> Row:
        """The parts that the chosen kind of due needs must be there."""
        given = super().clean() or {}
        needed = {"by": "due_date", "month": "due_month", "quarters": "due_quarters"}
        field = needed.get(given.get("due_type") or "")
        if field and not given.get(field) and field not in self.errors:
            self.add_error(field, _("Hãy điền phần này, hoặc chọn cách hiểu khác."))
        return given

    def values(self) -> Row:
        """What the draft keeps."""
        given = self.cleaned_data
        values = {name: given[name] or None for name in TASK_LINES}
        values["task"] = given["task"]
        return values | {"area": int(given["area"]) if given["area"] else None, "due": self._due()}

    def _due(self) -> Row | None:
        given = self.cleaned_data
        kind = given["due_type"]
        if not kind:
            return None
        return {
            "type": kind,
            "date": iso(given["due_date"]) if kind == "by" else None,
            "month": given["due_month"] if kind == "month" else None,
            "quarters": given["due_quarters"] if kind == "quarters" else None,
            "year": given["due_year"],
            "every": (given["due_every"] or None) if kind == "periodic" else None,
        }


TASK_LINES = ("task", "outputs", "lead", "support", "due_text", "budget", "note")


class TargetForm(forms.Form):
    """One target sentence."""

    text = Lines(label=_("Nội dung"), rows=3)
    area = Pick(label=_("Lĩnh vực"))
    label = Line(label=_("Ký hiệu như in"), max_length=40, css="w-time")
    level = Pick(label=_("Của cấp nào"), choices=Target.Level.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def initial_of(cls, row: Row) -> Row:
        """What the form shows for a row of a draft."""
        return {
            "text": row.get("text") or "",
            "area": str(row.get("area") or ""),
            "label": row.get("label") or "",
            "level": row.get("level") or Target.Level.COMMUNE,
        }

    def values(self) -> Row:
        """What the draft keeps."""
        given = self.cleaned_data
        return {
            "text": given["text"],
            "area": int(given["area"]) if given["area"] else None,
            "label": given["label"] or None,
            "level": given["level"] or Target.Level.COMMUNE,
        }


class MeasureForm(forms.Form):
    """One measure; `rest` carries the fields that the screen does not show."""

    what = Line(label=_("Đo cái gì"))
    op = Pick(label=_("So sánh"), choices=OPS)
    value = Number(label=_("Giá trị"))
    value_max = Number(label=_("Đến"))
    unit = Line(label=_("Đơn vị"), max_length=40, css="w-time")
    grade = Line(label=_("Loại cần đạt"), max_length=40, css="w-s")
    by = Day(label=_("Hạn riêng"))
    rest = forms.JSONField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, row: Row) -> Row:
        """What the form shows for a measure of a draft."""
        shown = {name: row.get(name) for name in SHOWN if name != "by"}
        rest = {name: value for name, value in row.items() if name not in SHOWN}
        return shown | {"by": day_of(row.get("by")), "rest": rest}

    def values(self) -> Row:
        """What the draft keeps."""
        given = self.cleaned_data
        values = {
            **(given.get("rest") or {}),
            "what": given["what"],
            "op": given["op"] or "qualitative",
            "value": plain(given["value"]),
            "value_max": plain(given["value_max"]),
            "unit": given["unit"] or None,
            "by": iso(given["by"]),
        }
        return values | ({"grade": given["grade"]} if given["grade"] else {})


SHOWN = ("what", "op", "value", "value_max", "unit", "grade", "by")
MeasureFormSet = forms.formset_factory(MeasureForm, extra=1, max_num=40)


def measures_in(formset: Any) -> list[Row]:
    """The measures that say what they measure."""
    forms_ = [form for form in formset.forms if form.cleaned_data.get("what")]
    return [form.values() for form in forms_]


class DutyForm(forms.Form):
    """What the plan asks of one unit; one duty a line."""

    unit = Line(label=_("Đơn vị như in"), max_length=300)
    items = Lines(label=_("Việc được giao"), rows=4)

    def values(self) -> Row:
        """What the draft keeps."""
        lines = self.cleaned_data["items"].splitlines()
        return {
            "unit": self.cleaned_data["unit"],
            "items": [line.strip() for line in lines if line.strip()],
        }


class ReportForm(forms.Form):
    """One periodic report that the plan demands."""

    period = Pick(
        label=_("Kỳ"),
        choices=[
            ("month", _("Tháng")),
            ("quarter", _("Quý")),
            ("6m", _("6 tháng")),
            ("9m", _("9 tháng")),
            ("year", _("Năm")),
            ("other", _("Khác")),
        ],
    )
    due = Line(label=_("Hạn như in"), max_length=300)

    def values(self) -> Row:
        """What the draft keeps."""
        return {"period": self.cleaned_data["period"], "due": self.cleaned_data["due"]}

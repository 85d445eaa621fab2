"""Forms that give work or change its words and lead."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinh.foundation.ui.forms import DayField
from dinh.foundation.ui.wording import day as day_words
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Person, Unit
from dinh.modules.organisation.queries import people_of, units_of
from dinh.modules.tasks.access import may_give_to
from dinh.modules.tasks.forms.acts import ActForm
from dinh.modules.tasks.models import Task
from dinh.modules.tasks.rules import AREAS, area_name

REPEATS = [
    ("once", _("Một lần, đến một ngày")),
    ("month", _("Mỗi tháng, đến hết năm")),
    ("quarter", _("Mỗi quý, đến hết năm")),
    ("on_demand", _("Khi phát sinh, chưa định ngày")),
]


class LeadForm(ActForm):
    """Who leads and who supports."""

    lead_unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Đơn vị chủ trì"),
        required=False,
        empty_label=_("Chưa giao đơn vị"),
    )
    lead_person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Người làm chính"),
        required=False,
        empty_label=_("Cả đơn vị"),
    )
    support_units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Đơn vị phối hợp"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    left_out: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.left_out:
            del self.fields[name]
        today = timezone.localdate()
        units = units_of(actor.organisation_id, today)
        allowed = [unit.pk for unit in units if may_give_to(actor, unit.pk)]
        people = people_of(actor.organisation_id, today)
        self._offer("lead_unit", units.filter(pk__in=allowed))
        self._offer("lead_person", people)
        self._offer("support_units", units)

    def _offer(self, name: str, rows: Any) -> None:
        if name in self.fields:
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a model choice field


class WordsForm(LeadForm):
    """The words of a task."""

    title = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}))
    output = forms.CharField(
        label=_("Sản phẩm phải có"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    area = forms.TypedChoiceField(
        label=_("Lĩnh vực cải cách"),
        required=False,
        choices=[("", area_name(None)), *((str(area), area_name(area)) for area in AREAS)],
        coerce=int,
        empty_value=None,
    )
    budget = forms.CharField(label=_("Kinh phí"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class GiveForm(WordsForm):
    """New work inside the office."""

    repeats = forms.ChoiceField(
        label=_("Bao lâu một lần"), choices=REPEATS, widget=forms.RadioSelect, initial="once"
    )
    due_day = DayField(label=_("Hạn"), required=False, help_text=_("Cần khi việc chỉ làm một lần."))
    field_order = [
        "title",
        "output",
        "area",
        "lead_unit",
        "lead_person",
        "support_units",
        "repeats",
        "due_day",
        "budget",
        "note",
    ]

    def clean(self) -> dict[str, Any]:
        """Work done once needs its day."""
        given = super().clean() or self.cleaned_data
        missing = given.get("repeats") == "once" and given.get("due_day") is None
        if missing and "due_day" not in self.errors:
            self.add_error("due_day", _("Ghi hạn của việc này."))
        return given

    def wanted(self) -> dict[str, Any]:
        """The fields of a `GivenTask`."""
        given = dict(self.cleaned_data)
        repeats, due_day = given.pop("repeats", "once"), given.pop("due_day")
        rule, printed = _due(repeats, due_day)
        today = timezone.localdate()
        period = (today, date(today.year, 12, 31))
        return {**given, "due_rule": rule, "due_printed": printed, "period": period}


def _due(repeats: str, due_day: date | None) -> tuple[dict[str, Any], str]:
    """The due rule and its words for a choice of `REPEATS`."""
    words = str(dict(REPEATS)[repeats])
    if repeats == "once":
        iso = due_day.isoformat() if due_day else None
        return {"type": "by", "date": iso}, day_words(due_day)
    if repeats == "on_demand":
        return {"type": "on_demand"}, words
    return {"type": "periodic", "every": repeats}, words


class FromAboveForm(GiveForm):
    """Work that a superior assigned: by whom, under which document."""

    assigner = forms.CharField(
        label=_("Cơ quan, người giao"),
        max_length=200,
        help_text=_("Ví dụ: Đảng ủy, UBND tỉnh, Sở Nội vụ."),
    )
    assigned_document = forms.CharField(
        label=_("Số, ký hiệu văn bản giao"), required=False, max_length=120
    )
    assigned_on = DayField(label=_("Ngày giao"), required=False)
    field_order = ["assigner", "assigned_document", "assigned_on", *GiveForm.field_order]

    def wanted(self) -> dict[str, Any]:
        """The fields of a `GivenTask` from above."""
        return {**super().wanted(), "kind": Task.Kind.ABOVE}


class SubtaskForm(GiveForm):
    """A piece of a task: done once, inside the lead unit."""

    left_out = ("repeats", "lead_unit", "support_units", "area", "budget")
    field_order = ["title", "output", "lead_person", "due_day", "note"]

    def clean(self) -> dict[str, Any]:
        """A piece needs its day."""
        self.cleaned_data["repeats"] = "once"
        return super().clean()


class ReassignForm(LeadForm):
    """Another lead, with the version that the person saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class EditForm(WordsForm):
    """The words of a task, with the version that the person saw."""

    left_out = ("lead_unit", "lead_person", "support_units")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    assigner = forms.CharField(label=_("Cơ quan, người giao"), required=False, max_length=200)
    assigned_document = forms.CharField(
        label=_("Số, ký hiệu văn bản giao"), required=False, max_length=120
    )
    assigned_on = DayField(label=_("Ngày giao"), required=False)
    result = forms.CharField(
        label=_("Kết quả báo cáo cấp trên"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if task.kind != Task.Kind.ABOVE:
            for name in ("assigner", "assigned_document", "assigned_on", "result"):
                del self.fields[name]

    def wanted(self) -> dict[str, Any]:
        """The changes, and the version seen."""
        changes = dict(self.cleaned_data)
        return {"seen_version": changes.pop("seen_version"), "changes": changes}

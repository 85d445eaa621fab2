"""Forms in our markup: hints and errors are tied to their control; days are dd/mm/yyyy."""

from datetime import date

import pytest
from django import forms
from django.template import engines

from dinh.foundation.ui.forms import DayField, refuse
from dinh.kernel.errors import Conflict


class Report(forms.Form):
    """A field of each kind."""

    title = forms.CharField(label="Tên", help_text="Ngắn gọn")
    due_on = DayField(label="Hạn", required=False)
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    unit = forms.ChoiceField(label="Đơn vị", choices=[("a", "Phòng A")])
    kind = forms.ChoiceField(label="Loại", choices=[("x", "X")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Đồng ý", required=False)
    file = forms.FileField(label="Tệp", required=False)
    key = forms.CharField(widget=forms.HiddenInput)


def shown(form: forms.Form) -> str:
    return engines["django"].from_string("{{ form }}").render({"form": form})


def test_a_form_shows_each_field_in_our_markup() -> None:
    html = shown(Report())
    assert '<label for="id_title">Tên</label>' in html
    assert 'class="input"' in html and 'aria-describedby="id_title_helptext"' in html
    assert '<span class="field__hint" id="id_title_helptext">Ngắn gọn</span>' in html
    assert 'class="input w-date"' in html
    assert 'class="area"' in html and 'rows="4"' in html
    assert 'class="select"' in html and "<legend>Loại</legend>" in html
    assert 'class="drop" data-drop' in html and 'type="hidden"' in html
    assert html.count("không bắt buộc") == 3  # a check box is optional by nature


def test_an_error_stands_at_its_field_and_in_the_summary() -> None:
    html = shown(
        Report({"title": "", "due_on": "31/02/2026", "unit": "a", "kind": "x", "key": "k"})
    )
    assert 'role="alert"' in html
    assert '<a href="#id_due_on">Hạn</a>: Viết ngày như 31/12/2026.' in html
    assert 'id="id_due_on_error"' in html and 'value="31/02/2026"' in html
    assert 'aria-invalid="true"' in html and "id_due_on_error" in html.split('name="due_on"')[1]


def test_a_refused_act_is_told_in_the_form() -> None:
    form = Report({"title": "Báo cáo", "unit": "a", "kind": "x", "key": "k"})
    assert form.is_valid()
    refuse(form, Conflict("Phạm Đức Long đã sửa việc này lúc 14:02."))
    assert "Phạm Đức Long đã sửa việc này lúc 14:02." in shown(form)


@pytest.mark.parametrize(
    "typed", ["05/11/2026", "5/11/2026", "5-11-2026", "5.11.2026", "2026-11-05", "5/11/26"]
)
def test_days_are_taken_as_people_type_them(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 5)


def test_an_optional_day_may_be_empty() -> None:
    assert DayField(required=False).clean("") is None

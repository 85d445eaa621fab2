"""Forms of the acts on one occurrence or task; `wanted` is what the action gets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dinh.foundation.ui.forms import DayField
from dinh.modules.tasks.actions import Proof


class ActForm(forms.Form):
    """A form whose fields are named as the action's arguments."""

    def wanted(self) -> dict[str, Any]:
        """The arguments for the action."""
        return dict(self.cleaned_data)


class NoFields(ActForm):
    """An act that asks nothing more."""


class ReasonForm(ActForm):
    """An act that needs a reason."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 4}))


class ManyFiles(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of uploads; empty when none was chosen."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Each upload checked; ValidationError for an empty one."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        single = super().clean
        return [single(one, initial) for one in given]


class EvidenceForm(ActForm):
    """Files, or the number and date of a document, or both."""

    uploads = ManyFilesField(
        label=_("Tệp minh chứng"),
        required=False,
        help_text=_("PDF, DOCX, XLSX hoặc ảnh; chọn được nhiều tệp."),
    )
    document_number = forms.CharField(
        label=_("Số, ký hiệu văn bản"),
        required=False,
        max_length=120,
        help_text=_("Ví dụ 187/BC-UBND. Có số và ngày thì không bắt buộc kèm tệp."),
    )
    document_date = DayField(label=_("Ngày văn bản"), required=False)
    title = forms.CharField(label=_("Tên văn bản, nội dung"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Ghi chú cho người công nhận"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Something must be handed in, and a document needs number and date together."""
        given = super().clean() or self.cleaned_data
        number, day = given.get("document_number", ""), given.get("document_date")
        if number and day is None and "document_date" not in self.errors:
            self.add_error("document_date", _("Ghi cả ngày của văn bản."))
        if day is not None and not number:
            self.add_error("document_number", _("Ghi cả số, ký hiệu của văn bản."))
        if not given.get("uploads") and not number and not self.errors:
            self.add_error(None, _("Hãy kèm ít nhất một tệp, hoặc ghi số và ngày của văn bản."))
        return given

    def wanted(self) -> dict[str, Any]:
        """The first file carries the document's number and date; without a file, the record does."""
        given = self.cleaned_data
        words = {
            "document_number": given["document_number"],
            "document_date": given["document_date"],
            "title": given["title"],
            "note": given["note"],
        }
        files = given["uploads"]
        if not files:
            return {"proofs": [Proof(**words)]}
        first = Proof(upload=files[0], **words)
        return {"proofs": [first, *(Proof(upload=one) for one in files[1:])]}


class AcceptForm(ActForm):
    """The office accepts; for what was past at entry it names the true day."""

    done_on = DayField(
        label=_("Ngày hoàn thành thực tế"),
        required=False,
        help_text=_("Lần việc này đã qua khi nhập kế hoạch. Để trống thì lấy ngày của văn bản."),
    )
    note = forms.CharField(
        label=_("Nhận xét"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, is_past: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_past:
            del self.fields["done_on"]


class AskExtensionForm(ReasonForm):
    """The lead asks for a later day."""

    new_due_day = DayField(label=_("Xin lùi hạn đến ngày"))
    field_order = ["new_due_day", "reason"]


class ExtendForm(AskExtensionForm):
    """The office gives a later day."""

    new_due_day = DayField(label=_("Hạn mới"))
    document = forms.CharField(label=_("Văn bản cho phép gia hạn"), required=False, max_length=120)
    field_order = ["new_due_day", "document", "reason"]


class AnswerForm(ActForm):
    """The office answers a request for extension."""

    is_granted = forms.TypedChoiceField(
        label=_("Trả lời"),
        choices=[("yes", _("Đồng ý gia hạn")), ("no", _("Không gia hạn"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Ý kiến; không gia hạn thì phải nêu lý do"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    document = forms.CharField(label=_("Văn bản cho phép gia hạn"), required=False, max_length=120)


class DueDayForm(ReasonForm):
    """A date for work whose document gave none."""

    due_day = DayField(label=_("Hạn"))
    reason = forms.CharField(
        label=_("Căn cứ"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Văn bản nào ấn định ngày này?"),
    )
    field_order = ["due_day", "reason"]


class OccurrenceForm(ReasonForm):
    """Calls up work on demand."""

    label = forms.CharField(
        label=_("Tên lần phát sinh"), max_length=120, help_text=_("Ví dụ: Lấy ý kiến đợt tháng 11")
    )
    due_day = DayField(label=_("Hạn"), required=False)
    reason = forms.CharField(
        label=_("Vì sao phát sinh"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Yêu cầu, văn bản nào?"),
    )
    field_order = ["label", "due_day", "reason"]


class CommentForm(ActForm):
    """A word about a task."""

    text = forms.CharField(
        label=_("Viết trao đổi"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mọi người phối hợp đều đọc được. Không thay cho minh chứng."),
    )

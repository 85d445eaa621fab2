"""What the journal's page calls the acts on plans."""

from django.utils.translation import gettext_lazy as _

from dinh.foundation.journal.words import register_words

_KINDS = {
    "plans.actual_recorded": _("Ghi kết quả của chỉ tiêu"),
    "plans.draft_abandoned": _("Bỏ bản nhập dở"),
    "plans.draft_started": _("Bắt đầu nhập kế hoạch"),
    "plans.file_read": _("Đọc xong tệp kế hoạch"),
    "plans.file_refused": _("Không đọc được tệp kế hoạch"),
    "plans.parent_named": _("Ghi kế hoạch cấp trên"),
    "plans.plan_moved": _("Đổi tình trạng kế hoạch"),
    "plans.reference_completed": _("Bổ sung căn cứ của kế hoạch"),
    "plans.target_saved": _("Ghi chỉ tiêu"),
    "plans.target_withdrawn": _("Rút chỉ tiêu"),
    "plans.task_added": _("Thêm nhiệm vụ vào kế hoạch"),
    "plans.version_accepted": _("Chấp nhận bản kế hoạch"),
}
_COLUMNS = {
    "plans.file": _("tệp"),
    "plans.name": _("tên"),
    "plans.state": _("tình trạng"),
    "plans.text": _("nội dung"),
    "plans.title": _("tên kế hoạch"),
}


def register() -> None:
    """Give the journal the words of this module."""
    register_words(_KINDS, _COLUMNS)

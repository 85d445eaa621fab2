"""The kinds of events in people's words; a kind without words is shown as it is written."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from dinh.foundation.journal.models import Event

GROUPS = [
    ("organisation", _("Nội bộ, tài khoản, lịch")),
    ("plans", _("Kế hoạch")),
    ("tasks", _("Nhiệm vụ")),
    ("files", _("Tệp")),
]

_KINDS = {
    "organisation.account_closed": _("Khóa tài khoản"),
    "organisation.account_closed_idle": _("Khóa tài khoản vì lâu không đăng nhập"),
    "organisation.account_opened": _("Mở tài khoản"),
    "organisation.alias_forgotten": _("Bỏ một tên gọi của đơn vị"),
    "organisation.alias_remembered": _("Nhớ một tên gọi của đơn vị"),
    "organisation.calendar_day_removed": _("Bỏ ngày riêng trong lịch"),
    "organisation.calendar_day_set": _("Ghi ngày riêng trong lịch"),
    "organisation.contacts_revealed": _("Xem điện thoại, thư điện tử"),
    "organisation.deadlines_moved": _("Dời hạn theo lịch mới"),
    "organisation.name_recorded": _("Ghi tên mới của cơ quan"),
    "organisation.organisation_closed": _("Kết thúc cơ quan"),
    "organisation.organisation_founded": _("Lập cơ quan trong hệ thống"),
    "organisation.parent_recorded": _("Ghi cấp trên của cơ quan"),
    "organisation.password_changed": _("Đổi mật khẩu của mình"),
    "organisation.password_reset": _("Cấp mật khẩu dùng một lần"),
    "organisation.person_added": _("Thêm người"),
    "organisation.person_changed": _("Sửa thông tin người"),
    "organisation.person_locked": _("Tài khoản tự khóa vì nhập sai nhiều lần"),
    "organisation.person_unlocked": _("Mở khóa đăng nhập"),
    "organisation.place_ended": _("Kết thúc vị trí"),
    "organisation.place_given": _("Giao vị trí"),
    "organisation.position_closed": _("Kết thúc chức danh"),
    "organisation.position_created": _("Thêm chức danh"),
    "organisation.predecessor_recorded": _("Ghi đơn vị trước khi sắp xếp"),
    "organisation.second_factor_changed": _("Thay đổi xác thực hai lớp của mình"),
    "organisation.second_factor_removed": _("Gỡ xác thực hai lớp"),
    "organisation.signed_in": _("Đăng nhập"),
    "organisation.signed_out": _("Kết thúc một phiên đăng nhập"),
    "organisation.signed_out_elsewhere": _("Đăng xuất mọi nơi khác"),
    "organisation.unit_changed": _("Sửa đơn vị"),
    "organisation.unit_closed": _("Kết thúc đơn vị"),
    "organisation.unit_created": _("Thêm đơn vị"),
    "organisation.working_week_set": _("Ghi giờ làm việc trong tuần"),
}


class Line(NamedTuple):
    """An event as the journal page shows it: its words, and what changed, column by column."""

    event: Event
    words: Any
    changes: list[tuple[str, Any, Any]]


def line_of(event: Event) -> Line:
    """The event with its words and changes."""
    before, after = event.before or {}, event.after or {}
    names = [*after, *(name for name in before if name not in after)]
    changes = [
        (name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]
    return Line(event, _KINDS.get(event.kind, event.kind), changes)

"""The kinds of events in people's words, and an event as the journal's page shows it."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from dinh.foundation.journal.models import Event
from dinh.foundation.journal.words import column_words, kind_words, register_words

GROUPS = [
    ("organisation", _("Nội bộ, tài khoản, lịch")),
    ("plans", _("Kế hoạch")),
    ("tasks", _("Nhiệm vụ")),
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
    "organisation.parameter_set": _("Ghi giá trị riêng của số liệu pháp luật"),
    "organisation.parameter_withdrawn": _("Bỏ giá trị riêng của số liệu pháp luật"),
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

_COLUMNS = {
    "address": _("địa chỉ máy"),
    "change": _("thay đổi"),
    "code": _("mã"),
    "counted": _("ngày tính vào thời hạn"),
    "day": _("ngày"),
    "days": _("số ngày không đăng nhập"),
    "document": _("theo văn bản"),
    "effective_on": _("có hiệu lực"),
    "email": _("thư điện tử"),
    "full_name": _("họ và tên"),
    "hours": _("giờ làm việc"),
    "is_active": _("tài khoản đang dùng"),
    "key": _("số liệu"),
    "kind": _("loại"),
    "level": _("cấp"),
    "locality": _("địa danh"),
    "name": _("tên"),
    "note": _("ghi chú"),
    "number": _("số hạn"),
    "order": _("thứ tự"),
    "parent": _("cấp trên"),
    "phone": _("điện thoại"),
    "position": _("chức danh"),
    "predecessor": _("đơn vị cũ"),
    "printed": _("tên như in"),
    "reason": _("lý do"),
    "role": _("vai trò"),
    "sessions": _("số phiên"),
    "short_name": _("tên gọn"),
    "successor": _("đơn vị kế thừa"),
    "title": _("chức danh"),
    "unit": _("đơn vị"),
    "username": _("tên đăng nhập"),
    "valid_from": _("từ ngày"),
    "valid_to": _("đến hết ngày"),
    "value": _("giá trị"),
}


def register() -> None:
    """Give the journal the words of this module."""
    register_words(_KINDS, {f"organisation.{name}": words for name, words in _COLUMNS.items()})


class Line(NamedTuple):
    """An event as the journal page shows it: its words, and what changed, column by column."""

    event: Event
    words: Any
    changes: list[tuple[Any, Any, Any]]


def line_of(event: Event) -> Line:
    """The event with its words and changes; keys of records are left out."""
    before, after = event.before or {}, event.after or {}
    names = [*after, *(name for name in before if name not in after)]
    changes = [
        (column_words(event.kind, name), _plain(before.get(name)), _plain(after.get(name)))
        for name in names
        if before.get(name) != after.get(name) and not name.endswith("_id")
    ]
    return Line(event, kind_words(event.kind), changes)


def _plain(value: Any) -> Any:
    """A value as people read it."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return "; ".join(map(str, value)) if isinstance(value, list) else value

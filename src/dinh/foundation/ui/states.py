"""The words, the outline and the tone of every state: one thing is said in one way."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Look:
    """How a state is shown: an icon of the sprite, a tone of the tokens, default words."""

    icon: str
    tone: str
    words: str | Promise


STATES: dict[str, Look] = {
    "notyet": Look("notyet", "none", _("Chưa đến kỳ")),
    "open": Look("cal", "none", _("Chưa đến hạn")),
    "doing": Look("doing", "doing", _("Đang làm")),
    "soon": Look("soon", "soon", _("Sắp đến hạn")),
    "late": Look("late", "late", _("Quá hạn")),
    "wait": Look("wait", "wait", _("Đang chờ")),
    "paused": Look("paused", "wait", _("Tạm dừng")),
    "return": Look("return", "late", _("Trả lại để sửa")),
    "refused": Look("gone", "late", _("Từ chối")),
    "cancelled": Look("none", "none", _("Đã hủy")),
    "ok": Look("ok", "ok", _("Xong đúng hạn")),
    "oklate": Look("oklate", "ok", _("Xong, trễ hạn")),
    "safe": Look("trend-up", "doing", _("Đúng hướng")),
    "risk": Look("warn", "soon", _("Nguy cơ không đạt")),
    "lost": Look("gone", "late", _("Không đạt")),
    "met": Look("ok", "ok", _("Đã đạt")),
    "none": Look("none", "none", _("Chưa có số liệu")),
    "doubt": Look("doubt", "soon", _("Cần xem lại")),
}

"""What the error pages say: what happened, what is safe, what to do."""

from typing import Any

from django.utils.translation import gettext as _

from dinh.kernel.errors import Refusal

ICONS = {403: "lock", 404: "search", 409: "swap"}


def refusal_page(error: Refusal) -> tuple[str, dict[str, Any]]:
    """The template and its words for a refusal."""
    return "web/refused.html", {
        "sentence": error.sentence,
        "icon_name": ICONS.get(error.status, "warn"),
        "safe": _safe(error.status),
    }


def _safe(status: int) -> str:
    if status == 404:
        return _("Kiểm tra lại đường dẫn, hoặc tìm ở ô tìm kiếm phía trên.")
    if status == 403:
        return _("Chưa có gì thay đổi. Nếu đây là việc của bạn, hãy hỏi người quản trị của đơn vị.")
    return _("Chưa có gì thay đổi. Quay lại trang trước, những gì bạn gõ vẫn còn ở đó.")

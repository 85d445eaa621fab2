"""The journal of a task as a story: each act in words, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinh.foundation.journal.models import Event
from dinh.foundation.journal.words import register_words
from dinh.foundation.ui.wording import day as day_words

# Kind of event → icon, tone of the line ("key" official, "bad" returned or refused), words after the name.
ACTS: dict[str, tuple[str, str, Any]] = {
    "given": ("plan", "", gettext_lazy("giao nhiệm vụ")),
    "edited": ("edit", "", gettext_lazy("sửa nhiệm vụ")),
    "reassigned": ("org", "key", gettext_lazy("phân công lại")),
    "rescheduled": ("cal", "key", gettext_lazy("đổi thời hạn theo văn bản")),
    "cancelled": ("x", "bad", gettext_lazy("hủy nhiệm vụ")),
    "commented": ("voice", "", gettext_lazy("viết")),
    "started": ("doing", "", gettext_lazy("bắt đầu làm")),
    "evidence_submitted": ("upload", "key", gettext_lazy("nộp minh chứng")),
    "no_need_reported": ("upload", "key", gettext_lazy("báo không phát sinh trong kỳ")),
    "evidence_withdrawn": ("return", "", gettext_lazy("rút minh chứng")),
    "evidence_accepted": ("check", "key", gettext_lazy("công nhận hoàn thành")),
    "evidence_returned": ("return", "bad", gettext_lazy("trả lại minh chứng")),
    "reopened": ("history", "key", gettext_lazy("mở lại")),
    "occurrence_cancelled": ("x", "bad", gettext_lazy("hủy lần việc")),
    "occurrence_added": ("plus", "key", gettext_lazy("ghi lần phát sinh")),
    "past_followed": ("cal", "", gettext_lazy("đưa vào theo dõi lần đã qua khi nhập")),
    "dated": ("cal", "key", gettext_lazy("ghi hạn")),
    "extension_asked": ("cal", "", gettext_lazy("xin gia hạn")),
    "extension_granted": ("cal", "key", gettext_lazy("gia hạn")),
    "extension_refused": ("cal", "bad", gettext_lazy("không đồng ý gia hạn")),
    "deadline_moved": ("cal", "key", gettext_lazy("dời hạn theo lịch làm việc mới")),
}
_FIELDS = {
    "title": gettext_lazy("nội dung"),
    "output": gettext_lazy("sản phẩm"),
    "area": gettext_lazy("lĩnh vực"),
    "budget": gettext_lazy("kinh phí"),
    "note": gettext_lazy("ghi chú"),
    "result": gettext_lazy("kết quả"),
    "assigner": gettext_lazy("người giao"),
    "assigned_document": gettext_lazy("văn bản giao"),
    "assigned_on": gettext_lazy("ngày giao"),
}


def journal_words() -> tuple[dict[str, Any], dict[str, Any]]:
    """What the journal's page calls the kinds and columns of this module."""
    kinds = {f"tasks.{name}": capfirst(words) for name, (_icon, _tone, words) in ACTS.items()}
    return kinds, {f"tasks.{name}": words for name, words in _FIELDS.items()}


_COLUMNS = {
    **_FIELDS,
    "occurrence": gettext_lazy("lần"),
    "occurrences": gettext_lazy("các lần"),
    "lead": gettext_lazy("chủ trì"),
    "person": gettext_lazy("người làm"),
    "due": gettext_lazy("thời hạn"),
    "due_at": gettext_lazy("hạn"),
    "due_day": gettext_lazy("hạn"),
    "new_due_day": gettext_lazy("hạn mới"),
    "evidence": gettext_lazy("minh chứng"),
    "round": gettext_lazy("lần nộp"),
    "done_at": gettext_lazy("hoàn thành"),
    "late": gettext_lazy("trễ hạn"),
    "document": gettext_lazy("theo văn bản"),
}


def register_journal_words() -> None:
    """Give the journal's page the words of this module."""
    kinds = {f"tasks.{name}": capfirst(words) for name, (_icon, _tone, words) in ACTS.items()}
    register_words(kinds, {f"tasks.{name}": words for name, words in _COLUMNS.items()})


@dataclass(frozen=True)
class Line:
    """One act of the story."""

    at: datetime
    who: str
    icon: str
    tone: str
    words: str
    detail: str
    quote: str


def story(events: Iterable[Event], *, names_occurrences: bool) -> list[Line]:
    """The events as lines, in their order; each names its occurrence where there are several."""
    return [_line(event, names_occurrences) for event in events]


def _line(event: Event, names_occurrence: bool) -> Line:
    name = event.kind.partition(".")[2]
    icon, tone, words = ACTS.get(name, ("doc", "", event.kind))
    after, before = event.after or {}, event.before or {}
    label = after.get("occurrence", "") if names_occurrence else ""
    return Line(
        at=event.at,
        who=event.actor_name or _("Hệ thống"),
        icon=icon,
        tone=tone,
        words=str(words),
        detail=" · ".join(filter(None, [label, _detail(name, before, after)])),
        quote=event.note,
    )


def _detail(name: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    if name == "evidence_submitted":
        return "; ".join(after.get("evidence", []))
    if name == "evidence_accepted":
        return _("trễ hạn") if after.get("late") else _("đúng hạn")
    if name == "reassigned":
        return _("%(old)s → %(new)s") % {"old": _lead(before), "new": _lead(after)}
    if name == "edited":
        return ", ".join(str(_FIELDS.get(field, field)) for field in after)
    return _dates(before, after) or str(after.get("document", ""))


def _lead(state: dict[str, Any]) -> str:
    return ", ".join(filter(None, [state.get("lead"), state.get("person")])) or _("chưa giao")


def _dates(before: dict[str, Any], after: dict[str, Any]) -> str:
    old = _day(before.get("due_day") or before.get("due_at"))
    new = _day(after.get("due_day") or after.get("new_due_day") or after.get("due_at"))
    if old and new:
        said = _("từ %(old)s đến %(new)s") % {"old": old, "new": new}
        return f"{said} · {after['document']}" if after.get("document") else said
    return _("đến %(new)s") % {"new": new} if new else ""


def _day(text: Any) -> str:
    try:
        return day_words(date.fromisoformat(str(text)[:10]))
    except ValueError:
        return ""

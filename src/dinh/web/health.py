"""Whether this installation can do its work: database, worker, room for files."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from dinh.foundation.files.actions import largest_upload
from dinh.foundation.files.storage import room_in
from dinh.foundation.jobs.queries import count_overdue, worker_is_alive

UPLOADS_LEFT = 10  # of the largest size: room for fewer is told before someone's upload fails


@dataclass(frozen=True)
class Check:
    """One thing that must be well, and what to do when it is not."""

    name: str
    is_well: bool
    words: str


def checks(now: datetime) -> list[Check]:
    """All checks; the later ones are not made without a database."""
    database = Check("database", *_database())
    if not database.is_well:
        return [database]
    return [database, Check("worker", *_worker(now)), Check("files", *_files(now))]


def _database() -> tuple[bool, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False, _("Cơ sở dữ liệu không trả lời. Kiểm tra dịch vụ và dung lượng đĩa.")
    return True, _("Cơ sở dữ liệu trả lời.")


def _worker(now: datetime) -> tuple[bool, str]:
    if not worker_is_alive(now):
        return False, _("Không có tiến trình chạy việc nền. Khởi động `dinh work`.")
    waiting = count_overdue(now)
    if waiting:
        return False, _("Có %(count)s việc nền đang chờ quá lâu.") % {"count": waiting}
    return True, _("Việc nền đang chạy.")


def _files(now: datetime) -> tuple[bool, str]:
    room = room_in(default_storage)
    if not room.is_writable:
        return False, _("Không ghi được vào kho tệp. Kiểm tra thư mục và quyền.")
    if room.free_bytes is not None and room.free_bytes < UPLOADS_LEFT * largest_upload(now):
        left = {"megabytes": room.free_bytes // 1024 // 1024}
        return False, _(
            "Ổ đĩa của kho tệp chỉ còn %(megabytes)s MB. Hãy dọn hoặc thêm ổ đĩa."
        ) % left
    return True, _("Kho tệp ghi được.")

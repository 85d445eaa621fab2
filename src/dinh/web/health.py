"""Whether this installation can do its work: database, worker, room for files."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from dinh.foundation.jobs.queries import count_overdue, worker_is_alive


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
    return [database, Check("worker", *_worker(now)), Check("files", *_files())]


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


def _files() -> tuple[bool, str]:
    try:
        default_storage.exists("health")
    except OSError:
        return False, _("Không đọc được kho tệp. Kiểm tra thư mục và quyền.")
    return True, _("Kho tệp đọc được.")

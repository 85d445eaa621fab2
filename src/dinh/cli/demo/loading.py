"""Brings the demo database to life once: tables, commune, plan through the reader, the year so far.

A stamp beside the database says that a load came to its end. With it only the tables are brought up
to date, so that what somebody tried out stays; without it, a load was cut off and all is made again.
"""

import shutil
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from dinh.cli.demo import commune, year
from dinh.cli.demo.plan_file import write_plan

SOURCES = settings.BASE_DIR / "demo"
PASSWORD = "Dinh-2026-demo"  # noqa: S105 -- printed on the screen: nothing real lies behind it
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- likewise


def load() -> None:
    """Make the demo database unless it is already there; running it again is harmless."""
    stamp = settings.VAR_DIR / "demo-stamp"
    if stamp.is_file():
        print("Dữ liệu minh họa đã có sẵn (`make demo-fresh` làm lại từ đầu).")
        _bring_up_to_date()
        return
    _start_afresh()
    print("Tạo bảng dữ liệu…")
    _bring_up_to_date()
    _fill()
    stamp.write_text("complete\n", encoding="utf-8")


def _bring_up_to_date() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _fill() -> None:
    words = tomllib.loads((SOURCES / "commune.toml").read_text(encoding="utf-8"))
    print("Tạo xã Bình Minh, các đơn vị và người dùng…")
    commune.make(words, password=PASSWORD, totp_secret=TOTP_SECRET)
    print("Đọc và nhập Kế hoạch cải cách hành chính năm 2026 từ tệp DOCX…")
    plan_file = settings.VAR_DIR / "ke-hoach-cchc-2026.docx"
    write_plan(SOURCES / "plan-2026.toml", plan_file)
    plan = year.import_plan(plan_file)
    print("Ghi lại những việc đã làm từ đầu năm…")
    year.live_through(plan, until=timezone.now() - timedelta(minutes=1))


def _start_afresh() -> None:
    connection.close()
    for path in (*_database_files(), settings.MEDIA_ROOT, settings.STATIC_ROOT):
        if Path(path).is_dir():
            shutil.rmtree(path)
        else:
            Path(path).unlink(missing_ok=True)
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)


def _database_files() -> list[Path]:
    if connection.vendor != "sqlite":
        return []
    name = str(settings.DATABASES["default"]["NAME"])
    return [Path(name + ending) for ending in ("", "-wal", "-shm")]


def sign_in_table(host: str, port: int) -> str:
    """The address and who can sign in, as a table for the terminal."""
    words: dict[str, Any] = tomllib.loads((SOURCES / "commune.toml").read_text(encoding="utf-8"))
    rows = [(p["username"], p["name"], p["shown_as"]) for p in words["people"]]
    lines = [
        "",
        f"Đình: http://{host}:{port}",
        f"Mật khẩu của mọi tài khoản: {PASSWORD}",
        "",
        f"{'Tên đăng nhập':<15}{'Người':<23}Vai trò",
        *(f"{username:<15}{name:<23}{role}" for username, name, role in rows),
        "",
        f"Tài khoản quantri cần thêm mã 6 số: khóa TOTP {TOTP_SECRET}",
        "(hoặc chạy `make demo-code` để xem mã của phút này).",
        "",
    ]
    return "\n".join(lines)


def code_now() -> str:
    """The administrator's six digits of this half minute."""
    value = hotp_value(TOTP_SECRET, yield_hotp_counters_from_time().__next__())
    return format_hotp_value(value)

"""Starts Django for the commands that need the database; the others start without it."""

import os
import sys
from collections.abc import Callable

import django
from django.db import InterfaceError, OperationalError, ProgrammingError

from dinh.kernel.errors import Refusal

NO_DATABASE = (
    "Không dùng được cơ sở dữ liệu ({fault}). Hãy kiểm tra DINH_DATABASE_URL, "
    "rồi chạy “python manage.py migrate”."
)


def start() -> None:
    """Load settings and apps. Harmless when it was done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinh.config.settings")
    django.setup()


def answer(command: Callable[[], int]) -> int:
    """The command's exit code; 2 and a sentence on standard error for a refusal or no database."""
    start()
    try:
        return command()
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
    except (OperationalError, InterfaceError, ProgrammingError) as fault:
        print(NO_DATABASE.format(fault=str(fault).strip().splitlines()[0]), file=sys.stderr)
    return 2

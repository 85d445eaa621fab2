"""What `dinh journal` prints. Imported once Django has been started."""

import argparse
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from dinh.foundation.journal import guards, verification
from dinh.foundation.journal.actions import make_day_digests
from dinh.foundation.journal.queries import digests_of, last_sequence, organisations_with_events
from dinh.foundation.journal.verification import Finding, Published
from dinh.kernel.errors import Invalid, NotFound
from dinh.modules.organisation.models import Organisation

SHOWN = 50


def verify(arguments: argparse.Namespace) -> int:
    """Check guards, chains and digests, and lines published earlier; 1 when anything is wrong."""
    published = _published(arguments.against)
    chosen = _chosen(arguments.organisation, verification.chains())
    if arguments.organisation is None:  # an agency whose whole chain is gone was published once
        chosen.extend(key for key in _owners(published) if key not in chosen)
    wrong = _print_missing_guards()
    for key in chosen:
        wrong += _print_findings(key, list(_findings(key, published)))
    if not chosen:
        print("Nhật ký chưa có sự kiện nào.")
    return 1 if wrong else 0


def digest(arguments: argparse.Namespace) -> int:
    """Seal what has ended and print the day's lines, one per agency."""
    day = _ended_day(arguments.day)
    for key in _chosen(arguments.organisation, organisations_with_events()):
        make_day_digests(organisation_id=key, until=day, at=timezone.now())
        for sealed in digests_of(key, day):
            print(sealed.line())
    return 0


def _ended_day(given: str | None) -> date:
    yesterday = timezone.localdate() - timedelta(days=1)
    try:
        day = date.fromisoformat(given) if given else yesterday
    except ValueError:
        raise Invalid(f"“{given}” không phải là một ngày; hãy viết như 2026-11-19.") from None
    if day > yesterday:
        raise Invalid("Ngày đó chưa kết thúc nên chưa niêm phong được.")
    return day


def _chosen(code: str | None, known: list[uuid.UUID]) -> list[uuid.UUID]:
    if code is None:
        return known
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        raise NotFound(f"Không có đơn vị nào mang mã “{code}”.")
    return [organisation.pk]


def _published(path: str | None) -> list[Published]:
    if path is None:
        return []
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Invalid(f"Không đọc được tệp “{path}”.") from None
    published = verification.read_published(lines)
    if not published:
        raise Invalid(f"Tệp “{path}” không có dòng niêm phong nào.")
    return published


def _owners(published: list[Published]) -> list[uuid.UUID]:
    return sorted({line.organisation_id for line in published})


def _findings(key: uuid.UUID, published: list[Published]) -> Iterator[Finding]:
    yield from verification.verify_chain(key)
    yield from verification.verify_digests(key)
    yield from verification.check_against(key, published)


def _print_missing_guards() -> int:
    missing = guards.missing(connection)
    if missing:
        print(f"Cơ sở dữ liệu thiếu chốt chống sửa nhật ký: {', '.join(missing)}.")
    return len(missing)


def _print_findings(key: uuid.UUID, findings: list[Finding]) -> int:
    code = Organisation.objects.filter(pk=key).values_list("code", flat=True).first() or key
    for finding in findings[:SHOWN]:
        print(f"{code}: {finding.sentence}")
    if len(findings) > SHOWN:
        print(f"{code}: … và {len(findings) - SHOWN} sai lệch khác.")
    if not findings:
        days = digests_of(key).count()
        print(f"{code}: toàn vẹn ({last_sequence(key)} sự kiện, {days} ngày đã niêm phong).")
    return len(findings)

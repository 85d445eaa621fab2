"""`dinh plans import`: a plan file into the system, by the same reading and acceptance as on screen."""

import argparse
import sys
from pathlib import Path

from dinh.cli import django_setup


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command `import`."""
    command = subparsers.add_parser(
        "import", help="read a plan file and put it into force", description=__doc__
    )
    command.add_argument("file", type=Path, metavar="FILE", help="DOCX, PDF or text")
    command.add_argument("--organisation", required=True, metavar="CODE")
    command.add_argument("--as", dest="username", required=True, metavar="USERNAME")
    command.add_argument(
        "--settle",
        action="store_true",
        help="take every doubtful field as it was read; without it a doubtful plan waits for review",
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 in force, 1 left under review, 2 bad input."""
    try:
        content = arguments.file.read_bytes()
    except OSError:
        print(f"Không mở được tệp {arguments.file}; kiểm tra lại đường dẫn.", file=sys.stderr)
        return 2
    return django_setup.answer(lambda: _imported(arguments, content))


def _imported(arguments: argparse.Namespace, content: bytes) -> int:
    from django.utils import timezone  # noqa: PLC0415 -- needs Django set up

    from dinh.kernel.errors import NotFound  # noqa: PLC0415 -- with the one above
    from dinh.modules.organisation.models import Organisation, Person  # noqa: PLC0415 -- Django
    from dinh.modules.organisation.queries import actor_for  # noqa: PLC0415 -- Django
    from dinh.modules.plans.actions.importing import import_plan  # noqa: PLC0415 -- Django

    organisation = Organisation.objects.filter(code=arguments.organisation).first()
    person = Person.objects.filter(username=arguments.username).first()
    if organisation is None or person is None:
        raise NotFound("Không có đơn vị hoặc tài khoản này.")
    actor = actor_for(person, timezone.localdate(), organisation.pk)
    if actor is None:
        raise NotFound("Tài khoản này không có vị trí ở đơn vị đó hôm nay.")
    found = import_plan(
        actor=actor,
        at=timezone.now(),
        content=content,
        name=arguments.file.name,
        settle_doubts=arguments.settle,
    )
    for doubt in found.doubts:
        print(f"Cần xem lại: {doubt.reason}")
    if found.version is None:
        print(f"Còn {len(found.doubts)} chỗ cần xem lại; mở trang Nhập kế hoạch để soát.")
        return 1
    print(f"Đã ghi: {found.version.plan.title} ({found.version.name}).")
    return 0

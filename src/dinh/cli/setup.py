"""`dinh setup`: tables, the first agency and its administrator, for an office that installs Đình."""

import argparse

from dinh.cli import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `dinh setup`."""
    parser.add_argument("--code", required=True, help="code of the agency, e.g. H99.12")
    parser.add_argument("--level", default="commune", choices=["commune", "province"])
    parser.add_argument(
        "--kind", default="xa", choices=["xa", "phuong", "dac-khu", "tinh", "thanh-pho"]
    )
    parser.add_argument("--name", required=True, help='without its kind: "Bình Minh"')
    parser.add_argument("--parent", metavar="CODE", help="the agency directly above, set up before")
    parser.add_argument("--admin", required=True, metavar="USERNAME")
    parser.add_argument("--admin-name", required=True, metavar="FULL NAME")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 done, 2 when the agency is there already or something given cannot be used."""
    return django_setup.answer(lambda: _set_up(arguments))


def _set_up(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command  # noqa: PLC0415 -- needs Django set up
    from django.db import transaction  # noqa: PLC0415 -- with the one above
    from django.utils import timezone  # noqa: PLC0415 -- with the one above

    from dinh.kernel.errors import NotFound  # noqa: PLC0415 -- with the one above
    from dinh.modules.organisation import actions  # noqa: PLC0415 -- Django
    from dinh.modules.organisation.models import Organisation  # noqa: PLC0415 -- Django

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    parent = Organisation.objects.filter(code=arguments.parent).first()
    if arguments.parent and parent is None:
        raise NotFound(f"Không có cơ quan mã {arguments.parent}; hãy thiết lập cơ quan đó trước.")
    at = timezone.now()
    with transaction.atomic():
        agency = actions.found_organisation(
            code=arguments.code,
            level=arguments.level,
            kind=arguments.kind,
            name=arguments.name,
            parent=parent,
            valid_from=timezone.localdate(at),
            at=at,
        )
        person, password = actions.add_first_administrator(
            organisation_id=agency.pk,
            username=arguments.admin,
            full_name=arguments.admin_name,
            at=at,
        )
    print(f"Đã lập cơ quan {arguments.code}.")
    print(f"Đăng nhập lần đầu: {person.username} / {password} (phải đổi ngay khi vào).")
    return 0

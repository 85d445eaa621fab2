"""The demo commune as people meet it: the main screens of each role, and the README's picture."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from dinh.cli.demo import commune, year
from dinh.cli.demo.plan_file import write_plan
from dinh.modules.organisation.models import Person
from dinh.modules.plans.models import Plan
from dinh.modules.tasks.models import Task
from e2e.browsing import NARROW, WIDE, Screen
from factories.people import CastMember, cast_member

pytestmark = pytest.mark.django_db(transaction=True)

DEMO = settings.BASE_DIR / "demo"
PICTURE = settings.BASE_DIR / "docs" / "images" / "board.png"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """The demo's plan with its year so far."""
    words = tomllib.loads((DEMO / "commune.toml").read_text("utf-8"))
    commune.make(words, password="Dinh-2026-demo", totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    write_plan(DEMO / "plan-2026.toml", tmp_path / "plan.docx")
    made = year.import_plan(tmp_path / "plan.docx")
    year.live_through(made, until=timezone.now())
    return made


def _member(username: str) -> CastMember:
    return cast_member(Person.objects.get(username=username))


def _addresses(plan: Plan) -> dict[str, list[str]]:
    """Who looks at what: the pages that each person of the demo lives in."""
    board = f"/lam-viec/ke-hoach/{plan.pk}/"
    task = Task.objects.get(title__startswith="Kiểm kê")
    return {
        "chutich": ["/lam-viec/", board, f"{board}don-vi/", f"{board}nguoi/", f"{board}nam/"],
        "vanphong": [
            "/lam-viec/",
            f"{board}lich/",
            f"{board}chi-tieu/",
            f"{board}van-ban/",
            "/lam-viec/ke-hoach/",
            "/lam-viec/thong-bao/",
        ],
        "kinhte": ["/lam-viec/", f"/lam-viec/nhiem-vu/{task.pk}/", "/lam-viec/tim/?q=tru+so"],
        "captren": ["/lam-viec/", "/lam-viec/noi-bo/xa/"],
    }


def test_the_demo_is_calm_to_look_at(
    plan: Plan, open_screen: Callable[..., Screen], pytestconfig: pytest.Config
) -> None:
    """Every page at both widths; loading the demo takes longest, so it is loaded once."""
    for username, addresses in _addresses(plan).items():
        member = _member(username)
        for width in (WIDE, NARROW):
            screen = open_screen(member, width=width)
            for number, address in enumerate(addresses):
                answer = screen.go(address)
                assert answer is not None
                assert answer.status == 200, address
                screen.check(f"demo-{username}-{number}")
    _keep_picture(plan, open_screen(_member("vanphong")), pytestconfig)


def _keep_picture(plan: Plan, screen: Screen, pytestconfig: pytest.Config) -> None:
    """The README's picture: kept under docs/ by `make pictures`, otherwise only taken."""
    screen.go(f"/lam-viec/ke-hoach/{plan.pk}/")
    screen.page.get_by_role("heading", name="Theo lĩnh vực").wait_for()
    taken = screen.shot("readme-board")

    assert taken.stat().st_size > 20_000
    if pytestconfig.getoption("--update-pictures"):
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(taken, PICTURE)
    assert PICTURE.is_file()

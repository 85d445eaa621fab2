"""A real browser against a live server: Debian's Chromium, driven by Playwright.

The database is a file here, so that the server's threads have connections of their own; in memory
they would share one with the test. On PostgreSQL nothing changes.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from e2e.browsing import NARROW, WIDE, Screen
from factories.people import CastMember

CHROMIUM = Path(os.environ.get("DINH_CHROMIUM", "/usr/bin/chromium"))

# Playwright keeps an event loop in this thread, and Django would refuse any query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database file for SQLite; readers and the writer do not wait for each other (WAL)."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        return
    place = tmp_path_factory.mktemp("database") / "e2e.sqlite3"
    connection.settings_dict["TEST"]["NAME"] = str(place)
    connection.settings_dict["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    if not CHROMIUM.exists():
        pytest.skip(f"No Chromium at {CHROMIUM}: `apt-get install chromium`, or set DINH_CHROMIUM.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture
def open_screen(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Screen]]:
    """`open_screen(member=None, width=WIDE, javascript=True)`: a window, signed in as the member.

    At the end of the test no page may have raised a script error or met a refusal of the CSP.
    """
    screens: list[Screen] = []

    def opened(
        member: CastMember | None = None, width: int = WIDE, javascript: bool = True
    ) -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": 760 if width == NARROW else 900},
            has_touch=width == NARROW,
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        context.set_default_timeout(4_000)
        if member is not None:
            context.add_cookies(_cookies_of(member, live_server.url))
        screen = Screen(context, live_server.url, width)
        screens.append(screen)
        return screen

    yield opened
    for screen in screens:
        screen.context.close()
    assert [problem for screen in screens for problem in screen.problems] == []


def _cookies_of(member: CastMember, url: str) -> list[dict[str, str]]:
    return [
        {"name": name, "value": morsel.value, "url": url}
        for name, morsel in member.client.cookies.items()
    ]

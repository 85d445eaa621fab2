"""What a deployment may set, and what is made for it at the first start."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dinh.config import environment


def test_processes_that_start_together_have_one_key(tmp_path: Path) -> None:
    place = tmp_path / "secret-key"
    with ThreadPoolExecutor(16) as pool:
        keys = list(pool.map(lambda _number: environment.kept_secret(place), range(64)))

    assert len(set(keys)) == 1
    assert len(keys[0]) > 60
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_strangers_cannot_look_into_a_new_folder(tmp_path: Path) -> None:
    made = environment.private_folder(tmp_path / "deep" / "var")

    assert stat.S_IMODE(made.stat().st_mode) & 0o007 == 0


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("# a remark\nDINH_ONE='1'\nDINH_TWO=2\n", "utf-8")
    monkeypatch.setenv("DINH_ONE", "set")
    monkeypatch.setenv("DINH_TWO", "gone")
    monkeypatch.delenv("DINH_TWO")
    environment.load_env_file(tmp_path / ".env")

    assert (environment.text("DINH_ONE", ""), environment.text("DINH_TWO", "")) == ("set", "2")


@pytest.mark.parametrize(
    ("given", "engine", "name"),
    [
        ("sqlite:////srv/dinh.sqlite3", "sqlite3", "/srv/dinh.sqlite3"),
        ("sqlite:///var/x.sqlite3", "sqlite3", str(environment.PROJECT_ROOT / "var/x.sqlite3")),
        ("postgres://u:p%40ss@db:5433/dinh", "postgresql", "dinh"),
    ],
)
def test_databases(given: str, engine: str, name: str) -> None:
    found = environment.database(given)

    assert (found["ENGINE"], found["NAME"]) == (f"django.db.backends.{engine}", name)


def test_the_password_of_an_address_is_decoded() -> None:
    found = environment.database("postgres://u:p%40ss@db:5433/dinh")

    assert (found["PASSWORD"], found["HOST"], found["PORT"]) == ("p@ss", "db", "5433")


def test_another_database_is_refused_with_what_to_write() -> None:
    with pytest.raises(environment.SettingMissing, match="sqlite:///var/dinh.sqlite3"):
        environment.database("mysql://x/y")

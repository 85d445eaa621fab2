"""What a deployment may set, read from the environment (and a `.env` beside the project)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PROJECT_ROOT = Path(__file__).resolve().parents[3]


class SettingMissing(Exception):
    """A setting is missing or wrong; the text says what to do about it."""


def load_env_file(path: Path) -> None:
    """Read `NAME=value` lines into the environment; what is already set there wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str) -> str:
    """The setting, or the default."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """The setting as yes or no (1, true, yes, on in any case mean yes)."""
    raw = os.environ.get(name)
    return default if raw is None else raw.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    """The setting as a list: comma-separated, spaces dropped, empty entries left out."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, object]:
    """Django's database entry for `sqlite:///path` (four slashes: absolute) or `postgres://user:word@host:port/name`.

    SQLite runs in WAL with immediate transactions and full synchronisation (ADR 0001).

    Raises SettingMissing for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
            "PORT": str(parts.port or dict(parse_qsl(parts.query)).get("port", "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise SettingMissing(
        f"DINH_DATABASE_URL has the scheme {parts.scheme!r}. "
        "Use sqlite:///var/dinh.sqlite3 or postgres://user:password@host:5432/name."
    )


def _sqlite(path: str) -> dict[str, object]:
    place = Path(path)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(place if place.is_absolute() else PROJECT_ROOT / place),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
            ),
        },
    }


def private_folder(path: Path) -> Path:
    """The folder, made where it is missing so that only its owner and group can look inside."""
    path.mkdir(mode=0o750, parents=True, exist_ok=True)
    return path


def kept_secret(path: Path) -> str:
    """A random key made once and kept in a file that only its owner reads.

    Server and worker may start at the same moment: the first whole file stays, both read that one.
    """
    if not path.is_file():
        beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(beside, path)
        beside.unlink()
    return path.read_text(encoding="utf-8").strip()

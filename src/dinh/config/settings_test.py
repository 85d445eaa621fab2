"""Settings of the test suite: quick hashing, files in memory, no manifest, chosen database."""

import os
from typing import cast

os.environ.setdefault("DINH_SECRET_KEY", "only-for-tests")

from dinh.config import environment
from dinh.config.settings import *  # noqa: F403 -- the test settings are the settings, adjusted

_database = environment.database(
    environment.text("DINH_TEST_DATABASE_URL", "sqlite:///var/test.sqlite3")
)
_database["CONN_MAX_AGE"] = 0
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # In memory; WAL and full synchronisation have no meaning there.
    _database["TEST"] = {"NAME": None}
    _options = cast(dict[str, object], _database["OPTIONS"])
    _database["OPTIONS"] = _options | {"init_command": "PRAGMA foreign_keys=ON;"}
DATABASES = {"default": _database}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected; the live server of the browser tests serves static files itself.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405 -- from the settings
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

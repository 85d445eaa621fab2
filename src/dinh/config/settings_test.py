"""Settings of the test suite: quick hashing, files in memory, no manifest, chosen database."""

import os

os.environ.setdefault("DINH_SECRET_KEY", "only-for-tests")

from dinh.config import environment
from dinh.config.settings import *  # noqa: F403 -- the test settings are the settings, adjusted

DATABASES = {
    "default": environment.database(
        environment.text("DINH_TEST_DATABASE_URL", "sqlite:///var/test.sqlite3")
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # In memory; WAL and full synchronisation have no meaning there.
    DATABASES["default"]["TEST"] = {"NAME": None}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA foreign_keys=ON;"  # type: ignore[index] -- a dict of objects
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected; the live server of the browser tests serves static files itself.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405 -- from the settings
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

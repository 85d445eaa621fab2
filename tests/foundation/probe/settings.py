"""The product's own settings, with the probe app on top."""

from dinh.config.settings import *  # noqa: F403 -- the same settings, one app more
from dinh.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "foundation.probe"]

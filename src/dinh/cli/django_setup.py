"""Starts Django for the commands that need the database; the others start without it."""

import os

import django


def start() -> None:
    """Load settings and apps. Harmless when it was done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinh.config.settings")
    django.setup()

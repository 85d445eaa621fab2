"""The triggers by which the database itself refuses to change or remove journal rows."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dinh.foundation.journal import guards


def put_up(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Install them."""
    guards.put_up(editor.connection)


def take_down(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove them."""
    guards.take_down(editor.connection)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]

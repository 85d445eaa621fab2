"""The full-text index of the database over the entries."""

from django.db import migrations

from dinh.foundation.search.engines import build, unbuild


class Migration(migrations.Migration):
    """Triggers and a virtual table on SQLite; generated columns and an index on PostgreSQL."""

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(build, unbuild)]

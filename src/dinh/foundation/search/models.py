"""The table behind the index: what each thing is found by."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one thing. Derived from the records, so it can be made again; it has no foreign
    keys.

    The three forms are words joined by single spaces, so that both databases cut them the same way.
    The database keeps its own index over them (see `engines`); its rows are never written by hand.
    """

    id = models.BigAutoField(primary_key=True)  # the full-text index of SQLite needs a whole number
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=40)  # "tasks.task"
    subject_id = models.UUIDField()
    title = models.CharField(max_length=500)  # as shown
    folded_title = models.TextField()
    folded_body = models.TextField()
    exact = models.TextField()  # title and body with their diacritics, spelling variants made one

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return self.title

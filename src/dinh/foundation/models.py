"""What every record of a commune has: a UUIDv7 key, its organisation, and two moments."""

import uuid

from django.db import models

from dinh.kernel.keys import new_key


class Keyed(models.Model):
    """A row with a time-ordered key made by the application (RFC 9562, version 7)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True


class Record(Keyed):
    """A row that belongs to one organisation; access is decided on that column.

    The reference is kept by name so that `foundation` imports no module.
    """

    organisation = models.ForeignKey(
        "organisation.Organisation",
        on_delete=models.PROTECT,  # an agency with records is closed, never deleted
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    organisation_id: uuid.UUID

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

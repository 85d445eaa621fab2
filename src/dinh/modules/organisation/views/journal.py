"""The agency's journal as its leaders and administrator read it."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinh.foundation.journal.queries import digests_of, last_sequence
from dinh.foundation.ui.lists import Choice, Listing, Words
from dinh.modules.organisation import queries
from dinh.modules.organisation.access import check_may_read_journal
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.views.acting import page
from dinh.modules.organisation.views.journal_words import GROUPS, line_of


@for_officers
@require_safe
def journal_page(request: OfficerRequest) -> HttpResponse:
    """Every act in the own agency, newest first; by part, person and day; the state of the chain."""
    actor = request.actor
    check_may_read_journal(actor)
    people = queries.people_of(actor.organisation_id, timezone.localdate())
    listing = Listing(
        request.GET,
        filters=[
            Words("ngay", _("Ngày, ví dụ 19/11/2026"), apply=queries.on_day),
            Choice("nhom", _("Phần việc"), options=GROUPS, apply=queries.of_part),
            Choice(
                "nguoi",
                _("Người làm"),
                options=[(str(one.pk), one.full_name) for one in people],
                field="actor_id",
            ),
        ],
    )
    total = last_sequence(actor.organisation_id)
    found = listing.page(queries.journal_of(actor.organisation_id), total=total)
    return page(
        request,
        "journal",
        listing=listing,
        page=found,
        lines=[line_of(event) for event in found.rows],
        total=total,
        sealed=digests_of(actor.organisation_id).last(),
        tab="journal",
    )

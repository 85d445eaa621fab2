"""What the lead does: start, hand in evidence, take it back, say that nothing arose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.files.actions import store_file
from dinh.foundation.files.models import StoredFile
from dinh.kernel.errors import Invalid
from dinh.modules.organisation.access import Actor
from dinh.modules.tasks import references
from dinh.modules.tasks.actions import writing
from dinh.modules.tasks.models import Evidence, Occurrence
from dinh.modules.tasks.states import Step


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One piece of evidence to hand in: an upload, a document's number and date, or a reference."""

    upload: UploadedFile[bytes] | bytes | None = None
    name: str = ""  # of the upload, when it is bytes
    title: str = ""
    document_number: str = ""
    document_date: date | None = None
    reference_type: str = ""
    reference_id: UUID | None = None
    note: str = ""


@transaction.atomic
def start_work(*, actor: Actor, at: datetime, occurrence: Occurrence) -> Occurrence:
    """Say that the work has begun."""
    occurrence = writing.held(occurrence)
    writing.step(actor, occurrence, Step.START)
    occurrence.started_at = at
    writing.keep([occurrence], at=at)
    writing.journal(actor, "started", occurrence.task, at=at, occurrence=occurrence)
    return occurrence


@transaction.atomic
def submit_evidence(
    *, actor: Actor, at: datetime, occurrence: Occurrence, proofs: Sequence[Proof]
) -> Occurrence:
    """Hand in evidence; the office then accepts or returns all that was handed in together.

    More may be added while it waits; the same thing again is not added twice. The first hand-in since the last return counts as the moment
    of completion. Raises NotAllowed, Conflict, Invalid (nothing handed in, or a bad file).
    """
    occurrence = writing.held(occurrence)
    was_waiting = occurrence.submitted_at is not None
    writing.step(actor, occurrence, Step.SUBMIT)
    if not proofs:
        raise Invalid(_("Hãy kèm ít nhất một tệp, hoặc số và ngày của văn bản."))
    turn = _round(occurrence, is_new=not was_waiting)
    rows = _new(occurrence, [_evidence(actor, at, occurrence, turn, proof) for proof in proofs])
    if not rows:
        return occurrence
    Evidence.objects.bulk_create(rows)
    _wait(actor, at, occurrence)
    _journal_hand_in(actor, at, occurrence, rows)
    return occurrence


@transaction.atomic
def report_no_need(
    *, actor: Actor, at: datetime, occurrence: Occurrence, reason: str
) -> Occurrence:
    """Say that nothing arose in the period; the office accepts or returns that like evidence."""
    reason = writing.reason_given(reason)
    occurrence = writing.held(occurrence)
    is_new = occurrence.submitted_at is None
    writing.step(actor, occurrence, Step.SUBMIT)
    row = Evidence(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        kind=Evidence.Kind.NO_NEED,
        round=_round(occurrence, is_new=is_new),
        note=reason,
        submitted_by_id=actor.person_id,
        submitted_at=at,
    )
    if not _new(occurrence, [row]):
        return occurrence
    row.save()
    _wait(actor, at, occurrence)
    _journal_hand_in(actor, at, occurrence, [row])
    return occurrence


@transaction.atomic
def withdraw_evidence(*, actor: Actor, at: datetime, occurrence: Occurrence) -> Occurrence:
    """Take back what waits to be accepted, to hand in something better."""
    occurrence = writing.held(occurrence)
    writing.step(actor, occurrence, Step.WITHDRAW)
    _waiting(occurrence).update(state=Evidence.State.WITHDRAWN, decided_at=at)
    occurrence.submitted_at = None
    writing.keep([occurrence], at=at)
    writing.journal(actor, "evidence_withdrawn", occurrence.task, at=at, occurrence=occurrence)
    return occurrence


def _waiting(occurrence: Occurrence) -> QuerySet[Evidence]:
    return Evidence.objects.filter(occurrence=occurrence, state=Evidence.State.SUBMITTED)


def _new(occurrence: Occurrence, rows: Sequence[Evidence]) -> list[Evidence]:
    """The rows that do not wait already: a button pressed twice hands in once."""
    held = {_content(row) for row in _waiting(occurrence).select_related("file")}
    return [row for row in rows if _content(row) not in held]


def _content(row: Evidence) -> tuple[object, ...]:
    sha256 = row.file.sha256 if row.file else ""
    said = (row.title, row.note, row.document_number, row.document_date)
    return (row.kind, sha256, row.submitted_by_id, row.reference_id, *said)


def _round(occurrence: Occurrence, *, is_new: bool) -> int:
    last = Evidence.objects.filter(occurrence=occurrence).aggregate(last=Max("round"))["last"] or 0
    return last + 1 if is_new else last


def _wait(actor: Actor, at: datetime, occurrence: Occurrence) -> None:
    occurrence.started_at = occurrence.started_at or at
    occurrence.submitted_at = occurrence.submitted_at or at
    writing.keep([occurrence], at=at)
    task = occurrence.task
    text = _("%(who)s nộp minh chứng chờ công nhận: %(title)s (%(label)s)") % {
        "who": actor.name,
        "title": task.title,
        "label": occurrence.label,
    }
    writing.tell(writing.people_of_office(task, at), text, task=task, actor=actor, at=at)


def _evidence(
    actor: Actor, at: datetime, occurrence: Occurrence, turn: int, proof: Proof
) -> Evidence:
    stored = _stored(actor, at, occurrence, proof)
    _check_document(proof, at)
    return Evidence(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        kind=_kind(actor, proof, stored),
        round=turn,
        title=proof.title.strip() or (stored.name if stored else ""),
        file=stored,
        document_number=proof.document_number.strip(),
        document_date=proof.document_date,
        reference_type=proof.reference_type,
        reference_id=proof.reference_id,
        note=proof.note.strip(),
        submitted_by_id=actor.person_id,
        submitted_at=at,
    )


def _stored(actor: Actor, at: datetime, occurrence: Occurrence, proof: Proof) -> StoredFile | None:
    if proof.upload is None:
        return None
    name = proof.name or getattr(proof.upload, "name", "") or ""
    return store_file(
        organisation_id=occurrence.organisation_id,
        uploaded=proof.upload,
        name=name,
        actor_id=actor.person_id,
        at=at,
    )


def _kind(actor: Actor, proof: Proof, stored: StoredFile | None) -> str:
    if stored is not None:
        return Evidence.Kind.FILE
    if proof.reference_type:
        if references.resolve(actor, proof.reference_type, proof.reference_id) is None:
            raise Invalid(_("Không thấy hồ sơ hoặc việc được dẫn làm minh chứng."))
        return Evidence.Kind.REFERENCE
    if not proof.document_number.strip() or proof.document_date is None:
        raise Invalid(_("Văn bản làm minh chứng cần đủ số và ngày."))
    return Evidence.Kind.RECORD


def _check_document(proof: Proof, at: datetime) -> None:
    if proof.document_date is not None and proof.document_date > timezone.localdate(at):
        raise Invalid(_("Ngày của văn bản còn ở phía trước; hãy xem lại."))


def _journal_hand_in(
    actor: Actor, at: datetime, occurrence: Occurrence, rows: Sequence[Evidence]
) -> None:
    is_no_need = rows[0].kind == Evidence.Kind.NO_NEED
    after = {"evidence": [_named(row) for row in rows], "round": rows[0].round}
    writing.journal(
        actor,
        "no_need_reported" if is_no_need else "evidence_submitted",
        occurrence.task,
        at=at,
        occurrence=occurrence,
        after=after,
        note=rows[0].note if is_no_need else "",
    )


def _named(row: Evidence) -> str:
    return " ".join(filter(None, [row.document_number, row.title])) or row.get_kind_display()

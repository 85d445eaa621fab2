"""What the worker does for plans: read an uploaded file."""

import uuid
from typing import Any

from dinh.foundation.jobs.registry import job
from dinh.foundation.jobs.running import RunningJob
from dinh.modules.plans.actions.drafting import READ_FILE, finish_reading, refuse_reading
from dinh.modules.plans.models import PlanDraft
from dinh.modules.plans.states import DraftState
from dinh.planreader import UnreadablePlan, read_plan


@job(READ_FILE, retries=2)
def read_file(job: RunningJob, *, draft_id: str) -> dict[str, Any]:
    """Read the draft's file; a refusal is written to the draft and is not a failure of the job."""
    draft = PlanDraft.objects.select_related("file").get(pk=uuid.UUID(draft_id))
    if draft.state != DraftState.READING or draft.file is None:
        return {"state": draft.state}
    with draft.file.open() as file:
        content = file.read()
    try:
        plan = read_plan(content, filename=draft.file.name, on_progress=job.progress)
    except UnreadablePlan as refusal:
        refused = refuse_reading(draft_id=draft.pk, at=job.now, sentence=refusal.sentence)
        return {"state": refused.state}
    draft = finish_reading(draft_id=draft.pk, at=job.now, reading=plan.as_dict())
    return {"state": draft.state, "tasks": len(draft.content["tasks"])}

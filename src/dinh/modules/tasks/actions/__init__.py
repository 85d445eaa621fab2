"""The acts on work: each checks who and in which state, changes, counts and journals in one transaction."""

from dinh.modules.tasks.actions.dating import (
    add_occurrence,
    ask_extension,
    decide_extension,
    extend,
    move_deadlines,
    reschedule,
    set_due_day,
)
from dinh.modules.tasks.actions.deciding import (
    accept_evidence,
    cancel_occurrence,
    cancel_task,
    follow_past,
    reopen_occurrence,
    return_evidence,
)
from dinh.modules.tasks.actions.doing import (
    Proof,
    report_no_need,
    start_work,
    submit_evidence,
    withdraw_evidence,
)
from dinh.modules.tasks.actions.editing import comment, edit_task, reassign
from dinh.modules.tasks.actions.giving import (
    GivenTask,
    add_subtask,
    give_once,
    give_task,
    give_tasks,
)
from dinh.modules.tasks.actions.importing import take_over
from dinh.modules.tasks.actions.reminding import (
    mail_digests,
    mark_read,
    send_reminders,
    settle,
)

__all__ = [
    "GivenTask",
    "Proof",
    "accept_evidence",
    "add_occurrence",
    "add_subtask",
    "ask_extension",
    "cancel_occurrence",
    "cancel_task",
    "comment",
    "decide_extension",
    "edit_task",
    "extend",
    "follow_past",
    "give_once",
    "give_task",
    "give_tasks",
    "mail_digests",
    "mark_read",
    "move_deadlines",
    "reassign",
    "reopen_occurrence",
    "report_no_need",
    "reschedule",
    "return_evidence",
    "send_reminders",
    "set_due_day",
    "settle",
    "start_work",
    "submit_evidence",
    "take_over",
    "withdraw_evidence",
]

"""Forms of the acts: what a person types, translated for one action."""

from dinh.modules.tasks.forms.acts import (
    AcceptForm,
    AnswerForm,
    AskExtensionForm,
    CommentForm,
    DueDayForm,
    EvidenceForm,
    ExtendForm,
    NoFields,
    OccurrenceForm,
    ReasonForm,
)
from dinh.modules.tasks.forms.giving import (
    EditForm,
    FromAboveForm,
    GiveForm,
    LeadForm,
    ReassignForm,
    SubtaskForm,
)

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "AskExtensionForm",
    "CommentForm",
    "DueDayForm",
    "EditForm",
    "EvidenceForm",
    "ExtendForm",
    "FromAboveForm",
    "GiveForm",
    "LeadForm",
    "NoFields",
    "OccurrenceForm",
    "ReasonForm",
    "ReassignForm",
    "SubtaskForm",
]

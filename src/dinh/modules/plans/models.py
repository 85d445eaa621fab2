"""Plan documents with their versions, references, targets and report windows; and drafts of them.

The tasks of a plan are rows of `tasks`; they point here by a record reference (`tasks.origin`).
"""

import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Record
from dinh.modules.plans.states import DraftState, PlanState


def plain_number(value: Decimal) -> int | float:
    """A JSON number: whole where the value is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


class Plan(Record):
    """A plan of the committee; what the document says in force is `current`."""

    class Horizon(models.TextChoices):
        ANNUAL = "annual", _("Hằng năm")
        MULTI_YEAR = "multi_year", _("Nhiều năm")

    horizon = models.CharField(max_length=10, choices=Horizon.choices, default=Horizon.ANNUAL)
    title = models.CharField(max_length=500)
    theme = models.CharField(max_length=500, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.IN_FORCE)
    current = models.ForeignKey(
        "PlanVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    parent_id: uuid.UUID | None
    current_id: uuid.UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="plan_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="plan_not_own_parent"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-period_start"], name="plan_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def year(self) -> int:
        """The year it ends in: of an annual plan, its year."""
        return self.period_end.year

    @property
    def period_words(self) -> str:
        """`năm 2026` or `giai đoạn 2026–2030`."""
        first, last = self.period_start.year, self.period_end.year
        if first == last:
            return gettext("năm %(year)s") % {"year": last}
        return gettext("giai đoạn %(first)s–%(last)s") % {"first": first, "last": last}


class PlanVersion(Record):
    """The document as issued at one time; a change makes a new version with its reason."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, blank=True)  # "KH", "QĐ+KH"
    document_number = models.CharField(max_length=60, blank=True)  # "08/KH-UBND"
    issued_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=120, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    recipients = models.JSONField(default=list)  # lines as printed
    source_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reading = models.JSONField(null=True, blank=True)  # as read, never corrected
    reason = models.CharField(max_length=500, blank=True)
    accepted_by_id = models.UUIDField(null=True, blank=True)
    accepted_by_name = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField()

    plan_id: uuid.UUID
    source_file_id: uuid.UUID | None

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    @property
    def name(self) -> str:
        """`08/KH-UBND`, or what there is when it has no number yet."""
        return self.document_number or str(_("chưa có số"))


class PlanReference(Record):
    """A document that the plan cites; number and date may be missing and completed later."""

    class Relation(models.TextChoices):
        BASIS = "basis", _("Căn cứ")
        IMPLEMENTS = "implements", _("Cụ thể hóa")
        AMENDS = "amends", _("Sửa đổi")

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="references")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=500, blank=True)
    relation = models.CharField(max_length=10, choices=Relation.choices, default=Relation.BASIS)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="", title=""), name="plan_reference_says_something"
            )
        ]


class Target(Record):
    """A target sentence of a plan, as printed, with its measures."""

    class Level(models.TextChoices):
        COMMUNE = "commune", _("Của xã")
        SUPERIOR = "superior", _("Của cấp trên, xã góp phần")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="+")
    area = models.PositiveSmallIntegerField(null=True, blank=True)
    label = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.COMMUNE)
    order = models.PositiveSmallIntegerField()
    place = models.JSONField(null=True, blank=True)  # where it stands in the file
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    plan_id: uuid.UUID

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(area=None) | Q(area__range=(1, 8)), name="target_area_known"
            )
        ]
        indexes = [models.Index(fields=["plan", "area", "order"], name="target_of_plan")]

    def __str__(self) -> str:
        return self.text


class Measure(Record):
    """One measurable demand of a target; `detail` holds the rarer fields of `kernel.measures`."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField()
    what = models.TextField()
    op = models.CharField(max_length=12)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    value_max = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    by_on = models.DateField(null=True, blank=True)
    detail = models.JSONField(default=dict)

    target_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "order"], name="measure_order_once")
        ]

    def as_row(self) -> dict[str, Any]:
        """The measure in the shape of a plan reading: what `kernel.measures.from_plan` takes."""
        return {
            **self.detail,
            "what": self.what,
            "op": self.op,
            "value": None if self.value is None else plain_number(self.value),
            "value_max": None if self.value_max is None else plain_number(self.value_max),
            "unit": self.unit or None,
            "by": self.by_on.isoformat() if self.by_on else None,
        }


class Observation(Record):
    """The actual value of a measure in a period: with its source, evidence and who confirmed it."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="observations")
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    judged_met = models.BooleanField(null=True, blank=True)  # of a qualitative demand
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    evidence_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    recorded_by_name = models.CharField(max_length=120)

    measure_id: uuid.UUID

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="observation_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(judged_met__isnull=False) | ~Q(grade=""),
                name="observation_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["measure", "-period_end", "-id"], name="observation_newest")
        ]


class Responsibility(Record):
    """What the plan asks of a unit, as printed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="responsibilities")
    unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    printed_unit = models.CharField(max_length=300)
    text = models.TextField()
    order = models.PositiveSmallIntegerField()


class ReportingPeriod(Record):
    """A report that the plan demands: its own window of figures and its own due day."""

    class Kind(models.TextChoices):
        MONTH = "month", _("Tháng")
        QUARTER = "quarter", _("Quý")
        HALF = "6m", _("6 tháng")
        NINE = "9m", _("9 tháng")
        YEAR = "year", _("Năm")
        OTHER = "other", _("Khác")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reporting_periods")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    label = models.CharField(max_length=60)
    window_start = models.DateField(null=True, blank=True)
    window_end = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    printed = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(window_start=None)
                | Q(window_end=None)
                | Q(window_end__gte=F("window_start")),
                name="reporting_window_in_order",
            )
        ]


class PlanDraft(Record):
    """A plan on its way in: read from a file, carried over or typed; kept as the officer goes."""

    class Origin(models.TextChoices):
        FILE = "file", _("Đọc từ tệp")
        CARRIED = "carried", _("Lấy từ kế hoạch nhiều năm")
        TYPED = "typed", _("Nhập tay")

    origin = models.CharField(max_length=8, choices=Origin.choices)
    state = models.CharField(max_length=10, choices=DraftState.choices)
    name = models.CharField(max_length=255)  # of the file, or of what is being written
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    job_id = models.UUIDField(null=True, blank=True)
    reading = models.JSONField(null=True, blank=True)
    content = models.JSONField(default=dict)  # `rules.content`: the reading as corrected so far
    matches = models.JSONField(default=dict)  # printed unit name → unit keys, [] = not a unit
    answered = models.JSONField(default=list)  # doubts that a person has settled
    choices = models.JSONField(default=dict)  # of the difference: row → take or keep
    reason = models.CharField(max_length=500, blank=True)
    sentence = models.CharField(max_length=500, blank=True)  # why it was refused
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_by_id = models.UUIDField()
    started_by_name = models.CharField(max_length=120)
    read_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=0)  # counts saves; finds two who edit at once

    plan_id: uuid.UUID | None
    parent_id: uuid.UUID | None
    version_id: uuid.UUID | None
    file_id: uuid.UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(version__isnull=False),
                name="draft_accepted_has_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(sentence=""), name="draft_refused_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-saved_at"], name="draft_open"),
            models.Index(fields=["organisation", "sha256"], name="draft_same_file"),
        ]

"""Addresses of the plan screens, under /lam-viec/."""

from django.urls import path

from dinh.modules.plans.views import boards, drafts, plans, review, review_rows, targets

app_name = "plans"
urlpatterns = [
    path("ke-hoach/", plans.plan_list, name="list"),
    path("ke-hoach/nhap/", drafts.upload, name="upload"),
    path("ke-hoach/soan/", drafts.compose, name="compose"),
    path("ke-hoach/nhap/<uuid:draft_id>/", drafts.draft, name="draft"),
    path("ke-hoach/nhap/<uuid:draft_id>/bo/", drafts.abandon, name="abandon"),
    path("ke-hoach/nhap/<uuid:draft_id>/tep/", drafts.draft_file, name="draft_file"),
    path("ke-hoach/nhap/<uuid:draft_id>/soat/", review.document, name="review"),
    path("ke-hoach/nhap/<uuid:draft_id>/soat/tiep/", review.next_doubt, name="review_next"),
    path("ke-hoach/nhap/<uuid:draft_id>/soat/don-vi/", review.units, name="review_units"),
    path(
        "ke-hoach/nhap/<uuid:draft_id>/soat/chi-tieu/", review_rows.targets, name="review_targets"
    ),
    path(
        "ke-hoach/nhap/<uuid:draft_id>/soat/chi-tieu/<slug:key>/",
        review_rows.target,
        name="review_target",
    ),
    path("ke-hoach/nhap/<uuid:draft_id>/soat/nhiem-vu/", review_rows.tasks, name="review_tasks"),
    path(
        "ke-hoach/nhap/<uuid:draft_id>/soat/nhiem-vu/<slug:key>/",
        review_rows.task,
        name="review_task",
    ),
    path(
        "ke-hoach/nhap/<uuid:draft_id>/soat/dong/<slug:section>/<slug:key>/bo/",
        review_rows.drop,
        name="review_drop",
    ),
    path("ke-hoach/nhap/<uuid:draft_id>/soat/phan-cong/", review.duties, name="review_duties"),
    path("ke-hoach/nhap/<uuid:draft_id>/soat/con-lai/", review.rest, name="review_rest"),
    path(
        "ke-hoach/nhap/<uuid:draft_id>/soat/khac-biet/",
        review.difference,
        name="review_difference",
    ),
    path("ke-hoach/nhap/<uuid:draft_id>/ghi/", review.accept, name="accept"),
    path("ke-hoach/<uuid:plan_id>/", boards.by_area, name="board"),
    path("ke-hoach/<uuid:plan_id>/don-vi/", boards.by_unit, name="by_unit"),
    path("ke-hoach/<uuid:plan_id>/nguoi/", boards.by_person, name="by_person"),
    path("ke-hoach/<uuid:plan_id>/nam/", boards.year, name="year"),
    path("ke-hoach/<uuid:plan_id>/lich/", boards.month, name="month"),
    path("ke-hoach/<uuid:plan_id>/chi-tieu/", targets.target_list, name="targets"),
    path("ke-hoach/<uuid:plan_id>/chi-tieu/them/", targets.edit, name="target_add"),
    path("ke-hoach/<uuid:plan_id>/chi-tieu/<uuid:target_id>/", targets.target, name="target"),
    path(
        "ke-hoach/<uuid:plan_id>/chi-tieu/<uuid:target_id>/sua/", targets.edit, name="target_edit"
    ),
    path(
        "ke-hoach/<uuid:plan_id>/chi-tieu/<uuid:target_id>/rut/",
        targets.withdraw,
        name="target_withdraw",
    ),
    path(
        "ke-hoach/<uuid:plan_id>/chi-tieu/<uuid:target_id>/<uuid:measure_id>/",
        targets.record,
        name="target_record",
    ),
    path(
        "ke-hoach/<uuid:plan_id>/so-lieu/<uuid:observation_id>/tep/",
        targets.evidence,
        name="observation_file",
    ),
    path("ke-hoach/<uuid:plan_id>/van-ban/", plans.paper, name="paper"),
    path(
        "ke-hoach/<uuid:plan_id>/van-ban/<uuid:version_id>/tep/",
        plans.version_file,
        name="version_file",
    ),
    path("ke-hoach/<uuid:plan_id>/can-cu/<uuid:reference_id>/", plans.reference, name="reference"),
    path("ke-hoach/<uuid:plan_id>/ke-hoach-me/", plans.parent, name="parent"),
    path("ke-hoach/<uuid:plan_id>/chuyen/", plans.move, name="move"),
    path("ke-hoach/<uuid:plan_id>/them-nhiem-vu/", plans.task_add, name="task_add"),
    path("ke-hoach/<uuid:plan_id>/lap-ke-hoach-nam/", drafts.carry, name="carry"),
    path("ke-hoach/<uuid:plan_id>/phu-luc-tien-do.<slug:extension>", plans.annex, name="annex"),
]

"""Addresses of `tasks`, under /lam-viec/."""

from django.urls import path

from dinh.modules.tasks.views import acts, exchange, giving, lists, notices, task

app_name = "tasks"
_LIST = "nhiem-vu/"
_TASK = "nhiem-vu/<uuid:key>/"
_OCCURRENCE = "nhiem-vu/lan/<uuid:key>/"

urlpatterns = [
    path(_LIST, lists.task_list, name="list"),
    path(f"{_LIST}cac-lan/", lists.occurrence_list, name="occurrences"),
    path(f"{_LIST}cap-tren-giao/", lists.from_above, name="from_above"),
    path(f"{_LIST}cap-tren-giao/ghi/", giving.give_from_above, name="give_from_above"),
    path(f"{_LIST}giao-viec/", giving.give, name="give"),
    path(f"{_LIST}xuat/", exchange.export, name="export"),
    path(f"{_LIST}nhap/", exchange.bring_in, name="import"),
    path(f"{_LIST}nhap/<uuid:key>/", exchange.preview, name="import_preview"),
    path(f"{_LIST}minh-chung/<uuid:key>/tep/", task.evidence_file, name="evidence_file"),
    path(f"{_LIST}gia-han/<uuid:key>/", acts.on_extension, name="answer_extension"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="read_all"),
    path(_TASK, task.task, name="task"),
    path(f"{_TASK}trao-doi/", task.comment, name="comment"),
    *(
        path(f"{_TASK}{act.slug}/", acts.on_task, {"act": act}, name=act.name)
        for act in acts.ON_TASK
    ),
    *(
        path(f"{_OCCURRENCE}{act.slug}/", acts.on_occurrence, {"act": act}, name=act.name)
        for act in acts.ON_OCCURRENCE
    ),
    *(
        path(f"{_OCCURRENCE}{slug}/", acts.at_once, {"slug": slug}, name=name)
        for name, slug in (("start", "bat-dau"), ("withdraw", "rut"), ("follow", "theo-doi"))
    ),
]

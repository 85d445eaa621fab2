"""Addresses of `tasks`."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path


def _later(request: HttpRequest, key: UUID) -> HttpResponse:
    return HttpResponse(str(key))


app_name = "tasks"
urlpatterns = [path("nhiem-vu/<uuid:key>/", _later, name="task")]

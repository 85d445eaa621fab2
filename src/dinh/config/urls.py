"""Where each part of the product answers."""

from django.urls import include, path

urlpatterns = [
    path("", include("dinh.modules.organisation.urls.sign_in")),
    path("lam-viec/", include("dinh.modules.organisation.urls")),
    path("lam-viec/", include("dinh.modules.tasks.urls")),
    path("lam-viec/", include("dinh.modules.plans.urls")),
    path("", include("dinh.web.urls")),
]

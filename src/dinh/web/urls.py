"""The staff frame: the day's work, search, error pages."""

from django.urls import path

from dinh.web import views

app_name = "web"
urlpatterns = [
    path("", views.front, name="front"),
    path("suc-khoe/", views.healthy, name="health"),
    path("lam-viec/", views.today, name="today"),
    path("lam-viec/tim/", views.search, name="search"),
    path("lam-viec/giao-dien/", views.components, name="components"),
    path("lam-viec/ngon-ngu/", views.language, name="language"),
]

"""Addresses of the phone app."""

from django.urls import path

from indsats.field.views import app

app_name = "phone"
urlpatterns = [
    path("", app.shell, name="shell"),
    path("arbejder.js", app.worker, name="worker"),
    path("hvem/", app.who, name="who"),
]

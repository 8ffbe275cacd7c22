"""Addresses of the street."""

from django.urls import path

from indsats.field.views import sync

app_name = "field"
urlpatterns = [
    path("telefon/", sync.enrol, name="phone-enrol"),
]

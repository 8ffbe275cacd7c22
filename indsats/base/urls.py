"""Addresses of the room."""

from django.urls import path

from indsats.base import views

app_name = "base"
urlpatterns = [
    path("sprog/", views.switch_language, name="language"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("_galleri/", views.gallery, name="gallery"),
    path("_galleri/fejl/<int:code>/", views.gallery_error, name="gallery-error"),
]

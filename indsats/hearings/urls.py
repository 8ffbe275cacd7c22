"""Addresses of matters and hearings; replies and their assessment have files of their own."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "hearings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("indsats.hearings.reply_urls")),
    path("", include("indsats.hearings.assessment_urls")),
]

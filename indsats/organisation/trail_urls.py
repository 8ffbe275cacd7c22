"""Address of the trail's page: ``audit:trail``, kept by the room that knows access."""

from django.urls import path

from indsats.organisation.views import trail

app_name = "audit"
urlpatterns = [path("", trail.trail_page, name="trail")]

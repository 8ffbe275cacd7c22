"""Addresses of observations."""

from django.urls import path

from indsats.field.views import observations

app_name = "observations"
urlpatterns = [
    path("", observations.observations, name="list"),
    path("<uuid:pk>/", observations.observation, name="observation"),
    path("<uuid:pk>/ret/", observations.correct, name="correct"),
]

"""Addresses of the room."""

from django.urls import path

from indsats.places.views import lists, pages, register

app_name = "places"
urlpatterns = [
    path("", lists.places, name="list"),
    path("kort/", lists.place_map, name="map"),
    path("nyt/", register.new, name="new"),
    path("sted/<slug:key>/", pages.place, name="place"),
    path("sted/<slug:key>/aendr/", register.change, name="change"),
    path("sted/<slug:key>/ret/<str:first>/", register.correct, name="correct"),
    path("sted/<slug:key>/luk/", register.close, name="close"),
    path("omraader/", lists.areas, name="areas"),
    path("omraade/<slug:key>/", pages.area, name="area"),
]

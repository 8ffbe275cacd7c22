"""Addresses that give data: the same rows as the pages, to the same people."""

from django.urls import path

from indsats.places.views import hotspots, lists

urlpatterns = [
    path("steder", lists.places_data, name="places-api"),
    path("omraader", lists.areas_data, name="areas-api"),
    path("veje", lists.roads_data, name="roads-api"),
    path("hotspots", hotspots.hotspots_data, name="hotspots-api"),
]

"""Addresses that give data: the same rows as the pages, to the same people."""

from django.urls import path

from indsats.places.views import lists

urlpatterns = [
    path("steder", lists.places_data, name="places-api"),
    path("omraader", lists.areas_data, name="areas-api"),
]

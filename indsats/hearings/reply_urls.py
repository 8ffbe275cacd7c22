"""Addresses of replies: in the body, by link, for the secretary, in public."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

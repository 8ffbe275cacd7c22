"""Addresses of the change-sets; the room's own name space holds them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

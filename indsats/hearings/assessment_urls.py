"""Addresses of the work bench and the memo."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""The address phones call: by their own key, without a session."""

from django.urls import path

from indsats.field.views import sync

urlpatterns = [path("felt/synk", sync.sync, name="phone-sync")]

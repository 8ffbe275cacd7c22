"""Addresses other systems read, without a login and without change of form."""

from django.urls import path

from indsats.hearings.views import public_replies

urlpatterns = [path("hoeringer/<str:public_id>/", public_replies.api, name="public-hearing-api")]

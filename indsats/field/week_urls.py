"""Addresses of what leaders and coordinators read: the week, the picture, ordered and done."""

from django.urls import path

from indsats.field.views import ordered

app_name = "week"
urlpatterns = [
    path("indsatsordrer/<int:pk>/udfoert/", ordered.ordered, name="ordered"),
    path("indsatsordrer/<int:pk>/udfoert.<str:kind>", ordered.ordered_file, name="ordered-file"),
    path("indsatsordrer/<int:pk>/tur/<uuid:tour>/", ordered.tie, name="tie"),
]

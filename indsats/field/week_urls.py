"""Addresses of what leaders and coordinators read: the week, the picture, ordered and done."""

from django.urls import path

from indsats.field.views import heat, ordered, picture, week, week_deeds

app_name = "week"
urlpatterns = [
    path("uge/", week.newest, name="newest"),
    path("uge/<int:year>/<int:number>/", week.week, name="week"),
    path("uge/<int:year>/<int:number>/uge.pdf", week.week_file, name="file"),
    path("uge/<int:year>/<int:number>/videre/", week_deeds.forward, name="forward"),
    path("uge/<int:year>/<int:number>/gennemgaaet/", week_deeds.assess_week, name="assess"),
    path("billede/", picture.newest_picture, name="newest-picture"),
    path("billede/<int:year>/<int:month>/", picture.picture, name="picture"),
    path(
        "billede/<int:year>/<int:month>/vurdering/", picture.assess_picture, name="picture-assess"
    ),
    path(
        "billede/<int:year>/<int:month>/billede.<str:kind>",
        picture.picture_file,
        name="picture-file",
    ),
    path("varmekort/", heat.heat, name="heat"),
    path("varmekort/felter.geojson", heat.heat_data, name="heat-data"),
    path("varmekort/felter.csv", heat.heat_file, name="heat-file"),
    path("indsatsordrer/<int:pk>/udfoert/", ordered.ordered, name="ordered"),
    path("indsatsordrer/<int:pk>/udfoert.<str:kind>", ordered.ordered_file, name="ordered-file"),
    path("indsatsordrer/<int:pk>/tur/<uuid:tour>/", ordered.tie, name="tie"),
]

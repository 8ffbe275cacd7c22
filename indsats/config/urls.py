"""One line per room."""

from django.urls import include, path

urlpatterns = [
    path("", include("indsats.home.urls")),
    path("", include("indsats.base.urls")),
    path("organisation/", include("indsats.organisation.urls")),
    path("moeder/", include("indsats.meetings.urls")),
    path("hoeringer/", include("indsats.hearings.urls")),
    path("felt/", include("indsats.field.urls")),
    path("felt/", include("indsats.field.week_urls")),
    path("felt/", include("indsats.field.app_urls")),
    path("indsatsordrer/", include("indsats.strategy.urls")),
    path("steder/", include("indsats.places.urls")),
    path("observationer/", include("indsats.field.observation_urls")),
    path("haendelser/", include("indsats.field.incident_urls")),
    path("api/v1/", include("indsats.hearings.api_urls")),
    path("api/v1/", include("indsats.places.api_urls")),
    path("api/v1/", include("indsats.field.api_urls")),
    path("spor/", include("indsats.organisation.trail_urls")),
    path("konto/", include("indsats.home.urls.account")),
]

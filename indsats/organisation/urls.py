"""Addresses of the room."""

from django.urls import include, path

from indsats.organisation.views import (
    chart,
    competence,
    cover,
    gap,
    grant,
    person,
    post,
    profile,
    rights,
    unit,
    user,
)

app_name = "organisation"
urlpatterns = [
    path("", chart.chart, name="chart"),
    path("enheder/", unit.units, name="units"),
    path("udvalg-og-raad/", unit.bodies, name="bodies"),
    path("enheder/<slug:key>/", unit.unit, name="unit"),
    path("stillinger/", post.posts, name="posts"),
    path("stillinger/<slug:key>/", post.post, name="post"),
    path("profiler/", profile.profiles, name="profiles"),
    path("profiler/<slug:key>/", profile.profile, name="profile"),
    path("profiler/<slug:key>/bilag.<slug:kind>", profile.profile_file, name="profile-file"),
    path("personer/", person.people, name="people"),
    path("personer/<int:pk>/", person.person, name="person"),
    path("kompetencer/", competence.competences, name="competences"),
    path("kompetencer/mangler/", gap.gap_picture, name="gaps"),
    path("kompetencer/katalog/", competence.catalogue, name="catalogue"),
    path("kompetencer/ny/", competence.register, name="competence-register"),
    path("kompetencer/<int:pk>/afslut/", competence.end, name="competence-end"),
    path("maalgrupper/", cover.cover, name="cover"),
    path("adgang/", rights.rights, name="rights"),
    path("adgang/midlertidig/", grant.grants, name="grants"),
    path("adgang/midlertidig/ny/", grant.give, name="grant-give"),
    path("adgang/midlertidig/<int:pk>/afslut/", grant.end, name="grant-end"),
    path("brugere/", user.users, name="user-list"),
    path("brugere/ny/", user.create, name="user-create"),
    path("brugere/<int:pk>/", user.user, name="user"),
    path("brugere/<int:pk>/luk/", user.close, name="user-close"),
    path("brugere/<int:pk>/aabn/", user.reopen, name="user-reopen"),
    path("brugere/<int:pk>/adgangskode/", user.reset, name="user-reset"),
    path("aendringer/", include("indsats.organisation.changes_urls")),
]

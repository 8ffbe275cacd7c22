"""Addresses of the room."""

from django.urls import path

from indsats.places.views import (
    check_link,
    checks,
    hotspots,
    lists,
    measures,
    pages,
    readings,
    register,
    walks,
)

PLACE = "sted/<slug:key>/"
HOTSPOT = "hotspots/<int:pk>/"
MEASURE = "tiltag/<int:pk>/"
WALK = "hotspots/vandringer/<int:pk>/"
CHECK = "hotspots/tryghedskig/<int:pk>/"
app_name = "places"
urlpatterns = [
    path("", lists.places, name="list"),
    path("kort/", lists.place_map, name="map"),
    path("nyt/", register.new, name="new"),
    path(PLACE, pages.place, name="place"),
    path(f"{PLACE}aendr/", register.change, name="change"),
    path(f"{PLACE}ret/<str:first>/", register.correct, name="correct"),
    path(f"{PLACE}luk/", register.close, name="close"),
    path("omraader/", lists.areas, name="areas"),
    path("omraade/<slug:key>/", pages.area, name="area"),
    path("hotspots/", hotspots.hotspots, name="hotspots"),
    path("hotspots/nyt/", hotspots.new, name="hotspot-new"),
    path(HOTSPOT, hotspots.hotspot, name="hotspot"),
    path(f"{HOTSPOT}ret/", hotspots.edit, name="hotspot-edit"),
    path(f"{HOTSPOT}luk/", hotspots.close, name="hotspot-close"),
    path(f"{HOTSPOT}genaabn/", hotspots.reopen, name="hotspot-reopen"),
    path(f"{HOTSPOT}tiltag/", measures.new_at_hotspot, name="hotspot-measure"),
    path(f"{HOTSPOT}maalepunkt/", readings.new_indicator, name="indicator-new"),
    path("hotspots/maalepunkt/<int:pk>/tal/", readings.new_reading, name="reading-new"),
    path("hotspots/maaling/<int:pk>/fjern/", readings.remove_reading, name="reading-remove"),
    path("tiltag/", measures.measures, name="measures"),
    path("tiltag/nyt/", measures.new, name="measure-new"),
    path(MEASURE, measures.measure, name="measure"),
    path(f"{MEASURE}ret/", measures.edit, name="measure-edit"),
    path(f"{MEASURE}udfoert/", measures.finish, name="measure-finish"),
    path(f"{MEASURE}opgiv/", measures.give_up, name="measure-give-up"),
    path(f"{MEASURE}genoptag/", measures.take_up, name="measure-take-up"),
    path("hotspots/vandringer/", walks.walks, name="walks"),
    path("hotspots/vandringer/ny/", walks.new, name="walk-new"),
    path(WALK, walks.walk, name="walk"),
    path(f"{WALK}ret/", walks.edit, name="walk-edit"),
    path(f"{WALK}aflys/", walks.cancel, name="walk-cancel"),
    path(f"{WALK}holdt/", walks.hold, name="walk-hold"),
    path(f"{WALK}opfoelgning/", walks.follow_up, name="walk-follow-up"),
    path(f"{WALK}fund/", walks.new_fault, name="fault-new"),
    path(f"{WALK}liste.<slug:kind>", walks.paper, name="walk-paper"),
    path("hotspots/fund/<int:pk>/tiltag/", walks.assign_fault, name="fault-assign"),
    path("hotspots/fund/<int:pk>/fjern/", walks.remove_fault, name="fault-remove"),
    path("hotspots/tryghedskig/", checks.checks, name="checks"),
    path("hotspots/tryghedskig/links/", checks.links, name="check-links"),
    path("hotspots/tryghedskig/links/nyt/", checks.make_link, name="check-link-make"),
    path("hotspots/tryghedskig/links/<int:pk>/luk/", checks.close_link, name="check-link-close"),
    path(CHECK, checks.check, name="check"),
    path(f"{CHECK}tag-op/", checks.take_up, name="check-take-up"),
    path(f"{CHECK}svar/", checks.answer, name="check-answer"),
    path("bed-om-tryghedskig/<str:token>/", check_link.check_link, name="check_link"),
]

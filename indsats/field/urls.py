"""Addresses of the street."""

from django.urls import path

from indsats.field.views import (
    alarms,
    collisions,
    contacts,
    follow_ups,
    groups,
    parked,
    phones,
    sync,
    tour_deeds,
    tours,
)

app_name = "field"
urlpatterns = [
    path("ture/", tours.tours, name="tours"),
    path("ture/ny/", tours.plan, name="tour-plan"),
    path("ture/<uuid:pk>/", tours.tour, name="tour"),
    path("ture/<uuid:pk>/ret/", tours.replan, name="tour-change"),
    path("ture/<uuid:pk>/aflys/", tour_deeds.cancel, name="tour-cancel"),
    path("ture/<uuid:pk>/laest/", tour_deeds.brief_read, name="tour-brief-read"),
    path("ture/<uuid:pk>/klar/", tour_deeds.ready, name="tour-ready"),
    path("ture/<uuid:pk>/skriv/", tour_deeds.write, name="tour-write"),
    path("ture/<uuid:pk>/frigiv/", tour_deeds.release, name="tour-release"),
    path("ture/<uuid:pk>/indsats/<int:order>/", tour_deeds.link, name="tour-order"),
    path("kontakter/", contacts.contacts, name="contacts"),
    path("kontakter/<uuid:pk>/", contacts.contact, name="contact"),
    path("koder/", contacts.codes, name="codes"),
    path("koder/<uuid:pk>/", contacts.code, name="code"),
    path("koder/<uuid:pk>/fjern/", contacts.remove_code, name="code-remove"),
    path("grupper/", groups.groups, name="groups"),
    path("grupper/<uuid:pk>/", groups.group, name="group"),
    path("grupper/<uuid:pk>/kontakt/", groups.hold, name="group-hold"),
    path("grupper/<uuid:pk>/luk/", groups.close, name="group-close"),
    path("grupper/<uuid:pk>/foelg/", groups.keep, name="group-keep"),
    path("opfoelgning/", follow_ups.follow_ups, name="follow-ups"),
    path("opfoelgning/<uuid:pk>/", follow_ups.follow_up, name="follow-up"),
    path("opfoelgning/<uuid:pk>/udfoert/", follow_ups.finish, name="follow-up-finish"),
    path("telefon/", sync.enrol, name="phone-enrol"),
    path("telefoner/", phones.phones, name="phones"),
    path("telefoner/<uuid:pk>/luk/", phones.close, name="phone-close"),
    path("alarmer/", alarms.alarms, name="alarms"),
    path("alarmer/<int:pk>/", alarms.alarm, name="alarm"),
    path("parkeret/", parked.parked, name="parked"),
    path("parkeret/<int:pk>/", parked.parked_item, name="parked-item"),
    path("parkeret/<int:pk>/tag-alle/", parked.parked_together, name="parked-together"),
    path("parkeret/<int:pk>/laeg-til-side/", parked.put_aside, name="parked-aside"),
    path("kollisioner/", collisions.collisions, name="collisions"),
    path("kollisioner/<int:pk>/", collisions.collision, name="collision"),
]

"""Addresses of incidents and of violence against staff."""

from django.urls import path

from indsats.field.views import incidents, staff_events

app_name = "incidents"
urlpatterns = [
    path("", incidents.incidents, name="list"),
    path("meld/", incidents.report, name="report"),
    path("<uuid:pk>/", incidents.incident, name="incident"),
    path("<uuid:pk>/linje/", incidents.add_line, name="line"),
    path("<uuid:pk>/linje/<uuid:line>/ret/", incidents.correct_line, name="correct"),
    path("<uuid:pk>/vores/", incidents.call_the_roll, name="roll"),
    path("<uuid:pk>/vores/<int:user>/", incidents.note_safety, name="safety"),
    path("<uuid:pk>/ledelse/", incidents.lead, name="lead"),
    path("<uuid:pk>/luk/", incidents.close, name="close"),
    path("<uuid:pk>/papir/", incidents.paper, name="paper"),
    path("vold/", staff_events.staff_events, name="staff-list"),
    path("vold/meld/", staff_events.report, name="staff-event-report"),
    path("vold/<int:pk>/", staff_events.staff_event, name="staff-event"),
    path("vold/<int:pk>/opfoelgning/", staff_events.follow_up, name="staff-event-follow-up"),
    path("vold/<int:pk>/luk/", staff_events.close, name="staff-event-close"),
]

"""Lays a street in a migrated database, for a real server: a team, places, a tour tonight.

Run as ``python -m tests.phone.street`` with the environment of the server.
"""

from datetime import timedelta

import django

django.setup()

from django.utils.timezone import localdate, now  # noqa: E402 -- Django first

from indsats.field.tests import factories as field  # noqa: E402
from indsats.organisation.tests import factories as org  # noqa: E402
from indsats.strategy.models import Deployment  # noqa: E402

PLACES = (
    ("Ishøj Station", "station", (55.6131, 12.3581), "Mød hinanden ved perrontrappen."),
    ("Ishøj Bycenter", "shopping", (55.6118, 12.3569), ""),
    ("Vejleåparken, gården", "housing", (55.6152, 12.3498), ""),
    ("Klub Gildhøj", "club", (55.6109, 12.3512), ""),
    ("Strandgårdskolen", "school", (55.6058, 12.3621), ""),
    ("Ishøj Strandpark", "beach", (55.6012, 12.3826), ""),
    ("Skatebanen", "sports", (55.6094, 12.3548), ""),
    ("Ishøj Bibliotek", "library", (55.6121, 12.3556), ""),
    ("Torsbo parkering", "parking", (55.6171, 12.3537), ""),
)
BRIEF = (
    "Rolig uge. Lyset ved skatebanen er ude igen.\n"
    "Hold øje med Bycentret efter kl. 22. Klubben lukker kl. 21 i aften."
)


def people():
    """Make the team with names one can read, and one on another team."""
    team = field.make_team()
    other = org.make_worker(org.make_unit("Klubberne"), name="Dorte")
    for user, username, name in (
        (team.worker, "amina", "Amina Kaya"),
        (team.mate, "bo", "Bo Friis"),
        (team.coordinator, "karen", "Karen Holm"),
        (team.leader, "lis", "Lis Munk"),
        (other, "dorte", "Dorte Lund"),
    ):
        user.username, user.name = username, name
        user.email = f"{username}@example.dk"
        user.save()
    team.coordinator.phone = "43 57 00 00"
    team.coordinator.save()
    return team


def rings(west, south, east, north):
    """Give a rectangle as a border."""
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


def places():
    """Make two areas and the places of the town."""
    field.SQUARE = rings(12.340, 55.608, 12.3605, 55.620)
    inner = field.make_area("Vejleåparken")
    field.SQUARE = rings(12.3405, 55.598, 12.392, 55.608)
    coast = field.make_area("Strandområdet")
    return [
        field.make_place(
            name, kind=kind, at=at, area=coast if at[0] < 55.608 else inner, note=note
        )
        for name, kind, at, note in PLACES
    ]  # fmt: skip


def lay():
    """Lay the whole street."""
    team, (station, centre, yard, _club, *others) = people(), places()
    start = now().replace(microsecond=0)
    order = Deployment.objects.create(
        key="aftener", unit=team.unit, title="Aftener i Bycentret", weekdays=[1, 2, 3, 4, 5, 6, 7],
        from_time="22:00", to_time="02:00", staff_min=1, staff_max=2,
        purposes=["Voksne at tale med efter lukketid", "Følge de yngste hjem til klubben"],
        valid_from=localdate() - timedelta(days=7), valid_to=localdate() + timedelta(days=30),
        written_by=team.leader, ordered_at=start, ordered_by=team.leader,
    )  # fmt: skip
    order.places.set([centre, station])
    tour = field.make_tour(
        team, places=[station, centre, others[2]], started_at=None, brief=BRIEF,
        planned_from=start, planned_to=start + timedelta(hours=4), on_call=team.coordinator,
        check_in_minutes=60,
    )  # fmt: skip
    tour.deployments.add(order)
    for hours, place, more in (
        (26, station, {"mood": "loud", "crowd": "10-19", "behaviours": ["music"], "ages": "16-17"}),
        (50, yard, {"text": "Bænkene er flyttet sammen ved legepladsen."}),
        (27, others[2], {"mood": "tense", "faults": ["light"], "behaviours": ["hanging_out"]}),
    ):
        field.make_observation(team, place=place, at=start - timedelta(hours=hours), **more)
    for code, ages in (("B7", "16-17"), ("A2", "13-15"), ("C4", "18-25")):
        field.make_known(team, code, ages=ages)
    group = field.make_group(team, place=station, number=2, crowd="5-9", ages="16-17")
    field.make_sighting(group, team, mood="calm")
    field.make_follow_up(team, "Spørg klubben om åbning i efterårsferien", owner=team.worker)


if __name__ == "__main__":
    lay()

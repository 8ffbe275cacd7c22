"""A team on the street in tests: its people, places, tours, what was seen, and a phone."""

from datetime import datetime, timedelta
from itertools import count
from types import SimpleNamespace
from uuid import uuid4

from django.utils.timezone import localdate, now

from indsats.field.actions.device import enrol
from indsats.field.actions.indexing import index
from indsats.field.models import (
    Contact,
    FollowUp,
    GroupSighting,
    Incident,
    KnownYouth,
    PlaceObservation,
    Tour,
    TourMember,
    YouthGroup,
)
from indsats.law.deadlines import COPENHAGEN
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as org
from indsats.places.models import Area, AreaState, Place, PlaceState

_number = count(1)
STATION = (55.6131, 12.3581)
CORNERS = [[12.3, 55.5], [12.4, 55.5], [12.4, 55.7], [12.3, 55.7], [12.3, 55.5]]
SQUARE = {"type": "Polygon", "coordinates": [CORNERS]}


def danish(year, month, day, hour=22, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)


def make_area(name="Vejleåparken"):
    area = Area.objects.create(key=f"gade-omraade-{next(_number)}")
    AreaState.objects.create(
        area=area, name=name, kind="district", geometry=SQUARE, valid_from=org.LONG_AGO
    )
    return area


def make_place(name="Stationen", *, kind="station", at=STATION, area=None, **fields):
    place = Place.objects.create(key=f"gade-sted-{next(_number)}")
    PlaceState.objects.create(
        place=place, name=name, kind=kind, latitude=at[0], longitude=at[1], area=area,
        valid_from=fields.pop("valid_from", org.LONG_AGO), **fields,
    )  # fmt: skip
    return place


def make_team(name="Gadeplan", **fields):
    """Make a team of two on the street, their coordinator, and the leader of the centre above."""
    centre = org.make_unit("Ishøj Ungdom")
    unit = org.make_unit(name, parent=centre, **fields)
    street, mate = (org.make_worker(unit, name=each) for each in ("Alice", "Bob"))
    coordinator = org.make_worker(unit, name="Karen", function=Function.COORDINATOR)
    leader = org.make_user("Lis")
    post = org.make_post(centre, title="Leder", function=Function.STAFF)
    org.engage(leader, post)
    org.lead(centre, post)
    return SimpleNamespace(
        unit=unit, centre=centre, worker=street, mate=mate, coordinator=coordinator, leader=leader
    )


def _record(unit, author, at, **fields):
    at = at or now()
    return {"unit": unit, "author": author, "made_at": at, "received_at": at, **fields}


def make_tour(team, *, day=None, members=None, places=(), **fields):
    """Make a tour that is out from 21 on the day, or as the fields say."""
    day = day or localdate()
    start = datetime(day.year, day.month, day.day, 21, tzinfo=COPENHAGEN)
    fields = {"started_at": start, **fields}
    tour = Tour.objects.create(day=day, **_record(team.unit, team.worker, start, **fields))
    for user in (team.worker, team.mate) if members is None else members:
        TourMember.objects.create(tour=tour, user=user)
    tour.places.set(places)
    return tour


def make_observation(team, *, place=None, at=None, tour=None, **fields):
    if "latitude" not in fields:
        fields["place"] = place or make_place()
    fields = {"crowd": "5-9", "mood": "calm", **fields}
    row = PlaceObservation.objects.create(
        seen_at=at or now(), tour=tour, **_record(team.unit, team.worker, at, **fields)
    )
    index(row)
    return row


def make_contact(team, *, at=None, **fields):
    fields = {"ages": "16-17", "kind": "conversation", **fields}
    return Contact.objects.create(
        met_at=at or now(), **_record(team.unit, team.worker, at, **fields)
    )


def make_known(team, code=None, *, last=None, **fields):
    return KnownYouth.objects.create(
        unit=team.unit, code=code or f"A{next(_number)}", created_by=team.worker,
        created_at=now(), last_contact_on=last or localdate(), **fields,
    )  # fmt: skip


def make_group(team, *, place=None, last=None, **fields):
    last = last or localdate()
    fields = {"crowd": "5-9", "number": next(_number), "place": place or make_place(), **fields}
    return YouthGroup.objects.create(
        opened_on=last, last_seen_on=last, review_on=last + timedelta(days=90),
        **_record(team.unit, team.worker, None, **fields),
    )  # fmt: skip


def make_sighting(group, team, *, at=None, **fields):
    fields = {"crowd": "5-9", "mood": "calm", **fields}
    return GroupSighting.objects.create(
        group=group, seen_at=at or now(), **_record(team.unit, team.worker, at, **fields)
    )


def make_follow_up(team, text="Ring til klubben", **fields):
    return FollowUp.objects.create(text=text, **_record(team.unit, team.worker, None, **fields))


def make_incident(team, title="Slagsmål ved stationen", *, at=None, **fields):
    fields = {"kind": "fight", **fields}
    return Incident.objects.create(
        title=title, happened_at=at or now(), **_record(team.unit, team.worker, at, **fields)
    )


def make_phone(user, *, name="Gadetelefonen", at=None):
    """Put a phone into use; give it with its key."""
    made = enrol(by=user, device=uuid4(), name=name, app="2026.11.1", at=at or now())
    return SimpleNamespace(device=made.device, key=made.key, user=user)


def item(
    kind="observation", /, *, record=None, op=None, base=None, was=None, made_at=None, **fields
):
    """Write an entry as a phone would send it."""
    at = made_at or now()
    return {
        "op": str(op or uuid4()), "kind": kind, "record": str(record or uuid4()), "form": 1,
        "base": base, "made_at": at.isoformat(), "fields": fields, "was": was or {},
    }  # fmt: skip


def observed(team, place, *, at=None, **more):
    """Write a new observation as a phone would send it."""
    words = {k: more.pop(k) for k in ("record", "op", "base", "was", "made_at") if k in more}
    fields = {
        "unit": team.unit.key, "place": place.key, "seen_at": (at or now()).isoformat(),
        "crowd": "5-9", "mood": "calm", **more,
    }  # fmt: skip
    return item("observation", **{"made_at": at, **words}, **fields)


def toured(team, *, day=None, **more):
    """Write a new tour as a phone would send it."""
    words = {k: more.pop(k) for k in ("record", "op", "base", "was", "made_at") if k in more}
    day = day or localdate()
    return item("tour", **words, unit=team.unit.key, day=day.isoformat(), **more)


def call(client, phone, items=(), *, cursor=None, **more):
    """Let a phone call the server; give the response."""
    body = {
        "device": str(phone.device.pk), "app": "2026.11.1", "sent_at": now().isoformat(),
        "cursor": cursor, "waiting": len(items), "oldest_waiting_at": None,
        "items": list(items), **more,
    }  # fmt: skip
    return client.post(
        "/api/v1/felt/synk", body, content_type="application/json",
        headers={"Authorization": f"Bearer {phone.key}"},
    )  # fmt: skip


def sent(client, phone, *items, **more):
    """Let a phone send entries; give the answers to them."""
    response = call(client, phone, items, **more)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def fetched(client, phone, cursor=None):
    """Let a phone fetch all there is; give the records by kind, the base and the cursor."""
    found, base, pages = [], None, 0
    while True:
        told = call(client, phone, cursor=cursor).json()
        found += told["changes"]
        base, cursor, pages = told.get("base") or base, told["cursor"], pages + 1
        if not told["more"]:
            return SimpleNamespace(changes=found, base=base, cursor=cursor, pages=pages)

"""Addresses of the street."""

from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import localdate, now

from indsats.field.models import Conflict, ParkedItem, SafetyAlarm, Tour
from indsats.field.tests import factories as street
from indsats.organisation.access import Permission
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as f
from indsats.strategy.tests.factories import make_order
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission


class Team:
    """A side's unit as the factories of the street take a team."""

    def __init__(self, unit):
        self.unit = unit
        self.worker = f.make_worker(unit, name="Gade")
        self.mate = f.make_worker(unit, name="Makker")
        self.leader = f.make_worker(unit, name="Leder", function=Function.LEADER)


def prepare(world: World) -> None:
    """Add a tour, an alarm, a phone, something parked and a collision on either side."""
    for side in (OWN, OTHER):
        team = Team(world.units[side])
        at, by = now(), team.worker
        yesterday = localdate() - timedelta(days=1)
        tour = street.make_tour(team, day=yesterday, ended_at=at, summary="Roligt")
        planned = Tour.objects.create(
            day=localdate(), unit=team.unit, author=by, made_at=at, received_at=at
        )
        alarm = SafetyAlarm.objects.create(tour=tour, due_at=at, raised_at=at)
        phone = street.make_phone(by).device
        record = uuid4()
        parked = ParkedItem.objects.create(
            op=uuid4(), device=phone, user=by, unit=team.unit, kind="follow_up", record=record,
            body={"form": 1, "base": None, "fields": {"unit": team.unit.key, "text": "Ring"}},
            reason="no_access", made_at=at, received_at=at,
        )  # fmt: skip
        seen = street.make_observation(team)
        known, group = street.make_known(team), street.make_group(team)
        clash = Conflict.objects.create(
            op=uuid4(), unit=team.unit, kind="observation", record=seen.pk, field="text",
            kept="a", offered="b", offered_by=by, offered_at=at, received_at=at,
        )  # fmt: skip
        order = make_order(team)
        world.extra[side] = {
            "tour": tour.pk, "planned": planned.pk, "alarm": alarm.pk, "phone": phone.pk,
            "contact": street.make_contact(team).pk, "code": known.pk, "group": group.pk,
            "follow_up": street.make_follow_up(team).pk, "parked": parked.pk,
            "clash": clash.pk, "order": order.pk,
        }  # fmt: skip


def thing(name):
    return lambda world, side: [world.extra[side][name]]


tour, planned, parked = thing("tour"), thing("planned"), thing("parked")


def order(world, side):
    return [world.extra[side]["tour"], world.extra[side]["order"]]


code, group, follow_up = thing("code"), thing("group"), thing("follow_up")
ROWS = (
    Row("tours", P.TOUR_SEE),
    Row("tour", P.TOUR_SEE, tour),
    Row("tour-plan", P.TOUR_PLAN),
    Row("tour-change", P.TOUR_PLAN, planned),
    Row("tour-cancel", P.TOUR_PLAN, planned, method="post"),
    Row("tour-brief-read", P.TOUR_SEE, tour, method="post"),
    Row("tour-ready", P.TOUR_WRITE, tour),
    Row("tour-write", P.TOUR_WRITE, tour),
    Row("tour-release", P.TOUR_RELEASE, tour, method="post"),
    Row("tour-order", P.TOUR_PLAN, order, method="post"),
    Row("contacts", P.CONTACT_SEE),
    Row("contact", P.CONTACT_SEE, thing("contact")),
    Row("codes", P.CONTACT_SEE),
    Row("code", P.CONTACT_SEE, code),
    Row("code-remove", P.CONTACT_WRITE, code, method="post"),
    Row("groups", P.GROUP_SEE),
    Row("group", P.GROUP_SEE, group),
    Row("group-hold", P.GROUP_WRITE, group),
    Row("group-close", P.GROUP_WRITE, group),
    Row("group-keep", P.GROUP_WRITE, group, method="post"),
    Row("follow-ups", P.TOUR_SEE),
    Row("follow-up", P.TOUR_WRITE, follow_up),
    Row("follow-up-finish", P.TOUR_WRITE, follow_up, method="post"),
    Row("alarms", P.TOUR_SEE),
    Row("alarm", P.TOUR_SEE, thing("alarm")),
    Row("parked", P.PARKED_HANDLE),
    Row("parked-item", P.PARKED_HANDLE, parked),
    Row("parked-together", P.PARKED_HANDLE, parked, method="post"),
    Row("parked-aside", P.PARKED_HANDLE, parked),
    Row("collisions", P.PARKED_HANDLE),
    Row("collision", P.PARKED_HANDLE, thing("clash")),
    Row("phones", P.PHONE_MANAGE),
    Row("phone-close", P.PHONE_MANAGE, thing("phone")),
    Row("phone-enrol", P.PHONE_USE, method="post"),
    Row("phone-sync", None, method="post", always=401),
)

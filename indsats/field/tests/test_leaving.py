"""Who has moved on or lost access: what they still bring is parked with whoever takes over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from indsats.field.actions.device import close
from indsats.field.models import (
    CheckIn,
    Device,
    ParkedItem,
    PlaceObservation,
    SafetyAlarm,
)
from indsats.field.tests import factories as f
from indsats.organisation.access import Permission
from indsats.organisation.actions.enter import change_now
from indsats.organisation.models import EngagementState, Function, Grant, UnitState
from indsats.organisation.rules import build
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return f.make_team()


def move(user, unit, *, function=Function.STREET_WORKER):
    """Move someone to another unit today."""
    EngagementState.objects.filter(user=user).update(valid_to=localdate())
    org.engage(user, org.make_post(unit, function=function), since=localdate())


def desks(user):
    return ParkedItem.objects.open_to(user, Permission.PARKED_HANDLE, localdate())


def test_behaviour_04_who_moved_unit_has_pending_work_parked_for_the_old_units_leader(client, team):
    phone, other = f.make_phone(team.worker), f.make_team("Fritidsklubben")
    move(team.worker, other.unit)
    (answer,) = f.sent(client, phone, f.observed(team, f.make_place(), text="Uro ved kiosken"))
    assert (answer["outcome"], answer["reason"]) == ("parked", "no_access")
    parked = ParkedItem.objects.get()
    assert parked.body["fields"]["text"] == "Uro ved kiosken"
    for user, sees in (
        (team.leader, True), (team.coordinator, True), (other.leader, False),
        (other.coordinator, False), (team.worker, False), (team.mate, False),
    ):  # fmt: skip
        assert desks(user).exists() is sees
    assert PlaceObservation.objects.count() == 0
    (fine,) = f.sent(client, phone, f.observed(other, f.make_place()))
    assert fine["outcome"] == "taken"


def test_what_names_no_unit_lands_on_the_desk_of_the_one_its_writer_was_lent_to(client, team):
    partner = org.make_user("Lånt")
    today = localdate()
    Grant.objects.create(
        user=partner, unit=team.unit, function=Function.STREET_WORKER, reason="Vikar",
        valid_from=today, valid_to=today + timedelta(days=9),
    )  # fmt: skip
    (answer,) = f.sent(client, f.make_phone(partner), {"kind": "observation", "fields": {}})
    assert answer["reason"] == "invalid"
    assert desks(team.coordinator).count() == 1


def test_what_belongs_to_something_parked_follows_it(client, team):
    phone, tour = f.make_phone(team.worker), uuid4()
    first = f.toured(team, record=tour)
    move(team.worker, f.make_team("Fritidsklubben").unit)
    items = [
        first,
        f.item("check_in", tour=str(tour), kind="home"),
        f.item("tour", record=tour, base=1, summary="En rolig aften"),
        f.observed(team, f.make_place(), tour=str(tour)),
    ]
    answers = f.sent(client, phone, *items)
    assert {each["reason"] for each in answers} == {"no_access"}
    assert set(ParkedItem.objects.values_list("unit", flat=True)) == {team.unit.pk}


def reorganise(by, *steps):
    return change_now(by=by, operations=steps, reason="Sammenlægning")


@pytest.mark.parametrize("verb", ["merge", "split", "close"])
def test_a_unit_that_is_no_more_hands_over_to_the_one_that_took_over(client, verb):
    team = f.make_team()
    boss = org.make_worker(org.make_unit("Direktionen"), function=Function.DIRECTOR)
    mine = f.make_observation(team)
    phone, today, key = f.make_phone(team.worker), localdate(), team.unit.key
    other = f.make_team("Fritidsklubben")
    for user in (team.worker, team.mate, team.coordinator):
        move(user, other.unit)  # whose terms change needs a notice, which is not the matter here
    new = {"name": "Den operative indsats", "kind": "team", "parent": team.centre.key}
    steps = {
        "merge": build("merge", number=1, kind="unit", subject="operative", first=today,
                       patch={"from": [key], "values": new}),
        "split": build("split", number=1, kind="unit", subject=key, first=today,
                       patch={"into": {"operative": new, "andet": {**new, "name": "Andet"}},
                              "assign": {}, "rest": "operative"}),
        "close": None,
    }  # fmt: skip
    if steps[verb]:
        reorganise(boss, steps[verb])
        heir = UnitState.objects.get(name="Den operative indsats").unit_id
    else:
        UnitState.objects.filter(unit=team.unit).update(valid_to=today)
        heir = team.centre.pk
    (answer,) = f.sent(client, phone, f.observed(team, f.make_place()))
    assert answer["outcome"] == "parked"
    parked = ParkedItem.objects.get()
    assert parked.unit_id == heir
    assert desks(team.leader).get() == parked
    seen = PlaceObservation.objects.open_to(team.leader, Permission.OBSERVATION_SEE, today)
    assert seen.get() == mine  # history follows to whoever took over; nothing was stamped anew


def test_a_tour_that_was_released_parks_what_comes_after(client, team):
    tour = f.make_tour(team, released_at=now(), released_by=team.coordinator)
    phone = f.make_phone(team.worker)
    answers = f.sent(
        client, phone,
        f.observed(team, f.make_place(), tour=str(tour.pk)),
        f.item("tour", record=tour.pk, base=1, summary="Glemt"),
        f.item("check_in", tour=str(tour.pk), kind="home"),
    )  # fmt: skip
    assert [each.get("reason") for each in answers] == ["closed", "closed", None]


@pytest.mark.parametrize("how", ["deactivated", "no_phone_use", "wipe"])
def test_a_phone_that_is_to_be_emptied_is_emptied_of_its_work_first(client, team, how):
    phone = f.make_phone(team.worker)
    if how == "deactivated":
        team.worker.is_active = False
        team.worker.save()
    elif how == "no_phone_use":
        move(team.worker, team.centre, function=Function.STAFF)
    else:
        close(by=team.coordinator, device=phone.device, because="Tabt", wipe=True, at=now())
    f.make_observation(team)
    told = f.call(client, phone, [f.observed(team, f.make_place(), text="Sidst")], waiting=2).json()
    assert (told["results"][0]["outcome"], told["wipe"], told["changes"]) == ("parked", False, [])
    assert "base" not in told
    told = f.call(client, phone, [f.observed(team, f.make_place())], waiting=1).json()
    assert told["wipe"]
    assert desks(team.coordinator).count() == 2
    assert f.call(client, phone, wiped=True).status_code == 200
    assert Device.objects.get().wiped_at
    assert f.call(client, phone).status_code == 401


def test_a_key_that_ended_gives_nothing_and_takes_nothing(client, team):
    phone = f.make_phone(team.worker, at=now() - timedelta(days=31))
    closed = f.make_phone(team.worker)
    close(by=team.worker, device=closed.device, because="Ny telefon", wipe=False, at=now())
    for each in (phone, closed):
        response = f.call(client, each, [f.observed(team, f.make_place())])
        assert (response.status_code, response.json()) == (401, {"problem": "login"})
    assert ParkedItem.objects.count() + PlaceObservation.objects.count() == 0


def test_help_raises_the_alarm_at_once_even_after_a_reorganisation(client, team):
    tour = f.make_tour(team, on_call=team.coordinator)
    phone = f.make_phone(team.worker)
    UnitState.objects.filter(unit=team.unit).update(valid_to=localdate())
    move(team.worker, f.make_team("Fritidsklubben").unit)
    (answer,) = f.sent(client, phone, f.item("check_in", tour=str(tour.pk), kind="help"))
    assert answer["outcome"] == "taken"
    assert CheckIn.objects.get().kind == "help"
    assert SafetyAlarm.objects.get().sent_to == team.coordinator

"""What labels stand for: told in words to all, by title and address only to those who may."""

import importlib

import pytest
from django.utils.timezone import localdate

from indsats.hearings.models import Hearing, HearingParty, Matter, Reply
from indsats.meetings.models import AgendaItem, Meeting
from indsats.organisation.models import ChangeSet, Function, Unit
from indsats.organisation.subjects import Shown, kinds, shown
from tests.matrix.world import OTHER, build

ROOMS = ("organisation", "meetings", "hearings")
pytestmark = pytest.mark.django_db


def world_of(function):
    world = build(function)
    for room in ROOMS:
        importlib.import_module(f"tests.matrix.{room}").prepare(world)
    return world


def every_label():
    return [
        f"{kind.name}:{key}"
        for kind in kinds()
        for key in kind.model._default_manager.values_list(kind.by, flat=True)
    ]


@pytest.mark.parametrize("function", [*Function, None])
def test_an_address_that_is_given_opens(client, function, django_assert_max_num_queries):
    world = world_of(function)
    labels = every_label()
    with django_assert_max_num_queries(12):
        found = shown(labels, world.user, localdate())
    assert set(found) == set(labels)
    assert all(each.text for each in found.values())
    client.force_login(world.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    addresses = {each.url for each in found.values()} - {""}
    assert {url: s for url in sorted(addresses) if (s := client.get(url).status_code) != 200} == {}


def told(row, world):
    label = f"{row._meta.label_lower}:{row.pk}"
    return shown([label], world.user, localdate())[label]


def test_a_reader_without_reach_learns_where_it_belongs_and_nothing_more():
    world = world_of(Function.AUDITOR)
    reply = Reply.objects.first()
    party = HearingParty.objects.get(pk=reply.party_id)
    assert told(reply, world).text.startswith(f"høringssvar fra {party.name} nr. ")
    assert told(reply, world).url == ""
    item = AgendaItem.objects.filter(is_open=False).first()
    assert "punkt 2" in told(item, world).text
    assert item.title not in told(item, world).text
    assert "nr." in told(ChangeSet.objects.first(), world).text


def test_the_title_of_a_matter_is_told_once_its_letter_is_sent():
    world = world_of(Function.AUDITOR)
    hearing = Hearing.objects.filter(sent_at__isnull=False).first()
    matter = Matter.objects.get(pk=hearing.matter_id)
    assert f"“{matter.title}”" in told(matter, world).text
    Hearing.objects.filter(matter=matter).update(sent_at=None)
    for row in (matter, hearing):
        assert matter.title not in told(row, world).text


def test_one_who_may_open_it_reads_the_title_and_gets_the_address():
    world = world_of(Function.SECRETARY)
    item = AgendaItem.objects.filter(is_open=False).first()
    assert f"“{item.title}”" in told(item, world).text
    assert told(item, world).url == f"/moeder/punkt/{item.pk}/"


def test_a_member_opens_the_meetings_of_the_own_body_only():
    world = world_of(Function.BODY_MEMBER)
    own, other = Meeting.objects.filter(body=world.body("own")), world.body(OTHER)
    assert told(own.first(), world).url
    assert told(Meeting.objects.filter(body=other).first(), world).url == ""


def test_what_is_no_label_is_left_out():
    world = build(Function.AUDITOR)
    unit = f"organisation.unit:{Unit.objects.first().pk}"
    odd = ["", ":", "x:1", "organisation.unit:", "organisation.unit:æ", "organisation.unit:0", unit]
    found = shown(odd, world.user, localdate())
    assert list(found) == [unit]
    assert isinstance(found[unit], Shown)

"""What labels stand for: told in words to all, by title and address only to those who may."""

import importlib
import re

import pytest
from django.conf import settings
from django.utils.timezone import localdate

from indsats.audit.models import Act, Entry
from indsats.field.models import FollowUp, Incident, KnownYouth, StaffEvent
from indsats.hearings.models import Hearing, HearingParty, Matter, Reply
from indsats.meetings.models import AgendaItem, Meeting
from indsats.organisation.models import ChangeSet, Function, Unit
from indsats.organisation.queries.trail_terms import TERMS
from indsats.organisation.queries.trail_words import told as words
from indsats.organisation.subjects import Shown, kinds, shown
from indsats.places.models import CheckLink, Hotspot, Place, SafetyCheck
from indsats.strategy.models import Deployment
from tests.matrix.world import OTHER, OWN, build

ROOMS = (
    "organisation", "meetings", "hearings", "places", "strategy", "field", "incidents",
)  # fmt: skip
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
    odd = [
        "",
        ":",
        "field.tour:1",
        "field.tour:æ",
        "x:1",
        "organisation.unit:",
        "organisation.unit:æ",
        "organisation.unit:0",
        unit,
    ]
    found = shown(odd, world.user, localdate())
    assert list(found) == [unit]
    assert isinstance(found[unit], Shown)


def test_of_the_street_anyone_learns_the_team_and_the_moment_and_no_more():
    world = world_of(Function.AUDITOR)
    for model, secret in ((KnownYouth, "code"), (FollowUp, "text"), (Incident, "title")):
        row = model.objects.first()
        shown_ = told(row, world)
        assert getattr(row, secret) not in shown_.text
        assert shown_.url == ""
    event = StaffEvent.objects.first()
    assert told(event, world) == Shown(f"vold eller trussel mod en medarbejder nr. {event.pk}")


def test_a_coordinator_reads_what_the_own_team_wrote_and_not_what_others_did():
    world = world_of(Function.COORDINATOR)
    own, other = (
        Incident.objects.get(unit=world.units[side], title="Slagsmål") for side in (OWN, OTHER)
    )
    assert "“Slagsmål”" in told(own, world).text
    assert told(own, world).url == f"/haendelser/{own.pk}/"
    assert told(other, world).url == ""
    assert "Slagsmål" not in told(other, world).text


def test_of_efforts_at_places_anyone_learns_the_unit_and_the_day_and_no_more():
    world = world_of(Function.AUDITOR)
    for model, secret in ((Hotspot, "title"), (SafetyCheck, "spot"), (Deployment, "title")):
        row = model.objects.first()
        text = told(row, world).text
        assert getattr(row, secret) not in text
        assert text.startswith(str(row._meta.verbose_name))
        assert "," in text
    place = Place.objects.filter(states__isnull=False).first()
    assert f"“{place.states.first().name}”" in told(place, world).text


def test_a_draft_order_is_named_only_to_those_who_may_issue_it():
    world = world_of(Function.STREET_WORKER)
    unit = world.units[OWN]
    draft = Deployment.objects.get(unit=unit, ordered_at=None)
    issued = Deployment.objects.filter(unit=unit, ordered_at__isnull=False).first()
    assert draft.title not in told(draft, world).text
    assert issued.title in told(issued, world).text


def test_what_a_school_did_by_its_link_is_not_taken_for_a_reply_to_a_hearing():
    world = world_of(Function.COORDINATOR)
    link = CheckLink.objects.filter(unit=world.units[OWN]).first()
    entry = Entry.objects.get(actor=f"places.checklink:{link.pk}", act=Act.SUBMITTED)
    line = words([entry], reader=world.user, day=localdate())[entry.sequence]
    assert link.place.states.get().name in line.actor


@pytest.mark.parametrize("room", ["places", "strategy"])
def test_every_name_efforts_at_places_write_in_the_trail_has_a_word(room):
    world_of(Function.COORDINATOR)
    entries = Entry.objects.filter(subject__startswith=f"{room}.")
    names = {name for entry in entries for name in entry.facts}
    assert len(names) > 15
    assert names - set(TERMS) == set()


def test_what_was_written_is_told_in_words_also_where_it_is_nested():
    world = world_of(Function.COORDINATOR)
    entry = Entry.objects.filter(subject__startswith="places.safetywalk", act=Act.CREATED).first()
    line = words([entry], reader=world.user, day=localdate())[entry.sequence]
    ((_name, text),) = line.details
    for told in ("titel: Rundt om torvet", "begynder: "):  # in no order: PostgreSQL keeps none
        assert told in text
    assert "{" not in text


def test_every_code_the_street_writes_in_the_trail_has_a_word():
    """Read the deeds themselves, so that a new code without a word is found."""
    texts = [path.read_text() for path in (settings.ROOT / "indsats/field/actions").glob("*.py")]
    codes = {code for text in texts for code in re.findall(r'what="([a-z_]+)"', text)}
    assert len(codes) > 20
    assert {word for word in codes if word not in TERMS} == set()

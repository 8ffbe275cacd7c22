"""Behaviours 5 to 8 and 13 of the field, by number; docs/phone/behaviours.md lists them all."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils.timezone import localdate, now

from indsats.audit.models import Entry
from indsats.field.actions import taking
from indsats.field.models import ParkedItem, PlaceObservation, SyncedItem
from indsats.field.rules import forms
from indsats.field.tests import factories as f
from indsats.field.tests.pages import as_, text
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Function, PostState

pytestmark = pytest.mark.django_db
WORD = "kasematter"
TEXT = f"{WORD} stinker af svovl"
FOUND = "svovl"  # never asked for, so that no page only repeats the question
HEAVY = (".pdf", ".docx")


@pytest.fixture
def team():
    return f.make_team()


class Killed(BaseException):
    """Stands for a process that is gone."""


@pytest.mark.parametrize("moment", ["_sign", "tell_phones", "record"])
def test_behaviour_05_a_server_gone_before_the_end_leaves_neither_record_nor_trail(
    client, team, monkeypatch, moment
):
    place, phone = f.make_place(), f.make_phone(team.worker)
    before = Entry.objects.count()

    def die(*_all, **_named):
        raise Killed

    monkeypatch.setattr(taking, moment, die)
    with pytest.raises(Killed):
        f.call(client, phone, [f.observed(team, place)])
    assert PlaceObservation.objects.count() == SyncedItem.objects.count() == 0
    assert Entry.objects.count() == before


def test_behaviour_05_what_was_taken_in_has_its_line_though_no_answer_was_given(
    client, team, monkeypatch
):
    phone, entry = f.make_phone(team.worker), f.observed(team, f.make_place())

    def die(*_all):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("indsats.field.views.sync.page", die)
        with pytest.raises(Killed):
            f.call(client, phone, [entry])
    lines = Entry.objects.filter(subject=f"field.placeobservation:{entry['record']}")
    assert lines.get().facts["op"] == entry["op"]
    (answer,) = f.sent(client, phone, entry)
    assert answer["outcome"] == "taken"
    assert lines.count() == PlaceObservation.objects.count() == 1


def addresses():
    """Give every page that needs nothing but its address."""
    found = []

    def walk(parts, space):
        for part in parts:
            if not isinstance(part, URLPattern):
                walk(part.url_patterns, part.namespace or space)
            elif part.name:
                try:
                    found.append(reverse(f"{space}:{part.name}" if space else part.name))
                except NoReverseMatch:
                    continue

    walk(get_resolver().url_patterns, "")
    return sorted(each for each in set(found) if not each.endswith(HEAVY) and "log-ud" not in each)


def hide(team):
    """Write a word into all that a team writes; give the addresses of each record."""
    place = f.make_place()
    known = f.make_known(team, "K9")
    group = f.make_group(team, place=place)
    tour = f.make_tour(team, summary=TEXT, brief=TEXT, places=[place])
    rows = {
        "observations:observation": f.make_observation(team, place=place, text=TEXT, tour=tour),
        "field:contact": f.make_contact(team, known=known, was_known=True, agreement=TEXT),
        "field:code": known,
        "field:group": group,
        "field:tour": tour,
        "field:follow-up": f.make_follow_up(team, TEXT),
    }
    f.make_sighting(group, team, text=TEXT)
    return [reverse(name, args=[row.pk]) for name, row in rows.items()]


def test_behaviour_06_another_teams_words_are_found_nowhere(client, team):
    other = f.make_team("Nabo")
    single = hide(other)
    asks = ("", f"?q={WORD}", f"?ord={WORD}", f"?soeg={WORD}", "?format=xlsx", "?vis=alle")

    def told(user):
        as_(client, user)
        found = set()
        for where in (*addresses(), *single):
            for ask in asks if "/felt/" in where or "soeg" in where or "obs" in where else asks[:1]:
                answer = client.get(where + ask)
                body = b"".join(answer) if answer.streaming else answer.content
                if FOUND in body.decode(errors="ignore"):
                    found.add(where)
        return found

    shown = told(other.coordinator)
    assert set(single) - {single[2], single[3]} <= shown  # a code and a group hold no words
    assert len(shown) > len(single) - 2
    assert told(team.coordinator) == told(team.worker) == set()
    for where in single:
        assert client.get(where).status_code == 404


def test_behaviour_06_neither_a_phone_nor_an_error_tells_of_another_team(client, team):
    other = f.make_team("Nabo")
    hide(other)
    phone = f.make_phone(team.worker)
    assert f.fetched(client, phone).changes == []
    group = f.make_group(other)
    seen = {"seen_at": now().isoformat(), "crowd": "5-9", "mood": "calm"}
    strange, theirs = (
        f.sent(client, phone, f.item("sighting", group=str(pk), **seen))[0]
        for pk in (uuid4(), group.pk)
    )
    assert theirs["outcome"] == strange["outcome"] == "parked"
    assert "Nabo" not in theirs["text"]
    desks = [ParkedItem.objects.open_to(user, Permission.PARKED_HANDLE, localdate())
             for user in (team.coordinator, other.coordinator)]  # fmt: skip
    assert [rows.count() for rows in desks] == [1, 1]  # each what names it


@pytest.mark.parametrize("function", ["", "ukendt", Function.PARTNER])
def test_behaviour_07_an_unknown_function_opens_nothing(client, team, function):
    phone, entry = f.make_phone(team.worker), f.observed(team, f.make_place(), text="Sidst")
    f.make_observation(team, text=TEXT)
    PostState.objects.filter(post__engagement_states__user=team.worker).update(function=function)
    told = f.call(client, phone, [entry]).json()
    assert (told["results"][0]["outcome"], told["changes"]) == ("parked", [])
    assert "base" not in told
    as_(client, team.worker)
    for name in ("field:tours", "field:contacts", "observations:list"):
        assert client.get(reverse(name)).status_code == 404


def test_behaviour_07_a_missing_rule_opens_nothing(client, team, monkeypatch):
    f.make_observation(team, text=TEXT)
    phone = f.make_phone(team.worker)
    assert [each["kind"] for each in f.fetched(client, phone).changes] == ["observation"]
    without = {
        permission: row
        for permission, row in access.MATRIX.items()
        if permission != Permission.OBSERVATION_SEE
    }
    monkeypatch.setattr(access, "MATRIX", without)
    assert f.fetched(client, phone).changes == []


def test_behaviour_08_an_older_version_of_a_form_is_taken_in_as_it_was_begun(
    client, team, monkeypatch
):
    newer = forms.Form("observation", 2, {**forms.newest("observation").fields})
    del newer.fields["text"]
    phone, place = f.make_phone(team.worker), f.make_place()
    monkeypatch.setattr(forms, "FORMS", (*forms.FORMS, newer))
    begun, later = (f.observed(team, place, text=word) for word in ("begyndt før", "for sent"))
    later["form"] = 2
    answers = f.sent(client, phone, begun, later)
    assert [each["outcome"] for each in answers] == ["taken", "parked"]
    row = PlaceObservation.objects.get()
    assert (row.form, row.text) == (1, "begyndt før")


LISTS = {
    "field:tours": f.make_tour,
    "field:contacts": f.make_contact,
    "field:codes": f.make_known,
    "field:groups": f.make_group,
    "field:follow-ups": f.make_follow_up,
    "observations:list": f.make_observation,
}


@pytest.mark.parametrize("name", LISTS)
def test_behaviour_13_a_list_of_a_hundred_asks_ten_times_at_most(
    client, team, name, django_assert_max_num_queries
):
    for _row in range(100):
        LISTS[name](team)
    as_(client, team.coordinator)
    with django_assert_max_num_queries(10):
        answer = client.get(reverse(name))
    assert answer.context["listing"].lines
    assert text(answer)

"""An observation is corrected, and what was about a person is gone from everywhere."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.models import Entry
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions.correcting import correct_text
from indsats.field.models import Conflict, ParkedItem
from indsats.field.queries.observations import visible, with_words
from indsats.field.rules.taking_out import GONE, cleaned, taken_out
from indsats.field.tests import factories as f
from indsats.field.tests.pages import as_, text

SAID = "Mustafa Yilmaz sad ved kiosken, ring 20 30 40 50."
PLAIN = "En ung sad ved kiosken."


def test_what_was_taken_out_is_named_by_its_kind():
    assert taken_out(SAID, PLAIN) == {"Mustafa Yilmaz": "name", "20 30 40 50": "phone"}
    assert taken_out(SAID, SAID) == {}


def test_a_copy_loses_the_same_words_and_nothing_else():
    gone = ["Mustafa Yilmaz"]
    assert cleaned(SAID, SAID, PLAIN, gone) == PLAIN
    assert cleaned("Så Mustafa Yilmaz igen", SAID, PLAIN, gone) == f"Så {GONE} igen"
    assert cleaned("Lygten er ude", SAID, PLAIN, gone) == "Lygten er ude"
    assert cleaned(None, SAID, PLAIN, gone) is None
    assert cleaned("Lygten er ude", "", PLAIN, []) == "Lygten er ude"


@pytest.fixture
def team():
    return f.make_team()


@pytest.fixture
def seen(team):
    return f.make_observation(team, place=f.make_place("Kiosken"), text=SAID)


def correct(team, row, to=PLAIN, **more):
    more = {"because": "person", "version": row.version, **more}
    correct_text(by=team.coordinator, observation=row, text=to, at=now(), **more)


def everything_kept():
    """Give all that the tables of the street and the trail hold, as text."""
    rows = [
        list(model._default_manager.values()) for model in apps.get_app_config("field").get_models()
    ]
    return json.dumps([rows, list(Entry.objects.values())], default=str, ensure_ascii=False)


@pytest.mark.django_db
def test_the_words_are_gone_from_every_table_and_from_the_trail(team, seen):
    phone = f.make_phone(team.mate)
    common = {"unit": team.unit, "received_at": now()}
    Conflict.objects.create(
        op=seen.pk, kind="observation", record=seen.pk, field="text", kept=SAID,
        kept_by=team.worker, offered="Mustafa Yilmaz er gået", offered_by=team.mate,
        offered_at=now(), **common,
    )  # fmt: skip
    ParkedItem.objects.create(
        op=seen.pk, device=phone.device, user=team.mate, kind="observation", record=seen.pk,
        body={"fields": {"text": f"{SAID} Igen."}, "was": {"text": SAID}}, reason="closed",
        made_at=now(), handled_at=now(), handled_by=team.coordinator, outcome="put_aside",
        **common,
    )  # fmt: skip
    assert "Mustafa" in everything_kept()
    assert "yilmaz" in everything_kept()
    correct(team, seen)
    kept = everything_kept()
    assert PLAIN in kept
    for word in ("Mustafa", "mustafa", "Yilmaz", "yilmaz", "20 30 40 50"):
        assert word not in kept


@pytest.mark.django_db
def test_the_trail_says_who_and_why_and_of_what_kind(team, seen):
    correct(team, seen)
    entry = Entry.objects.get(subject=f"field.placeobservation:{seen.pk}")
    assert entry.actor == team.coordinator.username
    assert entry.facts == {
        "what": "text_corrected", "because": "person", "removed": ["name", "phone"],
    }  # fmt: skip


@pytest.mark.django_db
def test_the_search_and_the_phones_follow(client, team, seen):
    phone = f.make_phone(team.mate)
    before = f.fetched(client, phone)
    assert SAID in json.dumps(before.changes, ensure_ascii=False)
    correct(team, seen)
    rows = visible(team.worker, localdate())
    assert list(with_words(rows, "mustafa")) == []
    assert list(with_words(rows, "ung")) == [seen]
    after = f.fetched(client, phone, before.cursor)
    told = [each for each in after.changes if each.get("record") == str(seen.pk)]
    assert [each["fields"]["text"] for each in told] == [PLAIN]


@pytest.mark.django_db
def test_a_parked_entry_nobody_has_decided_on_keeps_its_words_but_not_the_old_ones(team, seen):
    phone = f.make_phone(team.mate)
    ParkedItem.objects.create(
        op=seen.pk, device=phone.device, user=team.mate, unit=team.unit, kind="observation",
        record=seen.pk, body={"fields": {"text": "Lygten er ude."}, "was": {"text": SAID}},
        reason="closed", made_at=now(), received_at=now(),
    )  # fmt: skip
    correct(team, seen)
    body = ParkedItem.objects.get().body
    assert (body["fields"]["text"], body["was"]["text"]) == ("Lygten er ude.", GONE)


@pytest.mark.django_db
def test_two_who_correct_at_once_do_not_overwrite_each_other(team, seen):
    version = seen.version
    correct(team, seen)
    with pytest.raises(ChangedMeanwhileError):
        correct(team, seen, "Noget andet", version=version)
    with pytest.raises(ValidationError, match="hvorfor"):
        correct(team, seen, "Noget andet", because="Mustafa", version=version + 1)
    seen.refresh_from_db()
    assert seen.text == PLAIN


@pytest.mark.django_db
def test_the_page_names_what_looks_like_a_person_and_lets_the_coordinator_correct_it(
    client, team, seen
):
    page, form = (
        reverse(f"observations:{name}", args=[seen.pk]) for name in ("observation", "correct")
    )
    shown = text(as_(client, team.worker).get(page))
    assert "Mustafa Yilmaz, 20 30 40 50" in shown
    assert form not in shown
    assert client.get(form).status_code == 404
    assert form in text(as_(client, team.coordinator).get(page))
    refused = client.post(form, {"text": PLAIN, "version": seen.version})
    assert refused.status_code == 422
    assert PLAIN in text(refused)
    client.post(form, {"text": PLAIN, "version": seen.version, "because": "moved"})
    shown = text(client.get(page))
    assert PLAIN in shown
    assert "Mustafa" not in shown

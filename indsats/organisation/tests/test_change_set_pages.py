"""The pages of change-sets, as people use them."""

from datetime import date

import pytest
from django.urls import reverse

from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import draft, freeze
from indsats.organisation.actions.enter import change_now
from indsats.organisation.actions.operations import add_operation
from indsats.organisation.models import ChangeSet, Unit
from indsats.organisation.queries.change_sets import engine_steps
from indsats.organisation.queries.picture import read
from indsats.organisation.rules import Close, Move, Set, apply
from indsats.organisation.tests import letter

pytestmark = pytest.mark.django_db
DAY = letter.EFFECT


def at(name, *args):
    return reverse(f"organisation:{name}", args=args)


PAGES = ("change-set", "preview", "change-set-edit", "change-set-notice", "step-choose")


def test_the_list_shows_what_is_within_reach_and_in_which_state(as_, people, change_set):
    own = draft(by=people["klaus"], title="Klaus' eget", owner_unit=Unit.objects.get(key="ckf"))
    entered = change_now(
        by=people["sanne"],
        reason="Nyt navn",
        operations=Set(number=1, kind="unit", subject="cbf", span=Span(DAY), patch={"name": "C"}),
    )
    seen = as_("sanne").get(at("change-sets")).content.decode()
    for title in (change_set.title, own.title.replace("'", "&#x27;"), entered.title):
        assert title in seen
    assert "Besluttet, endnu ikke i kraft" in seen
    mine = as_("klaus").get(at("change-sets")).content.decode()
    assert "eget" in mine
    assert change_set.title not in mine
    assert as_("gitte").get(at("change-sets")).status_code == 404


@pytest.mark.parametrize("username", ["gitte", "klaus", "kirsten"])
@pytest.mark.parametrize("page", PAGES)
def test_nobody_out_of_reach_finds_it(as_, change_set, username, page):
    assert as_(username).get(at(page, change_set.key)).status_code == 404


def test_the_list_takes_as_many_queries_for_one_as_for_fifty(
    as_, people, change_set, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_("sanne")
    with django_assert_max_num_queries(10) as few:
        client.get(at("change-sets"))
    for number in range(49):
        made = draft(by=people["sanne"], title=f"Nr. {number}")
        add_operation(
            by=people["sanne"],
            change_set=made,
            step=Set(number=1, kind="unit", subject="cbf", span=Span(DAY), patch={"name": "C"}),
        )
    with django_assert_num_queries(len(few)):
        page = client.get(at("change-sets"))
    assert "Nr. 48" in page.content.decode()


def test_a_draft_is_made_and_filled_step_by_step(as_):
    client = as_("sanne")
    unit = Unit.objects.get(key="direktionen")
    answer = client.post(at("change-set-new"), {"title": "Ny gadeplan", "owner_unit": unit.pk})
    made = ChangeSet.objects.get()
    assert answer.url == at("change-set", made.key)
    where = client.get(at("step-choose", made.key), {"what": "create:unit"})
    assert where.url == at("step-new", made.key, "create", "unit")
    new = {
        "field_name": "Aftenholdet",
        "field_kind": "team",
        "field_parent": "ckf",
        "field_aliases": "Natholdet\nHoldet",
        "valid_from": "01-01-2024",
        "reason_kind": "organisational",
        "item": "1",
    }
    assert client.post(where.url, new).status_code == 302
    move = {
        "subject": "gadeplan",
        "field_parent": "aftenholdet",
        "valid_from": "2024-01-01",
        "reason_kind": "organisational",
    }
    assert client.post(at("step-new", made.key, "move", "unit"), move).status_code == 302
    steps = engine_steps(made)
    assert [(s.verb, s.subject) for s in steps] == [("create", "aftenholdet"), ("move", "gadeplan")]
    assert steps[0].patch["aliases"] == ("Natholdet", "Holdet")
    page = client.get(at("change-set", made.key)).content.decode()
    assert "Gadeplan flyttes til Aftenholdet fra 1. januar 2024" in page


def test_changing_writes_only_what_was_changed(as_, change_set):
    client = as_("sanne")
    where = at("step-new", change_set.key, "set", "unit")
    assert client.get(where).status_code == 200
    asked = f"{where}?subject=cbf&day=2024-01-01"
    shown = client.get(asked).context["form"].initial
    given = {name: value for name, value in shown.items() if value is not None}
    given |= {"field_email": "cbf@example.dk", "valid_from": "2024-01-01"}
    given["reason_kind"] = "organisational"
    assert client.post(asked, given).status_code == 302
    assert engine_steps(change_set)[-1].patch == {"email": "cbf@example.dk"}
    again = client.get(asked).context["form"].initial
    unchanged = client.post(
        asked,
        {**{k: v for k, v in again.items() if v is not None}, "reason_kind": "organisational"},
    )
    assert unchanged.status_code == 422
    assert "Intet er ændret" in unchanged.content.decode()


def test_splitting_and_merging_through_the_forms(as_, change_set):
    client = as_("sanne")
    where = at("step-new", change_set.key, "split", "unit")
    bad = client.get(where, {"subject": "cbf", "day": "2024-01-01", "parts": "Kun én"})
    assert bad.status_code == 422
    asked = f"{where}?subject=cbf&day=2024-01-01&parts=Center for Børn og Forebyggelse%0ANyt center"
    given = {
        "rest": "0",
        "field_unit:kriminalpraeventive": "1",
        "valid_from": "2024-01-01",
        "reason_kind": "organisational",
    }
    assert client.post(asked, given).status_code == 302
    step = engine_steps(change_set)[-1]
    assert set(step.patch["into"]) == {"cbf", "nyt-center"}
    assert step.patch["assign"] == {"unit:kriminalpraeventive": "nyt-center"}
    merge = {
        "sources": ["ckf", "cdu"],
        "into": "",
        "name": "Storcentret",
        "valid_from": "2024-02-01",
        "reason_kind": "organisational",
    }
    merging = at("step-new", change_set.key, "merge", "unit")
    assert client.post(merging, {**merge, "name": ""}).status_code == 422
    assert client.post(merging, merge).status_code == 302
    assert engine_steps(change_set)[-1].subject == "storcentret"
    page = client.get(at("change-set", change_set.key)).content.decode()
    assert "deles i Center for Børn og Forebyggelse og Nyt center" in page
    for number in (12, 13):
        assert client.get(at("step-edit", change_set.key, number)).status_code == 200


@pytest.mark.parametrize("number", range(1, 12))
def test_every_step_of_the_letter_can_be_opened_and_saved_as_it_was(as_, change_set, number):
    client = as_("sanne")
    before = engine_steps(change_set)
    shown = client.get(at("step-edit", change_set.key, number)).context["form"]
    data = {}
    for field in shown:
        value = field.value()
        if value is not None:
            data[field.html_name] = value
    assert client.post(at("step-edit", change_set.key, number), data).status_code == 302
    after = engine_steps(change_set)
    assert apply(letter.picture(), after) == apply(letter.picture(), before)
    assert after[number - 1].number == number


def test_what_cannot_be_done_is_said_and_what_was_typed_stays(as_, change_set):
    given = {
        "subject": "gadeplan",
        "field_parent": "cbf",
        "valid_from": "2024-01-01",
        "until": "2023-01-01",
        "reason_kind": "organisational",
        "reason": "Min lange begrundelse",
    }
    answer = as_("sanne").post(at("step-new", change_set.key, "move", "unit"), given)
    assert answer.status_code == 422
    assert "Min lange begrundelse" in answer.content.decode()
    assert len(engine_steps(change_set)) == 11


def test_the_second_of_two_editors_sees_what_the_first_did_and_can_send_again(
    as_, people, change_set
):
    client = as_("sanne")
    where = at("step-new", change_set.key, "close", "unit")
    seen = client.get(where).context["form"].initial["version"]
    add_operation(
        by=people["dorte"],
        change_set=change_set,
        step=Move(number=1, kind="unit", subject="cbf", span=Span(DAY), patch={"parent": "ckf"}),
    )
    given = {
        "subject": "ckf",
        "valid_from": "2024-06-01",
        "reason_kind": "organisational",
        "reason": "Skrevet imens",
        "version": seen,
    }
    answer = client.post(where, given)
    text = answer.content.decode()
    assert answer.status_code == 422
    for part in ("Dorte Dahl", "flyttes til Center for Kultur og Fritid", "Skrevet imens"):
        assert part in text
    assert "Sanne Storm" not in text.split("</h2>")[1].split("</section>")[0]
    assert client.post(where, {**given, "version": answer.context["version"]}).status_code == 302
    assert [s.verb for s in engine_steps(change_set)][-2:] == ["move", "close"]


def test_a_ring_is_shown_with_its_way_out(as_, people):
    made = draft(by=people["sanne"], title="Ring")
    add_operation(
        by=people["sanne"],
        change_set=made,
        step=Move(
            number=1,
            kind="unit",
            subject="ishoej-ungdom",
            span=Span(DAY),
            patch={"parent": "ungdomsskolen"},
        ),
    )
    client = as_("sanne")
    page = client.get(at("change-set", made.key)).content.decode()
    assert "placeret under sig selv" in page
    assert "Vælg en anden placering" in page
    answer = client.post(at("change-set-freeze", made.key), {"version": made.version})
    assert answer.status_code == 422


def test_the_whole_way_through_the_pages(as_, change_set):
    client = as_("sanne")
    key = change_set.key
    version = client.get(at("change-set", key)).context["change_set"].version
    assert client.post(at("change-set-freeze", key), {"version": version}).status_code == 302
    change_set.refresh_from_db()
    decision = {
        "decided_on": "2023-11-20",
        "reference": "ØPU punkt 7",
        "preview_hash": change_set.preview_hash,
    }
    refused = client.post(at("change-set-enter", key), decision)
    assert refused.status_code == 422
    assert "LokalMED Ishøj Ungdom" in refused.content.decode()
    waived = client.post(
        at("change-set-waive", key),
        {
            "code": "not_consulted",
            "subject": "unit:med-iu",
            "reason": "Hørt i går",
            "version": change_set.version,
        },
    )
    assert waived.status_code == 302
    assert client.post(at("change-set-enter", key), decision).status_code == 302
    assert read() == apply(letter.picture(), letter.operations())
    page = client.get(at("change-set", key)).content.decode()
    assert "Hørt i går" in page
    assert "ØPU punkt 7" in page


def test_only_those_who_decide_may_enter(as_, people, change_set):
    freeze(by=people["sanne"], change_set=change_set)
    assert as_("peter").get(at("change-set-enter", change_set.key)).status_code == 404
    assert as_("dorte").get(at("change-set-enter", change_set.key)).status_code == 200


def test_deeds_on_a_change_set_out_of_reach_are_not_found(as_, people, change_set):
    client = as_("klaus")
    for deed_name in ("freeze", "reopen", "rebase", "withdraw", "waive", "notice", "enter"):
        answer = client.post(at(f"change-set-{deed_name}", change_set.key), {})
        assert answer.status_code == 404, deed_name
    assert client.post(at("step-remove", change_set.key, 1)).status_code == 404
    assert len(engine_steps(change_set)) == 11


def test_bringing_up_to_date_says_whether_the_preview_is_the_same(as_, people, change_set):
    freeze(by=people["sanne"], change_set=change_set)
    change_now(
        by=people["sanne"],
        reason="Nyt navn",
        operations=Set(
            number=1,
            kind="unit",
            subject="gadeplan",
            span=Span(date(2023, 12, 1)),
            patch={"name": "G"},
        ),
    )
    client = as_("sanne")
    page = client.get(at("change-set", change_set.key))
    assert "Organisationen er ændret imens" in page.content.decode()
    version = page.context["change_set"].version
    there = client.post(at("change-set-rebase", change_set.key), {"version": version}, follow=True)
    assert "Forhåndsvisningen er den samme" in there.content.decode()
    again = client.post(at("change-set-reopen", change_set.key), {"version": version + 1})
    assert again.status_code == 302


def test_engagements_are_hidden_from_those_who_may_not_see_names(as_, people):
    made = draft(by=people["peter"], title="Ansættelse")
    step = Close(
        number=1,
        kind="engagement",
        subject="gitte-gade-1",
        span=Span(DAY),
        reason="Gitte går på pension",
    )
    add_operation(by=people["peter"], change_set=made, step=step)
    page = as_("sanne").get(at("change-set", made.key)).content.decode()
    assert "itte" not in page
    assert "pension" not in page
    assert "En medarbejder: ansættelsen ophører fra 1. januar 2024" in page
    assert at("step-remove", made.key, 1) not in page
    assert as_("sanne").post(at("step-remove", made.key, 1)).status_code == 404
    assert as_("sanne").get(at("step-edit", made.key, 1)).status_code == 404
    assert as_("sanne").get(at("step-new", made.key, "create", "engagement")).status_code == 404
    assert "Gitte Grøn" in as_("peter").get(at("change-set", made.key)).content.decode()


def test_a_leader_must_say_which_unit_prepares_it_and_sees_it_then(as_):
    client = as_("klaus")
    assert client.post(at("change-set-new"), {"title": "Nyt", "owner_unit": ""}).status_code == 422
    other = Unit.objects.get(key="cbf")
    answer = client.post(at("change-set-new"), {"title": "Nyt", "owner_unit": other.pk})
    assert answer.status_code == 422
    mine = Unit.objects.get(key="gadeplan")
    there = client.post(at("change-set-new"), {"title": "Nyt", "owner_unit": mine.pk}, follow=True)
    assert there.status_code == 200


@pytest.mark.parametrize("order", ["first_day", "-last_day", "status", "created_by__name"])
def test_the_list_can_be_sorted_and_searched(as_, people, change_set, order):
    draft(by=people["sanne"], title="Uden trin")
    page = as_("sanne").get(at("change-sets"), {"order": order}).content.decode()
    assert "Uden trin" in page
    found = as_("sanne").get(at("change-sets"), {"q": "ændret"}).content.decode()
    assert "Uden trin" not in found
    assert change_set.title in found


def test_unknown_steps_are_not_found(as_, change_set):
    client = as_("sanne")
    for verb, kind in (("move", "profile"), ("split", "seat"), ("slet", "unit"), ("set", "hus")):
        assert client.get(at("step-new", change_set.key, verb, kind)).status_code == 404
    assert client.get(at("step-edit", change_set.key, 99)).status_code == 404
    there = client.get(at("step-choose", change_set.key), {"what": "noget:andet"})
    assert there.url == at("change-set", change_set.key)

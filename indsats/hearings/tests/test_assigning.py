"""Replies are given to colleagues; nobody overrules what another has just done."""

import pytest
from django.urls import reverse

from indsats.audit.models import Entry
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import publication
from indsats.hearings.actions.assigning import give_replies, give_reply
from indsats.hearings.actions.segment import Weighing, assign, cut_paragraphs, weigh
from indsats.hearings.models import Reply, Segment
from indsats.hearings.queries.todo import todo_for
from indsats.hearings.tests import factories as f
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.REQUIRE_MFA = False


@pytest.fixture
def anne():
    return f.make_secretary()


@pytest.fixture
def jonas():
    unit = org.make_unit("Sekretariat Nord")
    return org.make_worker(unit, name="Jonas", function=Function.SECRETARY)


@pytest.fixture
def replies(anne):
    hearing = f.make_hearing(f.make_proposal(f.make_matter(case_worker=anne)))
    return [f.make_reply(hearing=hearing, text=f"Vi er enige {n}.") for n in range(3)]


def url(name, *args):
    return reverse(f"hearings:{name}", args=args)


def shown(client, row, **filters):
    """Give the list as it is shown: the hidden versions and the moment."""
    context = client.get(url("replies", row.hearing_id), filters).context
    rows = context["listing"].page.rows
    return {
        "shown": [f"{each.pk}:{each.version}" for each in rows], "shown_at": context["shown_at"],
    }  # fmt: skip


def test_the_ticked_replies_are_given_and_found_as_mine(client, anne, jonas, replies):
    client.force_login(anne)
    first, second, third = replies
    ticks = {**shown(client, first), "row": [first.pk, third.pk], "to": jonas.pk}
    client.post(url("replies-give", first.hearing_id), ticks)
    assert list(Reply.objects.values_list("assigned_to", flat=True)) == [jonas.pk, None, jonas.pk]
    client.force_login(jonas)
    for chosen, found in (("mine", [first, third]), ("nobody", [second])):
        there = url("replies", first.hearing_id)
        listed = client.get(there, {chosen: "on"}).context["listing"].page.rows
        assert list(listed) == found
        bench = client.get(url("bench", first.hearing_id), {"vis": chosen}).context["replies"]
        assert [each.reply for each in bench] == found
    assert Entry.objects.get(facts__what="given").facts["to"] == jonas.username


def test_all_that_fit_the_filter_are_given_but_not_those_changed_since(
    client, anne, jonas, replies
):
    client.force_login(anne)
    there, seen = url("replies-give", replies[0].hearing_id), shown(client, replies[0])
    give_reply(reply=replies[1], version=1, by=jonas, to=jonas)
    client.post(there, {**seen, "all": "on", "to": anne.pk})
    given = list(Reply.objects.values_list("assigned_to", flat=True))
    assert given == [anne.pk, jonas.pk, anne.pk]


def test_the_second_of_two_is_told_and_overrules_nobody(client, anne, jonas, replies):
    versions = {row.pk: row.version for row in replies}
    give_replies(versions={replies[0].pk: 1}, by=jonas, to=jonas)
    given, left = give_replies(versions=versions, by=anne, to=anne)
    assert (given, left) == (2, {replies[0].pk})
    with pytest.raises(ChangedMeanwhileError):
        give_reply(reply=replies[0], version=1, by=anne, to=anne)
    client.force_login(anne)
    data = {"to": anne.pk, "version": "1"}
    page = client.post(url("reply-give", replies[0].hearing_id, 1), data, follow=True)
    assert "En anden har rettet imens" in page.content.decode()
    assert Reply.objects.get(pk=replies[0].pk).assigned_to == jonas


def test_a_segment_is_given_only_as_it_was_shown(anne, jonas, replies):
    segment = cut_paragraphs(reply=replies[0], by=anne)[0]
    weigh(segment=segment, by=jonas, weighing=Weighing(version=1, verdict="noted", answer="Ja"))
    with pytest.raises(ChangedMeanwhileError):
        assign(segment=segment, by=anne, to=anne, version=1)
    assert assign(segment=segment, by=anne, to=jonas, version=2).answer == "Ja"
    assert Segment.objects.get().assigned_to == jonas


def test_what_one_withholds_another_does_not_publish_unseen(anne, jonas, replies):
    row = replies[0]
    stale = Reply.objects.get(pk=row.pk)
    publication.withhold(reply=row, by=jonas, reason="Privat", version=1)
    with pytest.raises(ChangedMeanwhileError):
        publication.review(reply=stale, by=anne, at=f.SENT, version=1)
    assert Reply.objects.get(pk=row.pk).withheld_because == "Privat"


def test_only_those_who_weigh_replies_can_be_given_one(client, anne, replies):
    stranger = org.make_worker(
        org.make_unit("Gadeplan"), name="Sara", function=Function.STREET_WORKER
    )
    client.force_login(anne)
    ticks = {**shown(client, replies[0]), "row": [replies[0].pk], "to": stranger.pk}
    client.post(url("replies-give", replies[0].hearing_id), ticks)
    assert not Reply.objects.exclude(assigned_to=None).exists()


def test_going_on_stays_within_the_list_one_works_through(client, anne, jonas, replies):
    for row in replies:
        cut_paragraphs(reply=row, by=anne)
    give_replies(versions={replies[0].pk: 1, replies[2].pk: 1}, by=anne, to=jonas)
    client.force_login(jonas)
    segment = replies[0].segments.get()
    there = f"{url('weigh', segment.reply.hearing_id, segment.pk)}?vis=mine"
    data = {"version": "1", "verdict": "noted", "answer": "Ja", "do": "next"}
    assert "svar=3&vis=mine" in client.post(there, data).url


def test_the_start_page_says_what_is_given_until_it_is_finished(anne, jonas, replies):
    give_replies(versions={replies[0].pk: 1}, by=anne, to=jonas)
    told = [each.why for each in todo_for(jonas, f.DEADLINE) if each.where == "hearings:bench"]
    assert told == ["1 svar, du har fået tildelt, er ikke færdigt."]
    segment = cut_paragraphs(reply=replies[0], by=anne)[0]
    weigh(segment=segment, by=jonas, weighing=Weighing(version=1, verdict="noted", answer="Ja"))
    assert not [each for each in todo_for(jonas, f.DEADLINE) if each.where == "hearings:bench"]

"""Contacts, codes, groups, follow-ups: for the team only, read on record, ended in time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.models import Act, Entry
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions import relations as actions
from indsats.field.actions.clearing import clear
from indsats.field.models import Contact, FollowUp, KnownYouth, ParkedItem, YouthGroup
from indsats.field.tests import factories as f
from indsats.field.tests.pages import as_, text
from indsats.law.street import code_ends, group_ends

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


@pytest.fixture
def team():
    return f.make_team()


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        (date(2026, 8, 30), date(2026, 11, 30)),
        (date(2026, 8, 31), date(2026, 11, 30)),  # there is no 31 November
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_three_months_end_on_the_day_or_the_months_last(last, ends):
    assert code_ends(last) == ends


def test_behaviour_09_codes_without_contact_go_with_their_words_and_contacts_stay(client, team):
    over = f.make_known(team, last=date(2026, 8, 30))
    short = f.make_known(team, last=date(2026, 8, 31))  # ends on the same day
    fresh = f.make_known(team, last=date(2026, 9, 1))
    f.make_contact(team, known=over, was_known=True, agreement="Mødes ved klubben", themes=["job"])
    f.make_contact(team, known=fresh, was_known=True, agreement="Ses på fredag")
    phone = f.make_phone(team.worker)
    cursor = f.fetched(client, phone).cursor
    assert clear(TODAY, now()).codes == 2
    assert clear(TODAY, now()).codes == 0
    assert list(KnownYouth.objects.all()) == [fresh]
    assert sorted(Contact.objects.values_list("agreement", "was_known")) == [
        ("", True), ("Ses på fredag", True),
    ]  # fmt: skip
    lines = Entry.objects.filter(act=Act.REMOVED, actor="system")
    assert {line.facts["known"] for line in lines} == {over.code, short.code}
    gone = {each["record"] for each in f.fetched(client, phone, cursor).changes if each.get("gone")}
    assert gone == {str(over.pk), str(short.pk)}


def test_a_removed_code_that_a_phone_still_names_parks_the_contact(client, team):
    known, other = f.make_known(team), f.make_known(team, "B2")
    entry = f.item(
        "contact", unit=team.unit.key, met_at=now().isoformat(), ages="16-17", kind="help",
        known=str(known.pk),
    )  # fmt: skip
    actions.remove_code(by=team.worker, known=known, because="Oprettet ved en fejl", at=now())
    (answer,) = f.sent(client, f.make_phone(team.worker), entry)
    assert answer["reason"] == "unknown"
    address = reverse("field:parked-item", args=[ParkedItem.objects.get().pk])
    as_(client, team.coordinator)
    assert "B2" in text(client.get(address))
    assert client.post(address, {"known": str(other.pk)}).status_code == 302
    assert Contact.objects.get().known == other


def test_groups_not_seen_are_closed_and_open_again_when_they_are(client, team):
    group = f.make_group(team, last=TODAY - timedelta(days=90))
    other = f.make_group(team, last=TODAY - timedelta(days=89))
    assert clear(TODAY, now()).groups == 1
    assert clear(TODAY, now()).groups == 0
    group.refresh_from_db()
    assert (group.closed_on, group.closed_because) == (TODAY, "Ikke set i 90 dage.")
    other.refresh_from_db()
    assert other.closed_on is None
    group.closed_on = localdate() - timedelta(days=1)
    group.save()
    f.sent(client, f.make_phone(team.worker), f.item(
        "sighting", group=str(group.pk), seen_at=now().isoformat(), crowd="5-9", mood="calm"
    ))  # fmt: skip
    group.refresh_from_db()
    assert (group.closed_on, group.closed_because) == (None, "")
    assert group.review_on == group_ends(localdate())


def test_the_nights_command_says_what_it_did(team, capsys):
    f.make_known(team, last=localdate() - timedelta(days=200))
    f.make_group(team, last=localdate() - timedelta(days=200))
    call_command("clear_street")
    assert "Koder fjernet: 1. Grupper lukket: 1." in capsys.readouterr().out


def test_reading_of_a_young_person_stands_in_the_trail_with_the_reading(client, team):
    known = f.make_known(team)
    contact = f.make_contact(team, known=known, was_known=True, agreement="Ses på fredag")
    as_(client, team.worker)
    assert "Ses på fredag" in text(client.get(reverse("field:contact", args=[contact.pk])))
    assert "Ses på fredag" in text(client.get(reverse("field:code", args=[known.pk])))
    lines = Entry.objects.filter(act=Act.SEEN, actor=team.worker.username)
    assert {line.subject for line in lines} == {
        f"field.contact:{contact.pk}", f"field.knownyouth:{known.pk}",
    }  # fmt: skip
    assert "Ses på fredag" not in text(client.get(reverse("field:contacts")))


def test_the_leader_sees_counts_and_never_the_words(client, team):
    tour = f.make_tour(team)
    contact = f.make_contact(team, tour=tour, agreement="Ses på fredag")
    as_(client, team.leader)
    page = text(client.get(reverse("field:tour", args=[tour.pk])))
    assert "Ses på fredag" not in page
    assert "kontakter" in page
    for address in (reverse("field:contacts"), reverse("field:contact", args=[contact.pk]),
                    reverse("field:codes")):  # fmt: skip
        assert client.get(address).status_code == 404


def test_contacts_are_found_by_theme_and_by_whether_they_are_known(client, team):
    known = f.make_known(team, "Q7")
    f.make_contact(team, themes=["job", "school"], known=known, was_known=True)
    f.make_contact(team, themes=["love"], was_known=True, ages="26+")
    f.make_contact(team, themes=[], ages="-12")
    other = f.make_team("Fritidsklubben")
    f.make_contact(other, themes=["job"])
    as_(client, team.worker)

    def shown(**query):
        return text(client.get(reverse("field:contacts"), query)).count('class="row-main"') or (
            client.get(reverse("field:contacts"), query).context["listing"].count
        )

    assert shown() == 3
    assert shown(theme="job") == 1
    assert shown(known="code") == 1
    assert shown(known="known") == 1
    assert shown(known="anonymous") == 1


def test_two_who_change_a_group_or_a_follow_up_are_told(team):
    group, task = f.make_group(team), f.make_follow_up(team)
    at = {"at": now()}
    actions.hold_group(by=team.worker, group=group, holder=team.mate, version=1, **at)
    with pytest.raises(ChangedMeanwhileError):
        actions.keep_group(by=team.mate, group=group, version=1, day=localdate(), **at)
    actions.finish(by=team.worker, follow_up=task, version=1, **at)
    with pytest.raises(ChangedMeanwhileError):
        actions.give(by=team.mate, follow_up=task, owner=None, due_on=None, version=1, **at)
    with pytest.raises(ValidationError):
        actions.close_group(
            by=team.worker, group=group, because=" ", version=2, day=localdate(), **at
        )


def test_the_pages_of_a_group_and_a_follow_up_do_what_they_say(client, team):
    group, task = f.make_group(team), f.make_follow_up(team, text="Ring til klubben")
    as_(client, team.coordinator)
    hold = reverse("field:group-hold", args=[group.pk])
    assert client.post(hold, {"who": team.mate.username, "version": 1}).status_code == 302
    keep = reverse("field:group-keep", args=[group.pk])
    assert client.post(keep, {"version": 2}).status_code == 302
    close = reverse("field:group-close", args=[group.pk])
    assert client.post(close, {"because": "Flyttet", "version": 3}).status_code == 302
    row = YouthGroup.objects.get()
    assert (row.holder, row.closed_because) == (team.mate, "Flyttet")
    give = reverse("field:follow-up", args=[task.pk])
    assert "Ring til klubben" in text(client.get(give))
    data = {"who": team.worker.username, "due_on": "2026-12-24", "version": 1}
    assert client.post(give, data).status_code == 302
    assert client.post(reverse("field:follow-up-finish", args=[task.pk]), {"version": 2})
    done = FollowUp.objects.get()
    assert (done.owner, done.due_on) == (team.worker, date(2026, 12, 24))
    assert done.done_at


@pytest.mark.parametrize("name", ["contacts", "codes", "groups", "follow-ups"])
def test_lists_ask_the_same_however_long_they_are(
    client, team, name, django_assert_max_num_queries
):
    as_(client, team.coordinator)

    def more(count):
        for _each in range(count):
            f.make_contact(team, known=f.make_known(team), was_known=True, place=f.make_place())
            f.make_sighting(f.make_group(team, holder=team.mate), team)
            f.make_follow_up(team, owner=team.mate)

    for count in (1, 20):
        more(count)
        with django_assert_max_num_queries(10):
            assert client.get(reverse(f"field:{name}")).status_code == 200

"""What is closed reaches nobody without the right, whichever way they come."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from icalendar import Calendar

from indsats.audit.models import Act, Entry
from indsats.base.tests.pdf_text import pdf_text
from indsats.meetings.actions import deciding, feeds, following, holding, minutes, planning
from indsats.meetings.actions.deciding import Alone
from indsats.meetings.models import (
    Addendum,
    AgendaAttachment,
    AgendaItem,
    ChairDecision,
    Decision,
    DissentingStatement,
    FollowUp,
    Ground,
    ItemRevision,
    Meeting,
    MinutesComment,
    Recusal,
    StatementKind,
    Treatment,
)
from indsats.meetings.queries.calendar import calendar, meetings_for
from indsats.meetings.queries.papers import Version, agenda_document, minutes_document
from indsats.meetings.queries.todo import todo_for
from indsats.meetings.tests import factories as m
from indsats.organisation.access import Permission
from indsats.organisation.models import Function, SeatState
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SEE = Permission.MEETING_SEE
HIDDEN = (
    AgendaItem,
    AgendaAttachment,
    Decision,
    DissentingStatement,
    Recusal,
    ItemRevision,
    MinutesComment,
    Addendum,
    FollowUp,
    ChairDecision,
    Treatment,
)


@pytest.fixture
def body():
    return m.make_body()


@pytest.fixture
def by():
    return m.make_secretary()


@pytest.fixture
def director():
    """Somebody who may see every meeting, and nothing that is closed."""
    return f.make_worker(f.make_unit("Direktion"), name="Direktør", function=Function.DIRECTOR)


@pytest.fixture
def secrets(body, by):
    """A held meeting in which everything that can hang on an item hangs on the closed one."""
    alone = Alone(
        title="Kontrakten forlænges",
        text="Kontrakten",
        ground=Ground.CANNOT_WAIT,
        reason="Kontrakten udløber",
        decided_on=TODAY,
        is_open=False,
        closed_reason="Kontrakten",
    )
    deciding.decide_as_chair(body=body.unit, by=by, alone=alone)
    agenda = m.make_agenda(body.unit, by)
    held = m.hold(agenda, by)
    closed, seat = agenda.closed, agenda.meeting.attendees.get(user=body.member)
    words = {"item": closed, "attendee": seat, "by": by}
    deciding.dissent(kind=StatementKind.MINORITY, text="Kontrakten er dårlig", **words)
    chair = agenda.meeting.attendees.get(user=body.chair)
    Recusal.objects.create(item=closed, attendee=chair, reason="Ejer Pavillonen")
    deciding.write_discussion(item=closed, by=by, text="Et mellemværende blev drøftet")
    due = agenda.meeting.day + timedelta(days=20)
    following.add_follow_up(
        item=closed,
        by=by,
        what="Opsig Kontrakten",
        due=due,
        responsible=f.make_unit("Jura"),
    )
    Treatment.objects.create(
        matter_key="kontrakten",
        question="q",
        order=1,
        body=body.unit,
        item=closed,
        role="decision",
    )
    held = minutes.send_minutes(minutes=held, by=by, due=localdate() + timedelta(days=3), at=now())
    minutes.comment_on_minutes(minutes=held, by=body.member, text="Pavillonen?", item=closed)
    Addendum.objects.create(
        minutes=held,
        number=1,
        item=closed,
        text="Pavillonen rettet",
        reason="Fejl",
        added_by=by,
        added_at=now(),
        digest="x",
    )
    return agenda


def leaks(text):
    return [word for word in m.SECRETS if word in text]


def rows(model, user, permission=SEE, day=None):
    if model is FollowUp and permission is SEE:
        permission = Permission.FOLLOW_UP_SEE
    return list(model.objects.open_to(user, permission, day or localdate()))


@pytest.mark.parametrize("model", HIDDEN)
def test_nothing_closed_is_found_by_who_sees_meetings_only(secrets, director, body, by, model):
    assert rows(model, body.chair)
    found = rows(model, director)
    closed = [row for row in found if not getattr(getattr(row, "item", row), "is_open", True)]
    assert closed == []
    assert leaks(" ".join(str(vars(row)) for row in found)) == []


@pytest.mark.parametrize("model", [Meeting, *HIDDEN])
def test_another_bodys_member_an_outsider_and_an_ended_seat_find_nothing(secrets, body, by, model):
    other = m.make_body("Andet udvalg")
    outsider = f.make_worker(f.make_unit("Klub"), name="Charlie")
    SeatState.objects.filter(holder_user=body.chair).update(valid_to=localdate())
    for user in (other.chair, outsider, body.chair):
        assert rows(model, user) == []
    assert rows(model, body.member) == [
        row for row in rows(model, by) if row in rows(model, body.member)
    ]
    assert rows(model, body.member)


def test_an_agenda_not_sent_is_seen_only_by_who_writes_it(body, by, director):
    agenda = m.make_agenda(body.unit, by, publish=False)
    for user in (body.chair, body.member, director):
        assert rows(AgendaItem, user) == []
        assert rows(Meeting, user) == [agenda.meeting]
    assert rows(AgendaItem, by) == [agenda.open, agenda.closed]


ADDRESSES = (
    ("list", None),
    ("items", None),
    ("follow-ups", None),
    ("calendar", None),
    ("meeting", "meeting"),
    ("minutes", "meeting"),
    ("item", "open"),
    ("body", "body"),
)


@pytest.mark.parametrize(("name", "of"), ADDRESSES)
def test_no_page_leaks_a_closed_word(client, secrets, director, body, name, of):
    found = {
        "meeting": secrets.meeting.pk,
        "open": secrets.open.pk,
        "body": body.unit.pk,
        None: None,
    }[of]
    address = reverse(f"meetings:{name}", args=[found] if found else [])
    for user, expected in ((director, False), (body.chair, True)):
        client.force_login(user)
        pages = [client.get(address), client.get(address, {"q": "pavillone", "vis": "afholdte"})]
        assert [page.status_code for page in pages] == [200, 200]
        text = " ".join(page.content.decode() for page in pages)
        if not expected:
            assert leaks(text) == []
        elif name in {"items", "meeting", "minutes"}:
            assert leaks(text)


CLOSED_ADDRESSES = (
    "item",
    "item-edit",
    "item-history",
    "decide",
    "item-move",
    "item-remove",
    "attach",
)


@pytest.mark.parametrize("name", CLOSED_ADDRESSES)
def test_a_closed_item_answers_as_if_it_were_not_there(client, secrets, director, name):
    client.force_login(director)
    address = reverse(f"meetings:{name}", args=[secrets.closed.pk])
    absent = reverse(f"meetings:{name}", args=[999_999])
    for ask in (client.get, client.post):
        assert ask(address).status_code == ask(absent).status_code
        assert ask(address).status_code in {404, 405}


def test_attachments_are_handed_out_within_reach_and_written_down(client, secrets, director, body):
    files = {each.title: each for each in AgendaAttachment.objects.all()}
    expected = {"Analyse": (200, 200), "Afskedigelser": (404, 200), "Aftrædelse": (404, 200)}
    for title, statuses in expected.items():
        address = reverse("meetings:attachment", args=[files[title].pk])
        found = []
        for user in (director, body.chair):
            client.force_login(user)
            response = client.get(address)
            found.append(response.status_code)
            assert response.status_code == 404 or response.content[:4] == b"%PDF"
        assert tuple(found) == statuses
    seen = Entry.objects.filter(act=Act.SEEN, subject__startswith="meetings.agendaattachment")
    assert [row.actor for row in seen] == [director.username] + [body.chair.username] * 3


def test_reading_a_closed_item_is_written_down(client, secrets, body):
    client.force_login(body.chair)
    client.get(reverse("meetings:item", args=[secrets.open.pk]))
    client.get(reverse("meetings:item", args=[secrets.closed.pk]))
    seen = Entry.objects.filter(act=Act.SEEN, actor=body.chair.username)
    assert [row.subject for row in seen] == [f"meetings.agendaitem:{secrets.closed.pk}"]


def paper(client, agenda, what, which, kind):
    return client.get(reverse("meetings:paper", args=[agenda.meeting.pk, what, which, kind]))


def words_of(content, kind):
    if kind == "docx":
        file = docx.Document(BytesIO(content))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])
    return pdf_text(content)


KINDS = ["docx", "pdf"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["dagsorden", "referat"])
def test_the_open_version_leaks_nothing_and_the_full_one_takes_the_right(
    client,
    secrets,
    director,
    body,
    what,
    kind,
):
    client.force_login(director)
    assert paper(client, secrets, what, "fuld", kind).status_code == 404
    text = words_of(paper(client, secrets, what, "aaben", kind).content, kind)
    assert leaks(text) == []
    assert "Salg af fast ejendom" in text
    assert "1 lukket bilag" in text
    client.force_login(body.chair)
    assert leaks(words_of(paper(client, secrets, what, "aaben", kind).content, kind)) == []
    assert set(leaks(words_of(paper(client, secrets, what, "fuld", kind).content, kind))) >= {
        "Pavillonen",
        "Afskedige",
    }


def test_the_open_documents_hold_no_closed_word_in_any_block(secrets):
    version = Version(full=False)
    for document in (
        agenda_document(secrets.meeting, version),
        minutes_document(secrets.meeting.minutes, version),
    ):
        assert leaks(repr(document)) == []
    full = Version(full=True)
    assert set(leaks(repr(minutes_document(secrets.meeting.minutes, full)))) == set(m.SECRETS)


def test_an_unknown_paper_is_not_there(client, secrets, by):
    client.force_login(by)
    assert paper(client, secrets, "dagsorden", "hemmelig", "pdf").status_code == 404
    assert paper(client, secrets, "dagsorden", "aaben", "exe").status_code == 404


def feed_of(client, token):
    return client.get(reverse("meetings:feed", args=[token]))


def test_a_feed_is_personal_revocable_and_needs_no_login(client, secrets, body, director):
    other = m.make_body("Andet udvalg")
    mine, theirs = (
        feeds.make_feed(by=body.chair, at=now()),
        feeds.make_feed(by=other.chair, at=now()),
    )
    text = feed_of(client, mine).content.decode()
    assert leaks(text) == []
    assert "organisering" not in text
    assert "Møde: Økonomi- og Planudvalget" in text
    assert "BEGIN:VEVENT" not in feed_of(client, theirs).content.decode()
    new = feeds.make_feed(by=body.chair, at=now())
    assert feed_of(client, mine).status_code == 404
    assert feed_of(client, new).status_code == 200
    feeds.revoke_feed(by=body.chair, at=now())
    assert feed_of(client, new).status_code == 404
    assert feed_of(client, "gæt").status_code == 404


def test_only_the_hash_of_a_feeds_secret_is_kept(body):
    token = feeds.make_feed(by=body.chair, at=now())
    feed = body.chair.calendar_feeds.get()
    assert token not in str(vars(feed))
    assert feed.token_hash == feeds.token_hash(token)
    assert not Entry.objects.filter(facts__icontains=token).exists()


def test_a_feed_ends_with_the_seat_and_with_the_login(client, secrets, body):
    token = feeds.make_feed(by=body.chair, at=now())
    SeatState.objects.filter(holder_user=body.chair).update(valid_to=localdate())
    assert "BEGIN:VEVENT" not in feed_of(client, token).content.decode()
    body.chair.is_active = False
    body.chair.save()
    assert feed_of(client, token).status_code == 404


def test_a_moved_and_a_cancelled_meeting_keep_their_identity_in_calendars(body, by):
    meeting = m.make_meeting(body.unit, by, date(2026, 12, 1))

    def event():
        content = calendar(meetings_for(body.chair, TODAY))
        [found] = Calendar.from_ical(content).walk("VEVENT")
        return found["uid"], found["sequence"], str(found["status"]), found.decoded("dtstart")

    first = event()
    planning.change_meeting(meeting=meeting, by=by, slot=m.slot(date(2026, 12, 2)))
    second = event()
    planning.cancel_meeting(meeting=meeting, by=by, reason="Ingen sager", at=now())
    third = event()
    assert first[0] == second[0] == third[0]
    assert [each[1] for each in (first, second, third)] == [0, 1, 2]
    assert [each[2] for each in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert second[3] == m.at(date(2026, 12, 2))


def test_the_danish_hour_stands_on_both_sides_of_the_clock_change(body, by):
    for day in (date(2026, 10, 24), date(2026, 10, 26)):
        m.make_meeting(body.unit, by, day)
    events = Calendar.from_ical(calendar(meetings_for(body.chair, date(2026, 10, 1)))).walk(
        "VEVENT"
    )
    starts = sorted(event.decoded("dtstart") for event in events)
    assert [start.astimezone(m.COPENHAGEN).hour for start in starts] == [17, 17]
    assert [start.utctimetuple().tm_hour for start in starts] == [15, 16]


def test_a_unit_sees_its_own_task_and_not_the_closed_item_behind_it(client, secrets, by):
    unit = f.make_unit("Ejendomme")
    leader = f.make_worker(unit, name="Leder", function=Function.LEADER)
    due = secrets.meeting.day + timedelta(days=9)
    task = following.add_follow_up(
        item=secrets.closed,
        by=by,
        what="Ryd op i kælderen",
        due=due,
        responsible=unit,
    )
    assert rows(FollowUp, leader) == [task]
    assert rows(FollowUp, leader, Permission.FOLLOW_UP_DO) == [task]
    assert rows(AgendaItem, leader) == []
    client.force_login(leader)
    page = client.get(reverse("meetings:follow-up", args=[task.pk]))
    assert page.status_code == 200
    assert leaks(page.content.decode()) == []
    assert client.get(reverse("meetings:item", args=[secrets.closed.pk])).status_code == 404


def test_a_task_follows_the_post_and_not_the_person(secrets, by):
    unit, elsewhere = f.make_unit("Ejendomme"), f.make_unit("Klub")
    post = f.make_post(unit, title="Ejendomschef", function=Function.LEADER)
    old, new = f.make_user("Gammel"), f.make_user("Ny")
    f.engage(old, post, until=localdate())
    f.engage(new, post, since=localdate())
    f.make_worker(elsewhere, name="Leder", function=Function.LEADER)
    due = secrets.meeting.day + timedelta(days=9)
    task = following.add_follow_up(
        item=secrets.open, by=by, what="Ryd op", due=due, responsible=post
    )
    assert rows(FollowUp, old) == []
    assert rows(FollowUp, new) == [task]


def test_the_start_page_says_what_waits_for_whom(secrets, body, by, director):
    coming = m.make_agenda(body.unit, by, publish=False)
    day = localdate()
    mine = {(todo.where, todo.args) for todo in todo_for(by, day)}
    assert ("meetings:meeting", (coming.meeting.pk,)) in mine
    assert ("meetings:minutes", (secrets.meeting.pk,)) in mine
    assert [(todo.where, todo.args) for todo in todo_for(body.member, day)] == [
        ("meetings:minutes", (secrets.meeting.pk,)),
    ]
    assert todo_for(director, day) == []
    minutes.approve_as_attendee(minutes=secrets.meeting.minutes, by=body.member)
    assert todo_for(body.member, day) == []
    for todo in todo_for(by, day):
        assert reverse(todo.where, args=todo.args)


def test_a_member_cannot_write(client, secrets, body):
    client.force_login(body.chair)  # the chair of a committee is a politician, not its secretary
    for name, pk in (
        ("item-edit", secrets.open.pk),
        ("decide", secrets.open.pk),
        ("publish", secrets.meeting.pk),
    ):
        assert client.post(reverse(f"meetings:{name}", args=[pk])).status_code == 404


def test_a_vacant_seat_never_opens_anything(body, by):
    m.make_agenda(body.unit, by)
    holding.open_meeting(meeting=Meeting.objects.get(), by=by, at=now())
    assert rows(Meeting, f.make_user("Ingen")) == []

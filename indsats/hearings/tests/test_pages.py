"""The pages as the secretary, the parties, the committee's people and outsiders meet them."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from indsats.audit.models import Act, Entry
from indsats.hearings.actions import hearing, matter, proposal
from indsats.hearings.models import AnnexKind, Hearing, Matter, PartyRole, ProposalVersion
from indsats.hearings.queries.matter_state import state_of
from indsats.hearings.rules.states import MatterState
from indsats.hearings.tests import case as c
from indsats.hearings.tests import factories as f
from indsats.meetings.actions.agenda import publish_agenda
from indsats.meetings.actions.deciding import Verdict, decide
from indsats.meetings.actions.holding import open_meeting
from indsats.meetings.actions.planning import Slot, plan_meeting
from indsats.meetings.models import AgendaItem, Result
from indsats.organisation.models import ChangeSetStatus
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
committed = TestCase.captureOnCommitCallbacks


@pytest.fixture(autouse=True)
def clock(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path
    settings.REQUIRE_MFA = False
    with time_machine.travel(c.DRAFTED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case():
    return c.make_case()


@pytest.fixture
def sanne(case, client):
    client.force_login(case.by)
    return client


def url(name, *args):
    return reverse(f"hearings:{name}", args=args)


def post(client, where, **data):
    with committed(execute=True):
        answer = client.post(where, data)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def drafted(client):
    """Draft everything through the pages up to where the committee may meet."""
    people = c.make_municipality()
    change_set = c.make_change_set(people["sanne"])
    client.force_login(people["sanne"])
    post(
        client,
        url("matter-new"),
        title="Ændret organisering",
        deciding_body=c.unit("oepu").pk,
        owner_unit=c.unit("cbf").pk,
        legal_basis="Kommunalfuldmagten",
        journal_number="23-1",
    )
    sag = Matter.objects.get()
    assert sag.key == "aendret-organisering"
    version = (sag.key, 1)
    post(client, url("proposal-edit", *version), title="Forslag", change_set=change_set.pk)
    for number, (kind, title) in enumerate(c.ITEMS, 1):
        post(client, url("item-new", *version), number=number, kind=kind, title=title)
    post(client, url("proposal-freeze", *version))
    post(client, url("hearing-prepare", sag.key))
    row = Hearing.objects.get()
    for key, role in (("med-cbf", "consulted"), ("med-iu", "consulted")):
        post(
            client,
            url("party-new", row.pk),
            body=c.unit(key).pk,
            role=role,
            channel="email",
            address=f"{key}@example.dk",
            may_comment="on",
        )
    post(client, url("deadline", row.pk), last_day="30-10-2023")
    post(client, url("matter-ready", sag.key))
    assert state_of(sag, c.DRAFTED) is MatterState.READY
    return people, change_set, sag, row


def test_the_whole_way_from_draft_to_effect_through_the_pages(clock, client):
    people, change_set, sag, row = drafted(client)
    meet(client, sag, "hearing", Result.SENT_IN_HEARING, people["sanne"], c.MET)
    clock.move_to(c.SENT)
    client.force_login(people["sanne"])
    post(client, url("hearing-decided", row.pk))
    row.refresh_from_db()
    post(client, url("letter-reword", row.pk))
    row.refresh_from_db()
    post(
        client,
        url("letter", row.pk),
        letter_heading="Høring",
        letter_text=row.letter_text,
        object_word="forslaget",
        reply_to="hoering@example.dk",
        kind="mixed",
        publication="never",
        version=row.version,
    )
    page = client.get(url("hearing", row.pk))
    assert page.context["reasons"] == []
    post(client, url("dispatch", row.pk))
    row.refresh_from_db()
    assert row.sent_at == c.SENT
    assert state_of(sag, c.SENT) is MatterState.OPEN

    clock.move_to(c.DECIDED.replace(hour=9))
    client.force_login(people["sanne"])
    matter.mark_assessed(matter=sag, by=people["sanne"], at=now())
    meet(client, sag, "decision", Result.ADOPTED, people["sanne"], c.DECIDED)
    answer = post(client, url("effect", sag.key))
    said = told(client.get(answer.url))
    change_set.refresh_from_db()
    assert change_set.status == ChangeSetStatus.SCHEDULED, said
    assert state_of(sag, f.danish(2023, 12, 31)) is MatterState.SCHEDULED
    assert state_of(sag, f.danish(2024, 1, 1)) is MatterState.IN_EFFECT


def meet(client, sag, question, result, by, starts):
    """Put a question on the agenda through the page, then let the committee decide it."""
    slot = Slot(starts, starts.replace(hour=19), "Rådhuset")
    meeting = plan_meeting(by=by, body=sag.deciding_body, slot=slot)
    post(
        client,
        url("agenda", sag.key, question),
        meeting=meeting.pk,
        presentation="Sagen",
        openness="open",
    )
    publish_agenda(meeting=meeting, by=by, at=starts.replace(hour=10))
    meeting.refresh_from_db()
    open_meeting(meeting=meeting, by=by, at=starts)
    item = AgendaItem.objects.get(meeting=meeting)
    decide(item=item, by=by, verdict=Verdict(result=result, text="Tiltrådt"))


@pytest.fixture
def annexed(case):
    """Give version 2 with an open and a closed annex, and a sent hearing on it."""
    version = proposal.new_version(matter=case.matter, by=case.by)
    made = {}
    for title, fields in (
        ("Åbent bilag", {}),
        ("Hemmeligt bilag", {"is_open": False, "closed_reason": "Personsag"}),
    ):
        made[title] = proposal.add_annex(
            proposal=version, by=case.by, title=title, text="Indhold", **fields
        )
    version = proposal.freeze(proposal=version, by=case.by, at=c.DRAFTED)
    case.hearing.proposal = version
    case.hearing.save()
    with committed(execute=True):
        hearing.dispatch(hearing=case.hearing, by=case.by, at=c.DRAFTED)
    case.annexes = list(made.values())
    return case


PAGES = ("matter", "matter-edit", "proposal", "proposal-edit", "hearing", "letter", "party-new")


def address(case, name):
    if name.startswith(("matter", "proposal")):
        rest = (1,) if name.startswith("proposal") else ()
        return url(name, case.matter.key, *rest)
    return url(name, case.hearing.pk)


def statuses(client, case):
    return {name: client.get(address(case, name)).status_code for name in PAGES}


def test_who_reaches_which_page(case, client):
    see, no = 200, 404
    everything = dict.fromkeys(PAGES, see)
    nothing = dict.fromkeys(PAGES, no)
    reads = {**nothing, "matter": see, "proposal": see, "hearing": see}
    expected = {
        "sanne": everything,
        "dorte": everything,
        "peter": reads,
        "bente": reads,
        "klaus": nothing,
        "gitte": nothing,
        "oskar": nothing,
        "kirsten": nothing,
    }
    found = {}
    for name in expected:
        client.force_login(case.people[name])
        found[name] = statuses(client, case)
    assert found == expected


def test_a_member_sees_the_hearing_once_it_is_sent_and_only_that(annexed, client):
    client.force_login(annexed.people["kirsten"])
    page = client.get(url("hearing", annexed.hearing.pk))
    opened, _closed = annexed.annexes
    assert "Åbent bilag" in page.content.decode()
    assert "Hemmeligt bilag" not in page.content.decode()
    where = [url("hearing-annex", annexed.hearing.pk, each.pk) for each in annexed.annexes]
    assert [client.get(each).status_code for each in where] == [200, 404]
    assert client.get(url("letter-file", annexed.hearing.pk)).status_code == 200
    assert client.get(url("matter", annexed.matter.key)).status_code == 404
    assert client.get(url("annex", annexed.matter.key, 2, opened.pk)).status_code == 404


def test_opening_a_closed_annex_leaves_a_trace(annexed, sanne):
    _opened, closed = annexed.annexes
    assert sanne.get(url("annex", annexed.matter.key, 2, closed.pk)).status_code == 200
    assert Entry.objects.filter(act=Act.SEEN, subject__contains="annex").count() == 1


def test_a_member_whose_seat_has_ended_sees_nothing(annexed, client):
    ended = org.make_user("Forhenværende")
    org.seat(c.unit("med-cbf"), user=ended, until=c.DRAFTED.date())
    client.force_login(ended)
    assert client.get(url("hearing", annexed.hearing.pk)).status_code == 404


def test_the_public_page_is_there_for_anybody_once_the_letter_is_sent(case, client):
    where = url("public", case.hearing.public_id)
    assert client.get(where).status_code == 404
    with committed(execute=True):
        hearing.dispatch(hearing=case.hearing, by=case.by, at=c.DRAFTED)
    page = client.get(where)
    text = page.content.decode()
    assert page.status_code == 200
    assert page.context["consulted"] == [
        row.name for row in case.hearing.parties.filter(role=PartyRole.CONSULTED)
    ]
    assert "Kirsten Kvist" not in text
    assert "@example.dk" not in text.replace(case.hearing.reply_to, "")


def test_the_public_page_gives_open_annexes_only(annexed, client):
    public = annexed.hearing.public_id
    answers = [client.get(url("public-annex", public, row.pk)) for row in annexed.annexes]
    assert [answer.status_code for answer in answers] == [200, 404]


def test_the_page_is_open_to_the_last_second_of_the_deadline(case, client, clock):
    with committed(execute=True):
        hearing.dispatch(hearing=case.hearing, by=case.by, at=c.DRAFTED)
    where = url("public", case.hearing.public_id)
    clock.move_to(f.danish(2023, 10, 30, 23, 59, 59))
    assert client.get(where).context["open"] is True
    clock.move_to(f.danish(2023, 10, 31))
    assert client.get(where).context["open"] is False


@pytest.mark.parametrize(
    "name",
    ["matter-ready", "version-new", "hearing-prepare", "effect", "proposal-freeze", "dispatch",
     "hearing-decided", "letter-reword", "letter-answer", "resend"],
)  # fmt: skip
def test_deeds_are_refused_to_those_without_the_right(case, client, name):
    args = {"proposal-freeze": (case.matter.key, 1)}
    of_matter = {"matter-ready", "version-new", "hearing-prepare", "effect"}
    where = url(name, *args.get(name, (case.matter.key if name in of_matter else case.hearing.pk,)))
    found = {}
    for who in ("klaus", "kirsten", "bente", "gitte"):
        client.force_login(case.people[who])
        found[who] = client.post(where).status_code
    assert found == dict.fromkeys(found, 404)
    assert ProposalVersion.objects.count() == 1
    case.hearing.refresh_from_db()
    assert case.hearing.sent_at is None


def test_reply_links_are_for_the_one_who_sends(annexed, client):
    party = annexed.hearing.parties.first()
    names = ("party-log", "link-new", "link-revoke")
    client.force_login(annexed.people["dorte"])
    found = [client.post(url(name, annexed.hearing.pk, party.pk)).status_code for name in names[1:]]
    assert [client.get(url("party-log", annexed.hearing.pk, party.pk)).status_code, *found] == [
        404,
        404,
        404,
    ]
    client.force_login(annexed.by)
    answer = client.post(url("link-new", annexed.hearing.pk, party.pk))
    assert "/svar/" in answer.context["link"]
    assert (
        "/svar/" not in client.get(url("party-log", annexed.hearing.pk, party.pk)).content.decode()
    )


def test_a_party_is_not_reached_through_another_hearing(annexed, sanne):
    other = f.make_party()
    assert sanne.get(url("party-log", annexed.hearing.pk, other.pk)).status_code == 404
    assert sanne.post(url("link-new", annexed.hearing.pk, other.pk)).status_code == 404


def test_a_defective_letter_shows_where_and_is_not_sent(case, sanne):
    hearing.edit_letter(
        hearing=case.hearing,
        by=case.by,
        version=case.hearing.version,
        fields={"letter_text": f"{c.BODY}\nHøringssvar skal sendes til XX."},
    )
    page = sanne.get(url("hearing", case.hearing.pk))
    assert 'id="sted-1"' in page.content.decode()
    answer = post(sanne, url("dispatch", case.hearing.pk))
    assert any("XX" in text for text in told(sanne.get(answer.url)))
    case.hearing.refresh_from_db()
    assert case.hearing.sent_at is None


def test_what_was_typed_stays_when_someone_else_saved_meanwhile(case, sanne):
    data = {
        "letter_heading": "Min", "letter_text": "Mine ord", "kind": "mixed",
        "version": case.hearing.version,
    }  # fmt: skip
    hearing.edit_letter(
        hearing=case.hearing,
        by=case.by,
        version=case.hearing.version,
        fields={"letter_text": "Andres ord"},
    )
    answer = sanne.post(url("letter", case.hearing.pk), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine ord" in text
    assert "Andres ord" in text
    case.hearing.refresh_from_db()
    assert case.hearing.letter_text == "Andres ord"
    assert f'value="{case.hearing.version}"' in text


def test_a_question_is_answered_and_stays_answered(case, sanne):
    page = sanne.get(url("hearing", case.hearing.pk))
    asked = [line.finding.key for line in page.context["lines"] if line.asks]
    post(sanne, url("letter-answer", case.hearing.pk), finding=asked[0], answer="Ikke berørt")
    case.hearing.refresh_from_db()
    assert case.hearing.check_answers == {asked[0]: "Ikke berørt"}
    post(sanne, url("letter-answer", case.hearing.pk), finding="opfundet", answer="x")
    case.hearing.refresh_from_db()
    assert case.hearing.check_answers == {asked[0]: "Ikke berørt"}


def test_a_file_that_is_not_what_it_says_is_refused_and_the_form_stays(case, sanne):
    proposal.new_version(matter=case.matter, by=case.by)
    where = url("annex-new", case.matter.key, 2)
    program = SimpleUploadedFile("plan.pdf", b"MZ\x90\x00 program")
    data = {"title": "Bilag", "kind": AnnexKind.ANNEX, "openness": "open", "file": program}
    answer = sanne.post(where, data)
    assert answer.status_code == 422
    assert "plan.pdf" in answer.content.decode()
    assert 'value="Bilag"' in answer.content.decode()
    good = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n%%EOF\n")
    post(sanne, where, **{**data, "file": good})
    annex = case.matter.proposals.get(number=2).annexes.get()
    answer = sanne.get(url("annex", case.matter.key, 2, annex.pk))
    assert answer.content == b"%PDF-1.7\n%%EOF\n"


def test_an_extension_and_a_withdrawal_need_their_words(annexed, sanne):
    where = url("deadline", annexed.hearing.pk)
    assert sanne.post(where, {"last_day": "06-11-2023"}).status_code == 422
    early = {"last_day": "01-10-2023", "reason": "Ferie"}
    assert sanne.post(where, early).status_code == 422
    post(sanne, where, last_day="06-11-2023", reason="Ferie")
    assert sanne.post(url("withdraw", annexed.hearing.pk), {"text": " "}).status_code == 422
    post(sanne, url("withdraw", annexed.hearing.pk), text="Nyt forslag på vej")
    page = sanne.get(url("hearing", annexed.hearing.pk))
    assert "Nyt forslag på vej" in page.content.decode()


def test_a_new_round_keeps_the_list_and_takes_the_newest_version(annexed, sanne):
    post(sanne, url("version-new", annexed.matter.key))
    post(sanne, url("proposal-freeze", annexed.matter.key, 3))
    post(sanne, url("hearing-prepare", annexed.matter.key))
    row = annexed.matter.hearings.get(iteration=2)
    assert row.proposal.number == 3
    assert row.letter_heading == f"{row.proposal.title} (2. runde)"
    assert row.letter_heading in sanne.get(url("hearing", row.pk)).content.decode()
    assert list(row.parties.values_list("name", flat=True)) == list(
        annexed.hearing.parties.values_list("name", flat=True)
    )
    assert list(row.deadlines.all()) == []


def test_the_list_shows_only_what_is_in_reach(case, client):
    f.make_matter(title="Fremmed sag")
    expected = {
        "sanne": ["Fremmed sag", "Ændret organisering"], "bente": ["Ændret organisering"],
    }  # fmt: skip
    found = {}
    for name in expected:
        client.force_login(case.people[name])
        rows = client.get(url("list")).context["listing"].page.rows
        found[name] = sorted(row.title for row in rows)
    assert found == expected
    client.force_login(case.people["gitte"])
    assert client.get(url("list")).status_code == 404


def count(client, where):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(where).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_many_matters(case, sanne):
    one = count(sanne, url("list"))
    body, unit, by = case.matter.deciding_body, case.matter.owner_unit, case.by
    for _number in range(50):
        f.make_matter(deciding_body=body, owner_unit=unit, case_worker=by)
    assert count(sanne, url("list")) == one


def test_the_page_of_a_hearing_costs_the_same_for_many_parties(annexed, sanne):
    where = url("hearing", annexed.hearing.pk)
    few = count(sanne, where)
    for number in range(30):
        f.make_party(annexed.hearing, name=f"Part {number}")
    assert count(sanne, where) == few

"""More material while a hearing runs, and parties that will not reply."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.hearings.actions import reminders
from indsats.hearings.actions.dispatch import deliver, make_link
from indsats.hearings.actions.supplement import Material, supplement
from indsats.hearings.models import Channel, Dispatch, Supplement
from indsats.hearings.queries.state import hearing_state, parties_told, party_facts
from indsats.hearings.rules.states import HearingState, PartyState, party_state
from indsats.hearings.tests import factories as f
from indsats.organisation.models import SeatRole
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
ROSTER = "Vagtplan æøå.txt"


@pytest.fixture(autouse=True)
def _memory_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def party():
    hearing = f.make_hearing(
        deadline=localdate() + timedelta(days=10), sent_at=now() - timedelta(days=5),
        reply_to="Sekretariatet, hoering@ishoj.example",
    )  # fmt: skip
    return f.make_party(hearing, name="LokalMED Unge")


def login(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def material(content=b"Vagtplanen", name=ROSTER, **more):
    return Material(text="Vagtplanen var glemt.", file=ContentFile(content, name=name), **more)


def link_of(party):
    return make_link(party, at=now()).split("8000")[-1]


def send(client, party, **data):
    login(client, party.hearing.matter.case_worker)
    where = reverse("hearings:supplement", args=[party.hearing_id])
    data = {"text": "Vagtplanen var glemt.", "openness": "public", **data}
    return client.post(where, data)


def test_a_supplement_reaches_every_party_with_its_file_and_an_address_to_answer(
    client, party, django_capture_on_commit_callbacks
):
    printed = f.make_party(party.hearing, name="Ungdomsrådet", channel=Channel.OUTBOX)
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, party, file=SimpleUploadedFile(ROSTER, b"Vagtplanen"))
    assert answer.status_code == 302
    (message,) = mail.outbox
    assert message.attachments == [(ROSTER, "Vagtplanen", "text/plain")]
    assert message.reply_to == ["hoering@ishoj.example"]
    told = Dispatch.objects.filter(occasion="supplement", sent_at__isnull=False)
    assert {row.party for row in told} == {party, printed}
    assert {row.sha256 for row in told} == {Supplement.objects.get().sha256}
    assert verify() == []


def test_the_mail_says_who_else_may_read_the_supplement(
    client, party, django_capture_on_commit_callbacks
):
    kept = {"openness": "parties", "withheld_because": "Navne på ansatte"}
    for more in ({}, kept):
        with django_capture_on_commit_callbacks(execute=True):
            send(client, party, **more)
    public, withheld = (message.body for message in mail.outbox)
    where = reverse("hearings:public", args=[party.hearing.public_id])
    assert "offentlige side" in public
    assert where in public
    assert where not in withheld
    assert "Kun høringens parter" in withheld
    assert "Navne på ansatte" in withheld


def test_what_is_printed_has_its_file_beside_it(party, settings, tmp_path):
    settings.OUTBOX = tmp_path / "outbox"
    party.channel = Channel.OUTBOX
    party.save()
    by = party.hearing.matter.case_worker
    supplement(hearing=party.hearing, by=by, material=material(), at=now())
    assert deliver() == 1
    assert sorted(path.suffix for path in settings.OUTBOX.iterdir()) == [".pdf", ".txt"]


def test_a_supplement_is_read_where_the_letter_is(client, party):
    by = party.hearing.matter.case_worker
    supplement(hearing=party.hearing, by=by, material=material(), at=now())
    link, public = link_of(party), reverse("hearings:public", args=[party.hearing.public_id])
    chair = org.make_user("Bodil")
    org.seat(party.body, user=chair, role=SeatRole.CHAIR)
    login(client, chair)
    own = reverse("hearings:own-reply", args=[party.pk])
    whole = reverse("hearings:hearing", args=[party.hearing_id])
    for page in (link, public, own, whole):
        html = client.get(page).content.decode()
        assert "Vagtplanen var glemt." in html
        file = next(part for part in html.split('"') if "/supplement/1/" in part)
        assert client.get(file).content == b"Vagtplanen"


def test_what_is_for_the_parties_is_not_on_the_public_page(client, party):
    by = party.hearing.matter.case_worker
    kept = material(withheld_because="Navne på ansatte")
    supplement(hearing=party.hearing, by=by, material=kept, at=now())
    public = reverse("hearings:public", args=[party.hearing.public_id])
    assert "Vagtplanen var glemt." not in client.get(public).content.decode()
    file = reverse("hearings:public-supplement", args=[party.hearing.public_id, 1])
    assert client.get(file).status_code == 404
    assert "Vagtplanen var glemt." in client.get(link_of(party)).content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": ""}, "text"),
        ({"openness": "parties"}, "withheld_because"),
        ({"file": SimpleUploadedFile("virus.pdf", b"MZ\x90")}, "file"),
        ({"file": SimpleUploadedFile("stor.txt", b"a" * (10 * 1024 * 1024 + 1))}, "file"),
    ],
)
def test_a_bad_supplement_is_refused_beside_its_field_and_nothing_goes_out(
    client, party, data, said
):
    answer = send(client, party, **data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [said]
    assert not Supplement.objects.exists()
    assert not Dispatch.objects.filter(occasion="supplement").exists()


def state_of(party):
    row = parties_told().get(pk=party.pk)
    deadlines = []
    return party_state(party_facts(row), deadlines, now())


def test_a_chair_says_that_the_body_will_not_reply_and_nobody_waits_for_it(client, party):
    member, chair = org.make_user("Mads"), org.make_user("Bodil")
    org.seat(party.body, user=member)
    org.seat(party.body, user=chair, role=SeatRole.CHAIR)
    where = reverse("hearings:own-decline", args=[party.pk])
    login(client, member)
    assert client.post(where, {"reason": ""}).status_code == 404
    assert state_of(party) is not PartyState.DECLINED
    login(client, chair)
    assert client.post(where, {"reason": "Vi når det ikke"}).status_code == 302
    assert state_of(party) is PartyState.DECLINED
    assert hearing_state(party.hearing, now()) is HearingState.ANSWERED
    assert reminders.remind(hearing=party.hearing, at=now() + timedelta(days=9)) == []
    line = Entry.objects.latest("sequence")
    assert (line.reason, line.facts["what"]) == ("Vi når det ikke", "declined")
    login(client, party.hearing.matter.case_worker)
    page = client.get(reverse("hearings:hearing", args=[party.hearing_id])).content.decode()
    assert "Vi når det ikke" in page


def test_a_party_by_link_changes_its_mind_and_its_reply_counts(client, party):
    link = link_of(party)
    assert client.post(f"{link}svarer-ikke/", {}).status_code == 302
    assert state_of(party) is PartyState.DECLINED
    data = {"kind": "remarks", "text": "Vi er enige", "version": 1, "do": "send",
            "request_key": "k", "name": "Åse"}  # fmt: skip
    assert client.post(link, data).status_code == 302
    assert state_of(party) is PartyState.SUBMITTED
    client.post(f"{link}svarer-ikke/", {})
    assert state_of(party) is PartyState.SUBMITTED


def test_the_secretary_notes_what_a_party_said_on_the_phone(client, party):
    login(client, party.hearing.matter.case_worker)
    where = reverse("hearings:party-decline", args=[party.hearing_id, party.pk])
    assert client.post(where, {"reason": "Sagt i telefonen"}, follow=True).status_code == 200
    party.refresh_from_db()
    assert (bool(party.declined_at), party.declined_because) == (True, "Sagt i telefonen")


def test_nobody_declines_a_hearing_that_is_withdrawn(client, party):
    party.hearing.withdrawn_at, party.hearing.withdrawn_because = now(), "Fejl"
    party.hearing.save()
    client.post(f"{link_of(party)}svarer-ikke/", {})
    party.refresh_from_db()
    assert party.declined_at is None


def test_no_supplement_to_a_letter_that_has_not_gone_out(party):
    unsent = f.make_hearing(f.make_proposal(), dispatched=False)
    with pytest.raises(ValidationError):
        supplement(hearing=unsent, by=unsent.matter.case_worker, material=material(), at=now())

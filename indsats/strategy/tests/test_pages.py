import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from indsats.audit.models import Act, Entry
from indsats.meetings.actions.deciding import Verdict, decide
from indsats.meetings.actions.holding import open_meeting
from indsats.meetings.models import Result
from indsats.meetings.tests.factories import make_agenda, make_secretary
from indsats.organisation.models import Function, SeatRole, UnitKind
from indsats.organisation.tests import factories as f
from indsats.strategy.models import Deployment, DeploymentIssue
from indsats.strategy.tests.factories import make_draft, make_order, make_place, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_autumn():
    with time_machine.travel(datetime(2023, 11, 8, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def team():
    return make_team()


def filled(team, **changes):
    """Give what a leader types in to order what Faxe did."""
    return {
        "title": "Nattelivet, vinter",
        "unit": team.unit.pk,
        "decided": "",
        "weeks": "48-2",
        "year": "2023",
        "weekdays": ["5", "6"],
        "from_time": "22.00",
        "to_time": "2",
        "staff_min": "1",
        "staff_max": "2",
        "places": [make_place("Torvet", key="torvet").key],
        "purposes": "Være synlige\r\n\r\n  Dæmpe uro ",
        "postpones": "Temaaften",
        "cost_from": "15000",
        "cost_to": "20000",
        **changes,
    }


def text_of(response):
    return response.content.decode()


def test_from_draft_to_order(client, team):
    client.force_login(team.leader)
    response = client.post(reverse("strategy:new"), filled(team))
    draft = Deployment.objects.get()
    page = reverse("strategy:deployment", args=[draft.pk])
    assert response.headers["Location"] == page
    assert (draft.valid_from, draft.last_day) == (date(2023, 11, 27), date(2024, 1, 14))
    assert draft.purposes == ["Være synlige", "Dæmpe uro"]
    text = text_of(client.get(page))
    for words in (
        "uge 48, 2023 – uge 2, 2024",
        "fredag og lørdag",
        "22.00–02.00",
        "15.000–20.000 kr.",
    ):
        assert words in text
    client.post(reverse("strategy:order", args=[draft.pk]))
    assert DeploymentIssue.objects.get().by == team.leader
    assert "Træk ordren tilbage" in text_of(client.get(page))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weeks": "53"}, "Der er ingen uge 53 i 2023"),
        ({"weeks": "fra 43"}, "Skriv én uge eller to"),
        ({"weeks": "", "year": ""}, "Skriv ugerne eller både"),
        ({"year": ""}, "hvilket år ugerne ligger i"),
        ({"first_day": "2023-11-28"}, "enten uger eller datoer"),
        ({"weeks": "", "first_day": "5-12-2023", "last_day": "1-12-2023"}, "før den første"),
        ({"from_time": "25"}, "klokkeslæt"),
        ({"staff_min": "0"}, "større end eller lig"),
        ({"purposes": "\n".join("abcdef")}, "fem vigtigste"),
        ({"purposes": "x" * 301}, "højst 300 tegn"),
        ({"places": ["findes-ikke"]}, "findes-ikke"),
        ({"title": ""}, "påkrævet"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(client, team, changes, words):
    client.force_login(team.leader)
    response = client.post(
        reverse("strategy:new"), filled(team, postpones="Mit lange svar", **changes)
    )
    assert response.status_code == 422
    assert words in text_of(response)
    assert "Mit lange svar" in text_of(response)
    assert not Deployment.objects.exists()


def test_one_cannot_order_from_a_unit_out_of_reach(client, team):
    elsewhere = make_team("Nabo")
    client.force_login(team.leader)
    response = client.post(reverse("strategy:new"), filled(team, unit=elsewhere.unit.pk))
    assert response.status_code == 422
    assert not Deployment.objects.exists()


def test_an_overlap_is_ticked_before_it_is_issued(client, team):
    client.force_login(team.leader)
    make_order(team)
    second = make_draft(team, title="Stationen")
    page = reverse("strategy:deployment", args=[second.pk])
    assert "er bestilt hos samme enhed på samme tid" in text_of(client.get(page))
    there = reverse("strategy:order", args=[second.pk])
    assert "er bestilt hos samme enhed" in text_of(client.post(there, follow=True))
    assert DeploymentIssue.objects.count() == 1
    client.post(there, {"seen": "1"})
    assert DeploymentIssue.objects.count() == 2


def test_a_change_is_shown_with_its_reason_and_an_overlap_asks_first(client, team):
    client.force_login(team.leader)
    make_order(team, weekdays=(7,), title="Søndag")
    order = make_order(team)
    there = reverse("strategy:edit", args=[order.pk])
    page = client.get(there)
    assert page.context["form"].initial["weeks"] == "43-49"
    typed = filled(team, weeks="43-49", weekdays=["6", "7"], version=order.version, reason="Ro")
    refused = client.post(there, typed)
    assert refused.status_code == 422
    assert 'type="checkbox" name="seen"' in text_of(refused)
    response = client.post(there, typed | {"seen": "on"}, follow=True)
    assert "<del>fredag og lørdag</del> → <ins>lørdag og søndag</ins>" in text_of(response)


def test_withdrawing_needs_a_reason(client, team):
    order = make_order(team)
    client.force_login(team.leader)
    there = reverse("strategy:withdraw", args=[order.pk])
    assert client.post(there, {"reason": ""}).status_code == 422
    assert "Ro i byen" in text_of(client.post(there, {"reason": "Ro i byen"}, follow=True))
    assert client.post(there, {"reason": "Igen"}).status_code == 422


def test_the_decision_it_rests_on_is_shown_to_those_who_may_read_it(client, team):
    body = f.make_unit("Den strategiske styregruppe", kind=UnitKind.STEERING_GROUP)
    member = f.make_user("Stine")
    f.seat(body, user=member, role=SeatRole.CHAIR)
    secretary = make_secretary()
    agenda = make_agenda(body, secretary, day=date(2023, 11, 2))
    open_meeting(meeting=agenda.meeting, by=secretary, at=agenda.meeting.starts_at)
    for item in (agenda.open, agenda.closed):
        verdict = Verdict(result=Result.ADOPTED, text="Vedtaget")
        decide(item=item, by=secretary, verdict=verdict)
    client.force_login(member)
    typed = filled(team, decided=f"item:{agenda.open.pk}")
    client.post(reverse("strategy:new"), typed)
    draft = Deployment.objects.get()
    assert (draft.ordered_for, draft.item) == (body, agenda.open)
    page = reverse("strategy:deployment", args=[draft.pk])
    assert "Ændret organisering" in text_of(client.get(page))
    client.force_login(team.leader)
    text = text_of(client.get(page))
    assert "Den strategiske styregruppe" in text
    assert "Ændret organisering" not in text
    # What a leader may not read cannot be named either.
    response = client.post(reverse("strategy:edit", args=[draft.pk]), typed)
    assert response.status_code == 422


def test_the_paper_says_all_of_it_and_is_in_the_trail(client, team):
    order = make_order(team)
    client.force_login(team.worker)
    response = client.get(reverse("strategy:paper", args=[order.pk]))
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Indsatsordre: Nattelivet i Haslev, efterår"
        assert pdf.Root.MarkInfo.Marked
    assert Entry.objects.filter(act=Act.EXPORTED, actor=team.worker.username).exists()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_few_and_many(
    client, team, rows, django_assert_max_num_queries
):
    place = make_place()
    for number in range(rows):
        make_draft(team, places=[place], title=f"Ordre {number}")
    client.force_login(team.leader)
    client.get(reverse("strategy:list"))
    with django_assert_max_num_queries(10):
        response = client.get(reverse("strategy:list"))
    assert text_of(response).count("Ordre ") >= rows


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("draft", "Kladden"),
        ("ordered", "Den gældende"),
        ("ended", "Den gamle"),
        ("withdrawn", "Trukket"),
    ],
)
def test_the_list_filters_by_state(client, team, state, title):
    from indsats.strategy.actions.orders import withdraw  # noqa: PLC0415

    make_draft(team, title="Kladden")
    make_order(team, title="Den gældende", weekdays=(1,))
    make_order(team, title="Den gamle", last=date(2023, 11, 5))
    gone = make_order(team, title="Trukket", weekdays=(2,))
    withdraw(deployment=gone, by=team.leader, at=datetime(2023, 11, 8, tzinfo=UTC), reason="Nej")
    client.force_login(team.leader)
    text = text_of(client.get(reverse("strategy:list"), {"state": state}))
    titles = ("Kladden", "Den gældende", "Den gamle", "Trukket")
    assert [each for each in titles if f">{each}<" in text] == [title]


def test_someone_without_the_function_does_not_learn_that_orders_exist(client, team):
    order = make_order(team)
    client.force_login(f.make_worker(team.unit, function=Function.HR))
    for name, args in (("list", []), ("deployment", [order.pk]), ("paper", [order.pk])):
        assert client.get(reverse(f"strategy:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("name", ["title", "purposes", "postpones"])
def test_a_name_is_asked_about_and_may_stay(client, team, name):
    client.force_login(team.leader)
    form = filled(team, **{name: "Hold øje med Peter Hansen"})
    response = client.post(reverse("strategy:new"), form)
    assert response.status_code == 422
    page = response.content.decode()
    assert "»Peter Hansen« til en person?" in page
    assert page.count('type="checkbox" name="nobody"') == 1
    assert "Hold øje med Peter Hansen" in page, "nothing is lost"
    assert not Deployment.objects.exists()
    assert client.post(reverse("strategy:new"), {**form, "nobody": "on"}).status_code == 302


def test_a_place_is_no_name(client, team):
    place = make_place("Børge Mogensens Plads")
    client.force_login(team.leader)
    form = filled(team, title="Ved Børge Mogensens Plads", places=[place.key])
    assert client.post(reverse("strategy:new"), form).status_code == 302


def test_a_personal_number_cannot_stay(client, team):
    client.force_login(team.leader)
    form = filled(team, title="Om 010203-1234", nobody="on")
    response = client.post(reverse("strategy:new"), form)
    assert response.status_code == 422
    assert "CPR" in response.content.decode()


def test_the_reason_for_withdrawing_names_nobody(client, team):
    order = make_order(team)
    client.force_login(team.leader)
    address = reverse("strategy:withdraw", args=[order.pk])
    response = client.post(address, {"reason": "Det er aftalt med Bo Berg"})
    assert response.status_code == 422
    assert "»Bo Berg« til en person?" in response.content.decode()
    assert client.post(address, {"reason": "Sygdom i holdet"}).status_code == 302

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from indsats.audit.models import Act, Entry
from indsats.organisation.models import (
    Competence,
    CompetenceHeld,
    Function,
    Grant,
    PostState,
    Profile,
    ProfileState,
    ResponsibilityState,
    SeatRole,
    UnitKind,
    UnitState,
)
from indsats.organisation.models import Responsibility as ResponsibilityRow
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOST = 10
NEW_YEAR = date(2024, 1, 1)


def enter(client, user):
    client.force_login(user, backend=BACKEND)
    return user


def get(client, name, *args, **query):
    return client.get(reverse(f"organisation:{name}", args=args), query)


@pytest.fixture
def place():
    """A centre with a team that moves at the new year, and a unit nobody in it reaches."""
    centre = f.make_unit("Center for Børn og Forebyggelse", kind=UnitKind.CENTRE)
    old = f.make_unit("Center for Kultur og Fritid", kind=UnitKind.CENTRE)
    team = f.make_unit("Gadeplan", parent=old, until=NEW_YEAR)
    UnitState.objects.create(
        unit=team,
        name="Gadeteamet Ø",
        kind="team",
        parent=centre,
        valid_from=NEW_YEAR,
    )
    return {"centre": centre, "old": old, "team": team, "other": f.make_unit("Ålegården")}


def make_profile(*requirements):
    profile = Profile.objects.create(key="gade")
    ProfileState.objects.create(
        profile=profile,
        name="Gademedarbejder",
        kind="job",
        valid_from=f.LONG_AGO,
        purpose="Skabe tryghed",
        tasks=["Gå tur"],
        competence_requirements=list(requirements),
    )
    return profile


# The organisation on a day


def test_the_chart_shows_the_day_asked_for_and_says_so(client, place):
    enter(client, f.make_worker(place["centre"]))
    before = get(client, "chart", dag="2023-12-31").content.decode()
    after = get(client, "chart", dag="2024-01-01").content.decode()
    assert "Viser 31. december 2023" in before
    assert "Gadeteamet Ø" not in before.split("org-list--top")[1]
    assert "Viser 1. januar 2024" in after
    assert "Gadeteamet Ø" in after.split("org-list--top")[1]
    assert "Fortid" in after


def test_yesterdays_post_gives_no_access_to_yesterdays_page(client, place):
    user = f.make_user()
    f.engage(user, f.make_post(place["centre"]), until=localdate())
    enter(client, user)
    assert get(client, "chart", dag=str(localdate() - timedelta(days=1))).status_code == 404


def test_an_unreadable_day_shows_today_and_says_so(client, place):
    enter(client, f.make_worker(place["centre"]))
    page = get(client, "chart", dag="32-13-2024").content.decode()
    assert "Datoen kunne ikke læses" in page
    assert "Viser i dag" in page


def test_an_empty_day_says_that_there_is_nothing(client, place):
    enter(client, f.make_worker(place["centre"]))
    assert (
        "Ingen organisation på denne dag" in get(client, "chart", dag="1999-01-01").content.decode()
    )


def test_a_politician_sees_posts_but_not_who_is_in_them(client, place):
    colleague = f.make_worker(place["team"], name="Gitte")
    committee = f.make_unit("Økonomi- og Planudvalget", kind=UnitKind.COMMITTEE)
    politician = f.make_user("Poul")
    f.seat(committee, user=politician)
    enter(client, politician)
    for page in (
        get(client, "chart"),
        get(client, "unit", place["team"].key),
        get(client, "posts"),
    ):
        assert colleague.name not in page.content.decode()
    assert get(client, "people").status_code == 404


def test_a_unit_tells_its_path_posts_vacancies_and_history(client, place):
    enter(client, f.make_worker(place["centre"], name="Karla"))
    f.make_post(place["team"], title="Ledig stilling æøå")
    page = get(client, "unit", place["team"].key).content.decode()
    for text in (
        "Center for Børn og Forebyggelse",
        "Ledig stilling æøå",
        "Ledig",
        "31. december 2023",
    ):
        assert text in page
    assert (
        "Findes ikke på denne dag"
        in get(client, "unit", place["team"].key, dag="2019-12-31").content.decode()
    )


def test_a_seat_bound_to_a_post_shows_its_holder_and_an_empty_one_is_vacant(client, place):
    body = f.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP)
    post = f.make_post(place["centre"], title="Centerchef", function=Function.LEADER)
    chief = f.make_user("Bente")
    f.engage(chief, post)
    f.seat(body, post=post, role=SeatRole.CHAIR)
    f.seat(body)
    enter(client, f.make_worker(place["other"]))
    page = get(client, "unit", body.key).content.decode()
    assert chief.name in page
    assert page.count("Ledig") == 1


def test_a_unit_without_a_leader_of_its_own_is_led_from_above_and_says_so(client, place):
    inner = f.make_unit("Den operative indsats", parent=place["team"])
    chief = f.make_user("Bente")
    post = f.make_post(place["centre"], title="Centerchef", function=Function.LEADER)
    f.engage(chief, post)
    f.lead(place["centre"], post)
    enter(client, f.make_worker(place["other"]))
    says = "Leder fra Center for Børn og Forebyggelse: enheden har ikke sin egen leder"
    for unit in (inner, place["team"]):
        page = get(client, "unit", unit.key).content.decode()
        assert says in page
        assert chief.name in page
    assert says not in get(client, "unit", place["centre"].key).content.decode()
    assert says not in get(client, "unit", place["other"].key).content.decode()
    board = f.make_unit("Bestyrelsen", kind=UnitKind.BOARD, parent=place["centre"])
    assert "Leder" not in get(client, "unit", board.key).content.decode()
    assert "ledes fra Center for Børn og Forebyggelse" in get(client, "chart").content.decode()
    row = get(client, "units", q="operative").content.decode()
    assert "Centerchef, fra Center for Børn og Forebyggelse" in row
    assert chief.name in row


# Competences


def test_the_gap_picture_says_who_lacks_what_and_by_when_within_reach(client, place):
    leader = f.make_worker(place["centre"], name="Leder", function=Function.LEADER)
    profile = make_profile("forstehjaelp", "god humor")
    aid = Competence.objects.create(key="forstehjaelp", name="Førstehjælp")
    today = localdate()
    people = {}
    for name, unit in (
        ("Holder", "team"),
        ("Udløber", "team"),
        ("Mangler", "team"),
        ("Fremmed", "other"),
    ):
        people[name] = f.make_user(name)
        f.engage(people[name], f.make_post(place[unit], profile=profile))
    for name, until in (("Holder", None), ("Udløber", today + timedelta(days=20))):
        CompetenceHeld.objects.create(
            user=people[name], competence=aid, valid_from=f.LONG_AGO, valid_to=until
        )
    enter(client, leader)
    rows = get(client, "gaps").context["rows"]
    assert [(g.person, g.day) for g in rows] == [
        (people["Mangler"], today),
        (people["Udløber"], today + timedelta(days=20)),
    ]
    assert [g.person for g in get(client, "gaps", uger=4, dag=today).context["rows"]] == [
        people["Mangler"],
        people["Udløber"],
    ]
    assert Entry.objects.filter(act=Act.LISTED).count() == 2


def test_looking_at_a_colleagues_competences_is_written_in_the_trail(client, place):
    leader = enter(client, f.make_worker(place["centre"], function=Function.LEADER))
    colleague = f.make_worker(place["team"], name="Gitte")
    stranger = f.make_worker(place["other"], name="Fremmed")
    for person in (colleague, stranger, leader):
        assert get(client, "person", person.pk).status_code == 200
    seen = Entry.objects.filter(act=Act.SEEN).values_list("subject", flat=True)
    assert list(seen) == [f"organisation.user:{colleague.pk}"]


def test_a_leader_registers_a_competence_within_reach_only(client, place):
    enter(client, f.make_worker(place["centre"], function=Function.LEADER))
    colleague, stranger = f.make_worker(place["team"]), f.make_worker(place["other"])
    aid = Competence.objects.create(key="aid", name="Førstehjælp", expires_after_months=24)
    where = reverse("organisation:competence-register")
    data = {"competence": aid.pk, "valid_from": "2024-02-29", "evidence": "Bevis"}
    refused = client.post(where, {**data, "user": stranger.pk})
    assert refused.status_code == 422
    assert "Bevis" in refused.content.decode()
    assert client.post(where, {**data, "user": colleague.pk}).status_code == 302
    held = CompetenceHeld.objects.get()
    assert (held.user, held.valid_to) == (colleague, date(2026, 2, 28))
    again = client.post(where, {**data, "user": colleague.pk})
    assert "allerede registreret" in again.content.decode()


def test_ending_on_the_first_day_removes_a_mistake(client, place):
    enter(client, f.make_worker(place["centre"], function=Function.HR))
    aid = Competence.objects.create(key="aid", name="Førstehjælp")
    for until, left in (("2024-06-01", 1), ("2024-01-01", 0)):
        held = CompetenceHeld.objects.create(
            user=f.make_user(),
            competence=aid,
            valid_from=NEW_YEAR,
        )
        where = reverse("organisation:competence-end", args=[held.pk])
        assert (
            client.post(where, {"valid_to": until, "reason": "Fejl i registrering"}).status_code
            == 302
        )
        assert CompetenceHeld.objects.filter(pk=held.pk).count() == left


# Target groups


def test_the_cover_calls_out_the_passage_at_18(client, place):
    enter(client, f.make_worker(place["centre"]))
    for number, (unit, first, until) in enumerate((("centre", 0, 18), ("old", 20, None))):
        ResponsibilityState.objects.create(
            responsibility=ResponsibilityRow.objects.create(key=f"r{number}"),
            unit=place[unit],
            group="Unge",
            age_from=first,
            age_to=until,
            valid_from=f.LONG_AGO,
        )
    page = get(client, "cover").content.decode()
    assert "slipper, og ingen tager over" in page
    assert "18–19" in page
    assert "Ingen målgruppeansvar" in get(client, "cover", dag="2010-01-01").content.decode()


# Lists: the same number of queries whatever the number of rows


def fill(unit, number):
    aid, _made = Competence.objects.get_or_create(key="aid", defaults={"name": "Førstehjælp"})
    for _each in range(number):
        user = f.make_worker(unit, name="Ærlig")
        CompetenceHeld.objects.create(user=user, competence=aid, valid_from=f.LONG_AGO)
        f.make_unit("Enhed Å", parent=unit)
        f.seat(f.make_unit("Råd", kind=UnitKind.WORKS_COUNCIL, covers=unit), user=user)
        today = localdate()
        Grant.objects.create(
            user=user,
            unit=unit,
            function=Function.STAFF,
            reason="Vikar",
            valid_from=today,
            valid_to=today + timedelta(days=9),
        )


LISTS = {
    "units": Function.STAFF,
    "bodies": Function.STAFF,
    "posts": Function.STAFF,
    "people": Function.STAFF,
    "profiles": Function.STAFF,
    "competences": Function.HR,
    "catalogue": Function.HR,
    "grants": Function.LEADER,
    "user-list": Function.ADMINISTRATOR,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_at_one_row_and_at_fifty(
    client, place, name, django_assert_max_num_queries
):
    enter(client, f.make_worker(place["centre"], function=LISTS[name]))
    make_profile()
    fill(place["centre"], 1)
    get(client, name)
    counts = []
    for more in (0, 49):
        fill(place["centre"], more)
        with django_assert_max_num_queries(100) as asked:
            assert get(client, name).status_code == 200
        written = [q for q in asked.captured_queries if _of_the_trail(q["sql"])]
        counts.append(len(asked) - len(written))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST + 3  # the session, the user and the functions behind every page


def _of_the_trail(sql):
    return "audit_" in sql or sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))


def test_a_list_taken_out_as_a_file_is_written_in_the_trail(client, place):
    enter(client, f.make_worker(place["centre"]))
    answer = get(client, "units", format="xlsx")
    assert answer["Content-Type"].endswith("sheet")
    assert Entry.objects.filter(act=Act.EXPORTED).count() == 1


def test_a_profile_is_given_as_pdf_and_docx(client, place):
    enter(client, f.make_worker(place["centre"]))
    make_profile("Førstehjælp")
    assert get(client, "profile-file", "gade", "pdf").content.startswith(b"%PDF")
    assert get(client, "profile-file", "gade", "docx").content.startswith(b"PK")
    assert get(client, "profile-file", "gade", "exe").status_code == 404


def test_posts_can_be_kept_to_the_vacant_ones(client, place):
    enter(client, f.make_worker(place["centre"]))
    f.make_post(place["team"], title="Ledig")
    shown = get(client, "posts", vacant="on").context["listing"].page.rows
    assert [row.title for row in shown] == ["Ledig"]
    assert PostState.objects.count() == 2

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils.timezone import localdate

from indsats.audit.models import Act, Entry
from indsats.home.queries.navigation import (
    PARTS,
    ROW,
    Group,
    Item,
    find,
    mark,
    navigation,
)
from indsats.home.queries.profile import rights
from indsats.home.queries.search import search
from indsats.home.queries.shortcuts import SHORTCUTS, cards
from indsats.home.queries.today import Todo, grouped, today_for
from indsats.home.tests.test_login import is_in, log_in
from indsats.organisation.access import Permission, may, scope
from indsats.organisation.models import (
    Competence,
    CompetenceHeld,
    Function,
    Grant,
    SeatRole,
    UnitKind,
)
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db


def titles(groups):
    return [str(item.title) for group in groups for item in group.items]


def test_the_menu_holds_only_what_one_may_reach_today():
    unit, day = f.make_unit(), localdate()
    admin = f.make_worker(unit, function=Function.ADMINISTRATOR)
    worker = f.make_worker(unit, name="Bob")
    former = f.make_worker(unit, name="Fhv", function=Function.ADMINISTRATOR, until=day)
    assert "Login" in titles(navigation(admin, day, "/"))
    for user in (worker, former, f.make_user("Gæst")):
        assert "Login" not in titles(navigation(user, day, "/"))
    assert "Spor" not in titles(navigation(admin, day, "/"))


def test_a_long_menu_is_folded_and_a_short_one_lies_open():
    unit, day = f.make_unit(), localdate()
    worker, leader = (
        f.make_worker(unit, function=each) for each in (Function.STREET_WORKER, Function.LEADER)
    )
    short, long = (navigation(user, day, "/felt/") for user in (worker, leader))
    assert len(titles(short)) <= ROW < len(titles(long))
    assert [str(group.title) for group in short if group.title] == []
    assert [str(group.title) for group in long if group.title] == ["Gaden", "Steder og tiltag"]
    assert sum(1 if group.title else len(group.items) for group in long) <= ROW


@pytest.mark.parametrize("function", list(Function))
def test_holding_a_permission_is_asked_without_the_tree_and_answered_the_same(function):
    body, day = f.make_unit("Bestyrelsen", kind=UnitKind.BOARD), localdate()
    user = f.make_worker(f.make_unit(), function=function)
    lent = f.make_user("Lånt")
    until = day + timedelta(days=1)
    Grant.objects.create(
        user=lent,
        unit=body,
        function=function,
        reason="Vikar",
        valid_from=day,
        valid_to=until,
    )
    for who in (user, lent):
        asked = {permission: may(who, permission, day) for permission in Permission}
        assert asked == {p: not scope(who, p, day).nothing for p in Permission}


def test_every_line_of_menu_and_cards_leads_to_a_page():
    named = [entry.where for part in PARTS for entry in part.entries]
    named += [shortcut.where for shortcut in SHORTCUTS]
    assert [where for where in named if not find(where)] == []


def test_the_longest_fitting_address_is_the_current_one():
    items = [Item("a", "/"), Item("b", "/x/"), Item("c", "/x/y/")]
    mark(items, "/x/y/1/")
    assert [item.current for item in items] == [False, False, True]
    assert Group(items).current


def test_the_start_page_says_who_one_is_and_why(client):
    unit = f.make_unit("Gadeplan")
    user = f.make_worker(unit)
    client.force_login(user)
    text = client.get("/").content.decode()
    assert user.name in text
    assert "Gadeplan" in text


def test_a_seat_is_told_by_its_role_and_a_card_by_what_one_may_do():
    day, user = localdate(), f.make_user()
    f.seat(f.make_unit("Udvalget", kind=UnitKind.COMMITTEE), user=user, role=SeatRole.SECRETARY)
    post = f.make_post(f.make_unit("Klubben"), function=Function.LEADER)
    f.engage(user, post)
    f.seat(f.make_unit("Rådet", kind=UnitKind.WORKS_COUNCIL), post=post, role=SeatRole.CHAIR)
    told = [(str(right.function), right.unit) for right in rights(user, day)]
    assert told == [("Leder", "Klubben"), ("Formand", "Rådet"), ("Sekretær", "Udvalget")]
    told = {str(card.title): str(card.text) for card in cards(user, day)}
    assert told["Høringer"] == "Læs forslag, og følg dem fra høringsbrev til ikrafttræden."


def test_only_ones_own_competences_that_end_soon_wait():
    day = localdate()
    user, other = f.make_user(), f.make_user("Bob")
    soon, late = (Competence.objects.create(key=k, name=k) for k in ("foerstehjaelp", "koerekort"))
    since = day - timedelta(days=300)
    for who, what, days in ((user, soon, 20), (user, late, 200), (other, soon, 10)):
        CompetenceHeld.objects.create(
            user=who,
            competence=what,
            valid_from=since,
            valid_to=day + timedelta(days=days),
        )
    assert [(todo.title, todo.due) for todo in today_for(user, day)] == [
        ("Forny: foerstehjaelp", day + timedelta(days=19)),
    ]


def test_what_waits_is_parted_by_haste_and_nothing_falls_between():
    day = date(2026, 11, 26)
    dues = [None, *(day + timedelta(days=days) for days in (-1, 0, 14, 15))]
    todos = [Todo(f"{due}", "", due=due) for due in dues]
    alarm = Todo("Alarm", "", due=day, urgent=True)
    groups = grouped([*todos, alarm], day)
    assert [(group.title, [todo.title for todo in group.todos]) for group in groups] == [
        ("Haster", ["Alarm"]),
        ("Over fristen", ["2026-11-25"]),
        ("De næste to uger", ["2026-11-26", "2026-12-10"]),
        ("Uden frist", ["None"]),
        ("Senere", ["2026-12-11"]),
    ]
    assert grouped([], day) == []


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("path", ["/", "/soeg/?q=ansat", "/administration/login/"])
def test_pages_cost_the_same_for_few_and_many(client, path, rows, django_assert_max_num_queries):
    unit = f.make_unit()
    for number in range(rows):
        f.make_worker(unit, name=f"Ansat{number}")
    client.force_login(f.make_worker(unit, function=Function.ADMINISTRATOR))
    limit = 10 + (6 if "soeg" in path else 0)  # a search writes its line in the trail
    with django_assert_max_num_queries(limit):
        assert client.get(path).status_code == 200


def test_search_finds_what_the_lists_would_show_and_no_more():
    day = localdate()
    unit = f.make_unit("Ærøgade Klub")
    f.make_unit("Ærøgade nedlagt", until=day)
    worker = f.make_worker(unit, name="Åse")
    outsider = f.make_user("Åse Fremmed")
    body = f.make_unit("Bestyrelsen", kind=UnitKind.BOARD)
    member = f.make_user("Medlem")
    f.seat(body, user=member)

    def found(user, text):
        return {str(g.title): [hit.title for hit in g.hits] for g in search(user, day, text)}

    assert found(worker, "ÆRØ") == {"Enheder og organer": ["Ærøgade Klub"]}
    assert found(worker, "åse") == {"Personer": [worker.name, outsider.name]}
    assert found(member, "åse") == {}  # a body's member sees no list of persons
    assert found(outsider, "ærø") == {}
    assert found(worker, "æ") == {}


def test_a_search_stands_in_the_trail_and_shows_what_was_typed_safely(client):
    client.force_login(f.make_worker(f.make_unit()))
    text = client.get("/soeg/", {"q": "<script>x"}).content.decode()
    assert "<script>x" not in text
    entry = Entry.objects.get(act=Act.SEARCHED)
    assert entry.facts == {"text": "<script>x", "count": 0}


@pytest.fixture
def admin():
    return f.make_worker(f.make_unit(), name="Admin", function=Function.ADMINISTRATOR)


def test_logins_are_for_the_administrator_only(client, admin):
    worker = f.make_worker(f.make_unit(), name="Bob")
    paths = ["/administration/login/", f"/administration/login/{admin.pk}/"]
    client.force_login(worker)
    assert [client.get(path).status_code for path in paths] == [404, 404]
    deed = f"/administration/login/{admin.pk}/log-ud/"
    assert client.post(deed, {"reason": "fordi jeg vil"}).status_code == 404
    client.force_login(admin)
    assert [client.get(path).status_code for path in paths] == [200, 200]
    assert (
        client.post(f"/administration/login/{admin.pk}/slet/", {"reason": "x"}).status_code == 404
    )


def test_the_administrator_unlocks_with_a_reason(client, admin):
    user = f.make_user("Bob")
    for _ in range(5):
        log_in(client, user.username, "forkert")
    assert log_in(client, user.username).status_code == 429
    client.force_login(admin)
    assert "1 konto er låst" in client.get("/").content.decode()
    where = f"/administration/login/{user.pk}/laas-op/"
    assert client.post(where, {"reason": ""}).status_code == 422
    assert client.post(where, {"reason": "Ringede fra sit kontor"}).status_code == 302
    entry = Entry.objects.filter(facts__event="unlocked").get()
    assert (entry.actor, entry.reason) == (admin.username, "Ringede fra sit kontor")
    client.logout()
    assert log_in(client, user.username).status_code == 302


def test_the_administrator_logs_someone_out_everywhere(client, admin):
    user, other = f.make_user("Bob"), f.make_user("Eve")
    theirs, others = Client(), Client()
    log_in(theirs, user.username)
    log_in(others, other.username)
    client.force_login(admin)
    client.post(f"/administration/login/{user.pk}/log-ud/", {"reason": "Mistet telefon"})
    assert (is_in(theirs), is_in(others)) == (False, True)


def test_the_profile_keeps_what_was_typed_and_speaks_the_chosen_language(client):
    user = f.make_user()
    client.force_login(user)
    bad = client.post("/profil/", {"name": "Nyt Navn", "phone": "abc", "language": "da"})
    assert bad.status_code == 422
    assert 'value="Nyt Navn"' in bad.content.decode()
    client.post("/profil/", {"name": "Nyt Navn", "phone": "12 34 56 78", "language": "en"})
    assert '<html lang="en">' in client.get("/profil/").content.decode()
    user.refresh_from_db()
    assert (user.name, user.phone, user.language) == ("Nyt Navn", "12 34 56 78", "en")


def test_the_shared_table_is_there():
    assert "home_cache" in connection.introspection.table_names()
    call_command("createcachetable", "home_cache", verbosity=0)

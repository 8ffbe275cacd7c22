from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localdate

from indsats.audit.actions import deed, record
from indsats.audit.models import Act, Entry
from indsats.organisation import access
from indsats.organisation.access import MATRIX, Permission
from indsats.organisation.actions.grant import lendable
from indsats.organisation.models import ChangeSet, EngagementState, Function, Grant, UnitState, User
from indsats.organisation.queries.access_words import PERMISSION_WORDS, my_rights
from indsats.organisation.queries.functions_held import functions_held
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHY = "Fordi Gitte er på orlov."


def enter(client, function, unit=None, **options):
    user = f.make_worker(unit or f.make_unit("Direktion"), function=function, **options)
    client.force_login(user, backend=BACKEND)
    return user


def post(client, where, *args, **data):
    return client.post(reverse(f"organisation:{where}", args=args), data)


# Lent rights


def grant_data(user, unit, **changes):
    today = localdate()
    return {
        "user": user.pk,
        "unit": unit.pk,
        "function": Function.COORDINATOR,
        "reason": WHY,
        "valid_from": today,
        "valid_to": today + timedelta(days=30),
        **changes,
    }


def test_a_leader_lends_a_right_that_ends_by_itself(client):
    unit = f.make_unit()
    enter(client, Function.LEADER, unit)
    colleague = f.make_worker(f.make_unit("Klub"), name="Vikar")
    assert post(client, "grant-give", **grant_data(colleague, unit)).status_code == 302
    end = Grant.objects.get().valid_to
    assert access.scope(colleague, Permission.COMPETENCE_SEE, end - timedelta(days=1)).units == {
        unit.pk
    }
    assert access.scope(colleague, Permission.COMPETENCE_SEE, end).units == frozenset()
    assert Entry.objects.get(act=Act.CREATED).reason == WHY


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_to": localdate() + timedelta(days=200)}, "højst vare seks måneder"),
        ({"valid_from": localdate() - timedelta(days=1)}, "ikke gives bagud"),
        ({"valid_to": ""}, "Dette felt er påkrævet"),
        ({"reason": "kort"}, "hel sætning"),
        ({"function": Function.ADMINISTRATOR}, "er ikke en af de tilgængelige"),
    ],
)
def test_what_may_not_be_lent_is_refused_in_danish_and_nothing_is_lost(client, changes, said):
    unit = f.make_unit()
    enter(client, Function.LEADER, unit)
    answer = post(client, "grant-give", **grant_data(f.make_user("Vikar"), unit, **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Grant.objects.count() == 0


def test_a_right_is_lent_neither_to_oneself_nor_elsewhere(client):
    unit, other = f.make_unit(), f.make_unit("Klub")
    leader = enter(client, Function.LEADER, unit)
    assert post(client, "grant-give", **grant_data(leader, unit)).status_code == 422
    assert post(client, "grant-give", **grant_data(f.make_user(), other)).status_code == 422
    assert Grant.objects.count() == 0


def test_no_function_that_reaches_everything_or_lends_on_can_be_lent():
    assert Function.LEADER not in lendable()
    assert {Function.STREET_WORKER, Function.COORDINATOR} <= set(lendable())
    assert not {Function.SECRETARY, Function.HR, Function.AUDITOR, Function.ADMINISTRATOR} & set(
        lendable()
    )


def test_a_lent_right_is_taken_back_at_once(client):
    unit, today = f.make_unit(), localdate()
    enter(client, Function.LEADER, unit)
    grant = Grant.objects.create(
        user=f.make_user(),
        unit=unit,
        function=Function.STAFF,
        reason=WHY,
        valid_from=today - timedelta(days=9),
        valid_to=today + timedelta(days=9),
    )
    assert post(client, "grant-end", grant.pk).status_code == 302
    grant.refresh_from_db()
    assert grant.valid_to == today


# Users


def test_an_administrator_makes_a_user_and_a_link_to_a_password(client):
    enter(client, Function.ADMINISTRATOR)
    data = {"username": "åse.ø", "name": "Åse Ø", "email": "aase@example.dk", "language": "da"}
    assert post(client, "user-create", **data).status_code == 302
    made = User.objects.get(username="åse.ø")
    assert not made.has_usable_password()
    taken = post(client, "user-create", **{**data, "name": "En anden"})
    assert taken.status_code == 422
    assert "optaget" in taken.content.decode()
    link = post(client, "user-reset", made.pk).context["link"]
    assert link in mail.outbox[0].body
    assert link not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert client.get(link[link.index("/konto") :]).status_code in {200, 302}


def test_a_closed_user_is_out_at_once_and_the_last_administrator_stays(client):
    admin = enter(client, Function.ADMINISTRATOR)
    other = f.make_worker(f.make_unit(), name="Bob")
    post(client, "user-close", other.pk, reason="Fratrådt")
    other.refresh_from_db()
    assert not other.is_active
    post(client, "user-close", admin.pk, reason="Ved en fejl")
    second = f.make_worker(f.make_unit(), function=Function.ADMINISTRATOR)
    client.force_login(second, backend=BACKEND)
    post(client, "user-close", admin.pk, reason="Fratrådt")
    admin.refresh_from_db()
    assert not admin.is_active
    assert post(client, "user-close", other.pk).status_code == 302
    post(client, "user-reopen", other.pk, reason="Vendt tilbage")
    other.refresh_from_db()
    assert other.is_active


def test_functions_read_in_bulk_are_those_access_reads_one_by_one():
    unit = f.make_unit()
    body = f.make_unit("Råd", kind="works_council")
    leader, member = f.make_user("Leder"), f.make_worker(unit)
    lead_post = f.make_post(unit, function=Function.STAFF)
    f.engage(leader, lead_post)
    f.lead(unit, lead_post)
    f.seat(body, post=lead_post, role="chair")
    f.seat(body, user=member)
    outsider = f.make_user("Udenfor")
    people = [leader, member, outsider]
    found = functions_held([user.pk for user in people], localdate())
    assert {pk: set(held) for pk, held in found.items()} == {
        user.pk: set(access.functions(user, localdate())) for user in people
    }


# Who may do what


def test_my_rights_name_the_post_that_gives_them(client):
    user = enter(client, Function.COORDINATOR, f.make_unit("Gadeplan"))
    rights = {right.words: right for right in my_rights(user, localdate())}
    seen = rights["Se kompetencer og ansættelser"]
    assert seen.reach == "egen enhed"
    assert seen.because == ["Stilling: Koordinator, Gadeplan"]
    assert "Læse sporet" not in rights


def test_every_permission_is_said_in_words():
    assert set(PERMISSION_WORDS) == set(MATRIX)


# Everyday changes


def test_a_rename_is_a_change_set_of_one_step(client):
    unit = f.make_unit("Gadeplan")
    enter(client, Function.LEADER, unit)
    day = localdate() + timedelta(days=40)
    data = {"name": "Gadeteamet Æ", "day": day, "reason": "Nyt navn efter høring"}
    assert post(client, "unit-rename", unit.key, **data).status_code == 302
    assert UnitState.objects.on(day).get(unit=unit).name == "Gadeteamet Æ"
    assert UnitState.objects.on(localdate()).get(unit=unit).name == "Gadeplan"
    assert ChangeSet.objects.get().operations.count() == 1


def test_a_leader_engages_in_an_ordinary_post_but_not_in_one_with_wide_rights(client):
    unit = f.make_unit("Gadeplan")
    leader = enter(client, Function.LEADER, unit)
    colleague = f.make_user("Ny")
    data = {
        "kind": "permanent",
        "fraction": "1",
        "day": localdate(),
        "reason": "Ansat efter opslag",
    }
    plain, wide = f.make_post(unit), f.make_post(unit, function=Function.ADMINISTRATOR)
    assert post(client, "engage", plain.key, user=colleague.pk, **data).status_code == 302
    assert EngagementState.objects.on(localdate()).get(user=colleague).post == plain
    for target, person in ((wide, colleague), (plain, leader)):
        answer = post(client, "engage", target.key, user=person.pk, **data)
        assert answer.status_code == 422
        assert "vide rettigheder" in answer.content.decode()


def test_ending_an_engagement_makes_the_post_vacant(client):
    unit = f.make_unit("Gadeplan")
    enter(client, Function.LEADER, unit)
    row = f.make_post(unit)
    engagement = f.engage(f.make_user(), row)
    day = localdate() + timedelta(days=1)
    data = {"day": day, "reason": "Fratræder efter eget ønske"}
    assert post(client, "engagement-end", engagement.key, **data).status_code == 422
    data["notice"] = "on"
    assert post(client, "engagement-end", engagement.key, **data).status_code == 302
    assert not EngagementState.objects.on(day).filter(post=row).exists()


# The trail


@deed
def write(user, number):
    record(by=user, act=Act.SEEN, subject=user, reason=f"nr. {number}", what="kompetencer æøå")


def test_the_trail_tells_in_danish_and_costs_the_same_at_any_length(
    client, django_assert_max_num_queries
):
    auditor = enter(client, Function.AUDITOR)
    write(auditor, 1)
    client.get(reverse("audit:trail"))
    counts = []
    for more in (0, 49):
        for number in range(more):
            write(auditor, number)
        with django_assert_max_num_queries(30) as asked:
            page = client.get(reverse("audit:trail")).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert f"Set: {auditor.name}" in page
    assert "kompetencer æøå" in page


def test_searching_and_taking_out_the_trail_is_itself_in_the_trail(client):
    enter(client, Function.AUDITOR)
    client.get(reverse("audit:trail"), {"q": "gitte"})
    client.get(reverse("audit:trail"), {"format": "xlsx"})
    acts = list(Entry.objects.order_by("sequence").values_list("act", flat=True))
    assert acts[-2:] == [Act.SEARCHED, Act.EXPORTED]

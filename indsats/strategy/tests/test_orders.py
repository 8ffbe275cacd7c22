from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from indsats.audit.models import Act, Entry
from indsats.organisation.access import Permission
from indsats.organisation.models import Function, SeatRole, UnitKind
from indsats.organisation.tests import factories as f
from indsats.strategy.actions import orders
from indsats.strategy.actions.orders import Change, Decided
from indsats.strategy.actions.refusals import Overlapping
from indsats.strategy.models import Deployment, DeploymentIssue
from indsats.strategy.queries.reading import read
from indsats.strategy.rules.order import State
from indsats.strategy.rules.terms import from_data
from indsats.strategy.tests.factories import (
    AUTUMN,
    make_draft,
    make_order,
    make_place,
    make_team,
)

pytestmark = pytest.mark.django_db
DURING = datetime(2023, 11, 8, 9, tzinfo=UTC)
DAY = date(2023, 11, 8)


@pytest.fixture
def team():
    return make_team()


def reads(user, permission=Permission.DEPLOYMENT_SEE, day=DAY):
    return set(Deployment.objects.open_to(user, permission, day))


def test_a_draft_is_seen_only_by_those_who_may_order(team):
    body = f.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP)
    member = f.make_user("Stine")
    f.seat(body, user=member, role=SeatRole.MEMBER)
    elsewhere = make_team("Nabo")
    draft = make_draft(team)
    for user in (team.leader, member):
        assert reads(user) == {draft}
        assert reads(user, Permission.DEPLOYMENT_ORDER) == {draft}
    for user in (team.worker, team.coordinator, elsewhere.leader, f.make_user("Gæst")):
        assert reads(user) == set()
    orders.order(deployment=draft, by=team.leader, at=AUTUMN)
    assert reads(team.worker) == reads(team.coordinator) == {draft}
    assert reads(elsewhere.leader) == reads(elsewhere.worker) == set()
    assert reads(team.worker, Permission.DEPLOYMENT_ORDER) == set()


def test_issuing_keeps_the_wording_and_writes_the_trail(team):
    order = make_order(team)
    issue = DeploymentIssue.objects.get()
    assert (issue.number, issue.reason, issue.at) == (1, "", AUTUMN)
    assert from_data(issue.terms) == order.terms
    assert order.state_on(DAY) is State.ORDERED
    acts = Entry.objects.filter(subject=f"strategy.deployment:{order.pk}")
    assert [entry.act for entry in acts] == [Act.CREATED, Act.DECIDED]


def test_an_order_is_issued_once(team):
    order = make_order(team)
    with pytest.raises(ValidationError, match="allerede udstedt"):
        orders.order(deployment=order, by=team.leader, at=AUTUMN)
    assert DeploymentIssue.objects.count() == 1


def test_what_lacks_is_told_beside_its_field_and_nothing_is_issued(team):
    draft = make_draft(team, places=[], purposes=())
    with pytest.raises(ValidationError) as refusal:
        orders.order(deployment=draft, by=team.leader, at=AUTUMN)
    assert set(refusal.value.error_dict) == {"places", "purposes"}
    draft.refresh_from_db()
    assert draft.ordered_at is None


def test_a_change_is_a_new_wording_with_a_reason(team):
    order = make_order(team)
    terms = replace(order.terms, staff_min=2)
    to = Change(version=order.version, terms=terms, reason="To hver aften efter uroen")
    changed = orders.change(deployment=order, by=team.leader, at=DURING, to=to)
    first, second = DeploymentIssue.objects.all()
    assert from_data(first.terms).staff_min == 1
    assert from_data(second.terms) == terms
    evenings = read(changed, DURING, DAY).evenings
    assert [each.terms.staff_min for each in evenings] == [1] * 4 + [2] * 10
    step = read(changed, DURING, DAY).steps[0]
    assert step.changes == (("Bemanding", "1–2 medarbejdere", "2 medarbejdere"),)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " "}, "hvorfor ordren ændres"),
        ({"version": 1}, "En anden har ændret"),
        ({"terms": {}}, "Intet ændres"),
        ({"terms": {"places": ()}}, "mindst ét sted"),
        ({"terms": {"last": date(2023, 11, 4)}}, "aften er forbi"),
    ],
)
def test_a_change_that_cannot_be_leaves_the_order_as_it_was(team, fields, words):
    order = make_order(team)
    terms = replace(order.terms, **fields.get("terms", {"staff_max": 3}))
    to = Change(**{"version": order.version, "reason": "Derfor", **fields, "terms": terms})
    with pytest.raises(ValidationError, match=words):
        orders.change(deployment=order, by=team.leader, at=DURING, to=to)
    order.refresh_from_db()
    assert order.staff_max == 2
    assert DeploymentIssue.objects.count() == 1


def test_two_who_edit_the_same_draft_do_not_overwrite_each_other(team):
    draft = make_draft(team)
    seen = draft.version

    def save(**changes):
        terms = replace(draft.terms, **changes)
        return orders.edit(
            deployment=draft,
            by=team.leader,
            version=seen,
            terms=terms,
            decided=Decided(),
            at=AUTUMN,
        )

    save(title="Min")
    with pytest.raises(ValidationError, match="En anden har ændret"):
        save(title="Din")
    draft.refresh_from_db()
    assert draft.title == "Min"


def test_an_ended_order_is_neither_changed_nor_withdrawn(team):
    order = make_order(team)
    later = datetime(2023, 12, 11, 9, tzinfo=UTC)
    to = Change(version=order.version, terms=replace(order.terms, staff_max=3), reason="Sent")
    with pytest.raises(ValidationError, match="løbende"):
        orders.change(deployment=order, by=team.leader, at=later, to=to)
    with pytest.raises(ValidationError, match="løbende"):
        orders.withdraw(deployment=order, by=team.leader, at=later, reason="Sent")


def test_withdrawing_asks_why_and_keeps_what_has_been(team):
    order = make_order(team)
    with pytest.raises(ValidationError) as refusal:
        orders.withdraw(deployment=order, by=team.leader, at=DURING, reason=" ")
    assert "reason" in refusal.value.error_dict
    order = orders.withdraw(deployment=order, by=team.leader, at=DURING, reason="Ro i byen")
    assert order.state_on(DAY) is State.WITHDRAWN
    assert len(read(order, DURING, DAY).evenings) == 4
    assert reads(team.worker) == {order}


def test_only_a_draft_is_thrown_away(team):
    order = make_order(team)
    with pytest.raises(ValidationError, match="trækkes tilbage"):
        orders.discard(deployment=order, by=team.leader, at=DURING)
    orders.discard(deployment=make_draft(team), by=team.leader, at=DURING)
    assert list(Deployment.objects.all()) == [order]
    assert Entry.objects.filter(act=Act.REMOVED).count() == 1


class TestOverlap:
    """The same people cannot be in two places on one evening without anybody knowing."""

    def test_is_refused_until_it_is_seen(self, team):
        make_order(team)
        second = make_draft(team, title="Stationen", from_time=time(20), to_time=time(23))
        with pytest.raises(Overlapping) as refusal:
            orders.order(deployment=second, by=team.leader, at=AUTUMN)
        (text,) = refusal.value.messages
        assert "»Nattelivet i Haslev, efterår«" in text
        assert "9 flere" in text
        second.refresh_from_db()
        assert second.ordered_at is None
        orders.order(deployment=second, by=team.leader, at=AUTUMN, seen=True)
        entry = Entry.objects.filter(subject=f"strategy.deployment:{second.pk}").last()
        assert len(entry.facts["at_the_same_time"]) == 1

    @pytest.mark.parametrize(
        "changes",
        [
            {"weekdays": (7,)},
            {"from_time": time(18), "to_time": time(22)},
            {"first": date(2023, 12, 11), "last": date(2023, 12, 31)},
        ],
    )
    def test_other_evenings_hours_or_weeks_are_none(self, team, changes):
        make_order(team)
        assert make_order(team, **changes).ordered_at

    def test_drafts_withdrawn_orders_and_other_units_do_not_count(self, team):
        make_draft(team)
        gone = make_order(team)
        orders.withdraw(deployment=gone, by=team.leader, at=AUTUMN, reason="Nej")
        make_order(make_team("Nabo"))
        assert make_order(team).ordered_at

    def test_evenings_that_are_over_do_not_count(self, team):
        make_order(team, last=date(2023, 11, 5))
        assert make_order(team, at=DURING).ordered_at

    def test_a_change_into_an_overlap_is_told_too(self, team):
        make_order(team)
        sunday = make_order(team, weekdays=(7,))
        terms = replace(sunday.terms, weekdays=(6, 7))
        to = Change(version=sunday.version, terms=terms, reason="Også lørdag")
        with pytest.raises(Overlapping):
            orders.change(deployment=sunday, by=team.leader, at=AUTUMN, to=to)
        seen = replace(to, seen=True)
        assert orders.change(deployment=sunday, by=team.leader, at=AUTUMN, to=seen).weekdays == [
            6,
            7,
        ]


def test_access_follows_the_organisation_from_one_day_to_the_next(team):
    """The leader's post ends; the next morning the order belongs to others."""
    order = make_order(team)
    until = DAY + timedelta(days=1)
    former = f.make_worker(team.centre, name="Fhv", function=Function.LEADER, until=until)
    assert reads(former, Permission.DEPLOYMENT_ORDER, DAY) == {order}
    assert reads(former, Permission.DEPLOYMENT_ORDER, until) == set()


def test_places_and_competences_follow_the_order(team):
    torvet, station = make_place("Torvet"), make_place("Stationen")
    order = make_order(team, places=[torvet, station])
    terms = replace(order.terms, places=(station.key,))
    to = Change(version=order.version, terms=terms, reason="Kun stationen")
    changed = orders.change(deployment=order, by=team.leader, at=DURING, to=to)
    assert list(changed.places.all()) == [station]
    assert changed.terms.places == (station.key,)

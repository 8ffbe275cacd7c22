"""The short lists a hearing brings along are those in the tables, column by column."""

import pytest

from indsats.hearings.models import Annex, DeadlineVersion, Hearing
from indsats.hearings.queries.lists import LISTS, with_lists
from indsats.hearings.tests import factories as f
from indsats.organisation.models import ChangeSet, Operation

pytestmark = pytest.mark.django_db


def plain(rows):
    return [
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        for row in rows
    ]


def test_a_hearing_brings_its_lists_as_they_stand_in_the_tables(django_assert_num_queries):
    matter = f.make_matter()
    steps = ChangeSet.objects.create(
        key="k", title="K", owner_unit=matter.owner_unit, created_by=matter.case_worker
    )
    for number, patch in enumerate(({"name": "Ærø “1”", "aliases": ["A", "B"]}, {}), 1):
        Operation.objects.create(
            change_set=steps, number=number, verb="set", kind="unit", subject="u", patch=patch,
            valid_from=f.DEADLINE,
        )  # fmt: skip
    made = f.make_hearing(f.make_proposal(matter, change_set=steps))
    f.make_hearing()
    Annex.objects.create(proposal=made.proposal, title="Stilling", text="# Æ\n\t'1' \\ \"2\" 😀")
    DeadlineVersion.objects.create(
        hearing=made, last_day=f.DEADLINE, set_by=matter.case_worker, set_at=f.SENT
    )
    with django_assert_num_queries(1):
        found = with_lists(Hearing.objects.all(), *LISTS).get(pk=made.pk)
        brought = [plain(rows) for rows in lists_of(found)]
        assert found.deadlines.all()[0].hearing is found
    assert brought == [plain(rows) for rows in lists_of(Hearing.objects.get(pk=made.pk))]
    assert [len(rows) for rows in brought] == [2, 0, 2, 1, 2]


def lists_of(hearing):
    proposal = hearing.proposal
    steps = proposal.change_set.operations
    return [
        rows.all()
        for rows in (hearing.deadlines, hearing.themes, proposal.items, proposal.annexes, steps)
    ]


def test_a_proposal_without_a_change_set_brings_no_steps():
    made = f.make_hearing()
    found = with_lists(Hearing.objects.all(), "proposal__change_set__operations").get(pk=made.pk)
    assert found.proposal.change_set is None

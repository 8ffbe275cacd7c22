"""Reading pictures from the tables, writing them, and knowing what was known."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from indsats.audit.actions import deed
from indsats.base.periods import Span
from indsats.organisation.actions.slices import Writing, write
from indsats.organisation.models import ChangeEntry, UnitState
from indsats.organisation.queries import picture as pictures
from indsats.organisation.rules.applying import apply
from indsats.organisation.rules.slices import Picture, Slice
from indsats.organisation.tests import letter
from indsats.organisation.tests.factories import make_user

pytestmark = pytest.mark.django_db
EMPTY = Picture({})


def put(before, after, by):
    with deed:
        return write(before, after, Writing(by=by))


@pytest.fixture
def people():
    return letter.make_people()


def test_what_is_written_is_what_is_read(people):
    put(EMPTY, letter.picture(), people["sanne"])
    assert pictures.read() == letter.picture()


def test_one_query_reads_all_kinds(people, django_assert_num_queries):
    put(EMPTY, letter.picture(), people["sanne"])
    with django_assert_num_queries(1):
        pictures.read()
    with django_assert_num_queries(1):
        found = pictures.read(kinds=("unit",), keys={"gadeplan"})
    assert [piece.subject for piece in found] == ["gadeplan"]


def test_a_span_leaves_out_what_is_over_before_it(people):
    day = date(2022, 1, 1)
    old = Slice.of("unit", "gammel", date(2020, 1, 1), day, name="Gammel", kind="team")
    new = Slice.of("unit", "ny", day, name="Ny", kind="team")
    put(EMPTY, Picture.of([old, new]), people["sanne"])
    assert list(pictures.read(kinds=("unit",), span=Span(day))) == [new]
    assert list(pictures.read(kinds=("unit",), span=Span(date(2021, 12, 31)))) == [old, new]


def test_writing_touches_only_the_rows_that_differ(people):
    before = letter.picture()
    put(EMPTY, before, people["sanne"])
    rows = set(UnitState.objects.values_list("pk", flat=True))
    after = apply(before, letter.operations())
    entries = put(before, after, people["sanne"])

    assert pictures.read() == after
    assert rows <= set(UnitState.objects.values_list("pk", flat=True))
    assert {(e.kind, e.subject) for e in entries} == {
        ("unit", "den-operative-indsats"), ("unit", "gadeplan"), ("unit", "opsoegende"),
        ("unit", "styregruppen"), ("responsibility", "unge"), ("anchoring", "tryghed"),
        ("seat", "styregruppen-velfaerdsdirektoer"), ("seat", "styregruppen-chef-cbf"),
        ("seat", "styregruppen-chef-ckf"), ("seat", "styregruppen-chef-cdu"),
    }  # fmt: skip


def test_and_back_again(people):
    before = letter.picture()
    put(EMPTY, before, people["sanne"])
    after = apply(before, letter.operations())
    put(before, after, people["sanne"])
    put(after, before, people["sanne"])
    assert pictures.read() == before


def test_an_unknown_person_is_refused_and_nothing_is_written():
    piece = Slice.of("engagement", "e", letter.LONG_AGO, user="ingen", post="p")
    post = Slice.of("post", "p", letter.LONG_AGO, title="P", unit="u", function="staff")
    unit = Slice.of("unit", "u", letter.LONG_AGO, name="U", kind="team")
    by = make_user("Sanne")
    with pytest.raises(ValidationError, match="ingen"):
        put(EMPTY, Picture.of([unit, post, piece]), by)
    assert pictures.read() == EMPTY
    assert not ChangeEntry.objects.exists()


def test_contents_the_table_cannot_hold_are_refused(people):
    unit = Slice.of("unit", "u", letter.LONG_AGO, name="U", kind="team", email="ikke en adresse")
    with pytest.raises(ValidationError) as caught:
        put(EMPTY, Picture.of([unit]), people["sanne"])
    assert set(caught.value.message_dict) == {"email"}


def test_what_was_known_is_known_for_ever(people):
    before, after = letter.picture(), apply(letter.picture(), letter.operations())
    with time_machine.travel(datetime(2023, 9, 1, 12, tzinfo=UTC), tick=False):
        put(EMPTY, before, people["sanne"])
    asked = datetime(2023, 10, 1, tzinfo=UTC)
    known = pictures.as_known_at(asked)
    with time_machine.travel(datetime(2023, 11, 1, 12, tzinfo=UTC), tick=False):
        put(before, after, people["sanne"])

    assert known == pictures.as_known_at(asked) == before
    assert pictures.as_known_at(datetime(2023, 8, 1, tzinfo=UTC)) == EMPTY
    assert pictures.as_known_at(datetime(2023, 11, 2, tzinfo=UTC)) == after


def test_the_log_is_never_changed(people):
    entry = put(EMPTY, letter.picture(), people["sanne"])[0]
    for attempt in (entry.save, ChangeEntry.objects.all().delete):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(TypeError):
        ChangeEntry.objects.update(by="en anden")


def test_people_of_a_picture_take_one_query(people, django_assert_num_queries):
    make_user("Fremmed")
    with django_assert_num_queries(1):
        found = pictures.people(letter.picture())
    assert set(found) == set(people)

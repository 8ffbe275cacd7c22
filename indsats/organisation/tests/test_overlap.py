from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indsats.organisation.models import Unit, UnitState

pytestmark = pytest.mark.django_db
START, END = date(2023, 1, 1), date(2024, 1, 1)


def make(first, until, unit):
    return UnitState(unit=unit, name="Gadeplan", kind="team", valid_from=first, valid_to=until)


@pytest.fixture
def unit():
    unit = Unit.objects.create(key="gadeplan")
    make(START, END, unit).save()
    return unit


@pytest.mark.parametrize(
    ("first", "until"),
    [
        (date(2023, 6, 1), date(2023, 7, 1)),
        (date(2022, 1, 1), None),
        (date(2023, 12, 31), None),
        (date(2022, 1, 1), date(2023, 1, 2)),
        (date(2023, 5, 1), date(2023, 5, 1)),
        (START, END),
    ],
)
def test_the_database_refuses_overlap_and_empty_spans(unit, first, until):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(first, until, unit).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitState.objects.bulk_create([make(first, until, unit)])


def test_the_form_says_so_before_the_database_does(unit):
    with pytest.raises(ValidationError):
        make(date(2023, 6, 1), None, unit).full_clean()


def test_moving_a_slice_onto_another_by_update_is_refused(unit):
    later = make(END, None, unit)
    later.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitState.objects.filter(pk=later.pk).update(valid_from=START)


def test_slices_that_meet_and_other_subjects_are_accepted(unit):
    make(END, None, unit).save()
    make(date(2022, 1, 1), START, unit).save()
    make(START, END, Unit.objects.create(key="klub")).save()
    assert UnitState.objects.on(date(2023, 12, 31)).filter(unit=unit).count() == 1
    assert UnitState.objects.on(END).get(unit=unit).valid_from == END

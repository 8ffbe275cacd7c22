"""Hotspots, readings and measures: deeds, the database's own refusals, the trail."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indsats.audit.models import Entry
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.base.periods import Span
from indsats.organisation.access import Permission
from indsats.organisation.models import Function
from indsats.organisation.tests.factories import make_unit, make_worker
from indsats.places.actions import hotspots, measures
from indsats.places.models import Hotspot, HotspotReading, Measure
from indsats.places.queries.hotspots import measured
from indsats.places.queries.todo import waiting_for
from indsats.places.tests.factories import (
    NOON,
    make_coordinator,
    make_hotspot,
    make_measure,
    measure_facts,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def unit():
    return make_unit("Den operative indsats")


@pytest.fixture
def by(unit):
    return make_coordinator(unit)


def indicator(hotspot, by, **more):
    words = {"block": "disorder", "name": "Klager", "form": "count", "source": "Os", **more}
    return hotspots.add_indicator(by=by, hotspot=hotspot, **words)


def read(row, by, first, until, value):
    span = Span(date.fromisoformat(first), date.fromisoformat(until))
    return hotspots.add_reading(
        by=by, indicator=row, span=span, value=Decimal(value), at=NOON, note=""
    )


def test_a_hotspot_is_about_places_and_ends_with_what_came_of_it(unit, by):
    with pytest.raises(ValidationError, match="Vælg de steder"):
        make_hotspot(unit, by, places=())
    hotspot = make_hotspot(unit, by)
    with pytest.raises(ValidationError, match="Skriv, hvad der kom ud af det"):
        hotspots.close_hotspot(by=by, hotspot=hotspot, day=DAY, outcome=" ")
    hotspots.close_hotspot(by=by, hotspot=hotspot, day=DAY, outcome="Færre klager, samme støj")
    facts = measure_facts(unit, hotspot=hotspot)
    with pytest.raises(ValidationError, match="Genåbn"):
        measures.order_measure(by=by, orderer=unit, facts=facts, at=NOON)
    hotspots.reopen_hotspot(by=by, hotspot=hotspot, reason="De er tilbage")
    hotspot.refresh_from_db()
    assert (hotspot.closed_on, hotspot.outcome) == (None, "Færre klager, samme støj")
    told = Entry.objects.filter(subject=f"places.hotspot:{hotspot.pk}")
    assert list(told.values_list("act", flat=True)) == ["created", "decided", "decided"]


def test_the_second_of_two_is_told(unit, by):
    hotspot = make_hotspot(unit, by)
    facts = hotspots.HotspotFacts(
        title="Ny", reason="r", goal="g", span=hotspot.span, places=tuple(hotspot.places.all())
    )
    hotspots.edit_hotspot(by=by, hotspot=hotspot, facts=facts, version=1)
    with pytest.raises(ChangedMeanwhileError):
        hotspots.edit_hotspot(by=by, hotspot=hotspot, facts=facts, version=1)


def test_before_and_after_are_told_apart_by_the_period_and_the_closing(unit, by):
    hotspot = make_hotspot(unit, by)
    row = indicator(hotspot, by)
    read(row, by, "2025-07-01", "2026-01-01", 60)
    read(row, by, "2026-04-01", "2026-10-01", 30)
    (before_closing,) = measured(hotspot)
    assert before_closing.comparison.after is None, "half of it lies within the planned period"
    hotspots.close_hotspot(by=by, hotspot=hotspot, day=date(2026, 4, 1), outcome="Slut")
    hotspot.refresh_from_db()
    (after_closing,) = measured(hotspot)
    assert after_closing.comparison.change == Decimal("-4.9")


def test_a_hotspot_closed_late_was_over_when_its_period_was(unit, by):
    hotspot = make_hotspot(unit, by)
    row = indicator(hotspot, by)
    read(row, by, "2025-07-01", "2026-01-01", 60)
    read(row, by, "2026-07-01", "2027-01-01", 30)
    hotspots.close_hotspot(by=by, hotspot=hotspot, day=date(2026, 8, 1), outcome="Slut")
    hotspot.refresh_from_db()
    (found,) = measured(hotspot)
    assert found.comparison.after is not None


def test_a_period_is_counted_once_also_by_the_database(unit, by):
    row = indicator(make_hotspot(unit, by), by)
    read(row, by, "2025-01-01", "2025-07-01", 5)
    with pytest.raises(ValidationError, match="allerede et tal"):
        read(row, by, "2025-06-30", "2025-08-01", 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        HotspotReading.objects.create(
            indicator=row, value=1, at=NOON, valid_from=date(2025, 6, 30),
            valid_to=date(2025, 8, 1),
        )  # fmt: skip
    with pytest.raises(ValidationError, match="måles allerede"):
        indicator(row.hotspot, by)


def test_a_computed_number_replaces_itself_only(unit, by):
    row = indicator(make_hotspot(unit, by), by)
    span = Span(date(2025, 1, 1), date(2025, 2, 1))
    words = {"indicator": row, "span": span, "at": NOON}
    first = hotspots.hand_in_reading(**words, value=Decimal(3))
    assert hotspots.hand_in_reading(**words, value=Decimal(3)) == first
    hotspots.hand_in_reading(**words, value=Decimal(4))
    assert [each.value for each in row.readings.all()] == [4]
    read(row, by, "2025-02-01", "2025-03-01", 9)
    later = Span(date(2025, 2, 1), date(2025, 3, 1))
    with pytest.raises(ValidationError):
        hotspots.hand_in_reading(indicator=row, span=later, value=Decimal(1), at=NOON)


def test_few_charged_persons_are_not_shown_anywhere_on_the_page(unit, by):
    hotspot = make_hotspot(unit, by)
    row = indicator(hotspot, by, block="charges", name="Sigtede")
    read(row, by, "2025-07-01", "2026-01-01", 3)
    (found,) = measured(hotspot)
    assert found.is_hidden
    assert [each.value for each in found.readings] == ["under 5"]


def test_a_measure_is_done_given_up_and_taken_up_with_its_words_kept(unit, by):
    measure = make_measure(unit, by)
    measures.finish_measure(by=by, measure=measure, day=DAY, note="Skiftet")
    with pytest.raises(ValidationError, match="Genoptag"):
        measures.give_up_measure(by=by, measure=measure, day=DAY, note="x")
    measures.take_up_measure(by=by, measure=measure, note="Gik igen")
    with pytest.raises(ValidationError, match="hvorfor det opgives"):
        measures.give_up_measure(by=by, measure=measure, day=DAY, note="")
    measures.give_up_measure(by=by, measure=measure, day=DAY, note="Masten er væk")
    measure.refresh_from_db()
    assert measure.note == "Skiftet\nGik igen\nMasten er væk"
    assert not Measure.objects.waiting().exists()


def test_the_unit_that_does_it_and_the_one_that_asked_may_both_say_it_is_done(unit, by):
    park, other = make_unit("Park og Vej"), make_unit("En anden")
    staff = make_worker(park, function=Function.STAFF)
    stranger = make_worker(other, function=Function.STAFF)
    make_measure(park, by, orderer=unit)
    for user, count in ((by, 1), (staff, 1), (stranger, 0)):
        assert Measure.objects.open_to(user, Permission.MEASURE_DO, DAY).count() == count
    assert Measure.objects.open_to(stranger, Permission.MEASURE_SEE, DAY).count() == 0
    assert Hotspot.objects.open_to(staff, Permission.HOTSPOT_SEE, DAY).count() == 0


def test_what_is_due_soon_or_overdue_waits_on_the_start_page(unit, by):
    make_measure(unit, by, title="Sent", due=date(2026, 2, 1))
    make_measure(unit, by, title="Om et år", due=date(2027, 2, 1))
    make_hotspot(unit, by, span=Span(date(2026, 1, 1), date(2026, 3, 8)))
    found = waiting_for(by, DAY)
    assert [(each.title, each.due) for each in found] == [
        ("Sent", date(2026, 2, 1)),
        ("Luk eller forlæng: Torvet", date(2026, 3, 7)),
    ]


def test_the_start_page_asks_four_queries_however_much_waits(
    unit, by, django_assert_max_num_queries
):
    for number in range(30):
        make_measure(unit, by, title=str(number), due=DAY)
    waiting_for(by, DAY)
    with django_assert_max_num_queries(4):
        assert len(waiting_for(by, DAY)) == 20

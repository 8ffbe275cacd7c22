"""Lists brought along are the lists there are, without a query for each."""

import pytest
from django.db.models import OuterRef

from indsats.base.bringing import bring
from indsats.base.tests.samples import Group, Sample


def with_groups():
    groups = Group.objects.filter(sample=OuterRef("pk")).order_by("-name")
    return bring(Sample.objects.order_by("number"), groups=groups)


@pytest.fixture
def two(samples):
    full, empty = (Sample.objects.create(number=number) for number in (1, 2))
    full.groups.set(Group.objects.create(name=name) for name in ("Ål", 'O\'Bjørn "😀"\n', "Æ"))
    return [full, empty]


def test_each_row_brings_its_own_list_in_the_order_asked_for(two, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = [[group.name for group in row.groups.all()] for row in with_groups()]
    assert found == [sorted(("Ål", 'O\'Bjørn "😀"\n', "Æ"), reverse=True), []]


def test_rows_are_as_ever_and_counting_reads_no_list(two, django_assert_num_queries):
    assert list(with_groups()) == two
    with django_assert_num_queries(1) as asked:
        assert with_groups().count() == 2
    assert "json" not in asked.captured_queries[0]["sql"].lower()
    full, empty = with_groups()
    empty.groups.add(*full.groups.all())
    assert empty.groups.count() == 3

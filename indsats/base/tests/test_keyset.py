"""Pages cut by their edge rows: every row once, forwards and back, while rows come and go."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indsats.base.listing.keyset import cut, ordered, past, seal, sort_keys, unseal, with_keys
from indsats.base.rules.keyset import Border
from indsats.base.tests.samples import Sample

FIELDS = ["name", "number", "day", "moment", "price"]
NAMES = st.sampled_from(["", "a", "Å", "å", "aa", "Aab", "Ærø", "ø", "Øst", "z", "é", "en to"])
MOMENTS = [datetime(2023, 1, 1, hour, 30, tzinfo=UTC) for hour in (0, 1, 22, 23)]
ROWS = st.lists(
    st.builds(
        dict,
        name=NAMES,
        number=st.integers(-2, 2),
        day=st.none() | st.dates(date(2023, 1, 1), date(2023, 1, 4)),
        moment=st.none() | st.sampled_from(MOMENTS),
        price=st.decimals(0, 3, places=2).map(Decimal),
    ),
    max_size=12,
)
ORDER = st.lists(
    st.builds(lambda sign, name: sign + name, st.sampled_from(["", "-"]), st.sampled_from(FIELDS)),
    min_size=1,
    max_size=3,
    unique_by=lambda name: name.removeprefix("-"),
)
SIZE = st.integers(1, 5)
often = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def danish(text):
    for old, new in [("Æ", "æ"), ("Ø", "ø"), ("Å", "å"), ("É", "é")]:
        text = text.replace(old, new)
    return text.lower().replace("aa", "å").replace("å", "ÿ").replace("é", "e")


def expected(order):
    """Sort in plain Python: stable sorts from the last key to the first, gaps last."""
    rows = sorted(Sample.objects.all(), key=lambda row: row.pk)
    for name in reversed(order):
        field, down = name.removeprefix("-"), name.startswith("-")
        filled = [row for row in rows if getattr(row, field) is not None]
        gaps = [row for row in rows if getattr(row, field) is None]

        def value(row, field=field):
            found = getattr(row, field)
            return danish(found) if isinstance(found, str) else found

        # reverse=True would keep ties as they are, which is what a next key needs
        rows = sorted(filled, key=value, reverse=down) + gaps
    return rows


def fill(rows):
    Sample.objects.all().delete()
    return Sample.objects.bulk_create([Sample(**row) for row in rows])


def walk(order, size):
    """Read every page forwards."""
    keys, token, pages = sort_keys(Sample.objects.all(), order), "", []
    while len(pages) < 100:
        page = cut(Sample.objects.all(), keys, token, size)
        pages.append(page)
        if not page.following:
            return pages
        token = page.following
    pytest.fail("the list never ends")


@often
@given(rows=ROWS, order=ORDER, size=SIZE)
def test_forwards_every_row_is_met_once_and_in_order(samples, rows, order, size):
    fill(rows)
    met = [row for page in walk(order, size) for row in page.rows]
    assert met == expected(order)


@often
@given(rows=ROWS, order=ORDER, size=SIZE)
def test_back_again_leads_over_the_same_pages(samples, rows, order, size):
    fill(rows)
    there = walk(order, size)
    keys = sort_keys(Sample.objects.all(), order)
    back, page = [there[-1]], there[-1]
    while page.previous:
        page = cut(Sample.objects.all(), keys, page.previous, size)
        back.append(page)
    assert [(p.rows, p.passed) for p in reversed(back)] == [(p.rows, p.passed) for p in there]


@often
@given(rows=ROWS, more=ROWS, gone=st.sets(st.integers(0, 11)), order=ORDER, size=SIZE)
def test_rows_that_come_and_go_hide_nobody(samples, rows, more, gone, order, size):
    first = fill(rows)
    waiting = [Sample(**row) for row in more]
    leaving = [first[n].pk for n in sorted(gone) if n < len(first)]
    keys, token, met = sort_keys(Sample.objects.all(), order), "", []
    while len(met) < 200:
        page = cut(Sample.objects.all(), keys, token, size)
        if token and page.passed == 0:  # all rows further on have left: the list begins afresh
            break
        met += [row.pk for row in page.rows]
        if not page.following:
            break
        token = page.following
        # The page's last row may leave too: its place is remembered.
        if waiting:
            waiting.pop().save()
        if leaving:
            Sample.objects.filter(pk=leaving.pop()).delete()
    staying = set(Sample.objects.values_list("pk", flat=True)) & {row.pk for row in first}
    assert len(set(met)) == len(met)
    assert staying <= set(met)


@pytest.mark.parametrize("token", ["x", "", "a:b:c", ".eJyr:1:zzz", "æ", "[]" * 500])
def test_a_token_nobody_sealed_shows_the_first_page(samples, token):
    fill([{"number": n} for n in range(3)])
    page = cut(samples, sort_keys(samples, "number"), token, 2)
    assert [row.number for row in page.rows] == [0, 1]


def test_a_token_of_another_order_shows_the_first_page(samples):
    fill([{"number": n} for n in range(4)])
    token = cut(samples, sort_keys(samples, "number"), "", 2).following
    page = cut(samples, sort_keys(samples, "-number"), token, 2)
    assert [row.number for row in page.rows] == [3, 2]


def test_a_sealed_token_of_wrong_kind_is_as_none(samples):
    keys = sort_keys(samples, "day")
    token = seal(keys, Border(("not a day", 1), 0))
    assert unseal(token, with_keys(samples, keys), keys) is None


def test_danish_letters_stand_last_and_aa_is_an_aa(samples):
    right = ["anna", "Émile", "Zenia", "Ærø", "Ørsted", "Aabenraa", "Åse"]
    fill([{"name": name} for name in sorted(right)])
    keys = sort_keys(samples, "name")
    assert [row.name for row in ordered(with_keys(samples, keys), keys)] == right


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's query plan")
def test_a_page_far_in_is_found_by_index_and_not_by_sorting(samples):
    fill([{"number": n} for n in range(50)])
    keys = sort_keys(samples, "number")
    far = with_keys(samples, keys).filter(past(keys, Border((40, 41), 40)))
    plan = ordered(far, keys)[:11].explain()
    assert "SEARCH" in plan
    assert "TEMP B-TREE" not in plan

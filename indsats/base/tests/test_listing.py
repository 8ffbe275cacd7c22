"""A list as its reader meets it: search, filters, order, parts, files, queries."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.db.models import Count, Q
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from django.utils.timezone import get_current_timezone

from indsats.base.listing import Choice, Column, Days, Listing, Tick
from indsats.base.listing.columns import present
from indsats.base.tests.samples import Group, Sample

COLUMNS = [
    Column("name", "Navn", order=True, main=True, url=lambda row: f"/x/{row.pk}/"),
    Column("kind", "Slags", order=True),
    Column("day", "Dag", order=True),
    Column("number", "Tal", order=True, number=True),
]
LATE = datetime(2023, 10, 30, 22, 59, tzinfo=UTC)
MIDNIGHT = datetime(2023, 10, 30, 23, 0, tzinfo=UTC)
ALL = ["Øst for Åen", "Vest", "100% af det_hele"]


def listing(address="/", *, rows=None, **options):
    headers = options.pop("headers", {})
    request = RequestFactory().get(address, headers=headers)
    request.user = None
    rows = Sample.objects.all() if rows is None else rows
    return Listing(request, rows, **{"columns": COLUMNS, "order": "number", **options})


def names(found):
    return [row.name for row in found.page.rows]


@pytest.fixture
def three(samples):
    Sample.objects.bulk_create(
        [
            Sample(name="Øst for Åen", number=1, day=date(2023, 10, 30), kind="a"),
            Sample(name="Vest", number=2, moment=LATE, kind="b"),
            Sample(name="100% af det_hele", number=3, moment=MIDNIGHT),
        ]
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("øst", ["Øst for Åen"]),
        ("åEN ØST", ["Øst for Åen"]),
        ("øst vest", []),
        ("100%", ["100% af det_hele"]),
        ("t_h", ["100% af det_hele"]),
        ("%", ["100% af det_hele"]),
        ("'; drop", []),
        ("  ", ALL),
        ("2", ["Vest"]),
    ],
)
def test_search_finds_every_word_whatever_its_case(three, words, found):
    assert names(listing(f"/?q={words.replace('%', '%25')}", search=("name", "number"))) == found


def test_search_along_many_rows_shows_a_row_once(three):
    row = Sample.objects.get(name="Vest")
    row.groups.add(Group.objects.create(name="unge"), Group.objects.create(name="ungdom"))
    assert names(listing("/?q=ung", search=("groups__name",))) == ["Vest"]


def test_search_within_what_is_open_to_the_reader(three):
    group = Group.objects.create(name="unge")
    for row in Sample.objects.all():
        row.groups.add(group)
    rows = Sample.objects.exclude(name="Vest")
    found = listing("/?q=ung", rows=rows, search=("groups__name",))
    assert names(found) == ["Øst for Åen", "100% af det_hele"]


def test_choice_keeps_the_chosen(three):
    kinds = Choice("kind", "Slags", [("a", "Alfa"), ("b", "Beta")])
    assert names(listing("/?kind=b", filters=[kinds])) == ["Vest"]


def test_a_choice_nobody_offered_is_told_and_keeps_all(three):
    found = listing("/?kind=zz", filters=[Choice("kind", "Slags", [("a", "Alfa")])])
    assert len(found.page.rows) == 3
    assert "kind" in found.form.errors


def test_days_of_a_moment_are_danish_and_both_included(three):
    address = "/?moment_from=2023-10-30&moment_to=2023-10-30"
    found = listing(address, filters=[Days("moment", "Tid")])
    assert names(found) == ["Vest"]


def test_days_of_a_day_are_both_included(three):
    days = Days("day", "Dag")
    both = listing("/?day_from=30.10.2023&day_to=30-10-2023", filters=[days])
    assert names(both) == ["Øst for Åen"]
    assert names(listing("/?day_to=2023-10-29", filters=[days])) == []


def test_a_day_that_is_none_is_told(three):
    found = listing("/?day_from=31-02-2023", filters=[Days("day", "Dag")])
    told = "Skriv datoen som dag-måned-år, for eksempel 31-12-2026."
    assert found.form.errors["day_from"] == [told]


@pytest.mark.parametrize("address", ["/?moment_to=9999-12-31", "/?moment_from=0001-01-01"])
def test_a_year_out_of_reach_is_told(three, address):
    found = listing(address, filters=[Days("moment", "Tid")])
    assert "Tjek årstallet" in str(found.form.errors)


def test_tick(three):
    only = Tick("big", "Store", Q(number__gt=2))
    assert names(listing("/?big=on", filters=[only])) == ["100% af det_hele"]


def test_order_by_a_column_turns_on_the_second_click(three):
    found = listing("/?order=-name")
    assert names(found) == ALL
    name = found.headings[0]
    assert (name.sorted, name.link) == ("descending", "?order=name")


def test_order_by_what_is_no_column_is_the_usual_one(three):
    assert names(listing("/?order=moment")) == ALL


def test_order_by_a_count(three):
    Sample.objects.get(name="Vest").groups.add(Group.objects.create(name="g"))
    columns = [*COLUMNS, Column("groups_count", "Grupper", order="size", show=lambda row: row.size)]
    rows = Sample.objects.annotate(size=Count("groups"))
    first = listing("/?order=-groups_count", rows=rows, columns=columns, size=1)
    token = first.page.following
    second = listing(f"/?order=-groups_count&page={token}", rows=rows, columns=columns, size=1)
    assert names(first) + names(second) == ["Vest", "Øst for Åen"]


def test_links_keep_what_else_the_address_says(three):
    found = listing("/?day=2024-01-01&q=e&page=x", search=("name",), size=1)
    assert found.next_link.startswith("?day=2024-01-01&q=e&page=")
    assert found.reset_link == "?day=2024-01-01"
    assert found.kept == [("day", "2024-01-01")]


def test_lists_on_one_page_do_not_hear_each_other(three):
    assert len(listing("/?q=vest&order=-number", name="parties", search=("name",)).page.rows) == 3
    assert names(listing("/?parties-q=vest", name="parties", search=("name",))) == ["Vest"]


def test_a_choice_is_shown_by_its_label_and_a_gap_as_a_dash(three):
    cells = listing(size=1).lines[0].cells
    assert [cell.text for cell in cells] == ["Øst for Åen", "Alfa", "30.10.2023", "1"]
    assert "–" in listing("/?order=-number", size=1).lines[0].cells[2].text


def test_summary_counts_in_danish(samples):
    Sample.objects.bulk_create([Sample(number=n) for n in range(1200)])
    assert listing().summary == "1–50 af 1.200"
    assert listing(f"/?page={listing().page.following}").summary == "51–100 af 1.200"
    assert listing(rows=Sample.objects.filter(number=1)).summary == "1 række"


def test_the_whole_page_or_the_list_alone(three, settings):
    templates = settings.TEMPLATES[0]
    bare = {**templates["OPTIONS"], "context_processors": []}
    settings.TEMPLATES = [{**templates, "OPTIONS": bare}]
    part = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#listing"}
    alone = listing(headers=part).respond("base/listing.html")
    whole = listing().respond("base/listing.html")
    assert b"<form" not in alone.content
    assert b"<form" in whole.content
    assert "HX-Request-Type" in whole["Vary"]


def test_a_row_that_holds_markup_is_shown_as_text(samples):
    Sample.objects.create(name="<script>alert(1)</script>")
    body = listing().respond("base/listing.html").content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body


def test_the_file_holds_every_matching_row_in_the_order_shown(three):
    def file(found):
        heads, lines = found.table()
        return HttpResponse(repr((heads, list(lines))))

    address = "/?format=xlsx&q=e&order=-name"
    answer = listing(address, search=("name",), size=1, export=file).respond("x.html")
    lines = [
        ["Øst for Åen", "Alfa", date(2023, 10, 30), 1],
        ["Vest", "Beta", None, 2],
        ["100% af det_hele", "Alfa", None, 3],
    ]
    assert answer.content.decode() == repr((["Navn", "Slags", "Dag", "Tal"], lines))


@pytest.mark.parametrize("rows", [1, 50])
def test_a_list_costs_two_queries_however_long(samples, rows, django_assert_num_queries):
    Sample.objects.bulk_create([Sample(number=n) for n in range(rows)])
    with django_assert_num_queries(2):
        listing().respond("base/listing.html")


@pytest.mark.parametrize(
    ("language", "told"), [("da", "09.11.2026 09.00 08.00"), ("en", "09.11.2026 09:00 08:00")]
)
def test_times_are_written_as_they_are_read_in_denmark(language, told):
    with translation.override(language):
        moment = datetime(2026, 11, 9, 9, tzinfo=get_current_timezone())
        assert f"{present(moment)} {present(time(8))}" == told


@pytest.mark.parametrize(
    ("number", "told"), [("37.0", "37"), ("32.5", "32,5"), ("40.00", "40"), ("0.125", "0,125")]
)
def test_numbers_with_decimals_are_written_in_danish_and_are_numbers_in_the_sheet(number, told):
    with translation.override("da"):
        assert present(Decimal(number)) == told
    column = Column("hours", "Timer", show=lambda row: row)
    assert column.plain(Decimal(number)) == float(number)


@pytest.mark.parametrize(
    ("address", "search", "stands_open"),
    [("/", ("name",), False), ("/?kind=a", ("name",), True), ("/", (), True)],
)
def test_the_button_for_filters_says_whether_they_stand_open(three, address, search, stands_open):
    filters = [Choice("kind", "Slags", [("a", "A"), ("b", "B")])]
    found = listing(address, search=search, filters=filters)
    page = found.respond("base/listing.html").content.decode()
    assert found.is_open is stands_open
    assert f'aria-expanded="{str(stands_open).lower()}"' in page
    assert ("filters--open" in page) is stands_open

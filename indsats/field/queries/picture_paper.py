"""The situation picture as a document and as a spreadsheet (billedets papir)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Document, Figure, Heading, Notice, Paragraph, Table, bold
from indsats.base.xlsx import Column, Sheet, to_xlsx
from indsats.field.queries import ordered_words
from indsats.field.queries import picture_words as say
from indsats.field.queries.picture import PictureFacts
from indsats.field.queries.week_lines import number
from indsats.field.rules.hiding import Cell

WIDTH = 560
Teams = Mapping[int, str]


def headings(facts: PictureFacts) -> list[str]:
    """Name the columns of the comparison."""
    periods = (facts.period, facts.period.before, facts.period.year_before)
    return [_("Category"), *(say.period_name(each) for each in periods)]


def tours_row(facts: PictureFacts) -> tuple[str, list[str]]:
    """Write the tours behind the numbers."""
    return _("Tours behind the numbers"), [number(n) for n in facts.tours]


def area_headings(facts: PictureFacts) -> list[str]:
    """Name the columns of the table by area."""
    areas = (say.area_name(facts, key) for key in facts.areas)
    return [_("Category"), *areas, _("In all")]


def _notices(facts: PictureFacts) -> Iterator[Block]:
    yield Notice(str(say.NOT_PERSONS))
    yield Paragraph(str(say.EFFORT))
    if practice := say.practice(facts):
        yield Paragraph(practice)


def _counts(facts: PictureFacts, area: str | None) -> Iterator[Block]:
    if facts.is_empty:
        yield Paragraph(_("Nothing was seen in this period."))
        return
    title = say.area_name(facts, area) if area is not None else _("All areas")
    yield Heading(title)
    alt = _("How often each category was seen")
    drawing = say.categories_chart(facts, area, WIDTH)
    yield Figure(data=drawing.encode(), alt=alt, caption=alt, width=0.8)
    rows = [*say.comparison(facts, area), *([tours_row(facts)] if area is None else [])]
    yield Table(headings(facts), [(name, *cells) for name, cells in rows], widths=(3, 2, 2, 2))


def _by_area(facts: PictureFacts) -> Iterator[Block]:
    if facts.is_empty or len(facts.areas) < 2:  # noqa: PLR2004 -- one area is the whole
        return
    yield Heading(_("By area"))
    rows = [(name, *cells) for name, cells in say.by_area(facts)]
    yield Table(area_headings(facts), rows, widths=(2, *(1 for _each in facts.areas), 1))


def _months(facts: PictureFacts) -> Iterator[Block]:
    title = _("Observations month by month")
    yield Heading(title)
    yield Figure(data=say.months_chart(facts, WIDTH).encode(), alt=title, width=0.9)
    rows = [(date_format(month.first, "F Y"), say.shown(cell)) for month, cell in facts.months]
    yield Table((_("Month"), _("Observations in all")), rows, widths=(3, 1))


def _orders(facts: PictureFacts) -> Iterator[Block]:
    if not facts.orders:
        return
    yield Heading(_("Ordered and done"))
    rows = [(order.title, ordered_words.in_one_line(account)) for order, account in facts.orders]
    yield Table((_("Order"), _("How it stands")), rows, widths=(2, 3))


def _assessments(facts: PictureFacts, teams: Teams) -> Iterator[Block]:
    if facts.assessments:
        yield Heading(_("What we think it means"))
        yield Paragraph(_("A judgement by those who were there, kept apart from the numbers."))
    for each in facts.assessments:
        yield Paragraph([bold(teams.get(each.unit_id, "") + ": "), each.text])


def picture_document(
    facts: PictureFacts, area: str | None, teams: Teams, made_at: datetime
) -> Document:
    """Write a picture as a document."""
    name = say.period_name(facts.period)
    blocks = [
        *_notices(facts),
        *_counts(facts, area),
        *(_by_area(facts) if area is None else ()),
        *_months(facts),
        *_orders(facts),
        *_assessments(facts, teams),
    ]
    return Document(
        title=_("Situation picture, %s") % name,
        subject=name,
        header=_("Situation picture, %s") % name,
        blocks=blocks,
        language=(get_language() or "da")[:2],
        made_at=made_at,
    )


def _value(cell: Cell) -> object:
    return _("hidden") if cell.shown is None else cell.shown


def picture_sheets(facts: PictureFacts, area: str | None, made_at: datetime) -> bytes:
    """Write a picture as a spreadsheet, with hidden numbers as words."""
    lines = [*facts.lines, facts.observations]
    compared = [
        (say.category_name(line.category), *(_value(cell) for cell in line.at(area)))
        for line in lines
    ]
    tours = [(_("Tours behind the numbers"), *facts.tours)] if area is None else []
    found = [_sheet(_("Comparison"), headings(facts), [*compared, *tours])]
    if area is None and facts.areas:
        rows = [
            (
                say.category_name(line.category),
                *(_value(line.now.cells[key]) for key in facts.areas),
                _value(line.now.total),
            )
            for line in lines
        ]
        found.append(_sheet(_("By area"), area_headings(facts), rows))
    months = [(month.first, _value(cell)) for month, cell in facts.months]
    found.append(_sheet(_("Months"), [_("Month"), _("Observations in all")], months))
    orders = [(order.title, ordered_words.in_one_line(each)) for order, each in facts.orders]
    found.append(_sheet(_("Ordered and done"), [_("Order"), _("How it stands")], orders))
    title = _("Situation picture, %s") % say.period_name(facts.period)
    return to_xlsx(found, title=title, made_at=made_at)


def _sheet(title: str, names: Sequence[str], rows: Sequence[Sequence[object]]) -> Sheet:
    columns = [Column(name, 34 if number == 0 else 22) for number, name in enumerate(names)]
    return Sheet(title=title, columns=columns, rows=rows)

"""Spreadsheets: typed numbers and days, a header that stays, and text that never calculates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from indsats.base.plain import clean, one_line

LONGEST = 32_767  # a cell of Excel holds no more
EXACT = 10**15  # Excel rounds longer numbers
FIRST_YEAR = 1901  # Excel knows no earlier day
NAME = 31
LINES = Alignment(wrap_text=True, vertical="top")
ELLIPSIS = " […]"
# What a spreadsheet may take for a formula when a text begins with it.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
PROSE = 40  # characters: a column this wide holds text to be read, over several lines
_BARRED = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Column:
    """A column: its heading, and how many characters wide it is."""

    title: str
    width: float = 18


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: rows may come from a generator, and are written as they come."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


def _sheet_name(title: str, taken: set[str]) -> str:
    """Find a name that Excel accepts and that no other sheet has."""
    plain = one_line(_BARRED.sub(" ", clean(title))).strip(" '")[:NAME].strip(" '") or "Ark"
    name, number = plain, 1
    while name.lower() in taken | {"history"}:
        number += 1
        ending = f" {number}"
        name = plain[: NAME - len(ending)] + ending
    taken.add(name.lower())
    return name


def _text(sheet: Any, value: object) -> Any:
    """Write text as text: what could calculate is marked so that it never does."""
    text = clean(value)
    if len(text) > LONGEST:
        text = text[: LONGEST - len(ELLIPSIS)] + ELLIPSIS
    if not text.startswith(RISKY) and text not in ERROR_CODES:
        return text
    cell = WriteOnlyCell(sheet, value="")
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _dated(sheet: Any, value: date) -> Any:
    """Write a day or a moment (in Danish time) as Excel's own kind."""
    cell = WriteOnlyCell(sheet)
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        cell.value = local.replace(tzinfo=None)
        cell.number_format = "dd-mm-yyyy hh:mm"
    else:
        cell.value = value
        cell.number_format = "dd-mm-yyyy"
    return cell


def _is_exact(number: float | Decimal) -> bool:
    """Tell whether Excel can hold a number without rounding its whole part."""
    return (isinstance(number, int) or isfinite(number)) and -EXACT < number < EXACT


def _cell(sheet: Any, value: object) -> Any:
    """Write one value by its kind; what is neither number, day nor yes/no becomes text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float | Decimal):
        return value if _is_exact(value) else _text(sheet, value)
    if isinstance(value, date) and value.year >= FIRST_YEAR:
        return _dated(sheet, value)
    return _text(sheet, value)


def _laid(sheet: Any, cell: Any) -> Any:
    """Let a cell run over several lines, and stand at the top of a high row."""
    if cell is None:
        return None
    if not isinstance(cell, Cell):
        cell = WriteOnlyCell(sheet, value=cell)
    cell.alignment = LINES
    return cell


def _header(sheet: Any, title: str) -> Any:
    """Write the heading of a column in bold on a ground."""
    cell = WriteOnlyCell(sheet)
    cell.value = one_line(title)
    cell.data_type = "s"
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="F2F2F2")
    cell.alignment = LINES
    return cell


def _fill(book: Workbook, sheet: Sheet, taken: set[str]) -> None:
    """Write one sheet, row by row."""
    page = book.create_sheet(_sheet_name(str(sheet.title), taken))
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = "A2"
    page.append([_header(page, str(column.title)) for column in sheet.columns])
    prose = any(column.width >= PROSE for column in sheet.columns)
    last = 1
    for last, row in enumerate(sheet.rows, 2):  # noqa: B007 -- used after the loop
        if len(row) != len(sheet.columns):
            raise ValueError("Every row of a sheet needs as many cells as there are columns")
        cells = [_cell(page, value) for value in row]
        page.append([_laid(page, cell) for cell in cells] if prose else cells)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def to_xlsx(
    sheets: Sequence[Sheet],
    *,
    title: str = "",
    author: str = "",
    made_at: datetime | None = None,
) -> bytes:
    """Write sheets as a workbook; thousands of rows take little memory.

    Raises ValueError without a sheet, for a sheet without columns, or for a row that does not fit.
    """
    if not sheets or not all(sheet.columns for sheet in sheets):
        raise ValueError("A workbook needs a sheet, and a sheet needs columns")
    book = Workbook(write_only=True)
    taken: set[str] = set()
    try:
        for sheet in sheets:
            _fill(book, sheet, taken)
    except Exception:
        book.save(BytesIO())  # the library clears its temporary files only when it saves
        raise
    properties = book.properties
    properties.title, properties.creator = one_line(title), one_line(author)
    moment = (made_at or timezone.now()).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = moment
    out = BytesIO()
    book.save(out)
    return out.getvalue()

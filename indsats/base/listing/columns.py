"""Columns of a list: what is shown, how it is sorted, where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Union

from django.db.models import Model
from django.utils import formats, timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label = Union[str, "_StrPromise"]


@dataclass(frozen=True)
class Column:
    """One column: ``name`` is the attribute or path, ``order`` True or the path to sort by.

    ``show`` takes the row and gives the value; ``url`` makes it a link; ``template`` renders
    the cell with ``row`` and ``value``; ``main`` is the row's title; ``number`` aligns right.
    """

    name: str
    label: Label
    order: bool | str | tuple[str, ...] = False
    show: Callable[[Any], Any] | None = None
    url: Callable[[Any], str] | None = None
    template: str = ""
    main: bool = False
    number: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Give the paths to sort by; none when the column does not sort."""
        if self.order is True:
            return (self.name,)
        if not self.order:
            return ()
        return (self.order,) if isinstance(self.order, str) else self.order

    def value(self, row: Any) -> Any:
        """Give the row's value as it is kept."""
        return self.show(row) if self.show else attribute(row, self.name)

    def plain(self, row: Any) -> Any:
        """Give the value for a spreadsheet: without markup, numbers and days as such."""
        value = self.value(row)
        if value is None or isinstance(value, bool | int | float | date):
            return value
        if isinstance(value, Decimal):
            return float(value)
        return strip_tags(value) if isinstance(value, SafeString) else str(value)


@dataclass(frozen=True)
class Cell:
    """A column of one row, ready to be shown."""

    column: Column
    row: Any

    @property
    def value(self) -> Any:
        """Give the value as the template of the cell wants it."""
        return self.column.value(self.row)

    @property
    def text(self) -> str:
        """Give the value as shown: days and moments in Danish form, a dash for nothing."""
        return present(self.value)

    @property
    def url(self) -> str:
        """Give the address the value links to, if any."""
        return self.column.url(self.row) if self.column.url else ""


def attribute(row: Any, path: str) -> Any:
    """Follow a path along a row's attributes; a choice is given by its label, a gap as None."""
    value = row
    *before, last = path.split("__")
    for name in before:
        value = getattr(value, name, None)
    if isinstance(value, Model) and hasattr(value, f"get_{last}_display"):
        return getattr(value, f"get_{last}_display")()
    return getattr(value, last, None)


def present(value: Any) -> str:
    """Write a value as people read it."""
    if value is None or value == "":
        return format_html('<span class="none" aria-label="{}">–</span>', _("nothing"))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, time):
        return formats.time_format(value, "TIME_FORMAT")
    if isinstance(value, Decimal):
        value = _number(value)
    return value if isinstance(value, SafeString) else str(value)


def _number(value: Decimal) -> str:
    """Write a number with the decimals it has, as Danes do."""
    whole = value == value.to_integral_value()
    return formats.number_format(int(value) if whole else value.normalize())

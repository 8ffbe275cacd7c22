"""The list itself: reads the address, cuts the page, renders it whole or in part."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indsats.base.danish import Folded
from indsats.base.http import wants_part
from indsats.base.listing.columns import Cell, Column, Label
from indsats.base.listing.filters import Filter
from indsats.base.listing.keyset import Page, cut, ordered, sort_keys, with_keys
from indsats.base.listing.paths import follow

COUNT_LIMIT = 10_000
NOTHING = gettext_lazy("There is nothing here yet.")
WORD_LIMIT = 8
FIELD = "base/filter_field.html"


@dataclass
class Heading:
    """A column's heading: where a click leads and how the list is sorted by it now."""

    column: Column
    link: str
    sorted: str  # "", "ascending" or "descending"


@dataclass
class Line:
    """A row with its cells."""

    row: Any
    cells: list[Cell]


@dataclass
class Listing:
    """Rows to be shown as a list; ``respond`` answers the request.

    ``export`` is called with the list for ``?format=xlsx`` and answers with a file.
    ``name`` tells lists apart where a page holds several. ``select`` is the id of a form
    that gets the ticked rows as ``row``. ``empty`` is said when there is nothing at all.
    ``parts`` are conditions that divide the rows into a few lots, each in an index of its own
    (no filter of such a list may join many rows to one);
    ``count_limit`` is how far rows are counted.
    """

    request: HttpRequest
    rows: QuerySet[Any]
    columns: Sequence[Column]
    search: Sequence[str] = ()
    filters: Sequence[Filter] = ()
    order: str | Sequence[str] = "-pk"
    size: int = 50
    export: Callable[["Listing"], HttpResponse] | None = None
    name: str = ""
    caption: Label = ""
    empty: Label = NOTHING
    select: str = ""
    wide: bool = False
    parts: Sequence[Q] = ()
    count_limit: int = COUNT_LIMIT

    @property
    def id(self) -> str:
        """Give the element's id."""
        return self.name or "listing"

    def param(self, name: str) -> str:
        """Give the name a parameter has in the address."""
        return f"{self.name}-{name}" if self.name else name

    @cached_property
    def _asked(self) -> list[dict[str, forms.Field]]:
        """Give the fields of each filter; their choices may cost a query, so they are read once."""
        return [part.fields() for part in self.filters]

    @cached_property
    def form(self) -> forms.Form:
        """Give the search and filter form, filled with what the address says."""
        fields: dict[str, forms.Field] = {}
        if self.search:
            fields["q"] = search_box()
        for part in self._asked:
            fields |= part
        for field in fields.values():
            field.template_name = FIELD  # type: ignore[attr-defined]  # the stubs lack it
        kind = type("FilterForm", (forms.Form,), fields)
        form: forms.Form = kind(self.request.GET, prefix=self.name or None)
        form.is_valid()
        return form

    @property
    def groups(self) -> list[list[forms.BoundField]]:
        """Give the form's fields as they belong together: a span's two days stand side by side."""
        names = [["q"] if self.search else [], *(list(part) for part in self._asked)]
        return [[self.form[name] for name in group] for group in names if group]

    @property
    def is_open(self) -> bool:
        """Tell whether filters stand open on a phone: chosen, or with no search to stand alone."""
        widgets = [field.widget for field in self.form.fields.values()]
        searches = any(getattr(widget, "input_type", "") == "search" for widget in widgets)
        return not searches or self.filtered or bool(self.form.errors)

    @property
    def filtered(self) -> bool:
        """Tell whether anything has been searched for or chosen."""
        return any(self.form.cleaned_data.values())

    @cached_property
    def matching(self) -> QuerySet[Any]:
        """Give the rows that fit the search and the filters, unsorted."""
        rows = self.rows
        for part in self.filters:
            rows = part.apply(rows, self.form.cleaned_data)
        words = self.form.cleaned_data.get("q", "").split()[:WORD_LIMIT]
        return find(rows, self.search, words) if words else rows

    @cached_property
    def chosen_order(self) -> tuple[Column | None, bool]:
        """Give the column the reader sorts by, and whether downwards."""
        wanted = self.request.GET.get(self.param("order"), "")
        for column in self.columns:
            if column.path and wanted.removeprefix("-") == column.name:
                return column, wanted.startswith("-")
        return None, False

    @property
    def order_paths(self) -> list[str]:
        """Give the whole order: the reader's column first, then the list's own."""
        own = [self.order] if isinstance(self.order, str) else list(self.order)
        column, down = self.chosen_order
        if column is None:
            return own
        return [*(turned(path) if down else path for path in column.path), *own]

    @cached_property
    def page(self) -> Page:
        """Cut the page the address points at: one query."""
        rows = self.matching
        keys = sort_keys(rows, self.order_paths)
        token = self.request.GET.get(self.param("page"), "")
        return cut(rows, keys, token, self.size, self.parts)

    @cached_property
    def lines(self) -> list[Line]:
        """Give the page's rows with their cells."""
        return [Line(row, [Cell(column, row) for column in self.columns]) for row in self.page.rows]

    @cached_property
    def count(self) -> int:
        """Count the rows, but never further than one over the limit: one query."""
        return int(self.matching.order_by()[: self.count_limit + 1].count())

    @property
    def summary(self) -> str:
        """Say which rows are shown, and of how many."""
        shown, passed, count = len(self.page.rows), self.page.passed, self.count
        if shown == count:
            return ngettext("%(n)s row", "%(n)s rows", count) % {"n": number(count)}
        parts = {"first": number(passed + 1), "last": number(passed + shown)}
        if count > self.count_limit:
            limit = number(self.count_limit)
            return _("%(first)s–%(last)s of more than %(n)s") % {**parts, "n": limit}
        return _("%(first)s–%(last)s of %(n)s") % {**parts, "n": number(count)}

    @property
    def headings(self) -> list[Heading]:
        """Give the headings; a second click turns the order around."""
        first = self.order_paths[0]
        return [self._heading(column, first) for column in self.columns]

    def _heading(self, column: Column, first: str) -> Heading:
        if not column.path:
            return Heading(column, "", "")
        if first.removeprefix("-") != column.path[0].removeprefix("-"):
            return Heading(column, self.link(order=column.name), "")
        # A column whose own path runs downwards is "ascending" in its reader's eyes.
        up = first == column.path[0]
        link = self.link(order=f"-{column.name}" if up else column.name)
        return Heading(column, link, "ascending" if up else "descending")

    @property
    def order_choices(self) -> list[tuple[str, str, bool]]:
        """Give the orders a reader without headings may choose (phone): value, label, chosen."""
        choices = [("", str(_("Usual order")), self.chosen_order[0] is None)]
        for column in self.columns:
            for down in (False, True) if column.path else ():
                label = f"{column.label} {'↓' if down else '↑'}"
                value = f"-{column.name}" if down else column.name
                choices.append((value, label, self.chosen_order == (column, down)))
        return choices

    def link(self, **changes: str) -> str:
        """Give this list's address with something changed; it starts at the first page."""
        query = self.request.GET.copy()
        for name in ("page", "format"):
            query.pop(self.param(name), None)
        for name, value in changes.items():
            query[self.param(name)] = value
        return f"?{query.urlencode()}"

    @property
    def previous_link(self) -> str:
        """Give the address of the page before, if there is one."""
        return self.link(page=self.page.previous) if self.page.previous else ""

    @property
    def next_link(self) -> str:
        """Give the address of the page after, if there is one."""
        return self.link(page=self.page.following) if self.page.following else ""

    @property
    def export_link(self) -> str:
        """Give the address of the spreadsheet, if the list can be one."""
        return self.link(format="xlsx") if self.export else ""

    @property
    def reset_link(self) -> str:
        """Give the address without search and filters."""
        query = self.request.GET.copy()
        for name in [*map(self.form.add_prefix, self.form.fields), self.param("page")]:
            query.pop(name, None)
        return f"?{query.urlencode()}"

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Give the parameters of the address that are not this list's own."""
        own = {self.form.add_prefix(name) for name in self.form.fields}
        own |= {self.param(name) for name in ("order", "page", "format")}
        return [(k, v) for k, many in self.request.GET.lists() for v in many if k not in own]

    def table(self) -> tuple[list[str], Iterator[list[Any]]]:
        """Give headings and every matching row as plain values, in the order shown."""
        keys = sort_keys(self.matching, self.order_paths)
        rows = ordered(with_keys(self.matching, keys), keys)
        lines = ([c.plain(row) for c in self.columns] for row in rows.iterator(chunk_size=1000))
        return [str(column.label) for column in self.columns], lines

    @property
    def wanted_alone(self) -> bool:
        """Tell whether htmx asks for this list only."""
        target = self.request.headers.get("HX-Target", "")
        return wants_part(self.request) and target.endswith(f"#{self.id}")

    def respond(self, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
        """Answer with the page, with the list alone, or with the file asked for."""
        if self.export and self.request.GET.get(self.param("format")) == "xlsx":
            return self.export(self)
        chosen = "base/listing_part.html" if self.wanted_alone else template
        response = render(self.request, chosen, {**(context or {}), "listing": self})
        patch_vary_headers(response, ("HX-Request-Type", "HX-Target"))
        return response


def search_box() -> forms.CharField:
    """Give the field to search in."""
    box = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    return forms.CharField(label=_("Search"), max_length=200, required=False, widget=box)


def number(value: int) -> str:
    """Write a whole number with the language's thousands mark."""
    return number_format(value, force_grouping=True)


def turned(path: str) -> str:
    """Turn an order around."""
    return path.removeprefix("-") if path.startswith("-") else f"-{path}"


def find(rows: QuerySet[Any], paths: Sequence[str], words: Sequence[str]) -> QuerySet[Any]:
    """Keep the rows that hold every word somewhere, whatever its case; each row once."""
    condition = reduce(and_, (reduce(or_, (_holds(rows, p, w) for p in paths)) for w in words))
    if any(follow(rows, path).many for path in paths):
        inner = rows.model._default_manager.filter(condition).values("pk")
        return rows.filter(pk__in=inner)
    return rows.filter(condition)


def _holds(rows: QuerySet[Any], path: str, word: str) -> Q:
    """Write "this field holds the word" with both sides folded by the database."""
    text = F(path) if follow(rows, path).is_text else Cast(F(path), TextField())
    return Q(Contains(Folded(text), Folded(Value(word))))

"""The organisation before and after as two charts: what matters, and what became of it in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.base.danish import alphabetical
from indsats.organisation.models import UnitKind
from indsats.organisation.rules.chart import Box
from indsats.organisation.rules.kinds import BODY_KINDS, KINDS
from indsats.organisation.rules.previews import DayPreview
from indsats.organisation.rules.values import Values

Units = Mapping[str, Values]
Marks = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Pair:
    """The same day twice: how it would be without the change-set, and with it."""

    before: tuple[Box, ...]
    after: tuple[Box, ...]


def pair(day: DayPreview, *, everything: bool = False) -> Pair:
    """Draw a day before and after; without `everything` only what bears on the change-set."""
    old, new = day.before["unit"], day.after["unit"]
    marks_before, marks_after = _marks(day)
    marked = set(marks_before) | set(marks_after)
    keep = set(old) | set(new)
    if not everything:
        keep = marked | _above(marked, old) | _above(marked, new) | _below(marked, new)
    return Pair(
        tuple(_boxes(old, keep, marks_before, _seats(day.before))),
        tuple(_boxes(new, keep, marks_after, _seats(day.after))),
    )


def _marks(day: DayPreview) -> tuple[Marks, Marks]:
    before: Marks = {}
    after: Marks = {}
    for subject in day.kept:
        if subject.kind == "unit":
            before[subject.key] = after[subject.key] = _mark("=", _("Stays here"), "kept")
    for change in day.changed("unit"):
        labels = [_(KINDS["unit"].fields[name].label) for name in change.fields]
        mark = _mark("*", _("Changed: %(fields)s") % {"fields": ", ".join(labels)}, "changed")
        before[change.subject.key] = after[change.subject.key] = mark
    for change in day.moved("unit"):
        _mark_moved(change.subject.key, day, before, after)
    for change in day.created("unit"):
        after[change.subject.key] = _mark("+", _("New"), "created")
    for change in day.closed("unit"):
        before[change.subject.key] = _mark("×", _("Ceases"), "closed")
    return before, after


def _mark(sign: str, words: str, look: str) -> tuple[str, str]:
    """Put the sign of a mark, which tells it apart without colour, before its words."""
    return f"{sign} {words}", look


def _mark_moved(key: str, day: DayPreview, before: Marks, after: Marks) -> None:
    old, new = day.before["unit"], day.after["unit"]
    there = _name(new[key]["parent"], new, old)
    here = _name(old[key]["parent"], old, new)
    before[key] = _mark("→", _("Moves to %(place)s") % {"place": there}, "moved")
    after[key] = _mark("→", _("Moved here from %(place)s") % {"place": here}, "moved")


def _name(key: str | None, *sides: Units) -> str:
    """Name a unit as on the first side that has it: what a step points at may be closed there."""
    if key is None:
        return _("the top level")
    return next((str(units[key]["name"]) for units in sides if key in units), key)


def _above(keys: Iterable[str], units: Units) -> set[str]:
    found: set[str] = set()
    for start in keys:
        key: str | None = units[start]["parent"] if start in units else None
        while key is not None and key in units and key not in found:
            found.add(key)
            key = units[key]["parent"]
    return found


def _below(keys: set[str], units: Units) -> set[str]:
    return {key for key, values in units.items() if values["parent"] in keys}


def _seats(day: Mapping[str, Units]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for seat in day["seat"].values():
        found[seat["body"]] += 1
    return found


def _boxes(units: Units, keep: set[str], marks: Marks, seats: Mapping[str, int]) -> Iterator[Box]:
    """Yield the boxes, by kind and name, and per parent how many were left out."""
    left: defaultdict[str, int] = defaultdict(int)
    for key, values in sorted(units.items(), key=_order):
        if key in keep:
            mark, look = marks.get(key, ("", ""))
            lines = tuple(_lines(values, seats.get(key, 0)))
            yield Box(key, values["name"], values["parent"], lines, mark, look)
        elif values["parent"] in keep:
            left[values["parent"]] += 1
    for parent, count in left.items():
        words = ngettext("and %(n)s other unit", "and %(n)s other units", count) % {"n": count}
        yield Box(f"{parent}…", words, parent, look="more")


def _order(item: tuple[str, Values]) -> tuple[bool, str]:
    return item[1]["kind"] in BODY_KINDS, alphabetical(item[1]["name"])


def _lines(values: Values, seats: int) -> Iterator[str]:
    yield str(UnitKind(values["kind"]).label)
    if seats:
        yield ngettext("%(n)s seat", "%(n)s seats", seats) % {"n": seats}


def tree_lines(boxes: Iterable[Box]) -> list[str]:
    """Write a chart as indented lines of text, for a terminal or a screen reader."""
    below: defaultdict[str | None, list[Box]] = defaultdict(list)
    drawn = {box.key: box for box in boxes}
    for box in drawn.values():
        below[box.parent if box.parent in drawn else None].append(box)
    return list(_indented(below, None, 0))


def _indented(below: Mapping[str | None, list[Box]], key: str | None, depth: int) -> Iterator[str]:
    for box in below.get(key, ()):
        mark = f"  [{box.mark}]" if box.mark else ""
        yield f"{'  ' * depth}{box.title}{mark}"
        yield from _indented(below, box.key, depth + 1)


def shown_day(breakpoints: Iterable[date], today: date) -> date:
    """Choose the day to show first: the first on which anything differs, else today."""
    return next(iter(breakpoints), today)

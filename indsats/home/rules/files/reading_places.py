"""Areas and places of a sound file as rows; what cannot be on a map is told with its line."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from indsats.base.periods import Span
from indsats.hearings.rules.words import message
from indsats.home.rules.files import rows
from indsats.home.rules.files.problem import FileProblem
from indsats.home.rules.files.reading import Reader
from indsats.home.rules.files.yaml_lines import Path
from indsats.places.rules.borders import Border, Point, on_earth
from indsats.places.rules.opening import hours_of
from indsats.places.rules.refusals import Refused
from indsats.places.rules.timeline import AreaFacts, Facts, Slice, sound

F = TypeVar("F")
R = TypeVar("R")
State = Mapping[str, Any]


def areas(reader: Reader) -> tuple[rows.AreaRow, ...]:
    """Read the areas."""
    return tuple(_each(reader, "areas", _area, rows.AreaRow))


def places(reader: Reader) -> tuple[rows.PlaceRow, ...]:
    """Read the places."""
    return tuple(_each(reader, "places", _place, rows.PlaceRow))


def _each(
    reader: Reader, section: str, read: Callable[[State], F], row: Callable[..., R]
) -> Iterator[R]:
    for path, entry in reader.each(section):
        slices, stand = _states(reader, path, entry, read)
        yield row(where=reader.where(*path), key=entry["key"], slices=slices, places=stand)


def _states(
    reader: Reader, path: Path, entry: State, read: Callable[[State], F]
) -> tuple[tuple[Slice[F], ...], tuple[rows.Where, ...]]:
    """Read the states of one key in the order of days, each with where it stands."""
    found = []
    for number, state in enumerate(entry["states"]):
        where = reader.where(*path, "states", number)
        until = date.fromisoformat(state["to"]) if state.get("to") else None
        try:
            piece = Slice(Span(date.fromisoformat(state["from"]), until), read(state))
        except Refused as refused:
            _note(reader, where, refused)
            continue
        found.append((piece, where))
    found.sort(key=lambda pair: pair[0].span.first)
    slices = tuple(piece for piece, _where in found)
    try:
        sound(slices)
    except Refused as refused:
        _note(reader, reader.where(*path), refused)
    return slices, tuple(where for _piece, where in found)


def _note(reader: Reader, where: rows.Where, refused: Refused) -> None:
    text = message(refused.msgid, **refused.facts)
    reader.problems.append(FileProblem(where.file, where.line, where.field, text))


def _area(state: State) -> AreaFacts:
    border = {
        "type": state["border"]["type"],
        "coordinates": _numbers(state["border"]["coordinates"]),
    }
    Border.of(border)
    return AreaFacts(
        state["name"], state["kind"], border, state.get("households"), state.get("source", "")
    )


def _numbers(found: Any) -> Any:
    return [_numbers(each) for each in found] if isinstance(found, list) else float(found)


def _place(state: State) -> Facts:
    point = on_earth(Point(float(state["latitude"]), float(state["longitude"])))
    words = ("owner", "unit", "address", "note", "source")
    return Facts(
        name=state["name"],
        kind=state["kind"],
        point=point,
        hours=hours_of(state.get("opening_hours") or []),
        **{name: state[name] for name in words if state.get(name)},
    )

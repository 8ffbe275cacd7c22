"""From rows back to the data of a file: defaults left out, keys and days in order."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

import yaml

from indsats.home.rules.files import rows
from indsats.home.rules.files.schemas import SECTIONS
from indsats.organisation.rules.kinds import BODY_KINDS, KINDS
from indsats.organisation.rules.slices import Slice as SubjectSlice
from indsats.organisation.rules.values import thaw
from indsats.places.rules.timeline import AreaFacts, PlaceSlice, Slice

Data = dict[str, Any]
BODY_SECTIONS = ("bodies", "seats")
RENAMED = {"is_open": "open", "dated": "date"}


class _Dumper(yaml.SafeDumper):
    """Days plain, texts of several lines as blocks, no references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Beside(list[Any]):
    """A list written on one line, as corners and hours are."""


class Along(dict[str, Any]):
    """A record written on one line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = "\n" in text and not any(line != line.rstrip() for line in text.split("\n"))
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if plain else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    Beside, lambda d, each: d.represent_sequence("tag:yaml.org,2002:seq", each, flow_style=True)
)
_Dumper.add_representer(
    Along,
    lambda d, each: d.represent_mapping("tag:yaml.org,2002:map", each.items(), flow_style=True),
)


def to_yaml(data: Mapping[str, Any]) -> str:
    """Write a file's data as YAML that people can read and compare line by line."""
    return yaml.dump(
        dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, indent=2,
    )  # fmt: skip


def record(row: rows.Record, leave: Iterable[str] = ()) -> Data:
    """Give a record's fields, those that hold their default left out."""
    found: Data = {}
    for each in fields(row):  # type: ignore[arg-type]
        value = getattr(row, each.name)
        if each.name in {"where", *leave} or value in (None, "", ()):
            continue
        if each.default is not MISSING and value == each.default:
            continue
        found[RENAMED.get(each.name, each.name)] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _days(first: date, until: date | None) -> Data:
    return {"from": first, **({"to": until} if until else {})}


def state(piece: SubjectSlice) -> Data:
    """Give a slice as an entry of ``states``."""
    known = KINDS[piece.kind].fields
    values = {
        name: thaw(value)
        for name, value in piece.values.items()
        if value not in (None, "", ()) and thaw(value) != thaw(known[name].default)
    }
    return {**_days(piece.span.first, piece.span.until), **values}


def _subjects(found: Iterable[rows.SubjectRow]) -> list[Data]:
    return [
        {"key": row.key, "states": [state(piece) for piece in row.slices]}
        for row in sorted(found, key=lambda row: row.key)
    ]


def is_body(row: rows.SubjectRow) -> bool:
    """Tell bodies from line units: they are kept in a file of their own."""
    return row.kind == "unit" and row.slices[-1].values["kind"] in BODY_KINDS


def organisation(
    users: Iterable[rows.UserRow],
    competences: Iterable[rows.CompetenceRow],
    held: Iterable[rows.HeldRow],
    subjects: Iterable[rows.SubjectRow],
) -> Data:
    """Give the data of an organisation file."""
    lines = [row for row in subjects if not is_body(row)]
    data: Data = {
        "users": [record(row) for row in users],
        "competences": [record(row) for row in competences],
        "competences_held": [
            {**record(row, ("first", "until")), **_days(row.first, row.until)} for row in held
        ],
    }
    for section, kind in SECTIONS.items():
        if section not in BODY_SECTIONS:
            data[section] = _subjects(row for row in lines if row.kind == kind)
    return _file("organisation", data)


def bodies(subjects: Iterable[rows.SubjectRow]) -> Data:
    """Give the data of a bodies file."""
    found = list(subjects)
    data = {
        "bodies": _subjects(row for row in found if is_body(row)),
        "seats": _subjects(row for row in found if row.kind == "seat"),
    }
    return _file("bodies", data)


def places(areas: Iterable[rows.AreaRow], found: Iterable[rows.PlaceRow]) -> Data:
    """Give the data of a places file."""
    data = {
        "areas": [{"key": r.key, "states": [_area(each) for each in r.slices]} for r in areas],
        "places": [{"key": r.key, "states": [_place(each) for each in r.slices]} for r in found],
    }
    return _file("places", data)


def _area(piece: Slice[AreaFacts]) -> Data:
    facts = piece.facts
    border = {
        "type": facts.geometry["type"],
        "coordinates": Beside(facts.geometry["coordinates"]),
    }
    more = {"households": facts.households, "source": facts.source}
    said = {"name": facts.name, "kind": facts.kind, **more, "border": border}
    return _without_empty({**_days(piece.span.first, piece.span.until), **said})


def _place(piece: PlaceSlice) -> Data:
    facts = piece.facts
    said = {
        "name": facts.name, "kind": facts.kind, "latitude": facts.point.latitude,
        "longitude": facts.point.longitude, "owner": facts.owner, "unit": facts.unit,
        "address": facts.address, "note": facts.note, "source": facts.source,
        "opening_hours": [Along(hours.as_json()) for hours in facts.hours],
    }  # fmt: skip
    return _without_empty({**_days(piece.span.first, piece.span.until), **said})


def deployments(found: Iterable[rows.DeploymentRow]) -> Data:
    """Give the data of a file of orders."""
    return _file("deployments", {"deployments": [_deployment(each) for each in found]})


def _deployment(row: rows.DeploymentRow) -> Data:
    terms = row.terms
    said = {
        "key": row.key, "unit": row.unit, "written_by": row.written_by,
        "decided_in": row.decided_in, "title": terms.title,
        "first_day": terms.first, "last_day": terms.last, "weekdays": Beside(terms.weekdays),
        "from_time": terms.from_time.isoformat("minutes"),
        "to_time": terms.to_time.isoformat("minutes"),
        "staff_min": terms.staff_min, "staff_max": terms.staff_max,
        "places": list(terms.places), "competences": list(terms.competences),
        "purposes": list(terms.purposes), "postpones": list(terms.postpones),
        "cost_from": terms.cost_from, "cost_to": terms.cost_to,
    }  # fmt: skip
    return _without_empty(said)


def hearing(row: rows.HearingRow) -> Data:
    """Give the data of a hearing file: one matter with all that belongs to it."""
    data = {
        "matter": record(row.matter),
        "proposals": [_proposal(each) for each in row.proposals],
        "treatments": [record(each) for each in row.treatments],
        "hearings": [_round(each) for each in row.hearings],
    }
    return _file("hearing", data)


def _proposal(row: rows.ProposalRow) -> Data:
    data = record(row, ("items", "annexes", "change_set"))
    data["items"] = [record(each) for each in row.items]
    data["annexes"] = [record(each) for each in row.annexes]
    if row.change_set:
        operations = [_operation(step.as_json()) for step in row.change_set.operations]
        data["change_set"] = {
            **record(row.change_set, ("operations", "places")), "operations": operations,
        }  # fmt: skip
    return _without_empty(data)


def _operation(step: Data) -> Data:
    days = {name: date.fromisoformat(step[name]) for name in ("from", "to") if step[name]}
    found = {**step, **days}
    if found["reason_kind"] == "organisational":
        del found["reason_kind"]
    return {name: value for name, value in found.items() if value not in (None, "", {})}


def _round(row: rows.RoundRow) -> Data:
    data = record(row, ("letter", "deadlines", "parties", "answers"))
    data["letter"] = record(row.letter)
    data["deadlines"] = [record(each) for each in row.deadlines]
    data["parties"] = [record(each) for each in row.parties]
    data["answers"] = dict(row.answers)
    return _without_empty(data)


def _without_empty(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _file(kind: str, data: Data) -> Data:
    return {"kind": kind, "version": 1, **_without_empty(data)}

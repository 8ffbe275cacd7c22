"""Borders in a GeoJSON file: which field is the name, which the key (grænsefiler)."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from indsats.organisation.rules.keys import slug
from indsats.places.rules.borders import Border
from indsats.places.rules.refusals import Refused
from indsats.places.rules.refusals import gettext_noop as _
from indsats.places.rules.timeline import AreaFacts

LONGEST = 200


class Fields(NamedTuple):
    """Which properties of a feature are its name, its key and the number of its households."""

    name: str
    key: str
    households: str = ""


def read(raw: bytes, *, kind: str, fields: Fields, source: str = "") -> list[tuple[str, AreaFacts]]:
    """Read areas with their keys; raise Refused naming the feature that cannot be one."""
    try:
        data = json.loads(raw)
    except ValueError as error:
        raise Refused(_("The file is not sound JSON.")) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not features:
        raise Refused(_("The file must be a GeoJSON FeatureCollection with areas in it."))
    found: dict[str, AreaFacts] = {}
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict):
            raise Refused(_("Area %(number)s is no GeoJSON feature."), number=number)
        said = feature.get("properties") or {}
        name, mark = (_text(said, field, number) for field in (fields.name, fields.key))
        key = slug(f"{kind}-{mark}")
        if key in found:
            raise Refused(_("Two areas have the key “%(key)s”."), key=key)
        geometry = _border(feature, number)
        households = _number(said, fields.households, number) if fields.households else None
        found[key] = AreaFacts(name[:LONGEST], kind, geometry, households, source)
    return list(found.items())


def _number(said: Mapping[str, Any], field: str, number: int) -> int:
    text = _text({**said, field: str(said.get(field, ""))}, field, number)
    try:
        many = int(float(text))
    except ValueError:
        many = -1
    if many < 0:
        problem = _("Area %(number)s must have a whole number in “%(name)s”, not “%(text)s”.")
        raise Refused(problem, number=number, name=field, text=text)
    return many


def _text(said: Mapping[str, Any], field: str, number: int) -> str:
    text = str(said.get(field) or "").strip()
    if not text:
        known = ", ".join(sorted(said)) or "–"
        problem = _("Area %(number)s has nothing in “%(name)s”. Its fields are: %(known)s.")
        raise Refused(problem, number=number, name=field, known=known)
    return text


def _border(feature: Mapping[str, Any], number: int) -> dict[str, Any]:
    geometry = feature.get("geometry") or {}
    try:
        Border.of(geometry)
    except Refused as refused:
        problem = _("Area %(number)s: %(problem)s")
        raise Refused(problem, number=number, problem=refused) from refused
    return {"type": geometry["type"], "coordinates": geometry["coordinates"]}

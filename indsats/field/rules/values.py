"""Values of the forms as they travel, and as they are compared (feltværdier)."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from indsats.field.rules.forms import Field, Type

DECIMALS: Final = 4  # about ten metres: a place, never a doorstep
LONGEST_LIST: Final = 40
KEY_PATTERN: Final = re.compile(r"[\w.@+-]{1,150}")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _(text: str) -> str:
    """Mark a sentence for translation; the web layer translates it."""
    return text


class Wrong(NamedTuple):
    """Why a value cannot be used, in words for the worker."""

    text: str
    params: Mapping[str, Any] = {}

    def say(self, translate: Callable[[str], str]) -> str:
        """Give the sentence in the language of the translator."""
        return translate(self.text) % self.params


class Position(NamedTuple):
    """A pin, rounded so that it says where about and no more."""

    latitude: float
    longitude: float


Value = str | int | bool | datetime | date | UUID | Position | tuple[str, ...] | None
BLANK: Final[Value] = None
_NOTHING: Final[tuple[Any, ...]] = (None, "", [], ())


def parse(field: Field, raw: Any) -> Value | Wrong:
    """Read a value of a field as it travels; say what is wrong where it cannot be read."""
    if raw in _NOTHING:
        return Wrong(_("It must be filled in.")) if field.required else blank(field)
    return READERS[field.type](field, raw)


def blank(field: Field) -> Value:
    """Give what an empty field holds."""
    if field.type is Type.YES_NO:
        return False
    return () if field.type in {Type.CODES, Type.KEYS} else BLANK


def _code(field: Field, raw: Any) -> Value | Wrong:
    if isinstance(raw, str) and raw in field.codes:
        return raw
    return Wrong(_("“%(value)s” is not one of the answers."), {"value": str(raw)[:40]})


def _codes(field: Field, raw: Any) -> Value | Wrong:
    if not isinstance(raw, list) or len(raw) > LONGEST_LIST:
        return Wrong(_("A list of answers was expected."))
    for each in raw:
        found = _code(field, each)
        if isinstance(found, Wrong):
            return found
    return tuple(sorted(set(raw)))


def _text(field: Field, raw: Any) -> Value | Wrong:
    if not isinstance(raw, str):
        return Wrong(_("Text was expected."))
    text = CONTROL.sub("", raw.replace("\r\n", "\n")).strip()
    if len(text) > field.longest:
        told = {"longest": field.longest, "length": len(text)}
        return Wrong(_("The text has %(length)s characters; there is room for %(longest)s."), told)
    if not text and field.required:
        return Wrong(_("It must be filled in."))
    return text or BLANK


def moment(raw: Any) -> datetime | None:
    """Read an ISO 8601 moment with its zone; None for anything else."""
    try:
        at = datetime.fromisoformat(raw)
        return at.astimezone(UTC) if at.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _moment(_field: Field, raw: Any) -> Value | Wrong:
    return moment(raw) or Wrong(_("“%(value)s” is not a moment."), {"value": str(raw)[:40]})


def _day(_field: Field, raw: Any) -> Value | Wrong:
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        return Wrong(_("“%(value)s” is not a day."), {"value": str(raw)[:40]})


def _number(field: Field, raw: Any) -> Value | Wrong:
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= field.highest:
        return raw
    return Wrong(_("A number from 0 to %(highest)s was expected."), {"highest": field.highest})


def _yes_no(_field: Field, raw: Any) -> Value | Wrong:
    return raw if isinstance(raw, bool) else Wrong(_("Yes or no was expected."))


def record_id(raw: Any) -> UUID | None:
    """Read the name of a record; None for anything else."""
    try:
        return UUID(raw)
    except (TypeError, ValueError, AttributeError):
        return None


def _record(_field: Field, raw: Any) -> Value | Wrong:
    return record_id(raw) or Wrong(_("It refers to something that cannot be read."))


def _key(_field: Field, raw: Any) -> Value | Wrong:
    if isinstance(raw, str) and KEY_PATTERN.fullmatch(raw):
        return raw
    return Wrong(_("It refers to something that cannot be read."))


def _keys(_field: Field, raw: Any) -> Value | Wrong:
    if not isinstance(raw, list) or len(raw) > LONGEST_LIST:
        return Wrong(_("A list was expected."))
    if all(isinstance(each, str) and KEY_PATTERN.fullmatch(each) for each in raw):
        return tuple(sorted(set(raw)))
    return Wrong(_("It refers to something that cannot be read."))


def _is_degrees(raw: Any, most: int) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and -most <= raw <= most


def _position(_field: Field, raw: Any) -> Value | Wrong:
    """Read a pin: two numbers and nothing else, not even how exact they are."""
    if isinstance(raw, dict) and set(raw) == {"latitude", "longitude"}:
        latitude, longitude = raw["latitude"], raw["longitude"]
        if _is_degrees(latitude, 90) and _is_degrees(longitude, 180):
            return Position(round(float(latitude), DECIMALS), round(float(longitude), DECIMALS))
    return Wrong(_("A latitude and a longitude were expected, and nothing else."))


READERS: Final[Mapping[Type, Callable[[Field, Any], Value | Wrong]]] = {
    Type.CODE: _code,
    Type.CODES: _codes,
    Type.TEXT: _text,
    Type.MOMENT: _moment,
    Type.DAY: _day,
    Type.NUMBER: _number,
    Type.YES_NO: _yes_no,
    Type.RECORD: _record,
    Type.KEY: _key,
    Type.KEYS: _keys,
    Type.POSITION: _position,
}


def plain(value: Value) -> Any:
    """Write a value as it travels."""
    if isinstance(value, Position):
        return value._asdict()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value

"""What a field of a slice may hold, and how a value is brought to its one canonical form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from indsats.organisation.rules.values import freeze


class FieldType(StrEnum):
    """The forms a field comes in."""

    TEXT = "text"
    LIST = "list"
    CHOICE = "choice"
    REFERENCE = "reference"  # the key of another subject
    USER = "user"  # a username
    NUMBER = "number"  # a decimal, kept as text without trailing zeros
    WHOLE = "whole"


class BadValueError(ValueError):
    """A value no slice can hold; `code` names the message, `params` fill it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field: its label (an English msgid), its form, and the values it takes."""

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    to: str = ""
    low: Decimal | None = None
    high: Decimal | None = None

    def clean(self, value: Any) -> Any:
        """Give a value in canonical form; raise BadValueError where the field cannot hold it."""
        if value is None or value == "":
            return self._nothing()
        cleaned = _CLEANERS[self.type](self, value)
        if self.type in {FieldType.NUMBER, FieldType.WHOLE}:
            self._in_range(Decimal(cleaned))
        return cleaned

    def _nothing(self) -> Any:
        if self.required:
            raise BadValueError("value_missing", field=self.label)
        return freeze(self.default)

    def _in_range(self, number: Decimal) -> None:
        too_low = self.low is not None and number < self.low
        if too_low or (self.high is not None and number > self.high):
            raise BadValueError("value_out_of_range", field=self.label, value=str(number))

    def refuse(self, value: Any) -> BadValueError:
        """Make the error for a value of the wrong form."""
        return BadValueError("value_wrong", field=self.label, value=str(value)[:80])


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise field.refuse(value)
    return value


def _list(field: Field, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise field.refuse(value)
    return freeze(value)


def _choice(field: Field, value: Any) -> str:
    if value not in field.choices:
        raise field.refuse(value)
    return str(value)


def _number(field: Field, value: Any) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise field.refuse(value) from None
    if isinstance(value, bool) or not number.is_finite():
        raise field.refuse(value)
    return format(number.normalize(), "f")


def _whole(field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise field.refuse(value)
    return value


_CLEANERS: Mapping[FieldType, Callable[[Field, Any], Any]] = MappingProxyType(
    {
        FieldType.TEXT: _text,
        FieldType.LIST: _list,
        FieldType.CHOICE: _choice,
        FieldType.REFERENCE: _text,
        FieldType.USER: _text,
        FieldType.NUMBER: _number,
        FieldType.WHOLE: _whole,
    }
)

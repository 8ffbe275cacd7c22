"""A file's data held against its schema, each fault told with line, field and what to do."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _
from indsats.home.rules.files.problem import FileProblem
from indsats.home.rules.files.schemas import KEY, KINDS, schema
from indsats.home.rules.files.yaml_lines import Document

TYPES = {
    "object": _("a group of fields"),
    "array": _("a list, each line beginning with a hyphen"),
    "string": _("a text; put numbers in quotes"),
    "integer": _("a whole number"),
    "boolean": _("true or false"),
}

LIMITS = {
    "minimum": _("“%(value)s” is too small. Use at least %(limit)s."),
    "maximum": _("“%(value)s” is too large. Use at most %(limit)s."),
    "minItems": _("The list must hold at least %(limit)s."),
    "maxItems": _("The list must hold at most %(limit)s."),
    "maxLength": _("“%(value)s” is too long. Use at most %(limit)s characters."),
}


@lru_cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind), format_checker=FormatChecker(["date"]))


def field_name(data: Any, path: Iterable[str | int]) -> str:
    """Write a path as people see it: units › gadeplan › states 1 › parent."""
    parts: list[str] = []
    for step in path:
        data = data[step] if _has(data, step) else None
        if isinstance(step, str):
            parts.append(step)
        elif isinstance(data, dict) and _label(data):
            parts.append(_label(data))
        else:
            parts[-1:] = [f"{parts[-1]} {step + 1}" if parts else str(step + 1)]
    return " › ".join(parts)


def _has(data: Any, step: str | int) -> bool:
    if isinstance(step, str):
        return isinstance(data, dict) and step in data
    return isinstance(data, list) and step < len(data)


def _label(entry: dict[str, Any]) -> str:
    return str(entry.get("key") or entry.get("username") or "")


def kind_fault(data: Any) -> Message | None:
    """Say what is wrong with the file's first lines, which name its kind; None when sound."""
    if not isinstance(data, dict):
        return message(_("A municipality file begins with “kind:” and “version: 1”."))
    if data.get("kind") not in KINDS:
        text = _("“kind” must be one of: %(kinds)s.")
        return message(text, kinds=KINDS)
    return None


def faults(file: str, document: Document) -> list[FileProblem]:
    """List every fault of a file's shape, in the order of lines."""
    fault = kind_fault(document.data)
    if fault is not None:
        return [FileProblem(file, document.line(("kind",)), "", fault)]
    found = [
        FileProblem(file, document.line(path), field_name(document.data, path), text)
        for error in _validator(document.data["kind"]).iter_errors(document.data)
        for path, text in _told(error)
    ]
    return sorted(found, key=lambda each: (each.line, each.field))


class Fault(NamedTuple):
    """A fault of the schema library in plain types: the keyword broken and what it asked for."""

    keyword: str
    wanted: Any
    schema: dict[str, Any]
    value: Any
    said: str


def _plain(error: ValidationError) -> Fault:
    schema_here: Any = error.schema
    return Fault(
        str(error.validator),
        error.validator_value,
        schema_here,
        error.instance,
        error.message,
    )


def _told(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], Message]]:
    path, fault = tuple(error.absolute_path), _plain(error)
    if fault.keyword == "required":
        missing = [name for name in fault.wanted if name not in fault.value]
        this = next(name for name in missing if fault.said.startswith(repr(name)))
        yield path, message(_("The field “%(field)s” is missing."), field=this)
    elif fault.keyword == "additionalProperties":
        known = fault.schema.get("properties", {})
        for name in fault.value:
            if name not in known:
                yield (*path, name), _unknown(name, known)
    else:
        yield path, _wrong(fault)


def _unknown(name: str, known: Iterable[str]) -> Message:
    near = get_close_matches(name, list(known), n=1)
    if near:
        text = _("There is no field “%(field)s” here. Did you mean “%(near)s”?")
        return message(text, field=name, near=near[0])
    text = _("There is no field “%(field)s” here. Possible fields: %(known)s.")
    return message(text, field=name, known=tuple(known))


def _wrong(fault: Fault) -> Message:
    value = str(fault.value)[:80]
    if fault.keyword == "type":
        wanted = fault.wanted
        kind = TYPES[wanted if isinstance(wanted, str) else wanted[0]]
        return message(_("“%(value)s” must be %(kind)s."), value=value, kind=message(kind))
    if fault.keyword in {"enum", "const"}:
        allowed = fault.wanted if fault.keyword == "enum" else [fault.wanted]
        text = _("“%(value)s” cannot be used here. Use one of: %(allowed)s.")
        return message(text, value=value, allowed=tuple(map(str, allowed)))
    return _malformed(fault, value)


def _malformed(fault: Fault, value: str) -> Message:
    if fault.keyword in LIMITS:
        return message(LIMITS[fault.keyword], value=value, limit=str(fault.wanted))
    if fault.schema.get("format") == "date":
        text = _("“%(value)s” is not a day. Write year-month-day, such as 2024-01-31.")
        return message(text, value=value)
    if fault.schema.get("pattern") == KEY:
        text = _("“%(value)s” cannot be a key. Use small letters a-z, digits and single hyphens.")
        return message(text, value=value)
    if not value.strip():
        return message(_("The field must not be empty."))
    return message(_("“%(value)s” cannot be used here."), value=value)

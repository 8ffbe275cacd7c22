"""An entry from a phone: reading it, and every reason why it cannot be taken in (registrering)."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

from indsats.field.rules import values
from indsats.field.rules.forms import Form, Type, form
from indsats.field.rules.values import Value, Wrong


def _(text: str) -> str:
    """Mark a sentence for translation; the web layer translates it."""
    return text


KIND: Final = re.compile(r"[a-z_]{1,20}")
NAMES_OF_POSITIONS: Final = re.compile(
    r"gps|lat|lon|lng|pos|coord|track|geo|where|heading|speed|accuracy|altitude", re.IGNORECASE
)
LOOKS_LIKE_POSITION: Final = re.compile(r"-?\d{1,3}[.,]\d{3,}")


class Problem(NamedTuple):
    """One thing that is wrong with an entry: in which field, and what."""

    field: str
    wrong: Wrong


@dataclass(frozen=True)
class Item:
    """One save on a phone, as far as it can be read.

    ``fresh`` says that neither it nor its record is believed to be here; the keys of the tables
    refuse it where that is wrong.
    """

    op: UUID
    named: Any
    kind: str
    record: UUID
    base: int | None
    made_at: datetime | None
    digest: str
    form: Form | None
    given: Mapping[str, Value] = field(default_factory=dict)
    was: Mapping[str, Value] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    fresh: bool = False

    @property
    def is_new(self) -> bool:
        """Tell whether the phone made the record, rather than changed it."""
        return self.base is None


def canonical(raw: Any) -> str:
    """Write JSON in one way only, so that the same content has the same digest."""
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(raw: Any) -> str:
    """Give the SHA-256 of an entry as it was sent."""
    return hashlib.sha256(canonical(raw).encode()).hexdigest()


def read(raw: Any, sender: UUID) -> Item:
    """Read an entry; what cannot be read is a problem, never a reason to drop it.

    ``sender`` names entries that do not name themselves, the same way every time they are sent.
    """
    digest = digest_of(raw)
    told = raw if isinstance(raw, dict) else {}
    op = values.record_id(told.get("op"))
    problems = [] if op else [Problem("", Wrong(_("The entry has no name of its own.")))]
    op = op or uuid5(sender, digest)
    record = values.record_id(told.get("record"))
    if record is None:
        problems.append(Problem("", Wrong(_("The record has no name of its own."))))
    kind, found = _form_of(told)
    base = told.get("base")
    if found is None:
        problems.append(Problem("", Wrong(_("The form is not known here."))))
    made_at = values.moment(told.get("made_at"))
    fields = _table(told.get("fields"))
    given, was, wrong = _values(found, fields, _table(told.get("was")), new=base is None)
    said = {"fields": kept(found, fields), "was": kept(found, _table(told.get("was")))}
    return Item(
        op=op, named=told.get("op"), kind=kind, record=record or op, base=_whole(base),
        made_at=made_at, digest=digest, form=found, given=given, was=was,
        problems=(*problems, *wrong),
        body={
            "made_at": made_at.isoformat() if made_at else None, "base": _whole(base),
            "form": found.version if found else str(told.get("form"))[:20], **said,
        },
    )  # fmt: skip


def _whole(raw: Any) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _form_of(told: Mapping[str, Any]) -> tuple[str, Form | None]:
    kind, version = told.get("kind"), told.get("form")
    if not isinstance(kind, str) or not KIND.fullmatch(kind):
        return "unknown", None
    number = _whole(version)
    return kind, None if number is None else form(kind, number)


def _table(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _values(
    found: Form | None, fields: Mapping[str, Any], was: Mapping[str, Any], *, new: bool
) -> tuple[dict[str, Value], dict[str, Value], list[Problem]]:
    """Read what was given and what it was before; name every problem."""
    if found is None:
        return {}, {}, []
    given: dict[str, Value] = {}
    wrong = [
        Problem(name[:40], Wrong(_("There is no such field in the form.")))
        for name in fields
        if name not in found.fields
    ]
    for name, one in found.fields.items():
        if name in fields or (new and one.required):
            value = values.parse(one, fields.get(name))
            if isinstance(value, Wrong):
                wrong.append(Problem(name, value))
            else:
                given[name] = value
    return given, _before(found, was), wrong


def _before(found: Form, was: Mapping[str, Any]) -> dict[str, Value]:
    """Read what the fields held on the phone before; what cannot be read was unlike anything."""
    before: dict[str, Value] = {}
    for name, one in found.fields.items():
        if name in was:
            raw = was[name]
            value = values.parse(one, raw)
            empty = raw in (None, "", [])
            before[name] = (
                values.blank(one) if empty else None if isinstance(value, Wrong) else value
            )
    return before


def kept(found: Form | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give what may be stored of an entry as it was sent: every word, but no position.

    Only the pins of the forms that have one are kept, rounded. Fields a form does not have are
    left out; of a form that is not known, everything that could say where somebody was.
    """
    if found is None:
        return {name[:40]: value for name, value in fields.items() if _says_nowhere(name, value)}
    clean: dict[str, Any] = {}
    for name in sorted(set(fields) & set(found.fields)):
        one, raw = found.fields[name], fields[name]
        if one.type is Type.POSITION:
            pin = values.parse(one, raw)
            if isinstance(pin, values.Position):
                clean[name] = values.plain(pin)
        else:
            clean[name] = raw
    return clean


def _says_nowhere(name: str, value: Any) -> bool:
    if NAMES_OF_POSITIONS.search(name):
        return False
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    if isinstance(value, str):
        return not LOOKS_LIKE_POSITION.fullmatch(value.strip())
    return value is None or isinstance(value, bool | int)

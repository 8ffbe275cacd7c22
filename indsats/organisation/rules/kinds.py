"""The eight kinds of subject whose properties live in dated slices, and the fields of each.

A field of type *reference* holds the key of another subject: that subject must be in force on
every day the slice is. `place` names the field a *move* changes. Labels are English msgids.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from indsats.organisation.rules.fields import BadValueError, Field, FieldType
from indsats.organisation.rules.messages import _
from indsats.organisation.rules.values import Values

LINE_KINDS = ("municipality", "centre", "department", "institution", "team")
BODY_KINDS = ("committee", "works_council", "board", "steering_group", "external_party")
WORKPLACE_KINDS = frozenset({"institution", "centre", "department", "municipality"})
FUNCTIONS = (
    "street_worker", "coordinator", "consultant", "leader", "director", "secretary", "hr",
    "staff", "politician", "body_chair", "body_member", "steering_member", "partner", "auditor",
    "administrator",
)  # fmt: skip
ROLES = (
    "chair", "vice_chair", "secretary", "member", "management_side", "staff_side", "pupil",
    "contact",
)  # fmt: skip
FULL_WEEK = "37"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of subject: its fields, which one places it, and which one names it."""

    name: str
    label: str
    fields: Mapping[str, Field]
    place: str = ""
    title: str = ""

    def clean(self, patch: Mapping[str, Any]) -> Values:
        """Give the named fields in canonical form; raise BadValueError otherwise."""
        for name in patch:
            if name not in self.fields:
                raise BadValueError("field_unknown", field=name)
        return Values({name: self.fields[name].clean(value) for name, value in patch.items()})

    def whole(self, values: Mapping[str, Any]) -> Values:
        """Give every field in canonical form, with defaults; raise BadValueError as `clean`."""
        everything = {name: values.get(name) for name in self.fields}
        return self.clean({**everything, **values})


class Reference(NamedTuple):
    """That a field of one kind holds keys of another."""

    kind: str
    field: str
    to: str


def _text(name: str, label: str, *, required: bool = False) -> Field:
    return Field(name=name, label=label, required=required, default="")


def _list(name: str, label: str) -> Field:
    return Field(name=name, label=label, type=FieldType.LIST, default=())


def _ref(name: str, label: str, to: str, *, required: bool = False) -> Field:
    return Field(name=name, label=label, type=FieldType.REFERENCE, to=to, required=required)


def _choice(name: str, label: str, choices: tuple[str, ...], default: str = "") -> Field:
    return Field(
        name=name, label=label, type=FieldType.CHOICE, choices=choices,
        default=default or None, required=not default,
    )  # fmt: skip


def _user(name: str, label: str, *, required: bool = False) -> Field:
    return Field(name=name, label=label, type=FieldType.USER, required=required)


def _number(name: str, label: str, default: str, high: str) -> Field:
    return Field(
        name=name, label=label, type=FieldType.NUMBER, default=default,
        low=Decimal("0.001"), high=Decimal(high),
    )  # fmt: skip


def _age(name: str, label: str, *, required: bool = False) -> Field:
    return Field(
        name=name, label=label, type=FieldType.WHOLE, required=required,
        low=Decimal(0), high=Decimal(120),
    )  # fmt: skip


def _kind(name: str, label: str, *fields: Field, place: str = "", title: str = "") -> Kind:
    known = MappingProxyType({field.name: field for field in fields})
    return Kind(name=name, label=label, fields=known, place=place, title=title)


_ALL = (
    _kind(
        "unit", _("unit"),
        _text("name", _("name"), required=True),
        _choice("kind", _("kind"), LINE_KINDS + BODY_KINDS),
        _ref("parent", _("placed under"), "unit"),
        _ref("covers", _("speaks for the staff or users of"), "unit"),
        _text("authority_boundary", _("authority boundary")),
        _text("legal_kind", _("legal kind")),
        _text("email", _("e-mail")),
        _list("aliases", _("also called")),
        _text("mandate", _("mandate")),
        _text("meeting_interval", _("meets")),
        place="parent", title="name",
    ),
    _kind(
        "profile", _("profile"),
        _text("name", _("name"), required=True),
        _choice("kind", _("kind"), ("job", "function")),
        _text("purpose", _("purpose")),
        _list("tasks", _("tasks")),
        _list("competence_requirements", _("competence requirements")),
        _text("working_time", _("working-time arrangement")),
        title="name",
    ),
    _kind(
        "post", _("post"),
        _text("title", _("title"), required=True),
        _ref("unit", _("unit"), "unit", required=True),
        _ref("profile", _("profile"), "profile"),
        _choice("function", _("function"), FUNCTIONS),
        _number("hours", _("hours a week"), FULL_WEEK, "168"),
        place="unit", title="title",
    ),
    _kind(
        "engagement", _("engagement"),
        _user("user", _("user"), required=True),
        _ref("post", _("post"), "post", required=True),
        _number("fraction", _("fraction"), "1", "1"),
        _choice("kind", _("kind"), ("permanent", "temporary"), "permanent"),
        place="post", title="user",
    ),
    _kind(
        "leadership", _("leadership"),
        _ref("unit", _("unit"), "unit", required=True),
        _ref("post", _("post"), "post", required=True),
        _list("powers", _("delegated powers")),
        place="unit",
    ),
    _kind(
        "seat", _("seat"),
        _ref("body", _("body"), "unit", required=True),
        _choice("role", _("role"), ROLES),
        _ref("holder_post", _("held by the post"), "post"),
        _user("holder_user", _("held by")),
        _ref("substitute_for", _("substitute for"), "seat"),
        _text("designation", _("designated by")),
        place="body",
    ),
    _kind(
        "responsibility", _("target-group responsibility"),
        _ref("unit", _("unit"), "unit", required=True),
        _text("group", _("target group"), required=True),
        _age("age_from", _("from age"), required=True),
        _age("age_to", _("up to age, not including")),
        _text("area", _("area")),
        _text("orientation", _("orientation")),
        place="unit", title="group",
    ),
    _kind(
        "anchoring", _("political anchoring"),
        _text("area", _("field of work"), required=True),
        _ref("body", _("body"), "unit", required=True),
        place="body", title="area",
    ),
)  # fmt: skip

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
REFERENCES: tuple[Reference, ...] = tuple(
    Reference(kind.name, field.name, field.to)
    for kind in _ALL
    for field in kind.fields.values()
    if field.to
)
OUTGOING: Mapping[str, tuple[Reference, ...]] = MappingProxyType(
    {name: tuple(ref for ref in REFERENCES if ref.kind == name) for name in KINDS}
)
INCOMING: Mapping[str, tuple[Reference, ...]] = MappingProxyType(
    {name: tuple(ref for ref in REFERENCES if ref.to == name) for name in KINDS}
)


def kind_of(name: str) -> Kind:
    """Give the declaration of a kind; raise BadValueError for an unknown one."""
    if name not in KINDS:
        raise BadValueError("kind_unknown", kind=name)
    return KINDS[name]

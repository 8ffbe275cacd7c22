"""The JSON Schemas (2020-12) of the municipality files, made from the organisation's own kinds.

``python -m indsats.home.rules.files docs/formats`` writes them out; a test keeps the
written ones fresh.
"""

import json
from collections.abc import Mapping
from typing import Any

from indsats.home.rules.files.schema_words import WORDS
from indsats.organisation.rules.fields import Field, FieldType
from indsats.organisation.rules.kinds import BODY_KINDS, LINE_KINDS
from indsats.organisation.rules.kinds import KINDS as SUBJECTS
from indsats.organisation.rules.operations import VERBS
from indsats.places.rules.kinds import FINEST_FIRST, PLACE_KINDS

Schema = dict[str, Any]
KINDS = ("organisation", "bodies", "hearing", "letter", "places", "deployments")
KEY = "^[a-z0-9]+(-[a-z0-9]+)*$"
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}
TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1, "pattern": r"\S"}
YES_NO: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer", "minimum": 1}
REF: Schema = {"type": "string", "pattern": KEY, "maxLength": 80}
USER: Schema = {"type": "string", "pattern": r"^[a-z0-9][a-z0-9._@+-]*$", "maxLength": 150}
SECTIONS: Mapping[str, str] = {
    "units": "unit",
    "profiles": "profile",
    "posts": "post",
    "engagements": "engagement",
    "leaderships": "leadership",
    "responsibilities": "responsibility",
    "anchorings": "anchoring",
    "bodies": "unit",
    "seats": "seat",
}
ITEM_KINDS = (
    "organisation", "staff_terms", "target_group", "steering", "political_anchoring", "other",
)  # fmt: skip
HEARING_KINDS = ("mixed", "med", "board", "public", "authority", "information")
PUBLICATION = ("never", "after_deadline", "with_memo", "on_review")
RESULTS = ("adopted", "amended", "rejected", "postponed", "returned", "noted", "referred")
ROLES = ("send_in_hearing", "recommendation", "decision", "information")
FILE: Schema = {"type": "string", "pattern": r"^[^/\\]+$"}
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def one_of(*values: str) -> Schema:
    """Allow one of some words."""
    return {"type": "string", "enum": list(values)}


def listed(items: Schema) -> Schema:
    """Allow a list."""
    return {"type": "array", "items": items}


def record(required: str = "", /, **properties: Schema) -> Schema:
    """Allow a record with these fields and no others; the required ones are named in one text."""
    told = {name: _told(name, each) for name, each in properties.items()}
    return {
        "type": "object",
        "properties": told,
        "required": required.split(),
        "additionalProperties": False,
    }


def _told(name: str, each: Schema) -> Schema:
    return {**each, "description": WORDS[name]} if name in WORDS else each


def _field(field: Field) -> Schema:
    forms: dict[FieldType, Schema] = {
        FieldType.TEXT: NAME if field.required else TEXT,
        FieldType.LIST: listed(TEXT),
        FieldType.CHOICE: one_of(*field.choices),
        FieldType.REFERENCE: REF,
        FieldType.USER: USER,
        FieldType.NUMBER: {"type": ["string", "number"], "pattern": r"^\d+(\.\d+)?$"},
        FieldType.WHOLE: {"type": "integer", "minimum": 0, "maximum": 120},
    }
    return forms[field.type]


def _subject(kind: str, unit_kinds: tuple[str, ...] = ()) -> Schema:
    fields = {name: _field(field) for name, field in SUBJECTS[kind].fields.items()}
    if unit_kinds:
        fields["kind"] = one_of(*unit_kinds)
    required = [name for name, field in SUBJECTS[kind].fields.items() if field.required]
    state = record(" ".join(["from", *required]), **{"from": DAY, "to": DAY}, **fields)
    states = {**listed(state), "minItems": 1}
    return record("key states", key=REF, states=states)


def _organisation() -> Schema:
    user = record(
        "username name",
        username=USER,
        name=NAME,
        email=TEXT,
        phone=TEXT,
        language=one_of("da", "en"),
    )
    competence = record("key name", key=REF, name=NAME, expires_after_months=WHOLE)
    held = record(
        "user competence from",
        **{"user": USER, "competence": REF, "from": DAY, "to": DAY, "evidence": TEXT},
    )
    names = ("profiles", "posts", "engagements", "leaderships", "responsibilities", "anchorings")
    return _file(
        "organisation",
        users=listed(user),
        competences=listed(competence),
        competences_held=listed(held),
        units=listed(_subject("unit", LINE_KINDS)),
        **{name: listed(_subject(SECTIONS[name])) for name in names},
    )


def _bodies() -> Schema:
    bodies = listed(_subject("unit", BODY_KINDS))
    return _file("bodies", bodies=bodies, seats=listed(_subject("seat")))


def _matter() -> Schema:
    return record(
        "key title deciding_body owner_unit case_worker opened_on",
        key=REF, title=NAME, journal_number=TEXT, kle_code=TEXT, legal_basis=TEXT, budget=TEXT,
        deciding_body=REF, competence=TEXT, owner_unit=REF, case_worker=USER, opened_on=DAY,
        evaluation_on=DAY,
    )  # fmt: skip


def _change_set() -> Schema:
    operation = record(
        "number verb kind subject from",
        **{
            "number": WHOLE, "verb": one_of(*VERBS), "kind": one_of(*SUBJECTS), "subject": REF,
            "from": DAY, "to": DAY, "patch": {"type": "object"},
            "reason_kind": one_of("organisational", "notice", "payroll", "correction"),
            "reason": TEXT, "item": TEXT,
        },
    )  # fmt: skip
    return record(
        "key title operations",
        key=REF,
        title=NAME,
        owner_unit=REF,
        operations=listed(operation),
    )


def _proposal() -> Schema:
    item = record(
        "number kind title", number=NAME, kind=one_of(*ITEM_KINDS), title=NAME, text=TEXT,
        rationale=TEXT, modelled_on=TEXT,
    )  # fmt: skip
    annex = record(
        "title", title=NAME, section=TEXT, kind=one_of("annex", "analysis", "profile", "preview"),
        file=FILE, sha256=HASH, profile=REF, text=TEXT, open=YES_NO, closed_reason=TEXT,
    )  # fmt: skip
    return record(
        "number title", number=WHOLE, title=NAME, basis=TEXT, text=TEXT, items=listed(item),
        annexes=listed(annex), change_set=_change_set(),
    )  # fmt: skip


def _letter() -> Schema:
    return record(
        "", date=DAY, heading=TEXT, text=TEXT, object_word=TEXT, reply_to=TEXT, contact=TEXT,
        signatory=TEXT, signatory_title=TEXT, effect=TEXT,
    )  # fmt: skip


def _round() -> Schema:
    party = record(
        "body role", body=REF, name=TEXT, role=one_of("consulted", "informed"), may_comment=YES_NO,
        contact=TEXT, address=TEXT, channel=one_of("email", "outbox"),
    )  # fmt: skip
    deadline = record("last_day set_on", last_day=DAY, set_on=DAY, set_by=USER, reason=TEXT)
    return record(
        "iteration proposal", iteration=WHOLE, kind=one_of(*HEARING_KINDS), proposal=WHOLE,
        decided_on=DAY, planned_send_on=DAY, publication=one_of(*PUBLICATION), published_until=DAY,
        letter=_letter(), deadlines=listed(deadline), parties=listed(party),
        answers={"type": "object", "additionalProperties": TEXT},
    )  # fmt: skip


def _hearing() -> Schema:
    treatment = record(
        "body day role", body=REF, day=DAY, role=one_of(*ROLES), authoritative=YES_NO,
        result=one_of(*RESULTS), text=TEXT, referred_to=REF, proposal=WHOLE,
    )  # fmt: skip
    return _file(
        "hearing", "matter", matter=_matter(), proposals=listed(_proposal()),
        treatments=listed(treatment), hearings=listed(_round()),
    )  # fmt: skip


def _places() -> Schema:
    number: Schema = {"type": ["string", "number"], "pattern": r"^-?\d{1,3}(\.\d+)?$"}
    position = {**listed(number), "minItems": 2, "maxItems": 3}
    # One ring more or less deep: Polygon and MultiPolygon; the rules of borders read them closely.
    border = record(
        "type coordinates",
        type=one_of("Polygon", "MultiPolygon"),
        coordinates=listed({"anyOf": [listed(position), listed(listed(position))]}),
    )
    area = record(
        "from name kind border",
        **{
            "from": DAY, "to": DAY, "name": NAME, "kind": one_of(*FINEST_FIRST), "border": border,
            "households": {"type": "integer", "minimum": 0}, "source": TEXT,
        },
    )  # fmt: skip
    clock: Schema = {"type": "string", "pattern": r"^\d{2}:\d{2}$"}
    days = listed({"type": "integer", "minimum": 1, "maximum": 7})
    hours = record("days from to", **{"days": days, "from": clock, "to": clock})
    place = record(
        "from name kind latitude longitude",
        **{
            "from": DAY, "to": DAY, "name": NAME, "kind": one_of(*PLACE_KINDS),
            "latitude": number, "longitude": number, "owner": TEXT, "unit": REF, "address": TEXT,
            "opening_hours": listed(hours), "note": TEXT, "source": TEXT,
        },
    )  # fmt: skip
    return _file(
        "places",
        areas=listed(record("key states", key=REF, states={**listed(area), "minItems": 1})),
        places=listed(record("key states", key=REF, states={**listed(place), "minItems": 1})),
    )


def _deployments() -> Schema:
    clock: Schema = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
    weekday: Schema = {"type": "integer", "minimum": 1, "maximum": 7}
    staff: Schema = {"type": "integer", "minimum": 1, "maximum": 1000}
    cost: Schema = {"type": "integer", "minimum": 0, "maximum": 2_000_000_000}
    lines = listed({**NAME, "maxLength": 300})
    deployment = record(
        "key unit written_by title first_day last_day from_time to_time",
        key=REF, unit=REF, written_by=USER, decided_in=REF, title={**NAME, "maxLength": 200},
        first_day=DAY, last_day=DAY, weekdays=listed(weekday), from_time=clock, to_time=clock,
        staff_min=staff, staff_max=staff, places=listed(REF), competences=listed(REF),
        purposes={**lines, "maxItems": 5}, postpones=lines, cost_from=cost, cost_to=cost,
    )  # fmt: skip
    return _file("deployments", deployments=listed(deployment))


def _amended() -> Schema:
    return _file(
        "letter",
        "matter iteration letter",
        matter=REF,
        iteration=WHOLE,
        letter=_letter(),
    )


def _file(kind: str, required: str = "", /, **properties: Schema) -> Schema:
    start: dict[str, Schema] = {"kind": {"const": kind}, "version": {"const": 1}, "example": YES_NO}
    whole = record(f"kind version {required}", **start, **properties)
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://indsats.example/formats/{kind}.schema.json",
        "title": WORDS[f"{kind} file"],
    }
    return about | whole


_MAKERS = {
    "organisation": _organisation, "bodies": _bodies, "hearing": _hearing, "letter": _amended,
    "places": _places, "deployments": _deployments,
}  # fmt: skip


def schema(kind: str) -> Schema:
    """Give the schema of a kind of file; raise KeyError for an unknown kind."""
    return _MAKERS[kind]()


def written(kind: str) -> str:
    """Give the schema as the text of its published file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"

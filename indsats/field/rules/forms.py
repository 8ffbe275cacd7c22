"""The forms of the street in their versions: which fields, which codes, how long.

A draft begun in one version is finished and sent in it, however old: a version is never
changed once a phone may have seen it, and never taken away. The labels of the codes stand in
`field/models/kinds.py`; a test holds the two together.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Type(StrEnum):
    """What sort of value a field takes, on the wire."""

    CODE = "code"
    CODES = "codes"
    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes_no"
    RECORD = "record"
    KEY = "key"
    KEYS = "keys"
    POSITION = "position"


@dataclass(frozen=True)
class Field:
    """One field: its type, whether it must be filled, its codes or the longest text."""

    type: Type
    required: bool = False
    codes: tuple[str, ...] = ()
    longest: int = 0
    highest: int = 0


@dataclass(frozen=True)
class Form:
    """One version of the form of one kind of record."""

    kind: str
    version: int
    fields: dict[str, Field] = field(default_factory=dict)


def _code(*codes: str, required: bool = False) -> Field:
    return Field(Type.CODE, required=required, codes=codes)


def _codes(*codes: str) -> Field:
    return Field(Type.CODES, codes=codes)


def _text(longest: int, *, required: bool = False) -> Field:
    return Field(Type.TEXT, required=required, longest=longest)


WEATHER: Final = ("dry", "rain", "snow", "wind", "warm")
CROWD: Final = ("0", "1-4", "5-9", "10-19", "20+")
AGES: Final = ("-12", "13-15", "16-17", "18-25", "26+", "mixed")
GENDERS: Final = ("boys", "girls", "mixed")
MOOD: Final = ("calm", "loud", "tense", "conflict")
OFFERS: Final = ("club", "job", "school", "counselling", "follow", "nothing")
MOMENT = Field(Type.MOMENT)
RECORD = Field(Type.RECORD)
KEY = Field(Type.KEY)

FORMS: Final[tuple[Form, ...]] = (
    Form(
        "tour",
        1,
        {
            "day": Field(Type.DAY, required=True),
            "unit": Field(Type.KEY, required=True),
            "reason": _code("planned", "tip", "incident", "event"),
            "members": Field(Type.KEYS),
            "places": Field(Type.KEYS),
            "started_at": MOMENT,
            "ended_at": MOMENT,
            "weather": _code(*WEATHER),
            "mood": _code(*MOOD),
            "summary": _text(2000),
            "written_at": MOMENT,
        },
    ),
    Form("brief_read", 1, {"tour": Field(Type.RECORD, required=True), "read_at": MOMENT}),
    Form(
        "checklist",
        1,
        {
            "tour": Field(Type.RECORD, required=True),
            "answers": _codes("phone", "charged", "jacket", "id_card", "on_call", "plan"),
            "ready_at": MOMENT,
        },
    ),
    Form(
        "check_in",
        1,
        {
            "tour": Field(Type.RECORD, required=True),
            "kind": _code("out", "ok", "help", "home", required=True),
        },
    ),
    Form(
        "observation",
        1,
        {
            "tour": RECORD,
            "unit": Field(Type.KEY, required=True),
            "seen_at": Field(Type.MOMENT, required=True),
            "place": KEY,
            "position": Field(Type.POSITION),
            "weather": _code(*WEATHER),
            "crowd": _code(*CROWD, required=True),
            "ages": _code(*AGES),
            "genders": _code(*GENDERS),
            "mood": _code(*MOOD, required=True),
            "behaviours": _codes(
                "hanging_out",
                "music",
                "scooter",
                "litter",
                "alcohol",
                "hash",
                "fireworks",
                "vandalism",
                "intimidation",
                "weapon",
            ),
            "faults": _codes("light", "bush", "glass", "graffiti", "rubbish"),
            "deeds": _codes("talked", "invited", "calmed", "park", "police", "nothing"),
            "text": _text(600),
        },
    ),
    Form(
        "contact",
        1,
        {
            "tour": RECORD,
            "unit": Field(Type.KEY, required=True),
            "met_at": Field(Type.MOMENT, required=True),
            "place": KEY,
            "known": RECORD,
            "was_known": Field(Type.YES_NO),
            "first_time": Field(Type.YES_NO),
            "ages": _code(*AGES, required=True),
            "gender": _code(*GENDERS),
            "kind": _code("greeting", "small_talk", "conversation", "help", required=True),
            "channel": _code("street", "club", "phone", "chat", "home", "drive"),
            "initiative": _code("worker", "youth", "other"),
            "minutes": Field(Type.NUMBER, highest=600),
            "themes": _codes(
                "school",
                "job",
                "family",
                "money",
                "drugs",
                "conflict",
                "housing",
                "love",
                "online",
                "leisure",
            ),
            "tone": _code("open", "neutral", "closed", "upset"),
            "offers": _codes(*OFFERS),
            "meet_again": _code("yes", "no", "not_asked"),
            "agreement": _text(300),
        },
    ),
    Form(
        "known",
        1,
        {
            "unit": Field(Type.KEY, required=True),
            "code": _text(8, required=True),
            "ages": _code(*AGES),
        },
    ),
    Form(
        "group",
        1,
        {
            "unit": Field(Type.KEY, required=True),
            "place": Field(Type.KEY, required=True),
            "crowd": _code(*CROWD[1:], required=True),
            "ages": _code(*AGES),
            "doing": _code("hanging_out", "sport", "music", "scooter", "party", "disorder"),
            "has_conflict": Field(Type.YES_NO),
        },
    ),
    Form(
        "sighting",
        1,
        {
            "group": Field(Type.RECORD, required=True),
            "tour": RECORD,
            "seen_at": Field(Type.MOMENT, required=True),
            "crowd": _code(*CROWD[1:], required=True),
            "mood": _code(*MOOD, required=True),
            "offers": _codes(*OFFERS),
            "text": _text(600),
        },
    ),
    Form(
        "follow_up",
        1,
        {
            "tour": RECORD,
            "unit": Field(Type.KEY, required=True),
            "text": _text(300, required=True),
            "owner": KEY,
            "due_on": Field(Type.DAY),
            "done_at": MOMENT,
        },
    ),
    Form(
        "incident",
        1,
        {
            "unit": Field(Type.KEY, required=True),
            "kind": _code(
                "shooting",
                "stabbing",
                "fight",
                "death",
                "arson",
                "school_threat",
                "staff",
                "unrest",
                "other",
                required=True,
            ),
            "title": _text(200, required=True),
            "happened_at": Field(Type.MOMENT, required=True),
            "place": KEY,
            "position": Field(Type.POSITION),
            "source": _text(200),
            "is_verified": Field(Type.YES_NO),
        },
    ),
    Form(
        "incident_entry",
        1,
        {
            "incident": Field(Type.RECORD, required=True),
            "kind": _code(
                "known",
                "unknown",
                "decision",
                "safety",
                "deployment",
                "communication",
                "rumour",
                "correction",
                required=True,
            ),
            "text": _text(1000, required=True),
            "told_whom": _text(200),
            "happened_at": Field(Type.MOMENT, required=True),
        },
    ),
)


def form(kind: str, version: int) -> Form | None:
    """Give a version of a form; None where there is no such."""
    return next((each for each in FORMS if (each.kind, each.version) == (kind, version)), None)


def newest(kind: str) -> Form:
    """Give the newest version of a form. Raises ValueError for a kind that has none."""
    return max((each for each in FORMS if each.kind == kind), key=lambda each: each.version)


def as_json() -> dict[str, Any]:
    """Give every form in every version, as the phone gets them."""
    return {
        f"{each.kind}/{each.version}": {
            name: {
                "type": one.type.value,
                "required": one.required,
                "codes": list(one.codes),
                "longest": one.longest,
                "highest": one.highest,
            }
            for name, one in each.fields.items()
        }
        for each in FORMS
    }

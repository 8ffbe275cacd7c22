"""The rows of municipality files as typed records, ready to be loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self

from indsats.organisation.rules.operations import Operation
from indsats.organisation.rules.slices import Slice
from indsats.places.rules.timeline import AreaFacts, PlaceSlice
from indsats.places.rules.timeline import Slice as TimelineSlice
from indsats.strategy.rules.terms import Terms


@dataclass(frozen=True)
class Where:
    """The file and line a row was read from, and the field path for messages."""

    file: str
    line: int
    field: str


class Record:
    """A record whose fields are those of the file; days are read from text."""

    @classmethod
    def of(cls, data: Mapping[str, Any], where: Where, **more: Any) -> Self:
        """Make a record of a file's data; fields given as keywords replace those of the data."""
        names = {each.name: each.type for each in fields(cls)}  # type: ignore[arg-type]
        given = {name: _read(data[name], names[name]) for name in names if data.get(name)}
        return cls(**{**given, **more, "where": where})


def _read(value: Any, kind: Any) -> Any:
    if isinstance(value, str) and kind in {date, date | None}:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, kw_only=True)
class UserRow(Record):
    """Someone who logs in."""

    where: Where
    username: str
    name: str
    email: str = ""
    phone: str = ""
    language: str = "da"


@dataclass(frozen=True, kw_only=True)
class CompetenceRow(Record):
    """Something an employee can or must be able to do."""

    where: Where
    key: str
    name: str
    expires_after_months: int | None = None


@dataclass(frozen=True, kw_only=True)
class HeldRow(Record):
    """A competence someone holds, on the days ``[first, until)``."""

    where: Where
    user: str
    competence: str
    first: date
    until: date | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class SubjectRow:
    """An identity with its slices in the order of days, and where each slice stands."""

    where: Where
    kind: str
    key: str
    slices: tuple[Slice, ...]
    places: tuple[Where, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """A place with its slices in the order of days, and where each stands."""

    where: Where
    key: str
    slices: tuple[PlaceSlice, ...]
    places: tuple[Where, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeploymentRow:
    """An order: its key, whose it is, and what it says."""

    where: Where
    key: str
    unit: str
    written_by: str
    terms: Terms
    decided_in: str = ""


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """An area with its slices in the order of days, and where each stands."""

    where: Where
    key: str
    slices: tuple[TimelineSlice[AreaFacts], ...]
    places: tuple[Where, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatterRow(Record):
    """A matter."""

    where: Where
    key: str
    title: str
    deciding_body: str
    owner_unit: str
    case_worker: str
    opened_on: date
    journal_number: str = ""
    kle_code: str = ""
    legal_basis: str = ""
    budget: str = ""
    competence: str = ""
    evaluation_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ItemRow(Record):
    """An item of a proposal."""

    where: Where
    number: str
    kind: str
    title: str
    text: str = ""
    rationale: str = ""
    modelled_on: str = ""


@dataclass(frozen=True, kw_only=True)
class AnnexRow(Record):
    """An annex: a text, a file beside the YAML, or a profile to be rendered."""

    where: Where
    title: str
    section: str = ""
    kind: str = "annex"
    file: str = ""
    sha256: str = ""
    profile: str = ""
    text: str = ""
    is_open: bool = True
    closed_reason: str = ""

    @property
    def sections(self) -> tuple[str, ...]:
        """List the headings of the text: lines that begin with a number sign."""
        lines = (line.strip() for line in self.text.splitlines())
        return tuple(line.lstrip("#").strip() for line in lines if line.startswith("#"))

    @property
    def is_attached(self) -> bool:
        """Tell whether there is anything behind the title."""
        return bool(self.text.strip() or self.file or self.profile)


@dataclass(frozen=True, kw_only=True)
class ChangeSetRow(Record):
    """A change-set with its operations in order."""

    where: Where
    key: str
    title: str
    owner_unit: str = ""
    operations: tuple[Operation, ...] = ()
    places: tuple[Where, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProposalRow(Record):
    """A version of a proposal."""

    where: Where
    number: int
    title: str
    basis: str = ""
    text: str = ""
    items: tuple[ItemRow, ...] = ()
    annexes: tuple[AnnexRow, ...] = ()
    change_set: ChangeSetRow | None = None


@dataclass(frozen=True, kw_only=True)
class TreatmentRow(Record):
    """A treatment of the matter by a body on a day."""

    where: Where
    body: str
    day: date
    role: str
    authoritative: bool = False
    result: str = ""
    text: str = ""
    referred_to: str = ""
    proposal: int = 1


@dataclass(frozen=True, kw_only=True)
class LetterRow(Record):
    """A hearing letter; an empty field is not stated."""

    where: Where
    dated: date | None = None
    heading: str = ""
    text: str = ""
    object_word: str = ""
    reply_to: str = ""
    contact: str = ""
    signatory: str = ""
    signatory_title: str = ""
    effect: str = ""

    @classmethod
    def read(cls, data: Mapping[str, Any], where: Where) -> "LetterRow":
        """Make a letter of a file's data, where its day is called ``date``."""
        day = data.get("date")
        return cls.of(data, where, dated=date.fromisoformat(day) if day else None)

    def rewritten(self, new: Mapping[str, Any], where: Where) -> "LetterRow":
        """Give the letter with the named fields of a file's data in place of its own."""
        fresh = LetterRow.read(new, where)
        names = ("dated" if name == "date" else name for name in new)
        return replace(self, where=where, **{name: getattr(fresh, name) for name in names})

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """List the paragraphs, divided by blank lines, each on one line."""
        return tuple(" ".join(part.split()) for part in self.text.split("\n\n") if part.strip())


@dataclass(frozen=True, kw_only=True)
class DeadlineRow(Record):
    """A deadline as set or extended."""

    where: Where
    last_day: date
    set_on: date
    set_by: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PartyRow(Record):
    """A party of a hearing."""

    where: Where
    body: str
    role: str
    name: str = ""
    may_comment: bool = True
    contact: str = ""
    address: str = ""
    channel: str = "email"


@dataclass(frozen=True, kw_only=True)
class RoundRow(Record):
    """One round of a hearing."""

    where: Where
    iteration: int
    proposal: int
    letter: LetterRow
    kind: str = "mixed"
    decided_on: date | None = None
    planned_send_on: date | None = None
    publication: str = ""
    published_until: date | None = None
    deadlines: tuple[DeadlineRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class HearingRow:
    """A matter with all that belongs to it."""

    where: Where
    matter: MatterRow
    proposals: tuple[ProposalRow, ...] = ()
    treatments: tuple[TreatmentRow, ...] = ()
    hearings: tuple[RoundRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AmendedLetter:
    """New contents for the named fields of a letter; other fields stay."""

    where: Where
    matter: str
    iteration: int
    fields: Mapping[str, Any]

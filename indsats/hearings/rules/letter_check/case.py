"""What the letter check reads: the letter, and what it should agree with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from indsats.hearings.rules.states import Role


class Statement(StrEnum):
    """Something a hearing letter should say, beside the proposal itself."""

    LETTER_DATE = "letter_date"
    EFFECT_DATE = "effect_date"
    CASE_NUMBER = "case_number"
    LEGAL_BASIS = "legal_basis"
    BUDGET = "budget"
    CONTACT = "contact"
    PUBLICATION = "publication"


@dataclass(frozen=True)
class Named:
    """A body or unit with the other names it goes by."""

    name: str
    aliases: Sequence[str] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """List the name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class LetterParty(Named):
    """A party on the list: consulted or informed."""

    role: Role = Role.CONSULTED


@dataclass(frozen=True)
class LetterAnnex:
    """An annex as it is attached: its full title, kind, and the headings found in it."""

    title: str
    kind: str = "annex"
    sections: Sequence[str] = ()
    attached: bool = True


@dataclass(frozen=True)
class NewBody:
    """A body the change-set creates, and how often it meets ("" is not settled)."""

    name: str
    meeting_interval: str = ""


@dataclass(frozen=True)
class Centre:
    """A centre the change touches, and the works councils that speak for its staff."""

    name: str
    councils: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class LetterCase:
    """One letter with everything it is held against; an empty field means "not known".

    ``answers`` holds reasoned answers to findings by their key, such as why a works council is
    rightly left out.
    """

    paragraphs: Sequence[str]
    heading: str = ""
    basis: str = ""
    object_word: str = ""
    parties: Sequence[LetterParty] = ()
    known_bodies: Sequence[Named] = ()
    annexes: Sequence[LetterAnnex] = ()
    reply_to: str = ""
    deadline: date | None = None
    decided_on: date | None = None
    letter_date: date | None = None
    send_on: date | None = None
    signatory: str = ""
    signatory_title: str = ""
    stated: Mapping[Statement, str] = field(default_factory=dict)
    effect_days: Sequence[date] = ()
    stated_effect: date | None = None
    new_bodies: Sequence[NewBody] = ()
    centres: Sequence[Centre] = ()
    upper_councils: Sequence[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

"""What the letter check hands back: findings with a row number, a weight and a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from indsats.hearings.rules.words import Message


class Severity(StrEnum):
    """What a finding does: stop the dispatch, ask for an answer, warn, or merely remark."""

    BLOCKING = "blocking"
    QUESTION = "question"
    WARNING = "warning"
    REMARK = "remark"


class Place(NamedTuple):
    """Characters ``[start, end)`` of a paragraph, counted from 0; -1 is the heading."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """One thing found: ``id`` is the row of the acceptance table, or L plus a number beside it.

    ``about`` tells findings of the same rule apart; ``answer`` is the reasoned answer given.
    """

    id: str
    code: str
    severity: Severity
    text: Message
    where: Place | None = None
    about: str = ""
    answer: str = ""

    @property
    def key(self) -> str:
        """Name the finding so that an answer to it can be kept."""
        return f"{self.id}:{self.about}" if self.about else self.id

    @property
    def msgid(self) -> str:
        """Give the English text with its gaps, for translation."""
        return self.text.msgid

    @property
    def params(self) -> Mapping[str, object]:
        """Give what fills the gaps."""
        return self.text.params

    @property
    def is_answered(self) -> bool:
        """Tell whether a question has got its reasoned answer."""
        return self.severity is Severity.QUESTION and bool(self.answer.strip())

"""Looking at people and taking lists out: reads that leave a line in the trail."""

from collections.abc import Mapping
from typing import Any

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import User


@deed
def see_person(*, by: User, person: User) -> None:
    """Write down that someone else's engagements and competences were looked at."""
    if by.pk != person.pk:
        record(by=by, act=Act.SEEN, subject=person, what="competences")


@deed
def list_competences(*, by: User, what: str, people: int) -> None:
    """Write down that a list of people's competences was looked at, and of how many people."""
    record(by=by, act=Act.LISTED, subject=what, people=people)


@deed
def export_list(*, by: User, what: str, rows: int) -> None:
    """Write down that a list was taken out as a file."""
    record(by=by, act=Act.EXPORTED, subject=what, rows=rows)


@deed
def search_trail(*, by: User, asked: Mapping[str, Any]) -> None:
    """Write down that the trail itself was searched, and for what."""
    facts = {name: value for name, value in asked.items() if value}
    record(
        by=by, act=Act.SEARCHED, subject="audit.entry", asked=[f"{n}={v}" for n, v in facts.items()]
    )

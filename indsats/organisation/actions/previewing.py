"""Leave a trace when a preview names employees or is taken out as a file."""

from collections.abc import Iterable

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import ChangeSet, User


@deed
def saw_people(*, by: User, change_set: ChangeSet, usernames: Iterable[str]) -> None:
    """Record whose situation a preview showed by name; nothing when it named nobody."""
    names = sorted(set(usernames))
    if names:
        record(by=by, act=Act.SEEN, subject=change_set, people=names)


@deed
def exported_preview(*, by: User, change_set: ChangeSet, kind: str) -> None:
    """Record that the preview for publication was taken out as a file."""
    record(by=by, act=Act.EXPORTED, subject=change_set, kind=kind)

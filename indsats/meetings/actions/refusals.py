"""What people are told when something cannot be done, and what to do instead."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.meetings.models import AgendaItem, Meeting, Minutes
from indsats.meetings.rules.meeting import may_edit_agenda
from indsats.meetings.rules.minutes import Hindrance, MinutesState, editable

WORDS = {
    Hindrance.WRONG_STATE: gettext_lazy("The minutes are not at that step. Load the page again."),
    Hindrance.NOT_HELD: gettext_lazy("End the meeting before the minutes are sent out."),
    Hindrance.UNDECIDED: gettext_lazy("Write a decision on every item first."),
    Hindrance.NEEDS_PREVIEW: gettext_lazy(
        "A decision with changes still lacks its new preview. Make the preview and name it."
    ),
    Hindrance.COMMENTS_UNANSWERED: gettext_lazy("Answer every comment first."),
    Hindrance.APPROVALS_MISSING: gettext_lazy(
        "Not all who were there have approved, and they can still comment."
    ),
    Hindrance.NOBODY_ATTENDED: gettext_lazy("Write down who was there first."),
}


def refuse(found: Iterable[Hindrance]) -> None:
    """Raise ValidationError with one sentence per hindrance; do nothing when there is none."""
    texts = [str(WORDS[each]) for each in found]
    if texts:
        raise ValidationError(texts)


# What the caller fetched may be older than the lock its deed now holds.
NOW = ("cancelled_at", "agenda_published_at", "opened_at", "closed_at")


def need_agenda(meeting: Meeting) -> None:
    """Raise ValidationError where the agenda can no longer change."""
    meeting.refresh_from_db(fields=NOW)
    if meeting.cancelled_at:
        raise ValidationError(_("The meeting is cancelled."))
    if not may_edit_agenda(meeting.state):
        raise ValidationError(_("The meeting is over, and its agenda can no longer change."))


def need_unapproved(meeting: Meeting) -> Minutes | None:
    """Raise ValidationError unless the minutes still wait to be approved; give them, if begun."""
    meeting.refresh_from_db(fields=NOW)
    if not meeting.opened_at:
        raise ValidationError(_("Open the meeting first."))
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes and not editable(MinutesState(minutes.state)):
        raise ValidationError(_("The minutes are approved. Write an addition instead."))
    return minutes


def need_writing(meeting: Meeting) -> None:
    """Raise ValidationError unless decisions and texts of the minutes may be written.

    Nobody has approved words that are changed afterwards: approvals fall away, and once silence
    counts as approval the minutes are taken back first, so that all get a new last day.
    """
    minutes = need_unapproved(meeting)
    if minutes is None or minutes.state != MinutesState.OUT:
        return
    if minutes.comments_due and localdate() > minutes.comments_due:
        raise ValidationError(
            _("The time for comments is over. Take the minutes back, and send them again.")
        )
    minutes.approvals.all().delete()


def need_standing(item: AgendaItem) -> None:
    """Raise ValidationError for an item that was taken off the agenda."""
    if item.withdrawn_at:
        raise ValidationError(_("The item has been taken off the agenda."))


class Conflict(ValidationError):  # noqa: N818 -- it is what happened, not an error
    """Somebody else changed the same texts meanwhile; both wordings are kept.

    ``saved`` holds the texts as they stand, ``fields`` the names of those that collide,
    ``version`` the version a new try must name.
    """

    def __init__(self, *, saved: dict[str, str], fields: list[str], version: int) -> None:
        super().__init__(
            _("Somebody else has changed the same text. Both wordings are shown: choose, and save.")
        )
        self.saved = saved
        self.fields = fields
        self.version = version

"""States as words in coloured boxes; ``{% load meeting_states %}``."""

from django import template
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from indsats.base.templatetags.frame import badge
from indsats.meetings.models import Decision, Meeting, Minutes
from indsats.meetings.rules.meeting import BEFORE

register = template.Library()

MEETING = {
    "planned": (_("Planned"), ""),
    "agenda_out": (_("Agenda sent"), "info"),
    "under_way": (_("Under way"), "warning"),
    "held": (_("Held"), "success"),
    "cancelled": (_("Cancelled"), "error"),
}
MINUTES = {"draft": "", "out": "info", "approved": "success", "locked": "success"}
RESULTS = {"adopted": "success", "amended": "warning", "rejected": "error"}


@register.simple_tag
def meeting_state(meeting: Meeting) -> SafeString:
    """Show how far a meeting is."""
    if meeting.state in BEFORE and meeting.ends_at < now():
        return badge(_("Never opened"), "warning")
    return badge(*MEETING[meeting.state])


@register.simple_tag
def minutes_state(minutes: Minutes) -> SafeString:
    """Show how far minutes are."""
    return badge(minutes.get_state_display(), MINUTES[minutes.state])


@register.simple_tag
def result(decision: Decision) -> SafeString:
    """Show what was decided."""
    return badge(decision.get_result_display(), RESULTS.get(decision.result, "info"))


@register.filter
def of(numbers: dict[int, int], pk: int) -> int:
    """Give the number kept for a row; none counts as 0."""
    return numbers.get(pk, 0)

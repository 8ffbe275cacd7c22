"""Forms for the meeting itself: who is there, what is decided, what follows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from indsats.base.forms import DayField
from indsats.meetings.actions.holding import Attendance
from indsats.meetings.models import (
    MeetingAttendee,
    Presence,
    Result,
    StatementKind,
    VoteChoice,
)
from indsats.meetings.queries.seats import Member

Substitutes = Mapping[int, Sequence[Member]]
OTHER = "other"
PHRASES = {
    Result.ADOPTED: pgettext_lazy("decision", "Adopted."),
    Result.REJECTED: pgettext_lazy("decision", "Rejected."),
    Result.POSTPONED: pgettext_lazy("decision", "The item is postponed."),
    Result.RETURNED: pgettext_lazy("decision", "The item is sent back to the administration."),
    Result.NOTED: pgettext_lazy("decision", "Noted."),
    Result.SENT_IN_HEARING: pgettext_lazy("decision", "The proposal is sent in hearing."),
}


class AttendanceForm(forms.Form):
    """Who sat in which seat: the holder, a substitute, or nobody."""

    def __init__(
        self,
        *args: Any,
        attendees: Iterable[MeetingAttendee],
        substitutes: Substitutes,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.rows = list(attendees)
        self.substitutes = substitutes
        for row in self.rows:
            self._add(row, substitutes.get(row.seat_id or 0, ()))

    def _add(self, row: MeetingAttendee, stand_ins: Sequence[Member]) -> None:
        choices: list[tuple[str, str]] = [(Presence.ABSENT, str(Presence.ABSENT.label))]
        if row.name:
            choices.insert(0, (Presence.PRESENT, str(Presence.PRESENT.label)))
        else:
            choices = [(Presence.VACANT, str(Presence.VACANT.label))]
        choices += [(f"sub-{each.seat}", each.name) for each in stand_ins]
        choices.append((OTHER, _("Somebody else")))
        self.fields[f"presence_{row.pk}"] = forms.ChoiceField(
            label=row.name or _("Vacant"), choices=choices, initial=self._now(row, stand_ins)
        )
        named = row.substitute_name if self._now(row, stand_ins) == OTHER else ""
        self.fields[f"other_{row.pk}"] = forms.CharField(
            label=_("Name, if somebody else came"), max_length=200, required=False, initial=named
        )
        self.fields[f"note_{row.pk}"] = forms.CharField(
            label=_("Note"), max_length=300, required=False, initial=row.note
        )

    @staticmethod
    def _now(row: MeetingAttendee, stand_ins: Sequence[Member]) -> str:
        if row.presence != Presence.SUBSTITUTE:
            return row.presence
        known = (f"sub-{each.seat}" for each in stand_ins if each.user == row.substitute_id)
        return next(known, OTHER)

    @property
    def lines(self) -> list[tuple[MeetingAttendee, Any, Any, Any]]:
        """Give each seat with its three fields."""
        return [
            (row, self[f"presence_{row.pk}"], self[f"other_{row.pk}"], self[f"note_{row.pk}"])
            for row in self.rows
        ]

    def attendance(self) -> list[Attendance]:
        """Give what was written down, as the deed takes it."""
        return [self._line(row) for row in self.rows]

    def _line(self, row: MeetingAttendee) -> Attendance:
        said = self.cleaned_data[f"presence_{row.pk}"]
        note = self.cleaned_data[f"note_{row.pk}"]
        if said == OTHER:
            other = Member(0, row.role, None, self.cleaned_data[f"other_{row.pk}"])
            return Attendance(row.pk, Presence.SUBSTITUTE, other, note)
        if said.startswith("sub-"):
            known = {
                f"sub-{each.seat}": each for each in self.substitutes.get(row.seat_id or 0, ())
            }
            return Attendance(row.pk, Presence.SUBSTITUTE, known[said], note)
        return Attendance(row.pk, Presence(said), None, note)


class DecisionForm(forms.Form):
    """What was decided on one item; an empty text becomes the usual phrase of the result."""

    result = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=Result.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Decision"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Left empty, the usual phrase is written."),
    )
    referred_to = forms.TypedChoiceField(
        label=gettext_lazy("Referred to"), coerce=int, empty_value=None, required=False
    )
    preview_hash = forms.CharField(
        label=gettext_lazy("New preview"),
        max_length=64,
        required=False,
        help_text=gettext_lazy(
            "Only for a decision with changes: the preview of the change as it was decided. "
            "It can be named later, but before the minutes are approved."
        ),
    )
    discussion = forms.CharField(
        label=gettext_lazy("What the minutes say of the discussion"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        *args: Any,
        voters: Iterable[MeetingAttendee],
        bodies: list[tuple[int, str]],
        previewed: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.voters = list(voters)
        field = self.fields["referred_to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *bodies]
        if not previewed:
            del self.fields["preview_hash"]
        for row in self.voters:
            self.fields[f"vote_{row.pk}"] = forms.ChoiceField(
                label=row.acting_name,
                choices=[("", "–"), *VoteChoice.choices],
                required=False,
            )

    @property
    def vote_fields(self) -> list[forms.BoundField]:
        """Give the field of each member who may vote."""
        return [self[f"vote_{row.pk}"] for row in self.voters]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        result = data.get("result")
        if result and not data.get("text", "").strip():
            if result in PHRASES:
                data["text"] = str(PHRASES[Result(result)])
            else:
                self.add_error("text", _("Write what was decided."))
        if result == Result.REFERRED and not data.get("referred_to"):
            self.add_error("referred_to", _("Choose the body the item is referred to."))
        return data

    @property
    def votes(self) -> dict[int, VoteChoice]:
        """Give the votes that were cast."""
        cast = {row.pk: self.cleaned_data[f"vote_{row.pk}"] for row in self.voters}
        return {pk: VoteChoice(choice) for pk, choice in cast.items() if choice}


class SeatChoice(forms.Form):
    """Somebody who was there."""

    attendee = forms.TypedChoiceField(label=gettext_lazy("Member"), coerce=int)

    def __init__(self, *args: Any, there: Iterable[MeetingAttendee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.there = {row.pk: row for row in there}
        field = self.fields["attendee"]
        if isinstance(field, forms.ChoiceField):
            names = [(row.pk, row.acting_name) for row in self.there.values()]
            field.choices = [("", _("Choose")), *names]

    @property
    def seat(self) -> MeetingAttendee:
        """Give the one that was chosen."""
        return self.there[self.cleaned_data["attendee"]]


class StatementForm(SeatChoice):
    """A differing opinion, in the member's own words."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=StatementKind.choices)
    text = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 4}))


class RecusalForm(SeatChoice):
    """Somebody may not take part in an item."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class GuestForm(forms.Form):
    """Somebody who takes part without a seat."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)


class QuorumForm(forms.Form):
    """Whether the body could decide, and on what ground."""

    quorate = forms.ChoiceField(
        label=gettext_lazy("Could the body decide?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class FollowUpForm(forms.Form):
    """Something to be done after a decision, by a unit or the holder of a post."""

    what = forms.CharField(
        label=gettext_lazy("What is to be done"),
        max_length=300,
        help_text=gettext_lazy("The unit reads this, also after a closed item."),
    )
    responsible = forms.ChoiceField(label=gettext_lazy("Who must do it"))
    due = DayField(label=gettext_lazy("Due"))

    def __init__(self, *args: Any, responsibles: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["responsible"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *responsibles]


class NoteForm(forms.Form):
    """What was done, in a few words."""

    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

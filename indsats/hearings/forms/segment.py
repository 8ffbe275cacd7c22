"""Forms of the work bench: marking, weighing, giving to someone, deciding on late replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.hearings.actions.segment import Weighing
from indsats.hearings.models import Hearing, ProposalItem, Segment, Theme, Verdict
from indsats.organisation.models import User

LONGEST = 20_000


class MarkForm(forms.Form):
    """Where a marking begins and ends, as the browser counts, and in which text."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)
    minority = forms.IntegerField(required=False)


@dataclass(frozen=True)
class Subjects:
    """What a remark may be about: the proposal's items and the hearing's themes."""

    items: Sequence[ProposalItem]
    themes: Sequence[Theme]


def subjects(hearing: Hearing) -> Subjects:
    """Ask for what remarks to a hearing may be about: two queries."""
    return Subjects(list(hearing.proposal.items.all()), list(hearing.themes.all()))


class WeighForm(forms.Form):
    """What is made of a segment."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Verdict.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    change_reference = forms.CharField(
        label=_("What was changed, and where"),
        required=False,
        max_length=300,
        help_text=_("When the remark is followed: the place in the proposal, such as item 3."),
    )
    item = forms.ChoiceField(label=_("Item of the proposal"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_theme = forms.CharField(label=_("New theme"), required=False, max_length=100)

    def __init__(self, *args: Any, subjects: Subjects, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = subjects
        whole = [("", _("The proposal as a whole"))]
        items = [(str(row.pk), str(row)) for row in subjects.items]
        self.fields["item"].choices = whole + items  # type: ignore[attr-defined]
        themes = [(str(row.pk), row.name) for row in subjects.themes]
        self.fields["themes"].choices = themes  # type: ignore[attr-defined]

    @property
    def weighing(self) -> Weighing:
        """Give what was filled in, as the deed takes it."""
        data = self.cleaned_data
        items = {str(row.pk): row for row in self.subjects.items}
        return Weighing(
            version=data["version"],
            verdict=data["verdict"],
            answer=data["answer"].strip(),
            item=items.get(data["item"]),
            themes=[row for row in self.subjects.themes if str(row.pk) in data["themes"]],
            change_reference=data["change_reference"].strip(),
            new_theme=data["new_theme"],
        )


def filled(segment: Segment) -> dict[str, Any]:
    """Give a segment as the form shows it."""
    return {
        "version": segment.version,
        "verdict": segment.verdict,
        "answer": segment.answer,
        "change_reference": segment.change_reference,
        "item": segment.item_id,
        "themes": [theme.pk for theme in segment.themes.all()],
    }


class GiveForm(forms.Form):
    """To whom a reply or a segment is given, from which version of it."""

    to = forms.ChoiceField(label=_("Given to"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        named = [(pk, user.name) for pk, user in self.people.items()]
        self.fields["to"].choices = [("", _("Nobody")), *named]  # type: ignore[attr-defined]

    @property
    def person(self) -> User | None:
        """Give the one chosen; None takes the segment back from everybody."""
        return self.people.get(self.cleaned_data["to"])


class LateForm(forms.Form):
    """Whether a late reply is taken into account, and why."""

    included = forms.TypedChoiceField(
        label=_("The reply came after the deadline"),
        choices=(("1", _("Take it into account")), ("0", _("Leave it out"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

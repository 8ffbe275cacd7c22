"""Forms for writing, sending and correcting a reply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import AttachmentField
from indsats.base.plain import clean
from indsats.hearings.actions.draft import Writing
from indsats.hearings.models import ReplyKind

LONGEST = 200_000  # characters of a reply


class TextField(forms.CharField):
    """Long text as people paste it: one kind of newline, no control characters."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        rows = options.pop("rows", 16)
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}), strip=False, max_length=LONGEST, **options
        )

    def to_python(self, value: Any) -> str:
        """Clean what was pasted."""
        return clean(super().to_python(value))


class DraftForm(forms.Form):
    """The reply while it is written; ``version`` is the one that was opened."""

    kind = forms.ChoiceField(
        label=_("Your reply"), choices=ReplyKind.choices, widget=forms.RadioSelect,
        initial=ReplyKind.REMARKS,
    )  # fmt: skip
    text = TextField(
        label=_("Text of the reply"), required=False,
        help_text=_("Write nothing about named persons that should not be read by everybody."),
    )  # fmt: skip
    file = AttachmentField(label=_("Attach a file"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def writing(self) -> Writing:
        """Give what was written, for the action."""
        found = self.cleaned_data
        return Writing(version=found["version"], kind=ReplyKind(found["kind"]), text=found["text"])


class LinkForm(DraftForm):
    """The reply of a party that does not log in; a name is asked for when it is sent."""

    name = forms.CharField(
        label=_("Your name and role"), max_length=200, required=False,
        help_text=_("Such as: Anna Holm, chair. Needed when you send."),
    )  # fmt: skip
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class SubmitForm(forms.Form):
    """One press of the button that submits."""

    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)


class MinorityForm(forms.Form):
    """A part of the body's own statement."""

    side = forms.ChoiceField(
        label=_("Whose statement"),
        choices=[
            ("Medarbejdersiden", _("The staff side")),
            ("Ledelsessiden", _("The management side")),
            ("Et mindretal", _("A minority")),
        ],
        help_text=_("Never name a trade union: membership is nobody else's business."),
    )
    text = TextField(label=_("Statement"), required=False, rows=6)


class BackForm(forms.Form):
    """Why a released draft goes back to the members."""

    reason = forms.CharField(label=_("What should the members look at?"), max_length=300)

"""Forms for replies that came by mail, on paper or as a list."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import AttachmentField, DayField
from indsats.hearings.actions.registration import Letter
from indsats.hearings.forms.reply import TextField
from indsats.hearings.models import HearingParty, Received, ReplyKind
from indsats.law.deadlines import COPENHAGEN

BY_HAND = [(Received.MAIL, _("By e-mail")), (Received.PAPER, _("On paper"))]


class RegisterForm(forms.Form):
    """A reply that came by mail or on paper."""

    party = forms.ChoiceField(label=_("Party"), required=False)
    sender = forms.CharField(
        label=_("Sender"), max_length=200, required=False,
        help_text=_("Who signed the letter. Needed when no party is chosen."),
    )  # fmt: skip
    represents = forms.CharField(
        label=_("Represents"), max_length=200, required=False,
        help_text=_("An association or company; empty for a private person."),
    )  # fmt: skip
    received = forms.ChoiceField(
        label=_("How it came in"), choices=BY_HAND, widget=forms.RadioSelect, initial=Received.MAIL
    )
    day = DayField(label=_("Received on"))
    clock = forms.TimeField(
        label=_("at"), input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("The reply"), choices=ReplyKind.choices, widget=forms.RadioSelect,
        initial=ReplyKind.REMARKS,
    )  # fmt: skip
    text = TextField(
        label=_("Text of the reply"),
        required=False,
        help_text=_("Word for word. What you write here is sealed and never changed."),
    )
    scan = AttachmentField(label=_("Scan or mail as a file"), required=False)
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, parties: list[HearingParty], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {str(row.pk): row for row in parties}
        choices = [
            ("", _("Somebody else")),
            *((key, row.name) for key, row in self.parties.items()),
        ]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]

    @property
    def letter(self) -> Letter:
        """Give the reply as it was entered."""
        found = self.cleaned_data
        at = datetime.combine(found["day"], found["clock"], COPENHAGEN)
        return Letter(
            party=self.parties.get(found["party"]), sender=found["sender"],
            represents=found["represents"], kind=ReplyKind(found["kind"]), text=found["text"],
            received=Received(found["received"]), received_at=at, scan=found["scan"],
        )  # fmt: skip


class ImportForm(forms.Form):
    """A spreadsheet of replies."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("XLSX, or CSV with semicolons. First row: sender, represents, received, text."),
    )


class CoverForm(forms.Form):
    """Words to be covered, or marked characters as the browser counts them."""

    passage = forms.CharField(
        label=_("Words to be covered"), max_length=5000, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mark them in the text, or copy them here exactly as they stand."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), max_length=200,
        help_text=_("Such as: name of a private person, health, telephone number."),
    )  # fmt: skip
    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class ReasonForm(forms.Form):
    """A reason, for a decision about a reply."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class BulkForm(forms.Form):
    """What is done to many replies at once."""

    do = forms.ChoiceField(
        label=_("Mark or decide"),
        choices=[
            ("read", _("Mark as read")),
            ("review", _("Mark as ready to publish")),
            ("include", _("Take late replies into account")),
        ],
    )
    reason = forms.CharField(label=_("Reason (for late replies)"), max_length=300, required=False)
    all = forms.BooleanField(label=_("All that fit the filter, on every page"), required=False)

"""Forms for the letter, the parties and the deadline."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import AttachmentField, DayField
from indsats.base.uploads import taken
from indsats.hearings.actions.supplement import LARGEST
from indsats.hearings.forms.matter import Chosen
from indsats.hearings.models import Channel, HearingKind, PartyRole, PublicationPolicy


class LetterForm(forms.Form):
    """The letter and its facts; ``version`` is the one that was opened."""

    letter_heading = forms.CharField(label=_("Heading"), max_length=300)
    letter_text = forms.CharField(
        label=_("The letter"), required=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    object_word = forms.CharField(
        label=_("What is sent in hearing"),
        max_length=60,
        required=False,
        help_text=_("The word the letter uses all through, such as “the proposal”."),
    )
    reply_to = forms.CharField(label=_("Replies go to"), max_length=200, required=False)
    contact = forms.CharField(label=_("Who answers questions"), max_length=200, required=False)
    signatory = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    signatory_title = forms.CharField(
        label=_("Title of the signatory"), max_length=200, required=False
    )
    letter_date = DayField(label=_("Date of the letter"), required=False)
    planned_send_on = DayField(label=_("Planned to be sent on"), required=False)
    effect_text = forms.CharField(
        label=_("Takes effect"), max_length=200, required=False,
        help_text=_("As the letter says it, such as 1 January 2024."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind of hearing"), choices=HearingKind.choices)
    publication = forms.ChoiceField(
        label=_("Publication of replies"),
        choices=[("", _("Not decided yet")), *PublicationPolicy.choices],
        required=False,
    )
    published_until = DayField(
        label=_("Public copy is deleted on"), required=False,
        help_text=_("Left empty, it counts from the day of the final decision."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def fields_written(self) -> dict[str, Any]:
        """Give the letter's fields as they were written."""
        return {name: text for name, text in self.cleaned_data.items() if name != "version"}


class PartyForm(forms.Form):
    """A body or outside party, how it is asked and where it is reached."""

    body = Chosen(label=_("Body or outside party"))
    name = forms.CharField(
        label=_("Name in the letter"), max_length=200, required=False,
        help_text=_("Left empty, the body's own name is used."),
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Role"), choices=PartyRole.choices, widget=forms.RadioSelect, initial="consulted"
    )
    may_comment = forms.BooleanField(
        label=_("May remark"), required=False, initial=True, help_text=_("Gets a reply link too.")
    )
    contact = forms.CharField(label=_("Contact person"), max_length=200, required=False)
    channel = forms.ChoiceField(
        label=_("Sent by"), choices=Channel.choices, widget=forms.RadioSelect, initial="email"
    )
    address = forms.CharField(label=_("E-mail or postal address"), max_length=300, required=False)

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bodies = dict(bodies)
        self.fields["body"].choices = [("", "–"), *bodies]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Fill in the name, and ask for a real e-mail address where mail is sent."""
        found = super().clean() or {}
        found["name"] = found.get("name") or self.bodies.get(found.get("body") or 0, "")
        address = found.get("address", "")
        if found.get("channel") == Channel.EMAIL and address:
            try:
                forms.EmailField().clean(address)
            except forms.ValidationError:
                text = _("Write an e-mail address such as name@example.dk, or choose to print it.")
                self.add_error("address", text)
        return found


class DeadlineForm(forms.Form):
    """The last day for replies; a reason where a promised one is extended."""

    last_day = DayField(label=_("Last day, that day included"))
    reason = forms.CharField(
        label=_("Why the deadline is extended"), max_length=300,
        help_text=_("All parties are told."),
    )  # fmt: skip

    def __init__(self, *args: Any, extends: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not extends:
            del self.fields["reason"]


class WordsForm(forms.Form):
    """A text that goes to all parties."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = label


class SupplementForm(WordsForm):
    """What the parties should know, perhaps with a file, and who else may read it."""

    file = AttachmentField(label=_("File"), required=False, help_text=lazy(taken, str)(LARGEST))
    openness = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[
            ("public", _("Everybody: it stands on the public page too")),
            ("parties", _("Only the parties")),
        ],
        widget=forms.RadioSelect,
        initial="public",
    )
    withheld_because = forms.CharField(
        label=_("Why only the parties may read it"), max_length=300, required=False,
        help_text=_("Only where not everybody may read it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask why, where the public may not read it."""
        found = super().clean() or {}
        if found.get("openness") != "parties":
            found["withheld_because"] = ""
        elif not found.get("withheld_because", "").strip():
            self.add_error("withheld_because", _("Write why only the parties may read it."))
        return found


class DeclineForm(forms.Form):
    """Why a party will not reply, if it says so."""

    reason = forms.CharField(
        label=_("Why not (if you wish to say so)"), max_length=300, required=False
    )

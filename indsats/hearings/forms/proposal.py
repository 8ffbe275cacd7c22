"""Forms for a proposal's draft, its items and annexes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import AttachmentField
from indsats.hearings.forms.matter import Chosen
from indsats.hearings.models import AnnexKind, ItemKind


def _area(label: Any, rows: int, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=area, **options)


class ProposalForm(forms.Form):
    """The draft of a version."""

    title = forms.CharField(label=_("Title"), max_length=300)
    basis = _area(_("What it builds on"), 2, help_text=_("For example an analysis."))
    text = _area(_("The proposal in short"), 6)
    change_set = Chosen(
        label=_("Change of the organisation"),
        required=False,
        help_text=_("The change-set the proposal is about. It is frozen with the proposal."),
    )

    def __init__(self, *args: Any, change_sets: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["change_set"].choices = [  # type: ignore[attr-defined]
            ("", _("None yet")), *change_sets,
        ]  # fmt: skip


class ItemForm(forms.Form):
    """One item of the proposal."""

    number = forms.CharField(
        label=_("Number"),
        max_length=10,
        help_text=_("The steps of the change name the item by this number."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    text = _area(_("Text"), 5)
    rationale = _area(_("Why"), 3)
    modelled_on = forms.CharField(label=_("Modelled on"), max_length=200, required=False)


class AnnexForm(forms.Form):
    """An annex: a file, or a profile that is written out when asked for."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("The full title, as the letter should name it."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=AnnexKind.choices)
    section = forms.CharField(
        label=_("Section the letter points to"), max_length=300, required=False
    )
    file = AttachmentField(label=_("File"), required=False)
    profile = forms.ChoiceField(
        label=_("Job and function description"),
        required=False,
        help_text=_("Choose one instead of a file; it is written out as a PDF."),
    )
    openness = forms.ChoiceField(
        label=_("Open or closed"),
        choices=[("open", _("Open")), ("closed", _("Closed"))],
        widget=forms.RadioSelect,
        initial="open",
    )
    closed_reason = forms.CharField(label=_("Why it is closed"), max_length=300, required=False)

    def __init__(self, *args: Any, profiles: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["profile"].choices = [("", "–"), *profiles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for something to open, and for a reason where it is closed."""
        found = super().clean() or {}
        has = found.get("file") or found.get("profile") or found.get("kind") == AnnexKind.PREVIEW
        if not has and not self.errors:
            self.add_error("file", _("Choose a file or a description."))
        if found.get("openness") == "closed" and not found.get("closed_reason", "").strip():
            self.add_error("closed_reason", _("Write why the annex is closed."))
        return found

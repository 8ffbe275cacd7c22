"""What the gallery of components shows: one of each, with made-up content."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import AttachmentField, DayField
from indsats.base.listing import Choice, Column, Listing


class GalleryForm(forms.Form):
    """One of each kind of field."""

    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("Short and factual."))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    day = DayField(label=_("In force from"), help_text=_("The first day it holds."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Choose")), ("team", _("Team")), ("centre", _("Centre"))],
    )
    way = forms.ChoiceField(
        label=_("Reply by"),
        choices=[("mail", _("E-mail")), ("paper", _("Letter"))],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label=_("Age groups"),
        choices=[("young", _("Under 18")), ("adult", _("18 and over"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = AttachmentField(label=_("Attachment"), required=False)
    sure = forms.BooleanField(label=_("I have read the proposal"))


def gallery_list(request: HttpRequest) -> Listing:
    """Give a list of something every installation has."""
    return Listing(
        request,
        Permission.objects.select_related("content_type"),
        columns=[
            Column("name", _("Name"), order=True, main=True, url=lambda row: f"#row-{row.pk}"),
            Column("codename", _("Code"), order=True),
            Column("content_type__app_label", _("Room"), order=True),
            Column("pk", _("Running number"), order=True, number=True),
        ],
        search=("name", "codename"),
        filters=(
            Choice(
                "content_type__app_label",
                _("Room"),
                [("organisation", "organisation"), ("account", "account"), ("mfa", "mfa")],
            ),
        ),
        order=("content_type__app_label", "name"),
        size=10,
        caption=_("permissions"),
    )


def parts() -> dict[str, Any]:
    """Give the content of the other components."""
    day = date(2024, 1, 1)
    return {
        "tabs": [
            {"title": _("Proposal"), "url": "#forslag", "current": True},
            {"title": _("Parties"), "url": "#parter"},
            {"title": _("Replies"), "url": "#svar", "count": 3},
        ],
        "events": [
            {"when": "26. september 2023", "title": _("Sent"), "state": "done"},
            {"when": "30. oktober 2023", "title": _("Deadline"), "state": "now"},
            {"when": "1. januar 2024", "title": _("In force"), "state": "next"},
        ],
        "day": day,
        "first": date(2023, 1, 1),
        "last": date(2025, 1, 1),
        "marks": [{"day": date(2023, 8, 1)}, {"day": day, "title": _("In force")}],
        "badges": [
            (_("Draft"), ""),
            (_("Sent"), "info"),
            (_("Decided"), "success"),
            (_("Deadline soon"), "warning"),
            (_("Overdue"), "error"),
        ],
    }

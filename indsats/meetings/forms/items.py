"""Forms for agenda items and their attachments."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.forms import AttachmentField
from indsats.meetings.models import BLOCKS, AgendaItem

ROWS = {"presentation": 12, "recommendation": 6, "summary": 3}
HINTS = {
    "question": gettext_lazy("What the body must take a position on."),
    "competence": gettext_lazy("Which body decides the matter in the end."),
    "consultation": gettext_lazy("Who is heard, and what the works councils say."),
    "follow_up": gettext_lazy("When and how the body hears about it again."),
}


def _block(name: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": ROWS.get(name, 4)})
    return forms.CharField(
        label=AgendaItem.label(name), required=False, widget=area, help_text=HINTS.get(name, "")
    )


class ItemForm(forms.Form):
    """An agenda item as committees publish it; ``version`` is the one that was opened."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    openness = forms.ChoiceField(
        label=gettext_lazy("Open or closed"),
        choices=[("open", gettext_lazy("Open item")), ("closed", gettext_lazy("Closed item"))],
        widget=forms.RadioSelect,
        initial="open",
    )
    closed_reason = forms.CharField(
        label=gettext_lazy("Why it is closed"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only those who may see the closed item read it."),
    )
    public_title = forms.CharField(
        label=gettext_lazy("Title others see"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "A closed item is shown to others by this title. It must give nothing away. "
            "Empty means “Closed item”."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in BLOCKS:
            self.fields[name] = _block(name)

    @property
    def blocks(self) -> list[forms.BoundField]:
        """Give the text blocks in the order they are published."""
        return [self[name] for name in BLOCKS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("openness") == "closed" and not data.get("closed_reason", "").strip():
            self.add_error("closed_reason", _("Write why the item is closed."))
        return data

    @property
    def texts(self) -> dict[str, str]:
        """Give what was written, by the item's field names, with one kind of line ending."""
        names = ("title", "public_title", *BLOCKS)
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in names}

    @property
    def is_open(self) -> bool:
        """Tell whether the item is open."""
        return bool(self.cleaned_data["openness"] == "open")


def item_initial(item: AgendaItem) -> dict[str, Any]:
    """Give an item's texts as the form begins with them."""
    return {
        **item.texts,
        "openness": "open" if item.is_open else "closed",
        "closed_reason": item.closed_reason,
        "version": item.version,
    }


class AttachmentForm(forms.Form):
    """A file put on an item."""

    file = AttachmentField(label=gettext_lazy("File"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300, required=False)
    closed = forms.BooleanField(
        label=gettext_lazy("The attachment is closed"),
        required=False,
        help_text=gettext_lazy("Others see only that there is a closed attachment, not its title."),
    )
    confidentiality_reason = forms.CharField(
        label=gettext_lazy("Why it is closed"), max_length=300, required=False
    )

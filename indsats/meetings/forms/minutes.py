"""Forms for minutes: sending out, commenting, answering, adding."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.forms import DayField
from indsats.meetings.models import AgendaItem


class SendForm(forms.Form):
    """How long those who were there can comment."""

    due = DayField(
        label=gettext_lazy("Comments until and including"),
        help_text=gettext_lazy("Whoever has said nothing by then has approved."),
    )


class _OnItem(forms.Form):
    """Words about the whole of the minutes or about one item."""

    item = forms.TypedChoiceField(
        label=gettext_lazy("About"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {item.pk: item for item in items}
        field = self.fields["item"]
        if isinstance(field, forms.ChoiceField):
            chosen = [(item.pk, str(item)) for item in self.items.values()]
            field.choices = [("", _("The minutes as a whole")), *chosen]

    @property
    def about(self) -> AgendaItem | None:
        """Give the item the words are about."""
        return self.items.get(self.cleaned_data["item"] or 0)


class CommentForm(_OnItem):
    """A comment on the draft."""

    text = forms.CharField(label=gettext_lazy("Comment"), widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(forms.Form):
    """What was done about a comment."""

    answer = forms.CharField(label=gettext_lazy("Answer"), widget=forms.Textarea(attrs={"rows": 3}))


class AddendumForm(_OnItem):
    """A correction added to locked minutes."""

    text = forms.CharField(label=gettext_lazy("Addition"), widget=forms.Textarea(attrs={"rows": 4}))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)

"""Fields in which a row is chosen by its key, and texts that should not name anybody."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.rules.pairs import like_names
from indsats.law.publishing import Detail, personal_details
from indsats.places.queries.choices import Offered


class Chosen(forms.ChoiceField):
    """A row among those offered, chosen by key; None where nothing is."""

    offered: Offered | None = None

    def offer(self, offered: Offered) -> None:
        """Say what can be chosen; what must be chosen and is alone is chosen already."""
        self.offered = offered
        alone = self.required and len(offered.rows) == 1
        self.choices = offered.choices if alone else [("", _("Choose")), *offered.choices]

    def clean(self, value: Any) -> Any:
        """Give the row."""
        key = super().clean(value)
        return self.offered.rows[key] if key and self.offered else None

    def prepare_value(self, value: Any) -> Any:
        """Show a row by its key."""
        return getattr(value, "key", None) or getattr(value, "username", None) or value


class NobodyNamed(forms.Form):
    """Asks before something that looks like a person is written about a place.

    A personal number is refused; a name or a telephone number is asked about, and stays where the
    writer says that it is no person's.
    """

    about_places: tuple[str, ...] = ()
    known_places: tuple[str, ...] | list[str] = ()
    nobody = forms.BooleanField(
        label=gettext_lazy("It is not a person's name or number"),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        """Look through the texts."""
        data = super().clean() or {}
        for name in self.about_places:
            found = data.get(name) or ""
            text = found if isinstance(found, str) else "\n".join(found)
            self._look(name, text, sure=bool(data.get("nobody")))
        return data

    def _look(self, name: str, text: str, *, sure: bool) -> None:
        details = personal_details(text)
        if any(each.kind is Detail.CPR for each in details):
            self.add_error(name, _("Take the personal number (CPR) out. This is about a place."))
            return
        found = [text[each.start : each.end] for each in details]
        found += like_names(text, self.known_places)
        if found and not sure:
            shown = get_text_list([f"»{each}«" for each in found[:3]], _("and"))
            words = _("Does %(found)s belong to a person? Write about the place instead.")
            self.add_error(name, ValidationError(words % {"found": shown}, code="person"))
            self.fields["nobody"].widget = forms.CheckboxInput()

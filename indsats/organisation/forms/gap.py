"""What of the gap picture is shown."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.organisation.queries.gap_picture import WEEKS, Gap

CHOICES = (4, 12, 26, 52)


class GapForm(forms.Form):
    """How far ahead, and which unit."""

    uger = forms.TypedChoiceField(
        label=_("Look ahead"),
        coerce=int,
        required=False,
        empty_value=None,
        choices=[
            (4, _("4 weeks")),
            (12, _("12 weeks")),
            (26, _("half a year")),
            (52, _("a year")),
        ],
    )
    enhed = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, data: Mapping[str, str], *, units: Iterable[tuple[str, str]]) -> None:
        super().__init__({"uger": str(WEEKS), **{name: data[name] for name in data}})
        self.fields["enhed"].choices = [("", _("All")), *units]  # type: ignore[attr-defined]

    @staticmethod
    def weeks(data: Mapping[str, str]) -> int:
        """Give the number of weeks asked for; the usual number when it is none on offer."""
        asked = data.get("uger", "")
        return int(asked) if asked in map(str, CHOICES) else WEEKS

    def keep(self, rows: list[Gap]) -> list[Gap]:
        """Keep the rows of the chosen unit."""
        unit = self.cleaned_data.get("enhed") if self.is_valid() else ""
        return [gap for gap in rows if not unit or str(gap.unit_id) == unit]

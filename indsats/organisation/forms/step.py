"""The steps of a change-set as forms: one per verb, their fields those of the kind."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.organisation.forms.fields import Chosen, Inputs, read_back
from indsats.organisation.models import ReasonKind
from indsats.organisation.queries.options import Options
from indsats.organisation.rules import build
from indsats.organisation.rules.keys import free_key
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.operations import Operation
from indsats.organisation.rules.values import Values, thaw

PREFIX = "field_"


class StepForm(forms.Form):
    """What every step has: days, a reason for them, and the item of the proposal."""

    verb: ClassVar[str]

    valid_from = DayField(label=_("Takes effect on"))
    until = DayField(
        label=_("Up to, not including"),
        required=False,
        help_text=_("Leave empty when the change is to last."),
    )
    reason_kind = forms.ChoiceField(
        label=_("Why just that day"), choices=ReasonKind.choices, initial="organisational"
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("A correction back in time must have one."),
    )
    item = forms.CharField(
        label=_("Item of the proposal"),
        required=False,
        max_length=40,
        help_text=_("The number of the item this step carries out."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: str, options: Options, step: Operation | None = None, **kwargs: Any
    ) -> None:
        """Make the form for a kind; with a step it starts from what the step says."""
        self.kind, self.options, self.old = kind, options, step
        super().__init__(*args, **kwargs)
        own = list(self.fields)
        self.make_fields()
        mine = [name for name in self.fields if name not in own]
        self.order_fields([*mine, *own])
        if step is not None:
            self.initial = {**self.start_from(step), **self.initial}

    def make_fields(self) -> None:
        """Add the fields of the verb."""

    def start_from(self, step: Operation) -> dict[str, Any]:
        """Give the initial values of a step that is edited."""
        return {
            "subject": step.subject, "valid_from": step.span.first, "until": step.span.until,
            "reason_kind": step.reason_kind, "reason": step.reason, "item": step.item,
        }  # fmt: skip

    def subject(self) -> str:
        """Give the key of the subject."""
        return str(self.cleaned_data["subject"])

    def patch(self) -> Mapping[str, Any]:
        """Give what the step writes."""
        return {}

    def step(self) -> Operation:
        """Make the step; it keeps its number when one is edited."""
        data = self.cleaned_data
        return build(
            self.verb, first=data["valid_from"], until=data["until"],
            number=self.old.number if self.old else 0, kind=self.kind, subject=self.subject(),
            patch=self.patch(), reason_kind=data["reason_kind"], reason=data["reason"],
            item=data["item"],
        )  # fmt: skip

    @property
    def about(self) -> str:
        """Say what was chosen before this form, and from which day; nothing for most verbs."""
        return ""

    def add_subject(self) -> None:
        """Add the choice of the subject."""
        label = gettext(KINDS[self.kind].label).capitalize()
        self.fields["subject"] = Chosen(label=label, choices=self.options.subjects(self.kind))

    def add_field(self, name: str, *, required: bool | None = None) -> None:
        """Add the input of one field of the kind."""
        field = Inputs(self.kind, self.options).make(KINDS[self.kind].fields[name])
        if required is not None:
            field.required = required
        self.fields[PREFIX + name] = field

    def field_values(self) -> dict[str, Any]:
        """Give the values of the kind's fields as the engine takes them."""
        fields = KINDS[self.kind].fields
        return {
            name: read_back(fields[name], self.cleaned_data.get(PREFIX + name))
            for name in fields
            if PREFIX + name in self.fields
        }


def shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give a slice's values as the inputs show them: a list is one line per entry."""
    return {
        PREFIX + name: "\n".join(value) if isinstance(value, tuple) else thaw(value)
        for name, value in values.items()
    }


class CreateForm(StepForm):
    """Let something new exist."""

    verb = "create"

    def make_fields(self) -> None:
        for name in KINDS[self.kind].fields:
            self.add_field(name)

    def start_from(self, step: Operation) -> dict[str, Any]:
        return {**super().start_from(step), **shown(KINDS[self.kind].whole(step.patch))}

    def subject(self) -> str:
        if self.old is not None:
            return self.old.subject
        return free_key(self._name(), self.options.keys(self.kind))

    def _name(self) -> str:
        values = self.field_values()
        title = KINDS[self.kind].title
        if self.kind == "engagement":
            return f"{values['user']} {values['post']}"
        if title:
            return str(values[title])
        place = KINDS[self.kind].place
        return f"{gettext(KINDS[self.kind].label)} {values[place]}"

    def patch(self) -> Mapping[str, Any]:
        return {name: value for name, value in self.field_values().items() if value is not None}


class SetForm(StepForm):
    """Give some fields new values; those left as they are stay out of the step."""

    verb = "set"

    def __init__(self, *args: Any, current: Values, subject: str, **kwargs: Any) -> None:
        self.current, self.key = current, subject
        super().__init__(*args, **kwargs)
        patch = self.old.patch if self.old else {}
        self.initial = {**self.initial, **shown({**current, **patch})}

    def make_fields(self) -> None:
        for name in KINDS[self.kind].fields:
            self.add_field(name)
        self.fields["valid_from"].widget = forms.HiddenInput()

    @property
    def about(self) -> str:
        return self.options.described(self.kind, self.key, self.initial["valid_from"])

    def subject(self) -> str:
        return self.key

    def patch(self) -> Mapping[str, Any]:
        fields = KINDS[self.kind].fields
        return {
            name: value
            for name, value in self.field_values().items()
            if not self.same(fields[name].clean(value), self.current[name])
        }

    @staticmethod
    def same(one: Any, other: Any) -> bool:
        """Compare canonical values."""
        return bool(one == other)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.patch():
            raise forms.ValidationError(_("Nothing is changed. Change at least one field."))
        return data


class MoveForm(StepForm):
    """Place something elsewhere."""

    verb = "move"

    def make_fields(self) -> None:
        self.add_subject()
        place = KINDS[self.kind].place
        self.add_field(place, required=self.kind != "unit")
        self.fields[PREFIX + place].label = pgettext("move", "To")

    def start_from(self, step: Operation) -> dict[str, Any]:
        return {**super().start_from(step), **shown(step.patch)}

    def patch(self) -> Mapping[str, Any]:
        return self.field_values()


class CloseForm(StepForm):
    """Let something cease."""

    verb = "close"

    def make_fields(self) -> None:
        self.add_subject()


class KeepForm(StepForm):
    """Promise that something stays where it is."""

    verb = "keep"

    def make_fields(self) -> None:
        self.add_subject()

    def patch(self) -> Mapping[str, Any]:
        place = KINDS[self.kind].place
        values = self.options.values(self.kind, self.subject(), self.cleaned_data["valid_from"])
        return {place: values[place]} if place and values is not None else {}

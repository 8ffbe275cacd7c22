"""Splitting one into several, and merging several into one, as forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.organisation.forms.step import PREFIX, StepForm
from indsats.organisation.rules.keys import free_key
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.operations import Operation


class MergeForm(StepForm):
    """Let several become one: one of them, or something new."""

    verb = "merge"

    def make_fields(self) -> None:
        choices = self.options.subjects(self.kind)
        self.fields["sources"] = forms.MultipleChoiceField(
            label=_("To be merged"), choices=choices, widget=forms.CheckboxSelectMultiple
        )
        self.fields["into"] = forms.ChoiceField(
            label=_("Which goes on"), choices=[("", _("Something new")), *choices], required=False
        )
        self.fields["name"] = forms.CharField(
            label=_("Name afterwards"),
            required=False,
            max_length=200,
            help_text=_("Must be filled in when something new is made."),
        )

    def start_from(self, step: Operation) -> dict[str, Any]:
        known = {key for key, _label in self.options.subjects(self.kind)}
        values = step.patch.get("values") or {}
        into = step.subject if step.subject in known and not values else ""
        return {
            **super().start_from(step), "sources": [*step.patch.get("from", ()), into or None],
            "into": into, "name": values.get(KINDS[self.kind].title, ""),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if len(data.get("sources", ())) < 2:  # noqa: PLR2004 -- merging takes two
            self.add_error("sources", _("Choose at least two."))
        if not data.get("into") and not data.get("name"):
            self.add_error("name", _("Write the name of what is made."))
        return data

    def subject(self) -> str:
        if self.cleaned_data["into"]:
            return str(self.cleaned_data["into"])
        return free_key(self.cleaned_data["name"], self.options.keys(self.kind))

    def patch(self) -> Mapping[str, Any]:
        name, into = self.cleaned_data["name"], self.cleaned_data["into"]
        values = {KINDS[self.kind].title: name} if name else {}
        return {"from": [k for k in self.cleaned_data["sources"] if k != into], "values": values}


class SplitForm(StepForm):
    """Let one become several, and say which part takes over what."""

    verb = "split"

    def __init__(self, *args: Any, subject: str, parts: Sequence[str], **kwargs: Any) -> None:
        self.key, self.parts = subject, list(parts)
        super().__init__(*args, **kwargs)

    def make_fields(self) -> None:
        choices = [(str(number), name) for number, name in enumerate(self.parts)]
        self.fields["rest"] = forms.ChoiceField(
            label=_("Takes over everything that is not chosen below"), choices=choices
        )
        for holder, label in self.options.holders(self.kind, self.key):
            self.fields[PREFIX + holder] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("The one above")), *choices]
            )
        self.fields["valid_from"].widget = forms.HiddenInput()

    def start_from(self, step: Operation) -> dict[str, Any]:
        numbers = {key: str(n) for n, key in enumerate(step.patch.get("into") or {})}
        assign = step.patch.get("assign") or {}
        return {
            **super().start_from(step), "rest": numbers.get(step.patch.get("rest", "")),
            **{PREFIX + holder: numbers.get(part) for holder, part in assign.items()},
        }  # fmt: skip

    @property
    def about(self) -> str:
        return self.options.described(self.kind, self.key, self.initial["valid_from"])

    def subject(self) -> str:
        return self.key

    def patch(self) -> Mapping[str, Any]:
        keys = self._keys()
        title = KINDS[self.kind].title
        assign = {
            name.removeprefix(PREFIX): keys[int(chosen)]
            for name, chosen in self.cleaned_data.items()
            if name.startswith(PREFIX) and chosen
        }
        return {
            "into": {key: {title: name} for key, name in zip(keys, self.parts, strict=True)},
            "assign": assign,
            "rest": keys[int(self.cleaned_data["rest"])],
        }

    def _keys(self) -> list[str]:
        """Give the parts' keys: the one that keeps the old name keeps the old key."""
        taken = set(self.options.keys(self.kind))
        old = self.options.title(self.kind, self.key)
        keys: list[str] = []
        for name in self.parts:
            keys.append(self.key if name == old else free_key(name, taken))
            taken.add(keys[-1])
        return keys

"""Users, as the administrator keeps them."""

from django import forms
from django.conf import settings
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _


class UserForm(forms.Form):
    """A person who logs in: what can be corrected later."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="da")


class NewUserForm(UserForm):
    """A new user: with the username, which stays."""

    field_order = ("username", "name", "email", "phone", "language")
    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        help_text=_("Small letters, figures, dot and hyphen. It cannot be changed later."),
        validators=[
            RegexValidator(
                r"^[a-z0-9æøå][a-z0-9æøå.@_-]*$",
                _("Use only small letters, figures, dot, hyphen, @ and underscore."),
            ),
        ],
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()


class ReasonForm(forms.Form):
    """Why a user is closed or opened."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        validators=[MinLengthValidator(5, _("Write a few words on why."))],
    )

"""Users: making, correcting, closing and reopening them."""

from datetime import date
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation import access
from indsats.organisation.access import MATRIX, Permission
from indsats.organisation.models import User
from indsats.organisation.queries.functions_held import functions_held


@deed
def create_user(*, by: User, username: str, name: str, **fields: Any) -> User:
    """Make a user who cannot log in until a password is chosen or single sign-on is used."""
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": _("The username is taken. Choose another.")})
    user = User(username=username.lower(), name=name, **fields)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    record(by=by, act=Act.CREATED, subject=user, username=user.username, name=name)
    return user


@deed
def change_user(*, by: User, user: User, **fields: Any) -> None:
    """Correct someone's name, e-mail, phone or language; the trail keeps which fields changed."""
    changed = [name for name, value in fields.items() if getattr(user, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(user, name, fields[name])
    user.full_clean()
    user.save(update_fields=changed)
    record(by=by, act=Act.CHANGED, subject=user, fields=changed)


@deed
def close_user(*, by: User, user: User, reason: str, day: date) -> None:
    """Stop someone from logging in, and end what they have open, at once (luk bruger)."""
    if user.pk == by.pk:
        raise ValidationError(_("You cannot close your own user. Ask another administrator."))
    if access.may(user, Permission.USER_ADMINISTER, day) and not _another_administrator(user, day):
        raise ValidationError(
            _("This is the only administrator. Give another person the function first."),
        )
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(by=by, act=Act.CHANGED, subject=user, reason=reason, is_active=False)


def _another_administrator(user: User, day: date) -> bool:
    """Tell whether someone else could still administer users."""
    others = User.objects.filter(is_active=True).exclude(pk=user.pk).values_list("pk", flat=True)
    row = MATRIX[Permission.USER_ADMINISTER]
    return any(row.keys() & set(held) for held in functions_held(others, day).values())


@deed
def reopen_user(*, by: User, user: User, reason: str) -> None:
    """Let someone log in again; their rights follow their posts and seats as always."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by=by, act=Act.CHANGED, subject=user, reason=reason, is_active=True)


@deed
def make_reset_link(*, by: User, user: User) -> str:
    """Make a link with which someone chooses a password; it works once and for a limited time.

    It is mailed where the user has an e-mail. The trail keeps that it was made, not the link.
    """
    if not user.is_active:
        raise ValidationError(_("This user may not log in. Open the user first."))
    uid = user_pk_to_url_str(user)
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    link = f"{settings.BASE_URL}{path}"
    if user.email:
        text = _("Hello %(name)s\n\nChoose your password for Indsats here:\n%(link)s\n")
        subject = _("Choose your password for Indsats")
        send_mail(subject, text % {"name": user.name, "link": link}, None, [user.email])
    record(by=by, act=Act.SENT, subject=user, what="password link", mailed=bool(user.email))
    return link

"""Where django-allauth asks how we want it: no sign-up, everything in the trail."""

import base64
import hashlib
from time import time
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from indsats.home.actions import account, logins
from indsats.home.lockout import find, typed
from indsats.home.queries.devices import BEGAN, SEEN, shown_at_login
from indsats.organisation.models import User

FRESH = 300  # seconds after login in which nobody is asked to confirm who they are


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Logging in and out, and what is told by mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session[BEGAN] = request.session[SEEN] = int(time())
        account.logged_in(
            by=user,
            how=shown_at_login(request.session),
            address=self.get_client_ip(request),
            client=self.get_http_user_agent(request)[:200],
        )

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            account.logged_out(by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        locked = getattr(request, "axes_locked_out", False)
        account.refused(
            user=find(typed(credentials)),
            why="locked" if locked else "wrong password",
            address=self.get_client_ip(request),
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: Any = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner and the trail of every change to how someone logs in."""
        account.security_changed(by=user, what=template_prefix.rpartition("/")[2])
        if user.email:
            super().send_notification_mail(template_prefix, user, context, email=user.email)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again before a change to how someone logs in, but not just after login."""
        age = time() - self.request.session.get(BEGAN, 0)
        return age > FRESH and bool(super().is_reauthentication_required(app=app))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home:profile")


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"indsats.mfa:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The second factor: secrets are unreadable in a stolen database."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        return user.username

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 -- its name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Key %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Indsats"}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # no types
    """Single sign-on lets in whom we know already; the claim named in the settings says who."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") != "login":
            self._turn_away(request, None, "single sign-on: not a login")
        user = sociallogin.user if sociallogin.is_existing else self._known(sociallogin)
        if user is None or not user.is_active:
            self._turn_away(request, user, "single sign-on: no access")
        elif not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        self._note(request, None, "single sign-on: error")

    def _known(self, sociallogin: Any) -> User | None:
        claims = sociallogin.account.extra_data
        merged = {**(claims.get("id_token") or {}), **(claims.get("userinfo") or {})}
        name = str(merged.get(settings.OIDC_CLAIM) or "").strip().lower()
        user = User.objects.filter(username__iexact=name).first() if name else None
        if user is None and name and settings.OIDC_CREATE:
            user = logins.create_from_single_sign_on(
                username=name,
                name=str(merged.get("name") or name),
                email=str(merged.get("email") or ""),
            )
        return user

    def _note(self, request: HttpRequest, user: User | None, why: str) -> None:
        address = AccountAdapter(request).get_client_ip(request)
        account.refused(user=user, why=why, address=address)

    def _turn_away(self, request: HttpRequest, user: User | None, why: str) -> NoReturn:
        self._note(request, user, why)
        raise ImmediateHttpResponse(render(request, "account/unknown_user.html", status=403))

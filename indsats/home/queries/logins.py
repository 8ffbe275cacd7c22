"""Logins as an administrator sees them: who is locked, who has a second factor."""

from datetime import date
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import is_password_usable
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from indsats.home.queries.factors import STRONG
from indsats.home.queries.profile import Right, rights
from indsats.organisation.access import Permission
from indsats.organisation.models import User


def _locking() -> QuerySet[AccessAttempt]:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    failures = Q(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    rows: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(failures, attempt_time__gte=since)
    return rows


def logins(user: User, day: date) -> QuerySet[Any]:
    """Give the users someone may administer, each with ``locked`` and ``second_factor``."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG)
    return User.objects.open_to(user, Permission.USER_ADMINISTER, day).annotate(
        locked=Exists(_locking().filter(username__iexact=OuterRef("username"))),
        second_factor=Exists(factors),
    )


class Account(NamedTuple):
    """How someone logs in, and what it gives them today."""

    rights: list[Right]
    has_password: bool
    sessions: int


def account(user: User, day: date) -> Account:
    """Give an administrator's picture of one account."""
    return Account(
        rights=rights(user, day),
        has_password=is_password_usable(user.password),
        sessions=UserSession.objects.filter(user=user).count(),
    )

"""Those who log in, what they can, and rights lent to them for a while."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.base.models import Effective, EffectiveQuerySet
from indsats.organisation.models.kinds import Function


class UserManager(BaseUserManager["User"]):
    """Making users; finding them by username in any case."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Make someone who can log in; no password means only by single sign-on."""
        user = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class UserQuerySet(models.QuerySet["User"]):
    """People, never listed without asking who wants to know."""

    def open_to(self, user: "User", permission: Any, day: date) -> Self:
        """Keep the people this user may touch in this way on this day."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        rows = Q(pk=user.pk) if scope.own else Q(pk__in=())
        working = Q(engagement_states__valid_from__lte=day) & (
            Q(engagement_states__valid_to__isnull=True) | Q(engagement_states__valid_to__gt=day)
        )
        placed = Q(engagement_states__post__states__valid_from__lte=day) & (
            Q(engagement_states__post__states__valid_to__isnull=True)
            | Q(engagement_states__post__states__valid_to__gt=day)
        )
        unit = Q(engagement_states__post__states__unit__in=scope.units)
        inside = User.objects.filter(working & placed & unit).values("pk")
        return self.filter(rows | Q(pk__in=inside))


class User(AbstractBaseUser):
    """Someone who logs in: an employee, a politician, a member of a body, a partner (bruger)."""

    username = models.CharField(_("username"), max_length=150, unique=True)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=5, default="da")
    is_active = models.BooleanField(_("may log in"), default=True)
    is_staff = False
    is_superuser = False

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """Give the name, as Django's own parts ask for it."""
        return self.name

    get_short_name = get_full_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Refuse Django's own permissions: access lives in one table of ours."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class CompetenceQuerySet(models.QuerySet["Competence"]):
    """The catalogue: open to whoever may look at any competence at all."""

    def open_to(self, user: User, permission: Any, day: date) -> Self:
        """Keep the whole catalogue for someone who holds the permission, else nothing."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        return self if access.may(user, permission, day) else self.none()


class Competence(models.Model):
    """Something an employee must or may be able to do, such as first aid (kompetence)."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    expires_after_months = models.PositiveSmallIntegerField(
        _("must be renewed after (months)"),
        null=True,
        blank=True,
    )

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("competence")

    def __str__(self) -> str:
        return self.name


class CompetenceHeldQuerySet(EffectiveQuerySet["CompetenceHeld"]):
    """What people can, within the same reach as the people."""

    def open_to(self, user: User, permission: Any, day: date) -> Self:
        """Keep the competences of the people this user may touch in this way on this day."""
        return self.filter(user__in=User.objects.open_to(user, permission, day))


class CompetenceHeld(Effective):
    """An employee's competence from the day it was shown until it runs out."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="competences")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="holders")
    evidence = models.CharField(_("shown by"), max_length=200, blank=True)

    objects = CompetenceHeldQuerySet.as_manager()

    class Meta(Effective.Meta):
        verbose_name = _("competence held")

    def __str__(self) -> str:
        return f"{self.user}: {self.competence}"


class GrantQuerySet(EffectiveQuerySet["Grant"]):
    """Lent rights, within reach of the unit they are lent in."""

    def open_to(self, user: User, permission: Any, day: date) -> Self:
        """Keep the lent rights in the units this user may touch in this way on this day."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        scope = access.scope(user, permission, day)
        return self if scope.everything else self.filter(unit__in=scope.units)


class Grant(Effective):
    """A right lent to someone by name, always with an end and a reason (midlertidig adgang)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="grants")
    function = models.CharField(_("function"), max_length=20, choices=Function)
    reason = models.CharField(_("reason"), max_length=300)

    objects = GrantQuerySet.as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = [
            *Effective.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False),
                name="organisation_grant_has_an_end",
            ),
        ]
        verbose_name = _("temporary access")

    def __str__(self) -> str:
        return f"{self.user}: {self.function} {self.unit}"

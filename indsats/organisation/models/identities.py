"""Bare identities: what stays the same while everything about it changes."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Identity(models.Model):
    """Something with a stable key; its properties live in dated slices."""

    key = models.SlugField(_("key"), max_length=80, unique=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ("key",)

    def __str__(self) -> str:
        return self.key


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units and bodies, never without asking who wants to know."""

    def open_to(self, user: Any, permission: Any, day: date) -> Self:
        """Keep the units this user may touch in this way on this day."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        scope = access.scope(user, permission, day)
        return self if scope.everything else self.filter(pk__in=scope.units | scope.bodies)


class Unit(Identity):
    """A unit or a body of the municipality, or a party outside it (enhed)."""

    objects = UnitQuerySet.as_manager()

    class Meta(Identity.Meta):
        verbose_name = _("unit")


class ProfileQuerySet(models.QuerySet["Profile"]):
    """Profiles: whoever may see any part of the organisation may read what its jobs are."""

    def open_to(self, user: Any, permission: Any, day: date) -> Self:
        """Keep all profiles for someone who holds the permission at all, else none."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        return self if access.may(user, permission, day) else self.none()


class Profile(Identity):
    """A job or function profile (job- og funktionsbeskrivelse)."""

    objects = ProfileQuerySet.as_manager()

    class Meta(Identity.Meta):
        verbose_name = _("profile")


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, within reach of the unit they are in on the day."""

    def open_to(self, user: Any, permission: Any, day: date) -> Self:
        """Keep the posts this user may touch in this way on this day."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        placed = Post.objects.filter(
            models.Q(states__valid_to__isnull=True) | models.Q(states__valid_to__gt=day),
            states__unit__in=scope.units,
            states__valid_from__lte=day,
        )
        return self.filter(pk__in=placed.values("pk"))


class Post(Identity):
    """A post someone can be engaged in; it outlives its holders (stilling)."""

    objects = PostQuerySet.as_manager()

    class Meta(Identity.Meta):
        verbose_name = _("post")


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements, within reach of the posts they are in."""

    def open_to(self, user: Any, permission: Any, day: date) -> Self:
        """Keep engagements not ended that are in posts the user may touch so on this day."""
        running = models.Q(states__valid_to__isnull=True) | models.Q(states__valid_to__gt=day)
        posts = Post.objects.open_to(user, permission, day)
        inside = Engagement.objects.filter(running, states__post__in=posts)
        return self.filter(pk__in=inside.values("pk"))


class Engagement(Identity):
    """One person's engagement in posts over time (ansættelsesforhold)."""

    objects = EngagementQuerySet.as_manager()

    class Meta(Identity.Meta):
        verbose_name = _("engagement")


class Leadership(Identity):
    """The leadership of a unit (ledelse)."""

    class Meta(Identity.Meta):
        verbose_name = _("leadership")


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, within reach of their body."""

    def open_to(self, user: Any, permission: Any, day: date) -> Self:
        """Keep seats in force on the day in bodies the user may touch in this way."""
        running = models.Q(states__valid_to__isnull=True) | models.Q(states__valid_to__gt=day)
        bodies = Unit.objects.open_to(user, permission, day)
        inside = Seat.objects.filter(running, states__body__in=bodies)
        return self.filter(pk__in=inside.values("pk"))


class Seat(Identity):
    """A seat in a body (plads)."""

    objects = SeatQuerySet.as_manager()

    class Meta(Identity.Meta):
        verbose_name = _("seat")


class Responsibility(Identity):
    """A unit's responsibility for a target group (målgruppeansvar)."""

    class Meta(Identity.Meta):
        verbose_name = _("target-group responsibility")


class Anchoring(Identity):
    """A field's place under a political body (politisk forankring)."""

    class Meta(Identity.Meta):
        verbose_name = _("political anchoring")

"""Dated slices: what holds of an identity from one day up to another, never overlapping."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.base.models import Effective, EffectiveQuerySet
from indsats.base.overlap import NoOverlap
from indsats.organisation.models.identities import (
    Anchoring,
    Engagement,
    Leadership,
    Post,
    Profile,
    Responsibility,
    Seat,
    Unit,
)
from indsats.organisation.models.kinds import (
    BODY_KINDS,
    EngagementKind,
    Function,
    ProfileKind,
    SeatRole,
    UnitKind,
)
from indsats.organisation.models.people import User


def _disjoint(key: str) -> list[Any]:
    return [
        *Effective.Meta.constraints,
        NoOverlap(key=key, name=f"organisation_{key}state_no_overlap"),
    ]


class UnitStateQuerySet(EffectiveQuerySet["UnitState"]):
    """Slices of units, within reach."""

    def open_to(self, user: Any, permission: Any, day: date) -> Self:
        """Keep the slices of units this user may touch in this way on this day."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        scope = access.scope(user, permission, day)
        return self if scope.everything else self.filter(unit__in=scope.units | scope.bodies)

    def bodies(self) -> Self:
        """Keep committees, works councils, boards, steering groups and outside parties."""
        return self.filter(kind__in=BODY_KINDS)


class UnitState(Effective):
    """What holds of a unit or body for a while."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="states")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="child_states",
        verbose_name=_("placed under"),
    )
    covers = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="covered_by_states",
        verbose_name=_("speaks for the staff or users of"),
    )
    authority_boundary = models.CharField(_("authority boundary"), max_length=100, blank=True)
    legal_kind = models.CharField(_("legal kind"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    aliases = models.JSONField(_("also called"), default=list, blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    meeting_interval = models.CharField(_("meets"), max_length=100, blank=True)

    objects = UnitStateQuerySet.as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = _disjoint("unit")
        indexes: ClassVar = [models.Index(fields=["parent", "valid_from"])]

    def __str__(self) -> str:
        return self.name


class ProfileState(Effective):
    """What a job or function profile says for a while."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="states")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=ProfileKind)
    purpose = models.TextField(_("purpose"), blank=True)
    tasks = models.JSONField(_("tasks"), default=list, blank=True)
    competence_requirements = models.JSONField(
        _("competence requirements"), default=list, blank=True
    )
    working_time = models.TextField(_("working-time arrangement"), blank=True)

    objects = EffectiveQuerySet["ProfileState"].as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = _disjoint("profile")

    def __str__(self) -> str:
        return self.name


class PostState(Effective):
    """What holds of a post for a while."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="states")
    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="post_states")
    profile = models.ForeignKey(
        Profile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="post_states",
    )
    function = models.CharField(_("function"), max_length=20, choices=Function)
    hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=1, default=37)

    objects = EffectiveQuerySet["PostState"].as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = _disjoint("post")

    def __str__(self) -> str:
        return self.title


class EngagementState(Effective):
    """Who is in which post, how much, for a while."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="states")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="engagement_states")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="engagement_states")
    fraction = models.DecimalField(_("fraction"), max_digits=4, decimal_places=3, default=1)
    kind = models.CharField(_("kind"), max_length=10, choices=EngagementKind, default="permanent")

    objects = EffectiveQuerySet["EngagementState"].as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = [
            *_disjoint("engagement"),
            models.CheckConstraint(
                condition=~Q(kind="temporary") | Q(valid_to__isnull=False),
                name="organisation_temporary_engagement_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(fraction__gt=0, fraction__lte=1),
                name="organisation_engagement_fraction_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} / {self.post}"


class LeadershipState(Effective):
    """Which post leads a unit, with which delegated powers, for a while."""

    leadership = models.ForeignKey(Leadership, on_delete=models.PROTECT, related_name="states")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="leadership_states")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="leadership_states")
    powers = models.JSONField(_("delegated powers"), default=list, blank=True)

    objects = EffectiveQuerySet["LeadershipState"].as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = _disjoint("leadership")

    def __str__(self) -> str:
        return f"{self.post} > {self.unit}"


class SeatState(Effective):
    """Who holds a seat for a while: a post, a person, or nobody (vacant is a value)."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="states")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="seat_states")
    role = models.CharField(_("role"), max_length=20, choices=SeatRole)
    holder_post = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seat_states",
    )
    holder_user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seat_states",
    )
    substitute_for = models.ForeignKey(
        Seat,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitute_states",
    )
    designation = models.CharField(_("designated by"), max_length=200, blank=True)

    objects = EffectiveQuerySet["SeatState"].as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = [
            *_disjoint("seat"),
            models.CheckConstraint(
                condition=Q(holder_post__isnull=True) | Q(holder_user__isnull=True),
                name="organisation_seat_held_by_post_or_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.role}"


class ResponsibilityState(Effective):
    """Which young people a unit is there for, for a while."""

    responsibility = models.ForeignKey(
        Responsibility,
        on_delete=models.PROTECT,
        related_name="states",
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="responsibility_states")
    group = models.CharField(_("target group"), max_length=200)
    age_from = models.PositiveSmallIntegerField(_("from age"))
    age_to = models.PositiveSmallIntegerField(_("up to age, not including"), null=True, blank=True)
    area = models.CharField(_("area"), max_length=200, blank=True)
    orientation = models.CharField(_("orientation"), max_length=200, blank=True)

    objects = EffectiveQuerySet["ResponsibilityState"].as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = [
            *_disjoint("responsibility"),
            models.CheckConstraint(
                condition=Q(age_to__isnull=True) | Q(age_to__gt=models.F("age_from")),
                name="organisation_responsibility_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.group}"


class AnchoringState(Effective):
    """Which political body a field of work answers to, for a while."""

    anchoring = models.ForeignKey(Anchoring, on_delete=models.PROTECT, related_name="states")
    area = models.CharField(_("field of work"), max_length=200)
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="anchoring_states")

    objects = EffectiveQuerySet["AnchoringState"].as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = _disjoint("anchoring")

    def __str__(self) -> str:
        return f"{self.area} > {self.body}"

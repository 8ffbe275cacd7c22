"""A school or day care asks for a look at a place, by a link of its own without login."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.organisation.models import Unit, User
from indsats.places.models.hotspot_kinds import Noticed
from indsats.places.models.hotspots import Hotspot, Measure
from indsats.places.models.identities import Place
from indsats.places.models.reach import OfUnitQuerySet


class CheckLink(models.Model):
    """An institution's own link: only its hash is kept, and it can be closed (link)."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="check_links", verbose_name=_("institution")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="check_links", verbose_name=_("handled by")
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    expires_on = models.DateField(_("holds until"))
    revoked_at = models.DateTimeField(_("closed"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    objects = OfUnitQuerySet["CheckLink"].as_manager()

    class Meta:
        ordering: ClassVar = ("-made_at", "-pk")
        verbose_name = _("link for safety checks")

    def __str__(self) -> str:
        return f"{self.place} {self.made_at:%Y-%m-%d}"


class SafetyCheck(models.Model):
    """A request to look at a place, and the answer to it (Tryghedskig); no names in it.

    ``request_key`` comes with the form, so that sending it twice makes one.
    """

    link = models.ForeignKey(CheckLink, on_delete=models.PROTECT, related_name="checks")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="checks", verbose_name=_("handled by")
    )
    spot = models.CharField(_("where, as exactly as you can"), max_length=200)
    concerns = models.JSONField(_("what it is about"), default=list)
    noticed = models.CharField(_("when"), max_length=10, choices=Noticed)
    text = models.TextField(_("what you see, without names"), max_length=1000)
    sent_at = models.DateTimeField(_("sent"))
    request_key = models.CharField(max_length=64, unique=True)
    taken_at = models.DateTimeField(_("taken up"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.TextField(_("answer to the one who asked"), max_length=1000, blank=True)
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checks",
        verbose_name=_("measure"),
    )
    hotspot = models.ForeignKey(
        Hotspot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checks",
        verbose_name=_("hotspot"),
    )

    objects = OfUnitQuerySet["SafetyCheck"].as_manager()

    class Meta:
        ordering: ClassVar = ("-sent_at", "-pk")
        verbose_name = _("safety check")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="places_answered_check_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.spot

"""What is seen at a place: no names, no descriptions that single one person out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.field.models.kinds import Ages, Crowd, Genders, Mood, Weather
from indsats.field.models.record import FieldQuerySet, FieldRecord
from indsats.field.models.tour import Tour
from indsats.organisation.models import Unit
from indsats.places.models import Area, Place


class PlaceObservationQuerySet(FieldQuerySet["PlaceObservation"]):
    """Observations, within reach of the unit that made them."""


class PlaceObservation(FieldRecord):
    """What a pair saw at a place (observation).

    ``seen_at`` is when. The place is one of the register, or a pin (WGS84 degrees, rounded to
    four decimals: about ten metres). ``behaviours``, ``faults`` and ``deeds`` are lists of codes.
    ``area`` is that of the place or pin on the day, kept so that lists stay quick.
    """

    tour = models.ForeignKey(
        Tour, on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    seen_at = models.DateTimeField(_("seen"))
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    weather = models.CharField(_("weather"), max_length=8, choices=Weather, blank=True)
    crowd = models.CharField(_("how many"), max_length=6, choices=Crowd)
    ages = models.CharField(_("ages"), max_length=6, choices=Ages, blank=True)
    genders = models.CharField(_("boys and girls"), max_length=6, choices=Genders, blank=True)
    mood = models.CharField(_("mood"), max_length=10, choices=Mood)
    behaviours = models.JSONField(_("what goes on"), default=list, blank=True)
    faults = models.JSONField(_("faults of the place"), default=list, blank=True)
    deeds = models.JSONField(_("what we did"), default=list, blank=True)
    text = models.TextField(_("in one sentence, without names"), max_length=600, blank=True)

    objects = PlaceObservationQuerySet.as_manager()

    class Meta(FieldRecord.Meta):
        ordering = ("-seen_at", "-pk")
        verbose_name = _("observation of a place")
        indexes: ClassVar = [
            models.Index(fields=["unit", "-seen_at", "-id"]),
            models.Index(fields=["-seen_at", "-id"]),
            models.Index(fields=["place", "-seen_at"]),
            models.Index(fields=["area", "-seen_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(place__isnull=False)
                | (Q(latitude__isnull=False) & Q(longitude__isnull=False)),
                name="field_observation_is_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seen_at:%Y-%m-%d %H:%M}"


class ObservationMark(models.Model):
    """One code of an observation beside what lists filter by, so that they stay quick (mærke)."""

    observation = models.ForeignKey(
        PlaceObservation, on_delete=models.CASCADE, related_name="marks"
    )
    code = models.CharField(max_length=30)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["code", "area", "-seen_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("observation", "code"), name="field_mark_once"),
        ]

    def __str__(self) -> str:
        return self.code


class ObservationWord(models.Model):
    """A word of an observation's text in its root form, for the search (søgeord)."""

    observation = models.ForeignKey(
        PlaceObservation, on_delete=models.CASCADE, related_name="words"
    )
    stem = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["stem", "unit", "-seen_at"], name="field_word_by_beginning",
                opclasses=["varchar_pattern_ops", "int8_ops", "timestamptz_ops"],
            ),
        ]  # fmt: skip
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("observation", "stem"), name="field_word_once"),
        ]

    def __str__(self) -> str:
        return self.stem

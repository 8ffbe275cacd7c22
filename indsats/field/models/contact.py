"""Contacts with young people, known ones who are not registered, and groups without members."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.field.models.kinds import (
    Ages,
    Channel,
    ContactKind,
    Crowd,
    Genders,
    GroupDoing,
    Initiative,
    MeetAgain,
    Mood,
    Tone,
)
from indsats.field.models.record import FieldQuerySet, FieldRecord
from indsats.field.models.tour import Tour
from indsats.organisation.models import Unit, User
from indsats.places.models import Place


class KnownYouthQuerySet(FieldQuerySet["KnownYouth"]):
    """Known young people of a team, within its reach."""


class KnownYouth(models.Model):
    """A young person known and not registered: a code, nothing else (kendt, ikke oprettet).

    The code is the team's own (a letter and a number). It is removed when three months have
    passed without contact; the contacts stay as counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("code"), max_length=8)
    ages = models.CharField(_("ages"), max_length=6, choices=Ages, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made"))
    last_contact_on = models.DateField(_("last contact"))

    objects = KnownYouthQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("unit", "code")
        verbose_name = _("known young person, not registered")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "code"), name="field_code_once_in_a_team"),
        ]

    def __str__(self) -> str:
        return self.code


class ContactQuerySet(FieldQuerySet["Contact"]):
    """Contacts, within reach of the team."""


class Contact(FieldRecord):
    """One meeting with one young person (kontakt).

    Anonymous contacts are never linked to each other. A contact with a known, not registered
    young person carries the team's code through ``known``. ``minutes`` is how long it took.
    """

    tour = models.ForeignKey(
        Tour, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    met_at = models.DateTimeField(_("met"))
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    known = models.ForeignKey(
        KnownYouth, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    was_known = models.BooleanField(_("known to us"), default=False)
    first_time = models.BooleanField(_("first contact"), default=False)
    ages = models.CharField(_("age"), max_length=6, choices=Ages)
    gender = models.CharField(_("gender, as it looks"), max_length=6, choices=Genders, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=ContactKind)
    channel = models.CharField(_("where"), max_length=8, choices=Channel, default="street")
    initiative = models.CharField(_("who began"), max_length=8, choices=Initiative, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length (minutes)"), null=True, blank=True)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    tone = models.CharField(_("tone"), max_length=8, choices=Tone, blank=True)
    offers = models.JSONField(_("offered"), default=list, blank=True)
    meet_again = models.CharField(
        _("may we meet again"), max_length=10, choices=MeetAgain, default="not_asked"
    )
    agreement = models.CharField(_("agreement, without names"), max_length=300, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta(FieldRecord.Meta):
        ordering = ("-met_at", "-pk")
        verbose_name = _("contact")
        indexes: ClassVar = [models.Index(fields=["unit", "-met_at", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(known__isnull=True) | Q(was_known=True),
                name="field_contact_with_a_code_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.met_at:%Y-%m-%d %H:%M}"


class YouthGroupQuerySet(FieldQuerySet["YouthGroup"]):
    """Groups, within reach of the team that follows them."""


class YouthGroup(FieldRecord):
    """Young people seen together: a place and a number, never names (ungegruppering)."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField(_("number at the place"))
    crowd = models.CharField(_("how many"), max_length=6, choices=Crowd)
    ages = models.CharField(_("ages"), max_length=6, choices=Ages, blank=True)
    doing = models.CharField(_("mostly"), max_length=12, choices=GroupDoing, blank=True)
    has_conflict = models.BooleanField(_("in conflict with another group"), default=False)
    holder = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who has the contact"),
    )
    opened_on = models.DateField(_("first seen"))
    last_seen_on = models.DateField(_("last seen"))
    review_on = models.DateField(_("to be reviewed"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closed_because = models.CharField(_("why it is closed"), max_length=300, blank=True)

    objects = YouthGroupQuerySet.as_manager()

    class Meta(FieldRecord.Meta):
        ordering = ("place", "number")
        verbose_name = _("group of youths")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "place", "number"), name="field_group_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(closed_because=""),
                name="field_closed_group_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.number}"


class GroupSighting(FieldRecord):
    """A group was seen again (observation af gruppe)."""

    group = models.ForeignKey(YouthGroup, on_delete=models.CASCADE, related_name="sightings")
    tour = models.ForeignKey(
        Tour, on_delete=models.PROTECT, null=True, blank=True, related_name="sightings"
    )
    seen_at = models.DateTimeField(_("seen"))
    crowd = models.CharField(_("how many"), max_length=6, choices=Crowd)
    mood = models.CharField(_("mood"), max_length=10, choices=Mood)
    offers = models.JSONField(_("offered"), default=list, blank=True)
    text = models.TextField(_("in one sentence, without names"), max_length=600, blank=True)

    objects = FieldQuerySet["GroupSighting"].as_manager()

    class Meta(FieldRecord.Meta):
        ordering = ("-seen_at", "-pk")
        verbose_name = _("sighting of a group")

    def __str__(self) -> str:
        return f"{self.seen_at:%Y-%m-%d %H:%M}"


class FollowUp(FieldRecord):
    """Something somebody on the team has to do next (opfølgning)."""

    tour = models.ForeignKey(
        Tour, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    text = models.CharField(_("what to do, without names"), max_length=300)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="field_follow_ups",
        verbose_name=_("who"),
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = FieldQuerySet["FollowUp"].as_manager()

    class Meta(FieldRecord.Meta):
        ordering = ("due_on", "-made_at", "pk")
        verbose_name = _("follow-up")

    def __str__(self) -> str:
        return self.text

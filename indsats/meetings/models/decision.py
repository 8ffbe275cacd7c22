"""Decisions, votes, differing opinions, treatments of matters, and the chair's own decisions."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.meetings.models.agenda import AgendaItem, OfItemQuerySet
from indsats.meetings.models.kinds import (
    Ground,
    Result,
    StatementKind,
    TreatmentRole,
    VoteChoice,
)
from indsats.meetings.models.meeting import Meeting, MeetingAttendee
from indsats.meetings.models.reach import ItemReach, in_reach, items_in_reach
from indsats.meetings.rules import deciding
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User


class DecisionQuerySet(OfItemQuerySet):
    """Decisions, within reach of their item."""

    def in_force(self) -> Self:
        """Keep the one decision of each item that has not been written anew."""
        return self.filter(authoritative=True)


class Decision(models.Model):
    """What was decided on an item (beslutning).

    Writing it anew adds a row and leaves the older one, no longer authoritative: exactly one
    row per item is. ``preview_hash`` names the preview of the change that was decided.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    authoritative = models.BooleanField(default=True)
    result = models.CharField(_("result"), max_length=20, choices=Result)
    text = models.TextField(_("decision"))
    decided_on = models.DateField(_("decided on"))
    preview_hash = models.CharField(_("preview"), max_length=64, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    referred_to = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("referred to"),
    )
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("item", "pk")
        verbose_name = _("decision")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("item",),
                condition=Q(authoritative=True),
                name="meetings_one_authoritative_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.get_result_display()

    @property
    def awaits_preview(self) -> bool:
        """Tell whether an amended decision still lacks its new preview."""
        result = deciding.Result(self.result)
        return deciding.awaits_preview(result, self.item.preview_hash, self.preview_hash)

    @property
    def own_words(self) -> str:
        """Give the text where it says more than the result beside it says already."""
        same = self.text.strip().rstrip(".").casefold() == self.get_result_display().casefold()
        return "" if same else self.text

    @property
    def voted(self) -> bool:
        """Tell whether it came to a vote."""
        return self.votes_for is not None

    @property
    def vote_line(self) -> str:
        """Say how many voted which way, and who: minutes name those who voted."""
        names: dict[str, list[str]] = {}
        for vote in self.votes.all():
            names.setdefault(vote.choice, []).append(vote.attendee.acting_name)
        counts = zip(VoteChoice, (self.votes_for, self.votes_against, self.abstained), strict=True)
        parts = []
        for choice, count in counts:
            who = ", ".join(names.get(choice, []))
            told = f"{count} ({who})" if who else f"{count or 0}"
            parts.append(f"{choice.label}: {told}.")
        return " ".join(parts)


class Vote(models.Model):
    """How one seat voted (stemme)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="votes")
    attendee = models.ForeignKey(MeetingAttendee, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=10, choices=VoteChoice)

    class Meta:
        ordering = ("decision", "attendee")
        verbose_name = _("vote")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("decision", "attendee"), name="meetings_one_vote_per_seat"
            ),
        ]

    def __str__(self) -> str:
        return self.get_choice_display()


class DissentingStatement(models.Model):
    """A differing opinion asked to stand in the minutes (særindstilling, mindretalsudtalelse)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="statements")
    attendee = models.ForeignKey(
        MeetingAttendee, on_delete=models.PROTECT, related_name="statements"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=StatementKind)
    text = models.TextField(_("text"))
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("item", "pk")
        verbose_name = _("differing opinion")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.attendee}"


class TreatmentQuerySet(models.QuerySet["Treatment"]):
    """Treatments, within reach of the body and, once on an agenda, of the item."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the treatments this user may touch in this way on this day."""
        placed = items_in_reach(user, permission, day, ItemReach("item__meeting", "item__is_open"))
        return self.filter(
            (Q(item__isnull=True) & in_reach(user, permission, day))
            | (Q(item__isnull=False) & placed)
        )


class Treatment(models.Model):
    """One body's turn with a question of a matter, in order (behandling).

    ``matter_key`` and ``question`` are given by whoever owns the matter. Exactly one treatment
    of a question is authoritative: the body that decides it.
    """

    matter_key = models.SlugField(_("matter"), max_length=80)
    question = models.SlugField(_("question"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"))
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="treatments")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="treatments"
    )
    role = models.CharField(_("role"), max_length=20, choices=TreatmentRole)
    authoritative = models.BooleanField(_("decides"), default=False)

    objects = TreatmentQuerySet.as_manager()

    class Meta:
        ordering = ("matter_key", "question", "order")
        verbose_name = _("treatment")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("matter_key", "question", "order"), name="meetings_treatment_in_order"
            ),
            models.UniqueConstraint(
                fields=("matter_key", "question"),
                condition=Q(authoritative=True),
                name="meetings_one_authoritative_treatment",
            ),
            models.CheckConstraint(
                condition=Q(authoritative=False) | ~Q(role="information"),
                name="meetings_who_is_told_decides_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_key} {self.question} {self.order}"


class ChairDecisionQuerySet(models.QuerySet["ChairDecision"]):
    """The chair's decisions, within reach of the body; closed ones ask for more."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the chair's decisions this user may touch in this way on this day."""
        secrets = in_reach(user, Permission.MEETING_SEE_CLOSED, day)
        return self.filter(in_reach(user, permission, day) & (Q(is_open=True) | secrets))


class ChairDecision(models.Model):
    """What a chair decided alone, shown at the body's next meeting (formandsbeslutning)."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="chair_decisions")
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("decision"))
    ground = models.CharField(_("on what ground"), max_length=12, choices=Ground)
    reason = models.TextField(_("why"))
    is_open = models.BooleanField(_("open"), default=True)
    closed_reason = models.CharField(_("why it is closed"), max_length=300, blank=True)
    chair_name = models.CharField(_("chair"), max_length=200)
    decided_on = models.DateField(_("decided on"))
    shown_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="chair_decisions"
    )
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ChairDecisionQuerySet.as_manager()

    class Meta:
        ordering = ("decided_on", "pk")
        verbose_name = _("chair's decision")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="meetings_chair_decision_says_why"
            ),
            models.CheckConstraint(
                condition=Q(is_open=True) | ~Q(closed_reason=""),
                name="meetings_closed_chair_decision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

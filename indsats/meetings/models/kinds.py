"""The fixed vocabularies of meetings, with the words people see."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indsats.organisation.models import SeatRole


class Result(models.TextChoices):
    """What a body did with an item (udfald); the values are those of the rules."""

    ADOPTED = "adopted", _("Adopted")
    AMENDED = "amended", _("Adopted with changes")
    REJECTED = "rejected", _("Rejected")
    POSTPONED = "postponed", _("Postponed")
    RETURNED = "returned", _("Sent back")
    NOTED = "noted", _("Noted")
    SENT_IN_HEARING = "sent_in_hearing", _("Sent in hearing")
    REFERRED = "referred", _("Referred to another body")


class TreatmentRole(models.TextChoices):
    """What a body does with a matter when it treats it; the values are those of the rules."""

    SEND_IN_HEARING = "send_in_hearing", _("Sends in hearing")
    RECOMMENDATION = "recommendation", _("Recommends")
    DECISION = "decision", _("Decides")
    INFORMATION = "information", _("Is told")


class Presence(models.TextChoices):
    """Whether a seat was filled at the meeting."""

    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
    SUBSTITUTE = "substitute", _("Substitute came")
    VACANT = "vacant", _("Vacant")


# A body's secretary writes for it and is no member of it (udvalgssekretær).
WITHOUT_VOTE = (SeatRole.SECRETARY,)
THERE = (Presence.PRESENT, Presence.SUBSTITUTE)


class VoteChoice(models.TextChoices):
    """How somebody voted; the values are those of the rules."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAINED = "abstained", _("Abstained")


class StatementKind(models.TextChoices):
    """What sort of differing opinion is added to a decision."""

    OPINION = "opinion", _("Differing opinion")
    MINORITY = "minority", _("Minority statement")


class MinutesState(models.TextChoices):
    """How far the minutes are; the values are those of the rules."""

    DRAFT = "draft", _("Draft")
    OUT = "out", _("Out for comments")
    APPROVED = "approved", _("Approved")
    LOCKED = "locked", _("Locked")


class Ground(models.TextChoices):
    """Why a chair decides alone; the values are those of the rules."""

    CANNOT_WAIT = "cannot_wait", _("The matter cannot wait")
    NO_DOUBT = "no_doubt", _("The matter gives no doubt")

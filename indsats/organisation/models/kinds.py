"""The fixed vocabularies of the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What sort of unit or body something is (enhedstype)."""

    MUNICIPALITY = "municipality", _("Municipality")
    CENTRE = "centre", _("Centre")
    DEPARTMENT = "department", _("Department")
    INSTITUTION = "institution", _("Institution")
    TEAM = "team", _("Team")
    COMMITTEE = "committee", _("Political committee")
    WORKS_COUNCIL = "works_council", _("Works council")
    BOARD = "board", _("Board")
    STEERING_GROUP = "steering_group", _("Steering group")
    EXTERNAL_PARTY = "external_party", _("External party")


BODY_KINDS = (
    UnitKind.COMMITTEE,
    UnitKind.WORKS_COUNCIL,
    UnitKind.BOARD,
    UnitKind.STEERING_GROUP,
    UnitKind.EXTERNAL_PARTY,
)


class Function(models.TextChoices):
    """What someone is there to do, which decides what they may see and do (funktion)."""

    STREET_WORKER = "street_worker", _("Street worker")
    COORDINATOR = "coordinator", _("Coordinator")
    CONSULTANT = "consultant", _("Crime-preventive consultant")
    LEADER = "leader", _("Leader")
    DIRECTOR = "director", _("Director")
    SECRETARY = "secretary", _("Secretary")
    HR = "hr", _("Personnel")
    STAFF = "staff", _("Staff member")
    POLITICIAN = "politician", _("Politician")
    BODY_CHAIR = "body_chair", _("Chair or secretary of a body")
    BODY_MEMBER = "body_member", _("Member of a body")
    STEERING_MEMBER = "steering_member", _("Member of the steering group")
    PARTNER = "partner", _("Partner")
    AUDITOR = "auditor", _("Data protection officer")
    ADMINISTRATOR = "administrator", _("System administrator")


POST_FUNCTIONS = (
    Function.STREET_WORKER,
    Function.COORDINATOR,
    Function.CONSULTANT,
    Function.LEADER,
    Function.DIRECTOR,
    Function.SECRETARY,
    Function.HR,
    Function.STAFF,
    Function.AUDITOR,
    Function.ADMINISTRATOR,
)


class SeatRole(models.TextChoices):
    """What a seat in a body is for."""

    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")
    MANAGEMENT_SIDE = "management_side", _("Management side")
    STAFF_SIDE = "staff_side", _("Staff side")
    PUPIL = "pupil", _("Pupils' representative")
    CONTACT = "contact", _("Contact person")


LEADING_ROLES = (SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.SECRETARY, SeatRole.CONTACT)


class EngagementKind(models.TextChoices):
    """Whether someone is in the post for good or lent to it."""

    PERMANENT = "permanent", _("Permanent")
    TEMPORARY = "temporary", _("Temporary assignment")


class ProfileKind(models.TextChoices):
    """Whether a profile describes a job or a function beside it."""

    JOB = "job", _("Job description")
    FUNCTION = "function", _("Function description")

"""Registering what people can, and ending it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.law.deadlines import months_after
from indsats.organisation.models import Competence, CompetenceHeld, User


@deed
def register_competence(
    *,
    by: User,
    user: User,
    competence: Competence,
    valid_from: date,
    valid_to: date | None = None,
    evidence: str = "",
) -> CompetenceHeld:
    """Write down that someone has a competence (registrér kompetence).

    Without an end, one that must be renewed runs out after the catalogue's number of months.
    Raises ValidationError when the same days are registered already.
    """
    if valid_to is None and competence.expires_after_months:
        valid_to = months_after(valid_from, competence.expires_after_months)
    held = CompetenceHeld(
        user=user,
        competence=competence,
        valid_from=valid_from,
        valid_to=valid_to,
        evidence=evidence,
    )
    held.full_clean()
    others = CompetenceHeld.objects.filter(user=user, competence=competence).touching(held.span)
    if others.filter(valid_from=valid_from).exists():
        raise ValidationError(
            {"valid_from": _("This competence is already registered from that day.")},
        )
    held.save()
    record(
        by=by,
        act=Act.CREATED,
        subject=held,
        person=user,
        competence=competence.key,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return held


@deed
def end_competence(*, by: User, held: CompetenceHeld, valid_to: date, reason: str) -> None:
    """Let a competence end on a day: from that day it is no longer held (afslut kompetence).

    A day on or before the first removes the entry, as it was then never held.
    """
    facts = {"person": held.user, "competence": held.competence.key, "valid_from": held.valid_from}
    if valid_to <= held.valid_from:
        record(by=by, act=Act.REMOVED, subject=held, reason=reason, **facts)
        held.delete()
        return
    if held.valid_to and valid_to > held.valid_to:
        raise ValidationError({"valid_to": _("It ends before that day already.")})
    held.valid_to = valid_to
    held.full_clean()
    held.save(update_fields=["valid_to"])
    record(by=by, act=Act.CHANGED, subject=held, reason=reason, valid_to=valid_to, **facts)


@deed
def add_competence(*, by: User, name: str, expires_after_months: int | None = None) -> Competence:
    """Put a competence in the catalogue, so that profiles can ask for it."""
    if Competence.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": _("The catalogue already has this competence.")})
    base = key = slugify(name.translate(str.maketrans("æøåÆØÅ", "aoaAOA")))[:70] or "kompetence"
    number = 2
    while Competence.objects.filter(key=key).exists():
        key, number = f"{base}-{number}", number + 1
    competence = Competence(key=key, name=name, expires_after_months=expires_after_months)
    competence.full_clean()
    competence.save()
    record(by=by, act=Act.CREATED, subject=competence, name=name, months=expires_after_months)
    return competence

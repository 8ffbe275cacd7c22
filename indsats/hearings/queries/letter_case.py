"""What the letter check reads, gathered from a hearing, its change-set and the organisation."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from indsats.hearings.models import Annex, Hearing, HearingParty, PartyRole
from indsats.hearings.queries.state import deadlines
from indsats.hearings.rules.letter_check import (
    Centre,
    Finding,
    LetterAnnex,
    LetterCase,
    LetterParty,
    Named,
    NewBody,
    Statement,
    check,
)
from indsats.hearings.rules.states import Role
from indsats.organisation.models import BODY_KINDS, ChangeSet, UnitKind, UnitState
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.rules import Operation, Picture

UPPER = ("CenterMED", "HovedMED")


def findings(hearing: Hearing) -> list[Finding]:
    """Check the letter as it stands now; answered questions carry their answer."""
    return check(letter_case(hearing))


def letter_case(hearing: Hearing) -> LetterCase:
    """Gather everything a letter is held against."""
    matter, proposal = hearing.matter, hearing.proposal
    units = {row.unit_id: row for row in UnitState.objects.on(localdate())}
    last = deadlines(hearing)
    change_set = proposal.change_set
    return LetterCase(
        paragraphs=[part for part in hearing.letter_text.split("\n") if part.strip()],
        heading=hearing.letter_heading,
        basis=proposal.basis,
        object_word=hearing.object_word,
        parties=[_party(row, units) for row in hearing.parties.all()],
        known_bodies=[
            Named(row.name, row.aliases) for row in units.values() if row.kind in BODY_KINDS
        ],
        annexes=[_annex(row) for row in proposal.annexes.all()],
        reply_to=hearing.reply_to,
        deadline=last[-1].day if last else None,
        decided_on=hearing.decided_on,
        letter_date=hearing.letter_date,
        send_on=hearing.planned_send_on,
        signatory=hearing.signatory,
        signatory_title=hearing.signatory_title,
        stated={
            Statement.LETTER_DATE: str(hearing.letter_date or ""),
            Statement.EFFECT_DATE: hearing.effect_text,
            Statement.CASE_NUMBER: matter.journal_number,
            Statement.LEGAL_BASIS: matter.legal_basis,
            Statement.BUDGET: matter.budget,
            Statement.CONTACT: hearing.contact,
            Statement.PUBLICATION: hearing.publication,
        },
        effect_days=effect_days(change_set),
        new_bodies=new_bodies(change_set),
        centres=touched_centres(change_set),
        upper_councils=_upper(units),
        answers=hearing.check_answers,
    )


def _party(row: HearingParty, units: dict[int, UnitState]) -> LetterParty:
    body = units.get(row.body_id)
    aliases = [*(body.aliases if body else []), *([body.name] if body else [])]
    role = Role.CONSULTED if row.role == PartyRole.CONSULTED else Role.INFORMED
    return LetterParty(row.name, aliases, role)


def _annex(row: Annex) -> LetterAnnex:
    sections = [line for line in row.section.split("\n") if line.strip()]
    headings = [line.lstrip("# ") for line in row.text.split("\n") if line.startswith("#")]
    return LetterAnnex(row.title, row.kind, [*sections, *headings], row.attached)


def effect_days(change_set: ChangeSet | None) -> list[date]:
    """Give the days on which the operations take effect, each once, in order."""
    if change_set is None:
        return []
    days = change_set.operations.order_by().values_list("valid_from", flat=True)
    return sorted(set(days))


def new_bodies(change_set: ChangeSet | None) -> list[NewBody]:
    """Give the bodies a change-set creates, and how often each meets."""
    if change_set is None:
        return []
    rows = change_set.operations.filter(verb="create", kind="unit")
    return [
        NewBody(row.patch.get("name", row.subject), row.patch.get("meeting_interval") or "")
        for row in rows
        if row.patch.get("kind") in {UnitKind.STEERING_GROUP, UnitKind.BOARD, UnitKind.COMMITTEE}
    ]


def touched_centres(change_set: ChangeSet | None) -> list[Centre]:
    """Give the centres a change-set concerns, with the works councils that speak for them.

    A centre is concerned when a unit under it is named by an operation, before or after, or
    when one of its posts gets a seat in a body.
    """
    if change_set is None:
        return []
    found = prepared(change_set, today=localdate(), strict=False)
    pictures = (found.preview.before, found.preview.after)
    named = [
        (picture, unit, step.span.first)
        for step in found.steps
        for picture in pictures
        for unit in _units_named(step, picture)
    ]
    names: dict[str, str] = {}
    for picture, unit, day in named:
        centre = _centre(picture, unit, day)
        if centre:
            names[centre[0]] = centre[1]
    councils = _councils(names)
    return [Centre(name, sorted(councils[key])) for key, name in sorted(names.items())]


def _units_named(step: Operation, picture: Picture) -> list[str]:
    day = step.span.first
    values = picture.at(step.kind, step.subject, day) or step.patch
    if step.kind == "unit":
        return [step.subject]
    if step.kind == "seat":
        post = picture.at("post", values["holder_post"], day) if values.get("holder_post") else None
        return [post["unit"]] if post else []
    return [values["unit"]] if values.get("unit") else []


def _centre(picture: Picture, unit: str, day: date) -> tuple[str, str] | None:
    """Climb to the centre a unit lies under on a day; None for what lies under no centre."""
    key: str | None = unit
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        values = picture.at("unit", key, day)
        if values is None:
            return None
        if values["kind"] == UnitKind.CENTRE:
            return key, values["name"]
        key = values["parent"]
    return None


def _councils(centres: Iterable[str]) -> dict[str, list[str]]:
    """Give the works councils that speak for a centre itself, by the centre's key."""
    found: dict[str, list[str]] = {key: [] for key in centres}
    rows = UnitState.objects.on(localdate()).filter(
        kind=UnitKind.WORKS_COUNCIL,
        covers__key__in=list(found),
    )
    for key, name in rows.values_list("covers__key", "name"):
        found[key].append(name)
    return found


def _upper(units: dict[int, UnitState]) -> list[str]:
    return [
        row.name
        for row in units.values()
        if row.kind == UnitKind.WORKS_COUNCIL and row.name.startswith(UPPER)
    ]

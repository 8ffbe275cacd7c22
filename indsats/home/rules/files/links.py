"""What the rows of files say about each other: names that must exist, days that must fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _
from indsats.home.rules.files import rows
from indsats.home.rules.files.problem import FileProblem
from indsats.organisation.rules import Problem
from indsats.organisation.rules import problems as faults_of
from indsats.organisation.rules.applying import trace
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.problems import Label
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.values import Subject

if TYPE_CHECKING:
    from indsats.home.rules.files.bundle import Bundle

NO_UNIT = _("There is no unit or body called “%(key)s”. Is it misspelt, or is a file missing?")
NO_COMPETENCE = _("There is no competence called “%(key)s”.")
NO_PLACE = _("There is no place called “%(key)s”. Is it misspelt, or is a file missing?")
NO_USER = _("There is no user called “%(key)s”. Is it misspelt, or is a file missing?")
CARRIED_OUT = _(
    "The organisation already holds what the change-set “%(key)s” brings, so it cannot be prepared "
    "again. Move a matter that is decided with “indsats backup” and “indsats restore”, or take "
    "“change_set” out of the file to read the rest."
)


@dataclass(frozen=True)
class Known:
    """What exists before the load: the organisation, and keys of what lies beside it.

    `entered` are the change-sets the organisation is known to hold already.
    """

    picture: Picture = field(default_factory=lambda: Picture.of(()))
    users: frozenset[str] = frozenset()
    competences: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()
    entered: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def _at(where: rows.Where, text: str, **facts: object) -> FileProblem:
    return FileProblem(where.file, where.line, where.field, message(text, **facts))


def check_links(bundle: "Bundle", known: Known) -> list[FileProblem]:
    """List everything the files say that does not fit together, in the order of files and lines."""
    found = [
        *_doubles(bundle),
        *_people(bundle, known),
        *_spans(bundle),
        *_papers(bundle, known),
        *_places(bundle, known),
        *_deployments(bundle, known),
    ]
    if not found:
        found = [*_organisation(bundle, known)]
    order = {name: number for number, name in enumerate(bundle.files)}
    return sorted(found, key=lambda each: (order.get(each.file, 0), each.line))


def _doubles(bundle: "Bundle") -> Iterator[FileProblem]:
    named = [
        *(((row.kind, row.key), row.where) for row in bundle.subjects),
        *((("user", row.username), row.where) for row in bundle.users),
        *((("competence", row.key), row.where) for row in bundle.competences),
        *((("matter", row.matter.key), row.where) for row in bundle.hearings),
        *((("place", row.key), row.where) for row in bundle.places),
        *((("area", row.key), row.where) for row in bundle.areas),
        *((("deployment", row.key), row.where) for row in bundle.deployments),
    ]
    first: dict[tuple[str, str], rows.Where] = {}
    for name, where in named:
        if name in first:
            text = _("“%(key)s” stands twice; the first is in %(file)s, line %(line)s.")
            facts = {"key": name[1], "file": first[name].file, "line": str(first[name].line)}
            yield _at(where, text, **facts)
        first.setdefault(name, where)


def _spans(bundle: "Bundle") -> Iterator[FileProblem]:
    for row in bundle.subjects:
        for piece, where in zip(row.slices, row.places, strict=True):
            if piece.span.is_empty:
                yield _at(where, _("“to” must come after “from”: the last day is not included."))
    for held in bundle.held:
        if held.until is not None and held.until <= held.first:
            yield _at(held.where, _("“to” must come after “from”: the last day is not included."))


def _user_fields(row: rows.SubjectRow) -> Iterator[tuple[str, rows.Where]]:
    names = [name for name, each in KINDS[row.kind].fields.items() if each.type == "user"]
    for piece, where in zip(row.slices, row.places, strict=True):
        for name in names:
            if piece.values[name]:
                yield piece.values[name], where


def _people(bundle: "Bundle", known: Known) -> Iterator[FileProblem]:
    users = known.users | {row.username for row in bundle.users}
    competences = known.competences | {row.key for row in bundle.competences}
    named = [pair for row in bundle.subjects for pair in _user_fields(row)]
    named += [(row.user, row.where) for row in bundle.held]
    named += [(row.matter.case_worker, row.matter.where) for row in bundle.hearings]
    for row in bundle.hearings:
        named += [(d.set_by, d.where) for r in row.hearings for d in r.deadlines if d.set_by]
    for user, where in named:
        if user not in users:
            yield _at(where, NO_USER, key=user)
    for held in bundle.held:
        if held.competence not in competences:
            text = NO_COMPETENCE
            yield _at(held.where, text, key=held.competence)


def _places(bundle: "Bundle", known: Known) -> Iterator[FileProblem]:
    """Check that the units said to look after places exist."""
    units = known.picture.keys("unit") | {row.key for row in bundle.subjects if row.kind == "unit"}
    for row in bundle.places:
        for piece, where in zip(row.slices, row.places, strict=True):
            if piece.facts.unit and piece.facts.unit not in units:
                yield _at(where, NO_UNIT, key=piece.facts.unit)


def _deployments(bundle: "Bundle", known: Known) -> Iterator[FileProblem]:
    """Check that the units, bodies, people, places and competences an order names exist."""
    units = known.picture.keys("unit") | {row.key for row in bundle.subjects if row.kind == "unit"}
    users = known.users | {row.username for row in bundle.users}
    competences = known.competences | {row.key for row in bundle.competences}
    places = known.places | {row.key for row in bundle.places}
    for row in bundle.deployments:
        named = [
            *((key, units, NO_UNIT) for key in (row.unit, row.decided_in) if key),
            (row.written_by, users, NO_USER),
            *((key, places, NO_PLACE) for key in row.terms.places),
            *((key, competences, NO_COMPETENCE) for key in row.terms.competences),
        ]
        for key, there, text in named:
            if key not in there:
                yield _at(row.where, text, key=key)


def _papers(bundle: "Bundle", known: Known) -> Iterator[FileProblem]:
    keys = {row.key for row in bundle.subjects if row.kind == "unit"}
    units = known.picture.keys("unit") | keys
    profiles = known.picture.keys("profile") | {
        row.key for row in bundle.subjects if row.kind == "profile"
    }
    for hearing in bundle.hearings:
        for key, where in _units_named(hearing):
            if key not in units:
                yield _at(where, NO_UNIT, key=key)
        yield from _inside(hearing, profiles)
    matters = known.matters | {row.matter.key for row in bundle.hearings}
    for letter in bundle.amended:
        if letter.matter not in matters:
            text = _("There is no matter called “%(key)s”.")
            yield _at(letter.where, text, key=letter.matter)


def _units_named(hearing: rows.HearingRow) -> Iterator[tuple[str, rows.Where]]:
    matter = hearing.matter
    yield matter.deciding_body, matter.where
    yield matter.owner_unit, matter.where
    for treatment in hearing.treatments:
        yield treatment.body, treatment.where
        if treatment.referred_to:
            yield treatment.referred_to, treatment.where
    for each in hearing.hearings:
        for party in each.parties:
            yield party.body, party.where
    for proposal in hearing.proposals:
        if proposal.change_set and proposal.change_set.owner_unit:
            yield proposal.change_set.owner_unit, proposal.change_set.where


def _inside(hearing: rows.HearingRow, profiles: set[str] | frozenset[str]) -> Iterator[FileProblem]:
    """Check what a matter says about itself: versions, items, profiles, parties once."""
    versions = {proposal.number for proposal in hearing.proposals}
    told = [(each.proposal, each.where) for each in hearing.hearings]
    told += [(each.proposal, each.where) for each in hearing.treatments]
    for number, where in told:
        if number not in versions:
            text = _("There is no version %(number)s of the proposal.")
            yield _at(where, text, number=str(number))
    for proposal in hearing.proposals:
        yield from _proposal(proposal, profiles)
    for each in hearing.hearings:
        seen: set[str] = set()
        for party in each.parties:
            if party.body in seen:
                yield _at(party.where, _("“%(key)s” is a party twice."), key=party.body)
            seen.add(party.body)


def _proposal(
    proposal: rows.ProposalRow,
    profiles: set[str] | frozenset[str],
) -> Iterator[FileProblem]:
    for annex in proposal.annexes:
        if annex.profile and annex.profile not in profiles:
            yield _at(annex.where, _("There is no profile called “%(key)s”."), key=annex.profile)
    items = {item.number for item in proposal.items}
    change_set = proposal.change_set
    if change_set is None:
        return
    numbers: set[int] = set()
    for step, where in zip(change_set.operations, change_set.places, strict=True):
        if step.number in numbers:
            text = _("Two changes have the number %(number)s.")
            yield _at(where, text, number=str(step.number))
        numbers.add(step.number)
        if step.item and step.item not in items:
            yield _at(where, _("The proposal has no item “%(key)s”."), key=step.item)


def _organisation(bundle: "Bundle", known: Known) -> Iterator[FileProblem]:
    """Let the organisation's own rules read the picture, before and after each change-set."""
    places = {Subject(row.kind, row.key): row for row in bundle.subjects}
    together = known.picture.replaced(
        {Subject(row.kind, row.key): row.slices for row in bundle.subjects},
    )
    old = set(faults_of(known.picture))
    for fault in faults_of(together):
        if fault.is_error and fault not in old:
            yield _fault(fault, _place(places.get(fault.subject), fault, bundle))
    for hearing in bundle.hearings:
        for proposal in hearing.proposals:
            if proposal.change_set is not None and proposal.change_set.key not in known.entered:
                yield from _refused(together, proposal.change_set)


def _place(row: rows.SubjectRow | None, fault: Problem, bundle: "Bundle") -> rows.Where:
    if row is None:
        return rows.Where(bundle.files[0], 1, "")
    for piece, where in zip(row.slices, row.places, strict=True):
        if piece.span.overlaps(fault.span):
            return where
    return row.where


def _fault(fault: Problem, where: rows.Where) -> FileProblem:
    """Say a fault the organisation's rules found in the words of a file's fault."""
    facts = {name: _fact(value) for name, value in fault.params}
    return FileProblem(where.file, where.line, where.field, Message(fault.message, facts))


def _fact(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_fact(part) for part in value)
    return Message(str(value)) if isinstance(value, Label) else value


def _refused(picture: Picture, change_set: rows.ChangeSetRow) -> Iterator[FileProblem]:
    """Say why the first step that cannot be taken cannot, or that all of them were before."""
    places: Mapping[int, rows.Where] = {
        step.number: where
        for step, where in zip(change_set.operations, change_set.places, strict=True)
    }
    refused = trace(picture, change_set.operations).refused
    if refused and _carried_out(change_set, refused):
        yield _at(change_set.where, CARRIED_OUT, key=change_set.key)
    elif refused:
        yield _fault(refused[0], places.get(refused[0].operation or 0, change_set.where))


def _carried_out(change_set: rows.ChangeSetRow, refused: Sequence[Problem]) -> bool:
    """Tell whether all that a change-set creates is there, and all that it closes is gone."""
    once = {step.number for step in change_set.operations if step.verb in {"create", "close"}}
    done = {each.operation for each in refused if each.code in {"exists_already", "nothing_there"}}
    return bool(once) and once <= done

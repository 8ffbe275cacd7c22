"""From a sound file's data to rows: one function per kind of file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from indsats.hearings.rules.words import gettext_noop as _
from indsats.hearings.rules.words import message
from indsats.home.rules.files import rows
from indsats.home.rules.files.problem import FileProblem
from indsats.home.rules.files.schemas import SECTIONS
from indsats.home.rules.files.shape import field_name
from indsats.home.rules.files.yaml_lines import Document, Path
from indsats.organisation.rules.fields import BadValueError
from indsats.organisation.rules.operations import build
from indsats.organisation.rules.slices import Slice


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Reader:
    """One file while it is read: knows where everything stands."""

    file: str
    document: Document
    problems: list[FileProblem] = field(default_factory=list)

    def where(self, *path: str | int) -> rows.Where:
        """Say where a value stands."""
        name = field_name(self.document.data, path)
        return rows.Where(self.file, self.document.line(path), name)

    def each(self, section: str, *above: str | int) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Go through a list, with the path of each entry."""
        data = self.document.data
        for step in above:
            data = data[step]
        for number, entry in enumerate(data.get(section) or ()):
            yield (*above, section, number), entry

    def records(self, kind: Any, section: str, *above: str | int) -> tuple[Any, ...]:
        """Read a list of simple records."""
        return tuple(
            kind.of(entry, self.where(*path)) for path, entry in self.each(section, *above)
        )


def subjects(reader: Reader) -> list[rows.SubjectRow]:
    """Read every identity of a file, whatever its kind."""
    return [
        _subject(reader, kind, path, entry)
        for section, kind in SECTIONS.items()
        for path, entry in reader.each(section)
    ]


def _subject(
    reader: Reader,
    kind: str,
    path: Path,
    entry: Mapping[str, Any],
) -> rows.SubjectRow:
    found = []
    for number, state in enumerate(entry["states"]):
        where = reader.where(*path, "states", number)
        try:
            found.append((_slice(kind, entry["key"], state), where))
        except BadValueError as error:
            text = message(
                _("“%(value)s” cannot be used as “%(field)s”."),
                value=str(error.params.get("value", "")),
                field=message(str(error.params.get("field", ""))),
            )
            reader.problems.append(FileProblem(where.file, where.line, where.field, text))
    found.sort(key=lambda pair: pair[0].span.first)
    return rows.SubjectRow(
        where=reader.where(*path),
        kind=kind,
        key=entry["key"],
        slices=tuple(piece for piece, _place in found),
        places=tuple(place for _piece, place in found),
    )


def _slice(kind: str, key: str, state: Mapping[str, Any]) -> Slice:
    values = {name: value for name, value in state.items() if name not in {"from", "to"}}
    return Slice.of(kind, key, date.fromisoformat(state["from"]), _day(state.get("to")), **values)


def users(reader: Reader) -> tuple[rows.UserRow, ...]:
    """Read those who log in."""
    return reader.records(rows.UserRow, "users")


def competences(reader: Reader) -> tuple[rows.CompetenceRow, ...]:
    """Read the competences."""
    return reader.records(rows.CompetenceRow, "competences")


def held(reader: Reader) -> tuple[rows.HeldRow, ...]:
    """Read who holds which competence."""
    return tuple(
        rows.HeldRow.of(
            entry,
            reader.where(*path),
            first=_day(entry["from"]),
            until=_day(entry.get("to")),
        )
        for path, entry in reader.each("competences_held")
    )


def hearing(reader: Reader) -> rows.HearingRow:
    """Read a matter with its proposals, treatments and rounds."""
    data = reader.document.data
    return rows.HearingRow(
        where=reader.where(),
        matter=rows.MatterRow.of(data["matter"], reader.where("matter")),
        proposals=tuple(_proposal(reader, *pair) for pair in reader.each("proposals")),
        treatments=reader.records(rows.TreatmentRow, "treatments"),
        hearings=tuple(_round(reader, *pair) for pair in reader.each("hearings")),
    )


def _proposal(reader: Reader, path: Path, entry: Mapping[str, Any]) -> rows.ProposalRow:
    annexes = tuple(
        rows.AnnexRow.of(annex, reader.where(*at), is_open=annex.get("open", True))
        for at, annex in reader.each("annexes", *path)
    )
    change_set = _change_set(reader, path) if entry.get("change_set") else None
    return rows.ProposalRow.of(
        entry,
        reader.where(*path),
        items=reader.records(rows.ItemRow, "items", *path),
        annexes=annexes,
        change_set=change_set,
    )


def _change_set(reader: Reader, above: Path) -> rows.ChangeSetRow:
    path = (*above, "change_set")
    entries = list(reader.each("operations", *path))
    data = reader.document.data
    for step in path:
        data = data[step]
    return rows.ChangeSetRow.of(
        data,
        reader.where(*path),
        operations=tuple(_operation(entry) for _at, entry in entries),
        places=tuple(reader.where(*at) for at, _entry in entries),
    )


def _operation(entry: Mapping[str, Any]) -> Any:
    named = {name: value for name, value in entry.items() if name not in {"verb", "from", "to"}}
    first = date.fromisoformat(entry["from"])
    return build(entry["verb"], first=first, until=_day(entry.get("to")), **named)


def _round(reader: Reader, path: Path, entry: Mapping[str, Any]) -> rows.RoundRow:
    letter = rows.LetterRow.read(entry.get("letter") or {}, reader.where(*path, "letter"))
    return rows.RoundRow.of(
        entry,
        reader.where(*path),
        letter=letter,
        deadlines=reader.records(rows.DeadlineRow, "deadlines", *path),
        parties=tuple(
            rows.PartyRow.of(party, reader.where(*at), may_comment=party.get("may_comment", True))
            for at, party in reader.each("parties", *path)
        ),
    )


def amended(reader: Reader) -> rows.AmendedLetter:
    """Read new contents of a letter."""
    data = reader.document.data
    return rows.AmendedLetter(
        where=reader.where("letter"),
        matter=data["matter"],
        iteration=data["iteration"],
        fields=dict(data["letter"]),
    )

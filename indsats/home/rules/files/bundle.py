"""All files of one load together: read, checked against each other, nothing half-done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from indsats.hearings.rules.words import gettext_noop as _
from indsats.hearings.rules.words import message
from indsats.home.rules.files import reading, reading_deployments, reading_places, rows
from indsats.home.rules.files.links import Known, check_links
from indsats.home.rules.files.problem import FileProblem, FilesError
from indsats.home.rules.files.shape import faults
from indsats.home.rules.files.yaml_lines import YamlError, parse
from indsats.organisation.rules.slices import Picture

__all__ = ["Bundle", "Known", "read", "read_texts"]
ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """What a set of files says; ``example`` when any of them says it is made up."""

    files: tuple[str, ...] = ()
    example: bool = False
    users: tuple[rows.UserRow, ...] = ()
    competences: tuple[rows.CompetenceRow, ...] = ()
    held: tuple[rows.HeldRow, ...] = ()
    subjects: tuple[rows.SubjectRow, ...] = ()
    hearings: tuple[rows.HearingRow, ...] = ()
    amended: tuple[rows.AmendedLetter, ...] = field(default=())
    areas: tuple[rows.AreaRow, ...] = ()
    places: tuple[rows.PlaceRow, ...] = ()
    deployments: tuple[rows.DeploymentRow, ...] = ()

    def picture(self) -> Picture:
        """Give the organisation the files describe, on all days."""
        return Picture.of(piece for subject in self.subjects for piece in subject.slices)

    def amend(self) -> "Bundle":
        """Put the amended letters in the place of the old ones where the matter is here too."""
        return replace(self, hearings=tuple(self._amended(each) for each in self.hearings))

    def _amended(self, hearing: rows.HearingRow) -> rows.HearingRow:
        rounds = []
        for each in hearing.hearings:
            letter = each.letter
            for new in self.amended:
                if (new.matter, new.iteration) == (hearing.matter.key, each.iteration):
                    letter = letter.rewritten(new.fields, new.where)
            rounds.append(replace(each, letter=letter))
        return replace(hearing, hearings=tuple(rounds))


def files_in(paths: Iterable[Path]) -> list[Path]:
    """List the files named, and the YAML files lying directly in the folders named, in order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix in ENDINGS)
        else:
            found.append(path)
    return found


def read(paths: Iterable[Path], known: Known | None = None) -> Bundle:
    """Read files and folders; raise FilesError with everything that is wrong.

    ``known`` are the keys that exist already, so that a file may refer to what another load
    brought in; without it, everything referred to must be in the files.
    """
    texts: dict[str, bytes] = {}
    unread: list[FileProblem] = []
    for path in files_in(paths):
        try:
            texts[str(path)] = path.read_bytes()
        except OSError:
            unread.append(FileProblem(str(path), 1, "", message(_("The file cannot be found."))))
    if not texts and not unread:
        names = ", ".join(map(str, paths))
        unread.append(FileProblem(names, 1, "", message(_("There are no YAML files here."))))
    if unread:
        raise FilesError(unread)
    return read_texts(texts, known)


def read_texts(texts: Mapping[str, bytes], known: Known | None = None) -> Bundle:
    """Read files given by name and content; raise FilesError as `read`."""
    readers: list[reading.Reader] = []
    problems: list[FileProblem] = []
    for name, raw in texts.items():
        try:
            reader = reading.Reader(name, parse(raw))
        except YamlError as error:
            problems.append(FileProblem(name, error.line, "", error.reason))
            continue
        found = faults(name, reader.document)
        problems += found
        if not found:
            readers.append(reader)
    if problems:
        raise FilesError(problems)
    bundle = _gather(readers)
    problems = [fault for reader in readers for fault in reader.problems]
    problems = problems or check_links(bundle, known or Known())
    if problems:
        raise FilesError(problems)
    return bundle


def _gather(readers: Sequence[reading.Reader]) -> Bundle:
    def of(kind: str) -> list[reading.Reader]:
        return [each for each in readers if each.document.data["kind"] == kind]

    return Bundle(
        files=tuple(each.file for each in readers),
        example=any(each.document.data.get("example") for each in readers),
        users=tuple(row for each in readers for row in reading.users(each)),
        competences=tuple(row for each in readers for row in reading.competences(each)),
        held=tuple(row for each in readers for row in reading.held(each)),
        subjects=tuple(row for each in readers for row in reading.subjects(each)),
        hearings=tuple(map(reading.hearing, of("hearing"))),
        amended=tuple(map(reading.amended, of("letter"))),
        areas=tuple(row for each in of("places") for row in reading_places.areas(each)),
        places=tuple(row for each in of("places") for row in reading_places.places(each)),
        deployments=tuple(
            row for each in of("deployments") for row in reading_deployments.deployments(each)
        ),
    )

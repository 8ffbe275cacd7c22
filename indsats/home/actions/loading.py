"""Loading municipality files: all of it in one transaction, and nothing twice (indlæs)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.home.actions.loading_hearings import load_hearing
from indsats.home.queries.known import known
from indsats.home.rules.files import Bundle, read
from indsats.home.rules.files.rows import (
    AreaRow,
    CompetenceRow,
    DeploymentRow,
    HeldRow,
    PlaceRow,
    UserRow,
)
from indsats.organisation.actions.slices import Writing, write
from indsats.organisation.models import Competence, CompetenceHeld, Unit, User
from indsats.organisation.queries.picture import read as read_picture
from indsats.organisation.rules.slices import Picture
from indsats.places.actions.areas import AreaWish, write_areas
from indsats.places.actions.places import PlaceWish, set_timelines
from indsats.strategy.actions.orders import Wish, take_in


@dataclass
class Loaded:
    """What a load brought in: how many of each were new or changed."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, number: int = 1) -> None:
        """Count something that was new or changed."""
        if number:
            self.counts[what] = self.counts.get(what, 0) + number

    @property
    def nothing(self) -> bool:
        """Tell whether everything was there already."""
        return not self.counts


def load_paths(paths: Sequence[Path], *, by: User | str) -> Loaded:
    """Read files and load them; raise FilesError, and load nothing, when anything is wrong."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    return load(read(paths, known()).amend(), by=by, folders=folders)


@deed
def load(
    bundle: Bundle, *, by: User | str, folders: Sequence[Path] = (),
) -> Loaded:  # fmt: skip
    """Bring what files say into the tables; loading the same again changes nothing."""
    loaded = Loaded()
    loaded.add("users", sum(_user(row) for row in bundle.users))
    loaded.add("competences", sum(_competence(row) for row in bundle.competences))
    loaded.add("subjects", _subjects(bundle, by))
    loaded.add("held", sum(_held(row) for row in bundle.held))
    loaded.add("areas", write_areas(by=by, wishes=[_area(row) for row in bundle.areas]))
    loaded.add("places", set_timelines(by=by, wishes=[_place(row) for row in bundle.places]))
    loaded.add("deployments", sum(_deployment(row, by) for row in bundle.deployments))
    for row in bundle.hearings:
        loaded.add("matters", load_hearing(row, folders=list(folders)))
    if not loaded.nothing:
        files = [Path(name).name for name in bundle.files]
        record(by=by, act=Act.CREATED, subject="files", files=files, counts=loaded.counts)
    return loaded


def _user(row: UserRow) -> bool:
    fields = {
        "name": row.name, "email": row.email, "phone": row.phone, "language": row.language,
    }  # fmt: skip
    user = User.objects.filter(username=row.username).first()
    if user is None:
        User.objects.create_user(username=row.username, **fields)
        return True
    return _changed(user, fields)


def _changed(row: User | Competence, fields: Mapping[str, object]) -> bool:
    different = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.save(update_fields=list(different))
    return bool(different)


def _competence(row: CompetenceRow) -> bool:
    fields = {"name": row.name, "expires_after_months": row.expires_after_months}
    competence, new = Competence.objects.get_or_create(key=row.key, defaults=fields)
    return new or _changed(competence, fields)


def _held(row: HeldRow) -> bool:
    _row, new = CompetenceHeld.objects.get_or_create(
        user=User.objects.get(username=row.user),
        competence=Competence.objects.get(key=row.competence),
        valid_from=row.first,
        defaults={"valid_to": row.until, "evidence": row.evidence},
    )
    return new


def _area(row: AreaRow) -> AreaWish:
    return AreaWish(row.key, list(row.slices))


def _place(row: PlaceRow) -> PlaceWish:
    return PlaceWish(row.key, list(row.slices))


def _deployment(row: DeploymentRow, by: User | str) -> bool:
    wish = Wish(
        key=row.key,
        unit=Unit.objects.get(key=row.unit),
        written_by=User.objects.get(username=row.written_by),
        body=Unit.objects.get(key=row.decided_in) if row.decided_in else None,
        terms=row.terms,
    )
    return take_in(by=by, wish=wish)


def _subjects(bundle: Bundle, by: User | str) -> int:
    """Replace the slices of every subject the files name; others stay as they are."""
    before = read_picture()
    named = {(row.kind, row.key) for row in bundle.subjects}
    kept = [piece for piece in before if (piece.kind, piece.subject) not in named]
    fresh = [piece for row in bundle.subjects for piece in row.slices]
    writer = by if isinstance(by, User) else User(username=by)
    entries = write(before, Picture.of([*kept, *fresh]), Writing(by=writer))
    return len(entries)

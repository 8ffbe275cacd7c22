"""What a row of any room is called, and where the reader may open it.

The trail and other pages name rows of rooms above this one by labels, such as
``hearings.reply:12``. Each room says in its ``queries/subjects.py`` how its rows are told, and
hands that over when it starts.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indsats.organisation.access import Permission
from indsats.organisation.models import UnitState, User

Path = Any  # the path of a field, or an expression that is a text
Words = Callable[[str], str]
Reach = Callable[[User, date], QuerySet[Any]]
PARTS, ARGUMENTS = 3, 2  # at most, of any kind
NAMED, OPEN = 1, 2  # its title may be read; its page may be opened
BARE = re.compile(r"[0-9a-f]{32}")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOBODY, EVERYBODY = Q(pk__in=()), ~Q(pk__in=())


class Shown(NamedTuple):
    """What a row is called, and the address where the reader may open it, if so."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Kind:
    """How the rows of one model are told.

    ``parts`` say where a row belongs, to anyone who meets its label: the path of a text and what
    writes it. ``title`` says what it is about: only to those who may open the row, and to all
    where ``public`` holds. ``reach`` keeps the rows the reader may open, ``page`` names their page
    and the paths of its arguments. ``alone`` leaves the word for the kind away.
    """

    model: type[Model]
    title: Path = ""
    public: Q = NOBODY
    parts: tuple[tuple[Path, Words], ...] = ()
    reach: Reach | None = None
    page: tuple[str, ...] = ()
    label: str = ""
    by: str = "pk"
    alone: bool = False

    @property
    def name(self) -> str:
        """Give what stands before the colon of its labels."""
        return self.label or self.model._meta.label_lower

    def takes(self, key: str) -> bool:
        """Tell whether a key can be that of a row, so that the database can be asked."""
        if self.by != "pk":
            return key != ""
        if isinstance(self.model._meta.pk, UUIDField):
            return KEY.fullmatch(key) is not None
        return key.isdecimal()


_KINDS: dict[str, Kind] = {}


def register(kinds: Iterable[Kind]) -> None:
    """Take over what a room says of its rows."""
    _KINDS.update({kind.name: kind for kind in kinds})


def kinds() -> tuple[Kind, ...]:
    """Give every kind of row that can be told."""
    return tuple(_KINDS.values())


def shown(labels: Iterable[str], reader: User, day: date) -> dict[str, Shown]:
    """Tell what labels stand for, in one query however many; unknown ones are left out."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for label in filter(tells, labels):
        name, _mark, key = label.partition(":")
        wanted[name].add(key)
    each = [_rows(_KINDS[name], keys, reader, day) for name, keys in sorted(wanted.items())]
    rows = each[0].union(*each[1:], all=True) if each else ()
    found = ((row[0], *map(_dashed, row[1:])) for row in rows)
    return {f"{row[0]}:{row[1]}": _tell(_KINDS[row[0]], row) for row in found}


def tells(words: str) -> bool:
    """Say whether words are a label of a kind that can be told."""
    name, _mark, key = words.partition(":")
    kind = _KINDS.get(name)
    return kind is not None and kind.takes(key)


def _dashed(value: Any) -> Any:
    """Write a UUID as it is written everywhere else: SQLite gives it without dashes."""
    return str(UUID(value)) if isinstance(value, str) and BARE.fullmatch(value) else value


def called(words: str, reader: User, day: date) -> Shown:
    """Tell what a label stands for; any other words are given as they are."""
    return shown([words], reader, day).get(words) or Shown(words)


def within(model: Any, of: Any, path: str, permission: Permission) -> Reach:
    """Keep the rows of a model whose row at the path, of another, the reader may touch so."""

    def reach(reader: User, day: date) -> QuerySet[Any]:
        mine = of.objects.open_to(reader, permission, day)
        rows: QuerySet[Any] = model.objects.filter(**{f"{path}__in": mine.values("pk")})
        return rows

    return reach


def unit_name(path: str) -> Subquery:
    """Give what the unit at a path is called, or was called last."""
    named = UnitState.objects.filter(unit=OuterRef(path)).order_by("-valid_from")
    return Subquery(named.values("name")[:1])


def after_comma(text: str) -> str:
    """Write a part after a comma."""
    return f", {text}"


def at_moment(text: str) -> str:
    """Write a moment after a comma, as the database gives it: in UTC."""
    at = datetime.fromisoformat(text)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return after_comma(date_format(localtime(at), "j. F Y H.i"))


def on_day(text: str) -> str:
    """Write a day after a comma."""
    return after_comma(date_format(date.fromisoformat(text), "j. F Y"))


def at_time(text: str) -> str:
    """Write a day or a moment after a comma, whichever it is."""
    return on_day(text) if DAY.fullmatch(text) else at_moment(text)


def of_unit(model: Any, permission: Permission, when: str, *, path: str = "", **more: Any) -> Kind:
    """Tell rows by their unit and a day or moment; open them to those who may touch them so.

    ``path`` leads to the row that has the unit: ``walk__``.
    """
    parts = ((unit_name(f"{path}unit"), after_comma), (when, at_time))
    return Kind(model, parts=parts, reach=within(model, model, "pk", permission), **more)


def _text(path: Path) -> Cast:
    return Cast(F(path) if isinstance(path, str) and path else path or Value(""), TextField())


def _rows(kind: Kind, keys: set[str], reader: User, day: date) -> QuerySet[Any, Any]:
    """Give kind, key, level, title, parts and arguments of rows, each as a column."""
    levels = [When(kind.public, then=NAMED)]
    if kind.reach is not None:
        mine = kind.reach(reader, day).filter(pk=OuterRef("pk"))
        levels.insert(0, When(Exists(mine), then=OPEN))
    parts = [path for path, _words in kind.parts]
    columns = [
        *parts, *[""] * (PARTS - len(parts)),
        *kind.page[1:], *[""] * (ARGUMENTS - len(kind.page[1:])),
    ]  # fmt: skip
    return (
        kind.model._default_manager.filter(**{f"{kind.by}__in": keys})
        .order_by()
        .values_list(
            Cast(Value(kind.name), TextField()),
            Cast(kind.by, TextField()),
            Case(*levels, default=0, output_field=IntegerField()),
            _text(kind.title),
            *map(_text, columns),
        )
    )


def _tell(kind: Kind, row: tuple[Any, ...]) -> Shown:
    _name, key, level, title, *rest = row
    word = str(kind.model._meta.verbose_name)
    text = (title if kind.alone else f"{word} “{title}”") if title and level else word
    parts = zip(rest, kind.parts, strict=False)
    text += "".join(words(part) for part, (_path, words) in parts if part)
    if text == word:
        text = _("%(kind)s no. %(number)s") % {"kind": word, "number": key}
    arguments = rest[PARTS : PARTS + len(kind.page) - 1]
    url = reverse(kind.page[0], args=arguments) if kind.page and level == OPEN else ""
    return Shown(text, url)

"""Translations without a system gettext: extract, merge and compile, room by room."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # texts can be collected while pages are half-built
    help = "Extract texts into each room's Danish catalogue and compile it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="rooms; all when none is named")
        parser.add_argument("--compile", action="store_true", help="only compile")
        parser.add_argument("--check", action="store_true", help="fail when a text lacks Danish")

    def handle(self, *, rooms: list[str], **options: Any) -> None:
        missing = []
        for room in rooms or [app.removeprefix("indsats.") for app in settings.FIRST_PARTY_APPS]:
            folder = settings.ROOT / "indsats" / room
            if options["check"]:
                missing += lacking(folder)
            else:
                if not options["compile"]:
                    extract(folder)
                compile_catalogue(folder)
        if missing:
            raise CommandError("Texts without Danish:\n" + "\n".join(missing))


def catalogue_path(folder: Path) -> Path:
    """Say where a room's Danish catalogue lies."""
    return folder / "locale" / "da" / "LC_MESSAGES" / "django.po"


# A date of its own in every catalogue would make any two branches collide in its head.
FIRST_DAY = datetime(2026, 11, 23, tzinfo=UTC)


def _found(folder: Path) -> Any:
    from babel.messages import Catalog  # noqa: PLC0415 -- a tool of development only
    from babel.messages.extract import extract as babel_extract  # noqa: PLC0415 -- same

    catalogue = Catalog(
        locale="da",
        project="indsats",
        charset="utf-8",
        copyright_holder="Indsats",
        creation_date=FIRST_DAY,
    )
    sources = [*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]
    for path in sorted(sources):
        if {"migrations", "tests", "static"} & set(path.relative_to(folder).parts):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Indentation means something to the tokenizer, but not in a template.
            lines = templatize(text, origin=str(path)).splitlines()
            text = "\n".join(line.lstrip() for line in lines)
        for _line, message, comments, context in babel_extract(
            "python",
            io.BytesIO(text.encode()),
            keywords=KEYWORDS,
            comment_tags=["Translators"],
        ):
            catalogue.add(message, None, auto_comments=comments, context=context)
    return catalogue


def _read(path: Path) -> Any:
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- a tool of development only

    with path.open("rb") as stream:
        return read_po(stream, locale="da")


def extract(folder: Path) -> None:
    """Add new texts to a room's catalogue, drop those gone, keep the translations."""
    from babel.messages.pofile import write_po  # noqa: PLC0415 -- a tool of development only

    found, path = _found(folder), catalogue_path(folder)
    if path.exists():
        old = _read(path)
        old.update(found, no_fuzzy_matching=True)
        old.obsolete.clear()
        found = old
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, found, omit_header=False, sort_output=True, no_location=True, width=100)


def compile_catalogue(folder: Path) -> None:
    """Write the compiled catalogue Django reads, if the room has one."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- a tool of development only

    path = catalogue_path(folder)
    if path.exists():
        catalogue = _read(path)
        # An empty plural would be written in English and hide another room's Danish.
        for message in [each for each in catalogue if each.id and not _all(each.string)]:
            catalogue.delete(message.id, message.context)
        with path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue, use_fuzzy=False)


def _all(text: str | list[str] | tuple[str, ...]) -> bool:
    """Tell whether a text, or every form of a plural, is filled in."""
    return bool(text) if isinstance(text, str) else all(text)


def lacking(folder: Path) -> list[str]:
    """Name the texts of a room that are not in Danish yet."""
    found, path = _found(folder), catalogue_path(folder)
    known = _read(path) if path.exists() else None
    names = []
    for message in found:
        if message.id:
            ours = known.get(message.id, message.context) if known is not None else None
            texts = ours.string if ours is not None else ""
            texts = texts if isinstance(texts, (list, tuple)) else (texts,)
            if not all(texts):
                names.append(f"{folder.name}: {message.id}")
    return names

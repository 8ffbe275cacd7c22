"""Files that people send: judged by what they are, not by what they are called (bilag)."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from indsats.base.office import is_office
from indsats.base.plain import clean

if TYPE_CHECKING:
    Upload = File[Any]
else:
    Upload = File

MEGABYTE = 1024 * 1024
LIMIT = 25 * MEGABYTE
HEAD = 4096
LONGEST_NAME = 120
_BARRED = re.compile(r'[<>:"|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f") | {127}


class Kind(StrEnum):
    """The kinds of file that are accepted; the value is the ending of the name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    PNG = "png"
    JPG = "jpg"
    TXT = "txt"

    @property
    def content_type(self) -> str:
        """Name the kind the way browsers do."""
        return _CONTENT_TYPES[self]


_CONTENT_TYPES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PDF: "application/pdf",
        Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Kind.ODT: "application/vnd.oasis.opendocument.text",
        Kind.PNG: "image/png",
        Kind.JPG: "image/jpeg",
        Kind.TXT: "text/plain",
    },
)
_ENDINGS = {"jpeg": Kind.JPG, **{kind.value: kind for kind in Kind}}
ACCEPT = ",".join(f".{ending}" for ending in sorted(_ENDINGS))


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A file that was accepted: a safe name, what it is, its size in bytes and its fingerprint."""

    name: str
    kind: Kind
    size: int
    sha256: str


class CutOff(FileUploadHandler):
    """Stop storing a file soon after it has passed the limit, so that no disk is filled.

    What is kept is larger than the limit, so that `check_upload` refuses it with a clear word.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= limit() else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""


def limit() -> int:
    """Give the largest size of one file, in bytes."""
    return int(getattr(settings, "ATTACHMENT_LIMIT", LIMIT))


def taken(largest: int | None = None) -> str:
    """Say what kinds of file are accepted, and how large they may be, in megabytes."""
    largest = largest or limit() // MEGABYTE
    return _("PDF, DOCX, XLSX, ODT, PNG, JPG or TXT, at most %(limit)s MB.") % {"limit": largest}


def too_large(name: str) -> str:
    """Say that a file is too large, and what to do."""
    message = _(
        "“%(name)s” is larger than %(limit)s MB. Make it smaller or split it, and try again.",
    )
    return message % {"name": name, "limit": limit() // MEGABYTE}


def clean_name(name: str) -> str:
    """Make a file name safe to store and to show: no path, no control characters; æøå stay."""
    last = re.split(r"[/\\]", clean(unicodedata.normalize("NFC", name)))[-1]
    plain = " ".join(_BARRED.sub("_", last).replace("\ufffd", "").split()).strip(". ")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    path = PurePosixPath(plain or "fil")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:LONGEST_NAME]


def _refuse(message: str, code: str, **facts: object) -> ValidationError:
    return ValidationError(message, code=code, params=facts)


def _claimed(name: str) -> Kind:
    """Read the kind from the ending of a name; raise ValidationError for one not accepted."""
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    if ending not in _ENDINGS:
        message = _(
            "“%(name)s” cannot be received. Save it as PDF, DOCX, XLSX, ODT, PNG, JPG or TXT "
            "and try again.",
        )
        raise _refuse(message, "ending", name=name)
    return _ENDINGS[ending]


def _measure(file: Upload, name: str) -> tuple[int, str]:
    """Read the file once, for its size and fingerprint; stop where it passes the limit."""
    size, digest = 0, hashlib.sha256()
    for chunk in file.chunks():
        size += len(chunk)
        if size > limit():
            raise ValidationError(too_large(name), code="size")
        digest.update(chunk)
    if size == 0:
        raise _refuse(_("“%(name)s” is empty. Choose another file."), "empty", name=name)
    return size, digest.hexdigest()


def _starts(*beginnings: bytes) -> Callable[[Upload], bool]:
    """Make a check on how a file begins."""

    def check(file: Upload) -> bool:
        file.seek(0)
        return bytes(file.read(HEAD)).startswith(beginnings)

    return check


def _is_text(file: Upload) -> bool:
    """Tell whether a file is plain text: UTF-8, UTF-16 with its mark, or an older Danish set."""
    file.seek(0)
    start = bytes(file.read(2))
    if start in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    file.seek(0)
    return all(_CONTROL.isdisjoint(chunk) for chunk in file.chunks())


_CHECKS: Mapping[Kind, Callable[[Upload], bool]] = MappingProxyType(
    {
        Kind.PDF: _starts(b"%PDF-"),
        Kind.PNG: _starts(b"\x89PNG\r\n\x1a\n"),
        Kind.JPG: _starts(b"\xff\xd8\xff"),
        Kind.TXT: _is_text,
        Kind.DOCX: lambda file: is_office(file, "docx"),
        Kind.XLSX: lambda file: is_office(file, "xlsx"),
        Kind.ODT: lambda file: is_office(file, "odt"),
    },
)


def check_upload(file: Upload) -> Checked:
    """Accept a file or raise a ValidationError that says in plain words what to do instead.

    The ending of the name must be one of those accepted and agree with the content; macros and
    embedded programs are refused. The file is left open, at its beginning.
    """
    name = clean_name(file.name or "")
    kind = _claimed(name)
    size, sha256 = _measure(file, name)
    if not _CHECKS[kind](file):
        message = _(
            "“%(name)s” is not a real %(kind)s file, or it holds macros or programs. "
            "Open it, save it again as %(kind)s without macros, and try again.",
        )
        raise _refuse(message, "content", name=name, kind=kind.upper())
    file.seek(0)
    return Checked(name=name, kind=kind, size=size, sha256=sha256)

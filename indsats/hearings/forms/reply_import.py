"""A spreadsheet of replies read row by row, each row with what is wrong with it (indlæsning)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from indsats.base.plain import clean
from indsats.base.uploads import MEGABYTE, Upload
from indsats.hearings.actions.registration import Letter
from indsats.hearings.models import Received
from indsats.law.deadlines import COPENHAGEN

MOST = 2000  # rows of one file
LARGEST = 4 * MEGABYTE
NAMES = {
    "afsender": "sender", "sender": "sender",
    "repræsenterer": "represents", "represents": "represents",
    "modtaget": "received", "received": "received",
    "tekst": "text", "text": "text",
}  # fmt: skip
FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M",
    "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y",
)  # fmt: skip
SALT = "hearings.reply_import"


@dataclass(frozen=True)
class Line:
    """One row of the file: what it says, the reply it makes, or what is wrong with it."""

    number: int
    cells: dict[str, str]
    errors: tuple[str, ...] = ()
    letter: Letter | None = None


def _moment(text: str) -> datetime | None:
    """Read a Danish day with or without a time; a day alone counts as its noon."""
    for form in FORMS:
        try:
            found = datetime.strptime(text.strip(), form)  # noqa: DTZ007 -- made Danish below
        except ValueError:
            continue
        hour = found.hour if "%H" in form else 12
        return found.replace(hour=hour, tzinfo=COPENHAGEN)
    return None


def _line(number: int, cells: dict[str, str]) -> Line:
    errors: list[str] = []
    at = _moment(cells.get("received", ""))
    if not cells.get("sender", "").strip():
        errors.append(_("The sender is missing."))
    if not cells.get("text", "").strip():
        errors.append(_("The text is missing."))
    if at is None:
        errors.append(_("Write the day as 31-12-2026 or 31-12-2026 14:30."))
    elif at > timezone.now():
        errors.append(_("The reply cannot have come in the future."))
    if errors or at is None:
        return Line(number, cells, tuple(errors))
    letter = Letter(
        sender=cells["sender"].strip()[:200], represents=cells.get("represents", "").strip()[:200],
        text=cells["text"], received=Received.MAIL, received_at=at,
    )  # fmt: skip
    return Line(number, cells, (), letter)


def _table(file: Upload) -> Iterator[Sequence[Any]]:
    ending = PurePath(file.name or "").suffix.lower()
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValidationError({"file": _("The file is larger than 4 MB. Split it.")})
    if ending == ".xlsx":
        return _sheet(content)
    if ending == ".csv":
        return _csv(content)
    raise ValidationError({"file": _("Choose an XLSX or a CSV file.")})


def _sheet(content: bytes) -> Iterator[Sequence[Any]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except Exception as error:  # the library raises whatever it meets in a broken file
        text = _("The spreadsheet cannot be read. Save it again as XLSX, and try once more.")
        raise ValidationError({"file": text}) from error


def _csv(content: bytes) -> Iterator[Sequence[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    yield from csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S" if value.hour or value.minute else "%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    return clean("" if value is None else value)


def read(file: Upload) -> list[dict[str, str]]:
    """Read the rows of a file by the names of its first row; ValidationError says what is wrong."""
    rows = iter(_table(file))
    heads = [NAMES.get(_cell(each).strip().casefold(), "") for each in next(rows, ())]
    missing = {"sender", "received", "text"} - set(heads)
    if missing:
        text = _("The first row must name the columns: afsender, modtaget, tekst (repræsenterer).")
        raise ValidationError({"file": text})
    found = []
    for row in rows:
        cells = {name: _cell(value) for name, value in zip(heads, row, strict=False) if name}
        if any(value.strip() for value in cells.values()):
            found.append(cells)
        if len(found) > MOST:
            raise ValidationError({"file": _("At most %(n)s rows at a time.") % {"n": MOST}})
    if not found:
        raise ValidationError({"file": _("The file holds no replies.")})
    return found


def judged(rows: Iterable[dict[str, str]]) -> list[Line]:
    """Tell of each row which reply it makes or what is wrong; row 1 is the headings."""
    return [_line(number, cells) for number, cells in enumerate(rows, 2)]


def carried(rows: list[dict[str, str]]) -> str:
    """Write rows so that the next page can send them back unchanged."""
    return signing.dumps(rows, salt=SALT, compress=True)


def brought_back(text: str) -> list[dict[str, str]]:
    """Read rows a page sent back; ValidationError when they are not as they were written."""
    try:
        rows: list[dict[str, str]] = signing.loads(text, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature as error:
        raise ValidationError(_("The page is out of date. Choose the file again.")) from error
    return rows
